using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Users;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Experiments;

public sealed class ChangePreviewerTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly PreviewQuestion Question = new("shop", "home", _ => true);
    private readonly InMemoryWorkspace workspace = new(new FakeTimeProvider(Now));
    private readonly InMemoryImpressionStore lists = new();
    private readonly List<(string Domain, Outcome Outcome)> done = [];
    private readonly ChangePreviewer previewer;

    public ChangePreviewerTests() =>
        previewer = new ChangePreviewer(
            lists,
            new Done(done),
            new PastHistories(workspace.Interactions, workspace.Links),
            new FakeTimeProvider(Now)
        );

    public void Dispose() => workspace.Dispose();

    /// <summary>Half of the people are shown the good item, which sells always, the others the bad one, which never does: always the good one would bring 1 in the place of ½.</summary>
    [Fact]
    public void Preview_TheBetterItem_BringsTwiceAsMuch()
    {
        Coins(400);

        var preview = previewer.Preview(Question, (_, _) => [Item("good")], CancellationToken.None);

        Assert.Equal((400, 400, 400), (preview.Lists, preview.Taken, preview.People));
        Assert.Equal((0.5, 1.0), (preview.Policy.Logged, preview.Policy.MeanWeight));
        Assert.Equal(1, preview.Policy.SelfNormalized!.Value.Value, 12);
        Assert.Equal(PreviewKind.Better, preview.Policy.Kind);
        // Within the other half the good item did (100 + 2) / (50 + 2) times as well as the mean of ½.
        Assert.InRange(preview.Policy.DoublyRobust!.Value.Value, 0.97, 1.03);
        Assert.Equal(PreviewKind.Worse, previewer.Preview(Question, (_, _) => [Item("bad")], CancellationToken.None).Policy.Kind);
    }

    [Fact]
    public void Preview_AnItemThatWasNeverShown_CannotBeTold()
    {
        Coins(400);

        var never = previewer.Preview(Question, (_, _) => [Item("new")], CancellationToken.None);
        var partly = previewer.Preview(
            Question,
            (_, shown) => [Item(shown.UserId!.EndsWith('6') ? "new" : "good")],
            CancellationToken.None
        );

        Assert.Equal(PreviewKind.NotEnoughData, never.Policy.Kind);
        Assert.Equal(PreviewKind.NotShown, partly.Policy.Kind);
        Assert.Null(partly.Policy.Difference);
    }

    [Fact]
    public void Preview_NothingLeftToChance_IsNotEnoughData()
    {
        Show("l1", "u1", "good", null);
        Show("l2", null, "good", 0.5);
        Show("l3", "u3", "good", 0.5, scene: "other");
        Show("l4", "u4", "good", 0.5, daysAgo: 29);

        var preview = previewer.Preview(Question, (_, _) => throw new InvalidOperationException(), CancellationToken.None);

        Assert.Equal((2, 0, 0), (preview.Lists, preview.Taken, preview.People));
        Assert.Equal(PreviewKind.NotEnoughData, preview.Policy.Kind);
        Assert.True(double.IsFinite(preview.Policy.Logged));
    }

    /// <summary>What came of a list must not decide how it is made again.</summary>
    [Fact]
    public void Preview_Histories_EndBeforeTheList()
    {
        Show("l1", "u1", "good", 0.5, daysAgo: 2);
        workspace.Links.Add([new Link("shop", "u1", "club", "c1", LinkMethod.SameId, Now)]);
        workspace.OwnInteractions.Add("shop", "u1", "old", InteractionKind.View, Now.AddDays(-3));
        workspace.OwnInteractions.Add("shop", "u1", "good", InteractionKind.Purchase, Now.AddDays(-1));
        workspace.OwnInteractions.Add("shop", "u2", "other", InteractionKind.View, Now.AddDays(-3));
        workspace.OwnInteractions.Add("club", "c1", "match", InteractionKind.View, Now.AddDays(-5));
        IReadOnlyList<Interaction>? told = null;

        previewer.Preview(
            Question,
            (known, _) =>
            {
                told = known;
                return [];
            },
            CancellationToken.None
        );

        Assert.Equal(["club match", "shop old"], told!.Select(each => $"{each.Domain} {each.ItemId}"));
    }

    [Fact]
    public void Preview_OnlyNamedItemsOfCountedDomainsAndKinds_AreRewards()
    {
        Coins(400);
        done.Clear();
        done.Add(("shop", new Outcome("u0", InteractionKind.Purchase, Now.AddDays(-1), null, "l0", "another")));
        done.Add(("shop", new Outcome("u0", InteractionKind.View, Now.AddDays(-1), null, "l0", "good")));
        done.Add(("shop", new Outcome("u0", InteractionKind.Purchase, Now.AddDays(-1), null, null, "good")));

        Assert.Equal(0, previewer.Preview(Question, (_, _) => [Item("good")], CancellationToken.None).Policy.Logged);
        done.Add(("shop", new Outcome("u0", InteractionKind.Purchase, Now.AddDays(-1), null, "l0", "good")));
        Assert.Equal(0.0025, previewer.Preview(Question, (_, _) => [Item("good")], CancellationToken.None).Policy.Logged, 12);
        var notShared = Question with { MayCount = _ => false };
        Assert.Equal(0, previewer.Preview(notShared, (_, _) => [Item("good")], CancellationToken.None).Policy.Logged);
    }

    [Fact]
    public void Preview_MoreListsThanWanted_TakesTheSameSample()
    {
        Coins(400);

        var first = previewer.Preview(Question with { MostLists = 150 }, (_, _) => [Item("good")], CancellationToken.None);
        var second = previewer.Preview(Question with { MostLists = 150 }, (_, _) => [Item("good")], CancellationToken.None);

        Assert.Equal((400, 150), (first.Lists, first.Taken));
        Assert.Equal(first.Policy.Logged, second.Policy.Logged);
    }

    [Fact]
    public void Preview_OutOfBounds_TellsAllAtOnce()
    {
        var wrong = Question with { Days = 0, MostLists = 0, Kinds = ["fly"] };

        Assert.Equal(
            ["days", "lists", "kinds"],
            Assert
                .Throws<SeveralFaultsException>(() => previewer.Preview(wrong, (_, _) => [], CancellationToken.None))
                .Faults.Select(fault => fault.Where)
        );
    }

    private void Coins(int people)
    {
        for (var person = 0; person < people; person++)
        {
            var item = person % 2 == 0 ? "good" : "bad";
            Show($"l{person}", $"u{person}", item, 0.5);
            if (item == "good")
            {
                done.Add(("shop", new Outcome($"u{person}", InteractionKind.Purchase, Now.AddDays(-1), null, $"l{person}", item)));
            }
        }
    }

    private void Show(string list, string? user, string item, double? propensity, string scene = "home", double daysAgo = 2) =>
        lists.Append(
            ImpressionBlock.Of([
                new Impression(
                    list,
                    Now.AddDays(-daysAgo),
                    "shop",
                    user,
                    "visit",
                    scene,
                    null,
                    [new ImpressionItem("shop", item, 1, "v1", SlotNames.Explored, 1, propensity)]
                ),
            ])
        );

    private static LiveListItem Item(string id) => new("shop", id, null, 1, SlotNames.Ranked, null, "v2", []);

    private sealed class Done(List<(string Domain, Outcome Outcome)> stored) : IOutcomeStore
    {
        public IEnumerable<Outcome> Outcomes(string domain, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
            stored.Where(each => each.Domain == domain && each.Outcome.At >= from && each.Outcome.At < until).Select(each => each.Outcome);
    }
}
