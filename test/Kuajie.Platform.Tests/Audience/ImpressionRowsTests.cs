using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience;

/// <summary>Rows of what users were shown, and of the clicks that refer to it.</summary>
public sealed class ImpressionRowsTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;
    private readonly InMemoryWorkspace workspace = new(new FakeTimeProvider(At));
    private readonly List<(string Domain, Outcome Outcome)> done = [];
    private readonly ResponseWorkflow workflow;
    private readonly ResponseRequest request = new()
    {
        Domain = "courses",
        Outcome = ResponseOutcome.Click,
        Occasion = ResponseOccasion.Impression,
        Window = TimeSpan.FromDays(7),
    };

    public ImpressionRowsTests()
    {
        workspace.OwnPartners.EnsureDomain("courses");
        workspace.OwnPartners.EnsureDomain("films");
        workspace.OwnCatalog.Put([ItemOf("courses", "a"), ItemOf("courses", "b"), ItemOf("films", "a")]);
        workflow = new ResponseWorkflow(
            workspace.Partners,
            new InMemoryLiveStore(workspace.OwnInteractions),
            workspace.Catalog,
            workspace.Impressions,
            new InMemoryOutcomes(done)
        );
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Rows_OfClicks_AreThoseThatReferToTheListAndTheItemWithinTheWindow()
    {
        Show("l1", 0, "u", "a", "b");
        Show("l2", 1, "v", "a");
        Show("l3", 2, "w", "a");
        Show("l4", 3, "x", "a");
        Clicked("courses", "u", "b", "l1", 0.1);
        // Without a list, of another one, too late: none of them is a click on what was shown.
        Clicked("courses", "v", "a", null, 1.1);
        Clicked("courses", "w", "a", "l9", 2.1);
        Clicked("courses", "x", "a", "l4", 11);
        Show("l5", 30, "u", "a");

        var rows = workflow.Rows(request, null, Never).Rows;

        Assert.Equal([0.0, 1, 0, 0, 0], rows.Select(row => row.Outcome));
        Assert.Equal(["u", "u", "v", "w", "x"], rows.Select(row => row.Group!));
    }

    [Fact]
    public void Rows_OfClicks_AreOfOwnItemsUnlessOtherDomainsAreNamed()
    {
        Append(new Impression("l1", At, "courses", "u", "s", "home", null, [Place("courses", "a", 1), Place("films", "a", 2)]));
        Append(new Impression("l2", At, "courses", null, "visit", "home", null, [Place("courses", "a", 1)]));
        // The other side knows the same person by no id, and the visitor of the second list is nobody.
        Clicked("films", null, "a", "l1", 0.1);
        Show("l3", 30, "u", "a");

        var own = workflow.Rows(request, null, Never);
        var both = workflow.Rows(request with { OtherDomains = ["films"] }, null, Never);

        Assert.Equal([0.0], own.Rows.Select(row => row.Outcome));
        Assert.Equal([("courses", 0.0), ("films", 1)], both.Rows.Select(row => (Of(both, row, "item domain").Level!, row.Outcome)));
        Assert.Equal(Math.Log(2), Of(both, both.Rows[1], "position").Number!.Value, 1e-12);
        Assert.Equal("home", Of(both, both.Rows[1], "placement").Level);
    }

    [Fact]
    public void Rows_OfACampaign_AreClickedThroughItsListAndNameTheCreative()
    {
        Append(
            new Impression(
                "decision-1",
                At,
                "courses",
                "u",
                "s",
                "banner",
                "campaign.autumn:holdout,campaign.spring:red",
                [new("films", "poster", 1, null, "campaign", 0, 0.5)]
            )
        );
        Clicked("films", null, "a", "decision-1", 0.2);
        Show("l3", 30, "u", "a");

        var data = workflow.Rows(request with { OtherDomains = ["films"] }, null, Never);

        var row = Assert.Single(data.Rows);
        Assert.Equal(1, row.Outcome);
        Assert.Equal(
            ("spring:red", "campaign", "banner"),
            (Of(data, row, "creative").Level, Of(data, row, "slot").Level, Of(data, row, "placement").Level)
        );
        Assert.Null(Of(data, row, "model score").Number);
    }

    [Fact]
    public void Rows_WhatWasShownAndClickedBefore_IsCounted()
    {
        Show("l1", 0, "u", "a");
        Show("l2", 1, "u", "a");
        Clicked("courses", "u", "a", "l1", 0.5);
        Clicked("courses", "u", "a", "l2", 1.5);
        Show("l3", 2, "u", "a");
        Show("l4", 2, "v", "b", "a");
        Show("l9", 30, "u", "a");

        var data = workflow.Rows(request, null, Never);
        var (user, same, other) = (data.Rows[2], data.Rows[3], data.Rows[4]);

        Assert.Equal(Math.Log(3), Of(data, user, "shown the user").Number!.Value, 1e-12);
        Assert.Equal(Math.Log(3), Of(data, user, "shown the item before").Number!.Value, 1e-12);
        // Everything shown so far was clicked.
        Assert.Equal(1, Of(data, user, "user click rate").Number!.Value, 1e-12);
        Assert.Equal(("v", "v"), (same.Group, other.Group));
        // What is shown in one moment is not known in it.
        Assert.Equal(Math.Log(3), Of(data, same, "item shown").Number!.Value, 1e-12);
        Assert.Equal(0, Of(data, other, "item shown").Number!.Value, 1e-12);
        Assert.Equal(1, Of(data, other, "item click rate").Number!.Value, 1e-12);
        Assert.Equal(0, Of(data, data.Rows[0], "item click rate").Number!.Value, 1e-12);
        // When l2 was shown, l1 had been clicked; l2 itself had not.
        Assert.Equal(1, Of(data, data.Rows[1], "item click rate").Number!.Value, 1e-12);
    }

    /// <summary>The test that catches a leak: what is done at the moment of an impression or later may change its outcome and never its features.</summary>
    [Fact]
    public void Rows_ChangingTheFuture_ChangesOutcomesOnly()
    {
        var random = new SplittableRandom(5);
        for (var list = 0; list < 60; list++)
        {
            Show($"l{list:00}", list / 4, $"u{random.NextInteger(6)}", "a", "b");
            if (random.NextInteger(3) == 0)
            {
                Clicked("courses", "u", "a", $"l{list:00}", (list / 4) + 0.3);
            }
            workspace.OwnInteractions.Add("courses", $"u{random.NextInteger(6)}", "b", InteractionKind.View, At.AddDays(list / 4), null);
        }
        Show("l99", 40, "u", "a");
        var cut = At.AddDays(8);
        var before = workflow.Rows(request, null, Never);

        // All that happens from the cut on is turned round: everybody clicks and buys everything, at once.
        for (var list = 0; list < 60; list++)
        {
            var day = list / 4;
            if (day >= 8)
            {
                Clicked("courses", "u", "a", $"l{list:00}", day);
                Clicked("courses", "u", "b", $"l{list:00}", day);
            }
        }
        for (var list = 28; list < 32; list++)
        {
            Clicked("courses", "u", "b", $"l{list:00}", 8);
        }
        foreach (var user in Enumerable.Range(0, 6))
        {
            workspace.OwnInteractions.Add("courses", $"u{user}", "a", InteractionKind.Purchase, cut, null);
        }
        var after = workflow.Rows(request, null, Never);

        var known = before.Rows.Count(row => row.At <= cut);
        Assert.True(known > 60);
        Assert.Equal(Told(before, known), Told(after, known));
        Assert.NotEqual(before.Rows.Take(known).Select(row => row.Outcome), after.Rows.Take(known).Select(row => row.Outcome));
    }

    [Theory]
    [InlineData(ResponseOutcome.Conversion, 0)]
    [InlineData(ResponseOutcome.ViewTime, 90)]
    [InlineData(ResponseOutcome.Interaction, 0.5 + (2 * 90 / 600.0))]
    public void Rows_OfOtherOutcomes_CountWhatTheUserDidWithOwnItems(ResponseOutcome outcome, double expected)
    {
        Append(new Impression("l1", At, "courses", "u", null, null, null, [Place("courses", "a", 1), Place("films", "a", 2)]));
        Did("u", "a", InteractionKind.View, 1, null);
        Did("u", "a", InteractionKind.Watch, 2, 90);
        Did("w", "b", InteractionKind.View, 30, null);

        var data = workflow.Rows(request with { Outcome = outcome, OtherDomains = ["films"] }, null, Never);

        var row = Assert.Single(data.Rows);
        Assert.Equal(expected, row.Outcome, 1e-12);
        Assert.Equal(("ranked", 0.7), (Of(data, row, "slot").Level, Of(data, row, "model score").Number));
    }

    [Fact]
    public void Rows_MoreThanAskedFor_AreTheLatest()
    {
        for (var list = 0; list < 10; list++)
        {
            Show($"l{list}", list, "u", "a", "b");
        }
        Show("l99", 30, "u", "a");

        var rows = workflow.Rows(request with { MostPlaces = 5 }, null, Never).Rows;

        Assert.Equal([At.AddDays(8), At.AddDays(8), At.AddDays(9), At.AddDays(9)], rows.Select(row => row.At));
    }

    [Fact]
    public void Train_UsersWhoClickTheFirstPlace_LearnsThePlaceAndBeatsTheBaseRate()
    {
        var random = new SplittableRandom(4);
        for (var list = 0; list < 900; list++)
        {
            var id = $"l{list:0000}";
            Show(id, list / 10.0, $"u{random.NextInteger(60)}", "a", "b");
            if (random.NextDouble() < 0.4)
            {
                Clicked("courses", "u", "a", id, (list / 10.0) + 0.01);
            }
            if (random.NextDouble() < 0.05)
            {
                Clicked("courses", "u", "b", id, (list / 10.0) + 0.01);
            }
        }

        var training = workflow.Train(request with { Window = TimeSpan.FromDays(1) }, null, Never);

        Assert.Null(training.Report.Shortage);
        Assert.NotEqual(ResponseForm.BaseRate, training.Report.Chosen);
        Assert.True(training.Report.Contenders[1].OverBaseRate.Low > 0);
        Assert.True(training.Report.Contenders[1].Coefficients.Single(each => each.Name == "position").PerUnit < 0);
    }

    private static string[] Told(ResponseData data, int rows) => [.. data.Rows.Take(rows).Select(row => string.Join(' ', row.Values))];

    private static FeatureValue Of(ResponseData data, ResponseRow row, string feature) =>
        row.Values[data.Features.Select((each, place) => (each.Name, place)).Single(each => each.Name == feature).place];

    private static ImpressionItem Place(string domain, string item, int position) => new(domain, item, position, "m", "ranked", 0.7, null);

    private void Show(string list, double day, string user, params string[] items) =>
        Append(
            new Impression(
                list,
                At.AddDays(day),
                "courses",
                user,
                null,
                null,
                null,
                [.. items.Select((item, place) => Place("courses", item, place + 1))]
            )
        );

    private void Append(Impression list) => workspace.Impressions.Append(ImpressionBlock.Of([list]));

    private void Clicked(string domain, string? user, string item, string? list, double day) =>
        done.Add((domain, new Outcome(user, InteractionKind.Click, At.AddDays(day), null, list, item)));

    private void Did(string user, string item, InteractionKind kind, double day, double? value) =>
        workspace.OwnInteractions.Add("courses", user, item, kind, At.AddDays(day), value);

    private static Item ItemOf(string domain, string id) => new(domain, id, "course", id, null, [], null, null, null, null, null, "{}");
}
