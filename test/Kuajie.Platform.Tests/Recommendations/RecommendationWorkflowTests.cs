using System.Globalization;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Tests.Training;
using Kuajie.Platform.Training;
using Kuajie.Platform.Users;
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
        Assert.All(list.Items.Take(3), item => Assert.Equal("knowledge", item.Reasons[0].BecauseOf!.Domain));
    }

    [Fact]
    public void Recommend_Reasons_SayByWhichWayTheyLeadToTheItem()
    {
        var workspace = Trained("joint-als");
        var reasons = Recommend(workspace, "k39").Items.SelectMany(item => item.Reasons).ToArray();

        Assert.All(reasons, reason => Assert.InRange(reason.Contribution!.Value, 0, 1));
        Assert.All(reasons, reason => Assert.Equal(reason.BecauseOf!.SharedUsers >= 5, reason.Kind == ReasonKind.Neighbors));
        Assert.Contains(reasons, reason => reason.Kind == ReasonKind.Neighbors);
    }

    [Fact]
    public void Recommend_TooFewSharedUsers_ReasonIsWhatBothItemsAreAbout()
    {
        var workspace = Trained("joint-als");
        var tagged = new InMemoryCatalogStore();
        foreach (var item in workspace.Catalog.ItemsOf("knowledge").Concat(workspace.Catalog.ItemsOf("sports")))
        {
            tagged.Add(item with { Tags = ["travel", Number(item.ItemId) % 2 == 0 ? "even" : "Odd"] });
        }
        workspace.OwnCatalog = tagged;
        foreach (var user in Enumerable.Range(0, 40))
        {
            workspace.OwnLinks.EraseUser("knowledge", $"k{user}");
        }
        workspace.OwnLinks.Add([new Link("knowledge", "k39", "sports", "s39", LinkMethod.File, clock.GetUtcNow())]);

        var reason = Recommend(workspace, "k39").Items[0].Reasons[0];

        Assert.Equal(ReasonKind.SharedContent, reason.Kind);
        Assert.Equal(["travel", "Odd"], reason.BecauseOf!.SharedTopics);
        Assert.Contains(
            "shares the tags travel, Odd with",
            In("en", () => Recommend(workspace, "k39").Items[0].Reasons[0].Text),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "“travel、Odd”",
            In("zh-Hans", () => Recommend(workspace, "k39").Items[0].Reasons[0].Text),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Recommend_SamePairsAgain_AreNotCountedAnew()
    {
        var workspace = Trained("joint-als");
        var workflow = new RecommendationWorkflow(workspace, clock);
        var request = new RecommendationRequest { UserId = "k39", TargetDomain = "sports" };
        var first = Shared(workflow.Recommend(request));
        foreach (var item in Enumerable.Range(0, TwoTasteWorkspace.Items))
        {
            workspace.OwnInteractions.Add("sports", "s29", $"e{item}", InteractionKind.Like, clock.GetUtcNow());
            workspace.OwnInteractions.Add("knowledge", "k29", $"c{item}", InteractionKind.Like, clock.GetUtcNow());
        }

        Assert.Equal(first, Shared(workflow.Recommend(request)));
        Assert.NotEqual(first, Shared(new RecommendationWorkflow(workspace, clock).Recommend(request)));
    }

    [Fact]
    public void Recommend_OtherPairs_NeedNoLinkReadAgain()
    {
        var workspace = Trained("joint-als");
        var workflow = new RecommendationWorkflow(workspace, clock);
        workflow.Recommend(new RecommendationRequest { UserId = "k39", TargetDomain = "sports" });
        foreach (var user in Enumerable.Range(0, 40))
        {
            workspace.OwnLinks.EraseUser("knowledge", $"k{user}");
        }

        var request = new RecommendationRequest { UserId = "k38", TargetDomain = "sports" };
        Assert.Contains(Shared(workflow.Recommend(request)), shared => shared > 0);
        Assert.All(Shared(new RecommendationWorkflow(workspace, clock).Recommend(request)), shared => Assert.Equal(0, shared));
    }

    [Theory]
    [InlineData("mmr:0.9")]
    [InlineData("dpp:0.9")]
    [InlineData("calibrated:0.9")]
    public void Recommend_Diverse_ChoosesOtherItemsFromTheSameCandidates(string diversity)
    {
        var workspace = Trained("item-knn");
        var tagged = new InMemoryCatalogStore();
        foreach (var item in workspace.Catalog.ItemsOf("knowledge").Concat(workspace.Catalog.ItemsOf("sports")))
        {
            tagged.Add(item with { Tags = [$"topic {Number(item.ItemId) % 5}"] });
        }
        workspace.OwnCatalog = tagged;

        var plain = Recommend(workspace, "s4", 4);
        var unchanged = Recommend(workspace, "s4", 4, diversity.Split(':')[0] + ":0");
        var diverse = Recommend(workspace, "s4", 4, diversity);

        Assert.Equal(plain.Items.Select(item => item.Item), unchanged.Items.Select(item => item.Item));
        Assert.NotEqual(plain.Items.Select(item => item.Item), diverse.Items.Select(item => item.Item));
        Assert.Equal(4, diverse.Items.Select(item => item.Item).Distinct().Count());
        Assert.Equal(diversity, diverse.Diversity!.ToString());
        Assert.All(diverse.Items, item => Assert.Null(item.Propensity));
    }

    [Fact]
    public void Recommend_Diverse_TakesItemsOfDifferentTopics()
    {
        var workspace = Trained("popularity");
        var tagged = new InMemoryCatalogStore();
        foreach (var item in workspace.Catalog.ItemsOf("sports"))
        {
            tagged.Add(item with { Tags = [$"topic {Number(item.ItemId) % 4}"] });
        }
        workspace.OwnCatalog = tagged;

        var list = Recommend(workspace, "nobody", 4, "mmr:0.8");

        Assert.Equal(4, list.Items.Select(item => Number(item.Item) % 4).Distinct().Count());
    }

    [Fact]
    public void Recommend_Exploring_TellsSeedAndPropensities()
    {
        var workspace = Trained("popularity");
        var workflow = new RecommendationWorkflow(workspace, clock);
        var request = new RecommendationRequest
        {
            UserId = "nobody",
            TargetDomain = "sports",
            Count = 3,
            Exploration = RankingText.Exploration("softmax:0.5"),
        };

        var list = workflow.Recommend(request);
        var again = workflow.Recommend(request with { Seed = list.Exploration!.Seed });

        Assert.Equal(list.Items.Select(item => (item.Item, item.Propensity)), again.Items.Select(item => (item.Item, item.Propensity)));
        Assert.Equal(list.Exploration.LogPropensity, list.Items.Sum(item => Math.Log(item.Propensity!.Conditional)), 9);
        Assert.Equal(20, list.Exploration.Candidates);
        Assert.True(
            Enumerable
                .Range(0, 10)
                .Select(_ => string.Join(' ', workflow.Recommend(request).Items.Select(item => item.Item)))
                .Distinct()
                .Count() > 1
        );
    }

    [Theory]
    [InlineData("mmr")]
    [InlineData("mmr:1.1")]
    [InlineData("mmr:-0.1")]
    [InlineData("mmr:NaN")]
    [InlineData("mmr:0,3")]
    [InlineData("mmr:0.3:0.4")]
    [InlineData("1:0.3")]
    [InlineData("softmax:0.3")]
    [InlineData("")]
    public void Diversity_AnythingElse_IsRefused(string text) =>
        Assert.Equal("wrong-diversity", Assert.Throws<KuajieException>(() => RankingText.Diversity(text)).Code);

    [Theory]
    [InlineData("softmax:0")]
    [InlineData("softmax:NaN")]
    [InlineData("softmax:1000")]
    [InlineData("epsilon:1.5")]
    [InlineData("mmr:0.1")]
    public void Exploration_AnythingElse_IsRefused(string text) =>
        Assert.Equal("wrong-exploration", Assert.Throws<KuajieException>(() => RankingText.Exploration(text)).Code);

    [Theory]
    [InlineData(10, "mmr:0.5", "diversity-with-exploration")]
    [InlineData(101, null, "list-length")]
    public void Recommend_ExploringWrongly_SaysWhatToDo(int count, string? diversity, string code)
    {
        var request = new RecommendationRequest
        {
            UserId = "nobody",
            TargetDomain = "sports",
            Count = count,
            Diversity = RankingText.Diversity(diversity),
            Exploration = RankingText.Exploration("epsilon:0.1"),
        };

        var workflow = new RecommendationWorkflow(Trained("popularity"), clock);
        Assert.Equal(code, Assert.Throws<KuajieException>(() => workflow.Recommend(request)).Code);
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

    private RecommendationList Recommend(InMemoryWorkspace workspace, string user, int count = 10, string? diversity = null) =>
        new RecommendationWorkflow(workspace, clock).Recommend(
            new RecommendationRequest
            {
                UserId = user,
                TargetDomain = "sports",
                Count = count,
                Diversity = RankingText.Diversity(diversity),
            }
        );

    private static long[] Shared(RecommendationList list) =>
        [.. list.Items.SelectMany(item => item.Reasons).Select(reason => reason.BecauseOf!.SharedUsers)];

    private static int Number(string itemId) => int.Parse(itemId.AsSpan(1), CultureInfo.InvariantCulture);
}
