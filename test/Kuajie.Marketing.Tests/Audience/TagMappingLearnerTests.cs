using Kuajie.Algorithms.Association;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Tests.Audience;

public sealed class TagMappingLearnerTests
{
    private static readonly TagMappingLearner Learner = new();

    [Fact]
    public void Learn_PlantedPairsInManyWorlds_FindsThemAndHoldsTheFalseDiscoveryRate()
    {
        var world = new TasteWorld(People: 1500, Tags: 16, Planted: 5, Pull: 0.35);
        var (found, planted, falseShare) = (0, 0, 0.0);
        const int worlds = 60;
        for (ulong seed = 1; seed <= worlds; seed++)
        {
            var pairs = Learner.Learn(world.Counts(seed)).Pairs;
            var right = pairs.Count(pair => world.IsPlanted(pair.From, pair.To));
            found += right;
            planted += world.Planted;
            falseShare += pairs.Count == 0 ? 0 : (double)(pairs.Count - right) / pairs.Count;
        }

        Assert.InRange((double)found / planted, 0.9, 1);
        // At most the nominal rate in expectation; two standard errors of the mean share over the worlds on top.
        Assert.InRange(falseShare / worlds, 0, 0.05 + (2 * 0.09 / Math.Sqrt(worlds)));
    }

    [Fact]
    public void Learn_NothingPlanted_FindsSomethingInFewWorldsOnly()
    {
        var world = new TasteWorld(People: 1500, Tags: 16, Planted: 0, Pull: 0);

        var worldsWithFindings = Enumerable.Range(1, 60).Count(seed => Learner.Learn(world.Counts((ulong)seed)).Pairs.Count > 0);

        // 5 % of 60 are 3 in expectation; 8 or more have a probability below 1 %.
        Assert.InRange(worldsWithFindings, 0, 7);
    }

    [Fact]
    public void Learn_WithoutStrata_TakesActivityForTaste()
    {
        // Why there are strata: the same world counted in one finds many pairs connected.
        var world = new TasteWorld(People: 1500, Tags: 16, Planted: 0, Pull: 0);

        Assert.InRange(Learner.Learn(world.Counts(1, isStratified: false)).Pairs.Count, 15, 256);
        Assert.Empty(Learner.Learn(world.Counts(1)).Pairs);
    }

    [Fact]
    public void Learn_OneStratum_HasTheLiftOfBridgesAndAWeightFromItsLowerEnd()
    {
        var counts = new TagCounts(["run"], ["shoes"], [new TagStratum(1000, [200], [200], Pairs(((0, 0), 120)))]);

        var pair = Assert.Single(Learner.Learn(counts).Pairs);

        Assert.Equal(ObservedToExpected.Of(120, 200, 200, 1000), pair.Lift);
        Assert.Equal(1 - (1 / pair.Lift.Low), pair.Weight, 1e-12);
        Assert.InRange(pair.Weight, 0.55, 0.65);
        Assert.Equal((200L, 200L), (pair.FromPeople, pair.ToPeople));
    }

    [Fact]
    public void Learn_TooFewLinkedPeople_SaysSo()
    {
        var counts = new TagCounts(["a"], ["b"], [new TagStratum(19, [10], [10], Pairs(((0, 0), 10)))]);

        var mapping = Learner.Learn(counts);

        Assert.Empty(mapping.Pairs);
        Assert.Equal("ShortageLinkedPeople", mapping.Shortage?.Code);
        Assert.Contains("19", mapping.Shortage?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Learn_ATagEverybodyOrNobodyHas_IsNoFinding()
    {
        var counts = new TagCounts(["all", "none"], ["all", "none"], [new TagStratum(50, [50, 0], [50, 0], Pairs(((0, 0), 50)))]);

        var mapping = Learner.Learn(counts);

        Assert.Equal(1, mapping.Tested);
        Assert.Empty(mapping.Pairs);
    }

    [Fact]
    public void Learn_ImpossibleCounts_NamesThemAllAtOnce()
    {
        var counts = new TagCounts(
            ["a", "a"],
            ["b"],
            [new TagStratum(30, [31, 5], [5], Pairs(((1, 0), 6))), new TagStratum(30, [1], [5], Pairs())]
        );

        var thrown = Assert.Throws<InvalidInputException>(() => new TagMappingLearner { FalseDiscoveryRate = 0 }.Learn(counts));

        Assert.Equal(
            ["FalseDiscoveryRate", "TagTwice", "TagCount", "TagPairCount", "TagCountShape"],
            thrown.Faults.Select(fault => fault.Code)
        );
    }

    private static Dictionary<(int, int), long> Pairs(params ((int, int) Pair, long People)[] pairs) =>
        pairs.ToDictionary(pair => pair.Pair, pair => pair.People);
}
