using Kuajie.Algorithms.Ranking.Exploration;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Platform.Tests.Recommendations.Live;

public sealed class LiveListTests
{
    [Theory]
    [InlineData("joint-als")]
    [InlineData("item-knn")]
    [InlineData("popularity")]
    public void Recommend_Plain_IsTheListOfTheCommandLine(string model)
    {
        var world = new LiveWorld(model);
        foreach (var user in Enumerable.Range(0, 30))
        {
            var plain = new RecommendationWorkflow(world.Workspace, world.Clock).Recommend(
                new RecommendationRequest { UserId = $"s{user}", TargetDomain = "sports" }
            );

            Assert.Equal(plain.Items.Select(item => item.Item), world.Ids(LiveWorld.For($"s{user}", count: 10)));
        }
    }

    [Theory]
    [InlineData("joint-als")]
    [InlineData("item-knn")]
    public void Filter_AnyOfThem_LeavesThePlainListsMatchingItems(string model)
    {
        var world = Tagged(model);
        var all = world.Recommend(LiveWorld.For("s4", count: 20));
        foreach (var (filter, holds) in Filters())
        {
            var expected = all.Items.Where(item => holds(LiveWorld.Number(item.ItemId))).Select(item => item.ItemId);

            Assert.Equal(expected, world.Ids(LiveWorld.For("s4", count: 20) with { Filter = filter }));
        }
    }

    [Fact]
    public void Availability_Passes_WithoutAnyChangeOfTheCatalog()
    {
        var world = new LiveWorld();
        var best = world.Ids(LiveWorld.For("s4"))[0];
        var item = world.Workspace.Catalog.Find("sports", [best])[best];
        world.Items.Put("sports", [item with { AvailableUntil = world.Clock.GetUtcNow().AddHours(1) }]);
        Assert.Equal(best, world.Ids(LiveWorld.For("s4"))[0]);

        world.Clock.Advance(TimeSpan.FromHours(2));

        Assert.DoesNotContain(best, world.Ids(LiveWorld.For("s4", count: 20)));
        Assert.Contains(best, world.Ids(LiveWorld.For("s4", count: 20) with { Filter = new ItemFilter { IncludeUnavailable = true } }));
    }

    [Fact]
    public void Item_Deleted_IsGoneAndComesBackWhenAddedAgain()
    {
        var world = new LiveWorld();
        var best = world.Ids(LiveWorld.For("s4"))[0];
        var item = world.Workspace.Catalog.Find("sports", [best])[best];

        world.Items.Remove("sports", [best]);
        Assert.DoesNotContain(best, world.Ids(LiveWorld.For("s4", count: 20)));
        world.Items.Put("sports", [item]);

        Assert.Equal(best, world.Ids(LiveWorld.For("s4"))[0]);
    }

    [Theory]
    [InlineData("joint-als")]
    [InlineData("item-knn")]
    public void Item_AddedNow_IsRecommendedToWhoLikesItsLike(string model)
    {
        var world = Tagged(model);
        Item Fresh(string id, string tag) => new("sports", id, "event", "Fresh", null, [tag], null, null, null, null, null, "{}");
        world.Items.Put("sports", [Fresh("fresh-odd", "odd"), Fresh("fresh-even", "even")]);

        string[] even = world.Ids(LiveWorld.For("s4", count: 20));
        string[] odd = world.Ids(LiveWorld.For("s5", count: 20));

        Assert.True(Array.IndexOf(even, "fresh-even") >= 0 && Array.IndexOf(even, "fresh-even") < Array.IndexOf(even, "fresh-odd"));
        Assert.True(Array.IndexOf(odd, "fresh-odd") >= 0 && Array.IndexOf(odd, "fresh-odd") < Array.IndexOf(odd, "fresh-even"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pages_EventsBetweenThem_ShowEveryItemOnce(bool hasEvents)
    {
        var world = new LiveWorld();
        var request = LiveWorld.For("s4", count: 3) with { IncludeSeen = true };
        var shown = new List<string>();
        LiveList page;
        do
        {
            page = world.Recommend(request);
            shown.AddRange(page.Items.Select(item => item.ItemId));
            request = request with { Cursor = page.NextCursor };
            if (hasEvents)
            {
                world.Tell("sports", "s4", $"e{(7 * shown.Count) % 20}");
            }
        } while (page.NextCursor is not null);

        Assert.Equal(20, shown.Count);
        Assert.Equal(20, shown.Distinct().Count());
        if (!hasEvents)
        {
            Assert.Equal(world.Ids(LiveWorld.For("s4", count: 20) with { IncludeSeen = true }), shown);
        }
    }

    [Fact]
    public void Pinned_AndPromoted_StandWhereTheyShouldAndNothingStandsTwice()
    {
        var world = Tagged("joint-als");
        var request = LiveWorld.For("s4", count: 10) with
        {
            IncludeSeen = true,
            Pinned = [new PinnedItem("e3", 2), new PinnedItem("no-such-item", 3)],
            Promoted = [new PromotedShare(new ItemFilter { TagsAny = ["odd"] }, 0.3)],
        };

        var list = world.Recommend(request);

        Assert.Equal(("e3", SlotNames.Pinned), (list.Items[1].ItemId, list.Items[1].Slot));
        var promoted = list.Items.Index().Where(item => item.Item.Slot == SlotNames.Promoted).ToArray();
        Assert.Equal(3, promoted.Length);
        Assert.All(promoted, item => Assert.Equal(1, LiveWorld.Number(item.Item.ItemId) % 2));
        Assert.DoesNotContain("e3", promoted.Select(item => item.Item.ItemId));
        Assert.Equal([2, 5, 8], promoted.Select(item => item.Index));
        Assert.Equal(10, list.Items.Select(item => item.ItemId).Distinct().Count());
    }

    [Theory]
    [InlineData(0.75, 9, 3)]
    [InlineData(0.5, 6, 6)]
    [InlineData(null, 6, 6)]
    public void Targets_Several_HaveTheirSharesInEveryBeginning(double? share, int sports, int knowledge)
    {
        var world = new LiveWorld();
        var request = LiveWorld.For("s4", count: 12) with
        {
            IncludeSeen = true,
            Targets = [new LiveTarget("sports", share), new LiveTarget("knowledge")],
        };

        var list = world.Recommend(request);

        Assert.Equal(sports, list.Items.Count(item => item.Domain == "sports"));
        Assert.Equal(knowledge, list.Items.Count(item => item.Domain == "knowledge"));
        for (var length = 1; length <= 12; length++)
        {
            Assert.InRange(list.Items.Take(length).Count(item => item.Domain == "sports") - ((share ?? 0.5) * length), -1, 1);
        }
    }

    [Fact]
    public void Targets_OneRunsOut_TheOtherFillsItsPlaces()
    {
        var world = Tagged("joint-als");
        var request = LiveWorld.For("s4", count: 12) with
        {
            IncludeSeen = true,
            Targets = [new LiveTarget("sports", 0.5), new LiveTarget("knowledge", 0.5)],
            Filter = new ItemFilter { TagsNone = ["even"] },
        };
        world.Items.Remove("knowledge", ["c1", "c3", "c5", "c7", "c9", "c11", "c13", "c15"]);

        var list = world.Recommend(request);

        Assert.Equal(2, list.Items.Count(item => item.Domain == "knowledge"));
        Assert.Equal(10, list.Items.Count(item => item.Domain == "sports"));
    }

    [Fact]
    public void Boosts_MultiplyTheNormalisedScore()
    {
        var world = Tagged("joint-als");
        var plain = world.Recommend(LiveWorld.For("s4", count: 20) with { Boosts = [new Boost(ItemFilter.None, 1)] });
        var boosted = world.Recommend(
            LiveWorld.For("s4", count: 20) with
            {
                Boosts = [new Boost(new ItemFilter { TagsAny = ["odd"] }, 50), new Boost(new ItemFilter { TagsAny = ["third"] }, 0.5)],
            }
        );

        var scores = plain.Items.ToDictionary(item => item.ItemId, item => item.Score);
        Assert.Equal((1.0, 0.0), (plain.Items.Max(item => item.Score), plain.Items.Min(item => item.Score)));
        Assert.All(
            boosted.Items,
            item =>
            {
                var number = LiveWorld.Number(item.ItemId);
                var factor = (number % 2 == 1 ? 50 : 1) * (number % 3 == 0 ? 0.5 : 1);
                Assert.Equal(scores[item.ItemId] * factor, item.Score, 1e-4);
            }
        );
        Assert.Equal(
            boosted.Items.OrderByDescending(item => item.Score).Select(item => item.ItemId),
            boosted.Items.Select(item => item.ItemId)
        );
    }

    [Theory]
    [InlineData("joint-als")]
    [InlineData("item-knn")]
    public void Boosts_ItemsNewerThanTheModel_AreMultipliedLikeTheOthers(string model)
    {
        var world = Tagged(model);
        Item Fresh(string id, params string[] tags) => new("sports", id, "event", null, null, tags, null, null, null, null, null, "{}");
        world.Items.Put("sports", [Fresh("fresh1", "odd", "launch"), Fresh("fresh2", "odd")]);
        var launch = new ItemFilter { TagsAny = ["launch"] };

        var plain = world.Recommend(LiveWorld.For("s5", count: 22) with { Boosts = [new Boost(launch, 1)] });
        var raised = world.Recommend(LiveWorld.For("s5", count: 22) with { Boosts = [new Boost(launch, 40)] });
        var sunk = world.Recommend(LiveWorld.For("s5", count: 22) with { Boosts = [new Boost(launch, 0)] });

        double Score(LiveList list, string id) => list.Items.Single(item => item.ItemId == id).Score;
        Assert.InRange(Score(plain, "fresh1"), 0.01, 1);
        Assert.Equal(40 * Score(plain, "fresh1"), Score(raised, "fresh1"), 1e-4);
        Assert.Equal("fresh1", raised.Items[0].ItemId);
        Assert.Equal(0, Score(sunk, "fresh1"));
        Assert.Equal(Score(plain, "fresh2"), Score(raised, "fresh2"), 1e-6);
        Assert.Equal((0.0, 1.0), (plain.Items.Min(item => item.Score), plain.Items.Max(item => item.Score)));
    }

    [Fact]
    public void Exploration_ToldPropensity_IsHowOftenItHappens()
    {
        var world = new LiveWorld();
        var request = LiveWorld.For("s4", count: 3) with
        {
            Exploration = new ListExploration(ExplorationMethod.Epsilon, 0.5),
            Pinned = [new PinnedItem("e1", 2)],
        };
        const int Draws = 4_000;
        var first = new Dictionary<string, (int Times, double Told)>();
        for (var draw = 0; draw < Draws; draw++)
        {
            var item = world.Recommend(request with { Seed = (ulong)draw }).Items[0];
            first[item.ItemId] = (first.GetValueOrDefault(item.ItemId).Times + 1, item.Propensity!.Value);
        }

        Assert.Equal(1, first.Values.Sum(item => item.Told), 1e-9);
        Assert.All(first.Values, item => Assert.Equal(item.Told, (double)item.Times / Draws, 0.03));
    }

    [Fact]
    public void Cold_ListsHoldMoreThanWhatIsPopular_WithPropensities()
    {
        var world = new LiveWorld();
        for (var each = 0; each < 30; each++)
        {
            world.Tell("sports", $"s{each}", "e19");
        }
        var lists = Enumerable.Range(0, 40).Select(each => world.Recommend(LiveWorld.For($"nobody{each}"))).ToArray();

        Assert.All(lists, list => Assert.All(list.Items, item => Assert.NotNull(item.Propensity)));
        Assert.All(lists, list => Assert.NotNull(list.Seed));
        Assert.True(lists.Select(list => string.Join(' ', list.Items.Select(item => item.ItemId))).Distinct().Count() > 10);
        // Nobody's favourite so far, but taken up now: it has its place without any draw, too.
        Assert.Contains("e19", world.Ids(LiveWorld.For("nobody") with { Exploration = new ListExploration(ExplorationMethod.Epsilon, 0) }));
        Assert.True(lists.Count(list => list.Items.Any(item => item.ItemId == "e19")) > 20);
    }

    [Fact]
    public void Wrong_InManyWays_IsRefusedWithAllOfThem()
    {
        var request = LiveWorld.For("s4", count: 0) with
        {
            Filter = new ItemFilter { PriceFrom = 5, PriceTo = 3 },
            Boosts = [new Boost(ItemFilter.None, -1)],
            Targets = [new LiveTarget("sports", 0.7), new LiveTarget("sports", 0.7)],
        };

        var fault = Assert.Throws<KuajieException>(() => new LiveWorld().Recommend(request));

        Assert.Equal("invalid-recommendation-request", fault.Code);
        foreach (
            var name in (string[])["count", "filter.currency", "filter.priceFrom", "boosts[0].factor", "targets.share", "targets (domains"]
        )
        {
            Assert.Contains(name, fault.Found, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Explain_StoredList_TellsWhyAndRefusesWhatItDoesNotShow()
    {
        var world = new LiveWorld();
        var request = LiveWorld.For("s4");
        var list = world.Recommend(request);
        var stored = LiveRecommender.ToImpression(request, list);

        var reasons = world.Recommender.Explain(stored, "sports", list.Items[0].ItemId, 2, AllAccess.Instance);

        Assert.NotNull(reasons[0].BecauseOf);
        Assert.Equal(5, stored.Items.Count);
        Assert.Equal(1, stored.Items[0].Position);
        Assert.Equal(
            "not-in-list",
            Assert.Throws<KuajieException>(() => world.Recommender.Explain(stored, "sports", "e-none", 2, AllAccess.Instance)).Code
        );
    }

    private static IEnumerable<(ItemFilter, Func<int, bool>)> Filters() =>
        [
            (new ItemFilter { Kinds = ["EVENT"] }, number => number % 4 != 0),
            (new ItemFilter { Kinds = ["star", "nothing"] }, number => number % 4 == 0),
            (new ItemFilter { TagsAny = ["Odd", "third"] }, number => number % 2 == 1 || number % 3 == 0),
            (new ItemFilter { TagsAll = ["odd", "third"] }, number => number % 2 == 1 && number % 3 == 0),
            (new ItemFilter { TagsAll = ["odd", "unheard"] }, _ => false),
            (new ItemFilter { TagsNone = ["odd", "unheard"] }, number => number % 2 == 0),
            (
                new ItemFilter
                {
                    PriceFrom = 500,
                    PriceTo = 1_000,
                    Currency = "cny",
                },
                number => number is >= 5 and <= 10
            ),
            (new ItemFilter { Currency = "EUR" }, _ => false),
            (new ItemFilter { Owners = ["sports-firm"] }, number => number % 5 == 0),
            (new ItemFilter { Owners = ["sports"], TagsAny = ["even"] }, number => number % 5 != 0 && number % 2 == 0),
        ];

    private static LiveWorld Tagged(string model)
    {
        var world = new LiveWorld(model, train: false);
        var tagged = new InMemoryCatalogStore();
        foreach (var item in world.Workspace.Catalog.ItemsOf("sports").Concat(world.Workspace.Catalog.ItemsOf("knowledge")))
        {
            var number = LiveWorld.Number(item.ItemId);
            tagged.Add(
                item with
                {
                    Kind = number % 4 == 0 ? "star" : "event",
                    Title = null,
                    Tags = number % 3 == 0 ? [number % 2 == 0 ? "even" : "odd", "third"] : [number % 2 == 0 ? "even" : "odd"],
                    PriceMinorUnits = number * 100,
                    Currency = "CNY",
                    AttributesJson = number % 5 == 0 ? """{"owner":"sports-firm"}""" : "{}",
                }
            );
        }
        world.Workspace.OwnCatalog = tagged;
        return world.Retrained(model);
    }
}
