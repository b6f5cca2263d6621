using System.Globalization;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Tests.Training;
using Kuajie.Platform.Training;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Recommendations;

public class RecommendationWorkflowTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 10, 15, 0, TimeSpan.Zero));

    [Fact]
    public void Recommend_WarmUser_LeavesOutWhatTheUserTouchedAndNamesEvidence()
    {
        var workspace = Trained("joint-als");

        var list = Recommend(workspace, "s4");

        Assert.Equal(UserStanding.Warm, list.Standing);
        var touched = workspace.Interactions.OfUser("sports", "s4").Select(interaction => interaction.ItemId);
        Assert.Empty(list.Items.Select(item => item.Item).Intersect(touched, StringComparer.Ordinal));
        Assert.All(list.Items.Take(3), item => Assert.NotNull(item.Reasons[0].BecauseOf));
        Assert.Equal(list.Items.OrderByDescending(item => item.Score), list.Items);
    }

    [Fact]
    public void Recommend_LinkedUserWithoutTargetRows_FollowsTasteFromTheOtherDomain()
    {
        var workspace = Trained("joint-als");

        var list = Recommend(workspace, "k39");

        Assert.Equal(UserStanding.Linked, list.Standing);
        Assert.Equal(0, list.KnownInteractions["sports"]);
        Assert.All(list.Items.Take(3), item => Assert.Equal(1, Number(item.Item) % 2));
        Assert.All(list.Items.Take(3), item => Assert.Equal(ReasonKind.OtherDomain, item.Reasons[0].Kind));
    }

    [Fact]
    public void Recommend_UnknownUser_GetsPopularItemsAndSaysSo()
    {
        var list = Recommend(Trained("joint-als"), "nobody");

        Assert.Equal(UserStanding.Cold, list.Standing);
        Assert.Equal(10, list.Items.Count);
        Assert.All(list.Items, item => Assert.Equal(ReasonKind.Popular, Assert.Single(item.Reasons).Kind));
    }

    [Fact]
    public void Recommend_WhatTheUserDidAMomentAgo_CountsAtOnce()
    {
        var workspace = Trained("joint-als");
        workspace.OwnInteractions.Add("sports", "newcomer", "e3", InteractionKind.Purchase, clock.GetUtcNow());
        workspace.OwnInteractions.Add("sports", "newcomer", "e5", InteractionKind.Purchase, clock.GetUtcNow());

        var list = Recommend(workspace, "newcomer");

        Assert.Equal(UserStanding.Warm, list.Standing);
        Assert.All(list.Items.Take(3), item => Assert.Equal(1, Number(item.Item) % 2));
    }

    [Fact]
    public void Recommend_ExpiredItem_IsLeftOut()
    {
        var workspace = Trained("popularity");
        var best = Recommend(workspace, "nobody").Items[0].Item;
        var expired = new InMemoryCatalogStore();
        foreach (var item in workspace.Catalog.ItemsOf("sports"))
        {
            expired.Add(item.ItemId == best ? item with { AvailableUntil = clock.GetUtcNow() } : item);
        }
        workspace.OwnCatalog = expired;

        Assert.DoesNotContain(best, Recommend(workspace, "nobody", count: 1000).Items.Select(item => item.Item));
    }

    [Fact]
    public void Recommend_Reason_TellsShareOfTheAudienceInBothLanguages()
    {
        var workspace = Trained("bridge-similarity");

        var english = Reasons(workspace, "en");
        var chinese = Reasons(workspace, "zh-Hans");

        Assert.Contains(
            english,
            reason =>
                reason.StartsWith("because you finished “Course", StringComparison.Ordinal)
                && reason.Contains("% of the sports users among its audience", StringComparison.Ordinal)
        );
        Assert.Contains(
            chinese,
            reason =>
                reason.StartsWith("因为你学完了《Course", StringComparison.Ordinal)
                && reason.Contains("》：关注它的体育用户里有 ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Recommend_ReasonFromAnythingButAWork_PutsItsNameInQuotationMarks()
    {
        var workspace = Trained("bridge-similarity");
        var things = new InMemoryCatalogStore();
        foreach (var item in workspace.Catalog.ItemsOf("knowledge").Concat(workspace.Catalog.ItemsOf("sports")))
        {
            things.Add(item with { Kind = "star" });
        }
        workspace.OwnCatalog = things;

        Assert.Contains(Reasons(workspace, "zh-Hans"), reason => reason.StartsWith("因为你学完了“Course", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("knowledge", "zh-Hans", "知识平台")]
    [InlineData("auto", "zh-Hans", "汽车改装")]
    [InlineData("auto", "en", "car tuning")]
    [InlineData("tea-house", "zh-Hans", "tea-house")]
    public void ForPeople_Domain_IsNamedInTheReadersLanguageWhereItIsAUsualOne(string domain, string language, string expected) =>
        Assert.Equal(expected, In(language, () => DomainName.ForPeople(domain)));

    [Fact]
    public void Recommend_ModelOfAKindThisProgramDoesNotKnow_SaysWhatToDo()
    {
        var workspace = Trained("popularity");
        var version = workspace.Models.Serving("knowledge", "sports")!;
        var document = workspace.ModelFiles.Read(version.VersionId);
        var state = document.State;
        workspace.ModelFiles.Write(version.VersionId, document with { State = state with { Model = "oracle" } });

        Assert.Equal("unusable-model", Assert.Throws<KuajieException>(() => Recommend(workspace, "s1")).Code);
    }

    [Theory]
    [InlineData("tennis", 10, null, "unknown-domain")]
    [InlineData("sports", 0, null, "list-length")]
    [InlineData("sports", 1001, null, "list-length")]
    [InlineData("knowledge", 10, null, "no-model")]
    [InlineData("sports", 10, "no-such-version", "unknown-model-version")]
    public void Recommend_WrongRequest_SaysWhatToDo(string domain, int count, string? version, string code)
    {
        var workflow = new RecommendationWorkflow(Trained("popularity"), clock);

        var fault = Assert.Throws<KuajieException>(() =>
            workflow.Recommend(
                new RecommendationRequest
                {
                    UserId = "s1",
                    TargetDomain = domain,
                    Count = count,
                    ModelVersionId = version,
                }
            )
        );

        Assert.Equal(code, fault.Code);
    }

    private string[] Reasons(InMemoryWorkspace workspace, string language) =>
        In(language, () => Recommend(workspace, "k39").Items.SelectMany(item => item.Reasons).Select(reason => reason.Text).ToArray());

    private static T In<T>(string language, Func<T> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private InMemoryWorkspace Trained(string model)
    {
        var workspace = TwoTasteWorkspace.Create(clock);
        new TrainingWorkflow(workspace, clock).Train(
            new TrainingRequest
            {
                SourceDomains = ["knowledge"],
                TargetDomain = "sports",
                Model = model,
                OptionsJson = "{}",
                Threads = 1,
            },
            new SilentListener(),
            default
        );
        return workspace;
    }

    private RecommendationList Recommend(InMemoryWorkspace workspace, string user, int count = 10) =>
        new RecommendationWorkflow(workspace, clock).Recommend(
            new RecommendationRequest
            {
                UserId = user,
                TargetDomain = "sports",
                Count = count,
            }
        );

    private static int Number(string itemId) => int.Parse(itemId.AsSpan(1), CultureInfo.InvariantCulture);
}
