using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Platform.Tests.Recommendations.Live;

public sealed class AudienceCountsTests
{
    private static readonly UserTrait A = new("city", "A");
    private static readonly UserTrait B = new("city", "B");
    private static readonly ItemMask Everything = new(new ItemColumns([]), [], MatchesUnknown: true, long.MaxValue);

    /// <summary>
    /// 20 users, 10 in each city; item 0: 8 of A and 2 of B, item 1: 5 of each. Both are taken by half of all. ρ = 10 · (2 · (0.09 − 0.025) − 2 · 0.025) / (4 · 0.25 · 9) = 0.8 / 9,
    /// m = 9 / 0.8 − 1 = 10.25.
    /// </summary>
    private static AudienceCounts TwoCities { get; } =
        new(
            20,
            new Dictionary<int, int> { [0] = 10, [1] = 10 },
            new Dictionary<string, Segment>
            {
                [A.Key] = new(10, new Dictionary<int, int> { [0] = 8, [1] = 5 }),
                [B.Key] = new(10, new Dictionary<int, int> { [0] = 2, [1] = 5 }),
            }
        );

    [Fact]
    public void Prior_AndLifts_AreThoseCountedByHand()
    {
        Assert.Equal(10.25, TwoCities.Prior, 1e-9);
        Assert.Equal((8 + 5.125) / 20.25 / 0.5, TwoCities.Lift(A, 0), 1e-9);
        Assert.Equal((2 + 5.125) / 20.25 / 0.5, TwoCities.Lift(B, 0), 1e-9);
        Assert.Equal(1, TwoCities.Lift(A, 1), 1e-9);
    }

    [Fact]
    public void Rank_EachCity_HasItsOwnOrder()
    {
        Assert.Equal([0, 1], TwoCities.Rank([A], Everything, 9).Select(item => item.Number));
        Assert.Equal([1, 0], TwoCities.Rank([B], Everything, 9).Select(item => item.Number));
        Assert.Equal((8 + 5.125) / 20.25, TwoCities.Rank([A], Everything, 1)[0].Share, 1e-9);
        Assert.Equal([A], TwoCities.SpeakingFor([A, B], 0));
        Assert.Empty(TwoCities.SpeakingFor([B], 0));
    }

    [Fact]
    public void Prior_SegmentsThatDoNotDiffer_IsAsLargeAsItGets() =>
        Assert.Equal(
            10_000,
            new AudienceCounts(
                20,
                new Dictionary<int, int> { [0] = 10 },
                new Dictionary<string, Segment> { [A.Key] = new(10, new Dictionary<int, int> { [0] = 5 }) }
            ).Prior
        );

    [Theory]
    [InlineData(
        """{"city":" Shanghai ","age":29,"vip":true,"likes":["a","b",3],"score":2.5,"x":null}""",
        "city=Shanghai age=25–34 vip=true likes=a likes=b score=2.5"
    )]
    [InlineData("""{"出生年份":1960,"年龄":17}""", "age=55+ age=0–17")]
    [InlineData(
        """{"birth_year":2050,"age":-1,"note":"a text that is far too long to be the name of any segment of users"}""",
        "birth_year=2050 age=-1"
    )]
    [InlineData("[1]", "")]
    public void Traits_OfAttributes_AreTextsFlagsAndBands(string json, string expected) =>
        Assert.Equal(expected, string.Join(' ', UserTraits.Of(json, 2026).Select(trait => $"{trait.Name}={trait.Value}")));

    [Fact]
    public void Counts_FromTheStore_AreBoundedToSegmentsWorthTelling()
    {
        var world = new LiveWorld(train: false);
        foreach (var user in Enumerable.Range(0, 24))
        {
            world.Store.Say(
                "sports",
                $"t{user}",
                user < 12 ? """{"city":"A","id":"x"}"""
                    : user < 21 ? """{"city":"B"}"""
                    : """{"city":"C"}"""
            );
            world.Workspace.OwnInteractions.Add(
                "sports",
                $"t{user}",
                $"e{(user < 12 ? 0 : 1)}",
                InteractionKind.View,
                world.Clock.GetUtcNow()
            );
        }
        var audiences = new LiveAudiences(world.Store, world.Items, world.Clock);
        world.Store.Say("sports", "nobody", """{"city":"a"}""");

        var audience = audiences.Of("sports", "nobody", "sports")!;

        // A has twelve users; B's nine are too few.
        Assert.Equal("a", Assert.Single(audience.Traits).Value);
        Assert.Equal(2, audiences.SegmentCount);
        Assert.Equal("e0", world.Items.Of("sports").Ids[audience.Counts.Rank(audience.Traits, Everything, 1)[0].Number]);
        Assert.Null(audiences.Of("sports", "t22", "sports"));
        world.Store.Say("sports", "t22", """{"city":"A"}""");
        audiences.UsersChanged();
        Assert.NotNull(audiences.Of("sports", "t22", "sports"));
    }

    [Fact]
    public void Warm_Domain_AnswersAsBeforeWithoutAskingTheStore()
    {
        var world = new LiveWorld(train: false);
        for (var user = 0; user < 12; user++)
        {
            world.Store.Say("sports", $"t{user}", """{"city":"A"}""");
            world.Workspace.OwnInteractions.Add("sports", $"t{user}", "e0", InteractionKind.View, world.Clock.GetUtcNow());
        }
        world.Store.Say("sports", "nobody", """{"city":"a"}""");
        var audiences = new LiveAudiences(world.Store, world.Items, world.Clock);

        audiences.Warm("sports");
        world.Store.Say("sports", "nobody", "{}");

        Assert.Equal("a", Assert.Single(audiences.Of("sports", "nobody", "sports")!.Traits).Value);
        audiences.UsersChanged();
        Assert.Null(audiences.Of("sports", "nobody", "sports"));
    }
}
