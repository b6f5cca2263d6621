using CsCheck;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Ranking.Exploration;

namespace Kuajie.Algorithms.Tests.Ranking;

public sealed class ExplorationTests
{
    [Fact]
    public void PlackettLuce_TwoCandidates_HandComputed()
    {
        // e^0 against e^{−ln 3}: 3/4 and 1/4 for the first place; both are always in a list of two.
        var list = new PlackettLuce(1).Draw([0, -Math.Log(3)], 2, 7);

        var first = list.Items[0];
        Assert.Equal(first.Candidate == 0 ? 0.75 : 0.25, first.Conditional, 12);
        Assert.Equal(first.Conditional, first.AtPosition, 9);
        Assert.Equal(1, first.InList, 9);
        Assert.Equal(1, list.Items[1].Conditional, 12);
        Assert.Equal(first.Conditional, list.Items[1].AtPosition, 9);
        Assert.Equal(Math.Log(first.Conditional), list.LogPropensity, 12);
    }

    [Fact]
    public void PlackettLuce_FewCandidates_PropensitiesEqualTheSumOverAllOrders() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 5], Gen.Double[0.05, 5])
            .Sample(
                each =>
                {
                    var (seed, size, temperature) = each;
                    var relevance = RandomRelevance(seed, size);
                    var weights = Array.ConvertAll(relevance, value => Math.Exp(value / temperature));
                    var count = 1 + (int)(seed % (ulong)size);
                    var orders = Orders(size, count)
                        .Select(order =>
                            (
                                Order: order,
                                Probability: Enumerable
                                    .Range(0, count)
                                    .Select(place =>
                                        weights[order[place]]
                                        / order[..place].Aggregate(weights.Sum(), (left, taken) => left - weights[taken])
                                    )
                                    .Aggregate(1.0, (product, factor) => product * factor)
                            )
                        )
                        .ToArray();

                    var list = new PlackettLuce(temperature).Draw(relevance, count, seed);

                    HeldAgainst(orders, list, 1e-7);
                },
                iter: 300
            );

    [Fact]
    public void EpsilonGreedy_FewCandidates_PropensitiesEqualTheSumOverAllOrders() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 5], Gen.Double[0, 1])
            .Sample(
                each =>
                {
                    var (seed, size, epsilon) = each;
                    var relevance = RandomRelevance(seed, size);
                    var count = 1 + (int)(seed % (ulong)size);
                    var orders = Orders(size, count)
                        .Select(order =>
                            (
                                Order: order,
                                Probability: Enumerable
                                    .Range(0, count)
                                    .Select(place =>
                                    {
                                        var free = Enumerable.Range(0, size).Except(order[..place]).ToArray();
                                        var best = free.MaxBy(candidate => relevance[candidate]);
                                        return (order[place] == best ? 1 - epsilon : 0) + (epsilon / free.Length);
                                    })
                                    .Aggregate(1.0, (product, factor) => product * factor)
                            )
                        )
                        .ToArray();

                    var list = new EpsilonGreedy(epsilon).Draw(relevance, count, seed);

                    HeldAgainst(orders, list, 1e-12);
                },
                iter: 300
            );

    /// <summary>Draws many lists and counts: what is said of an item's chances is what happens to it, within four standard errors.</summary>
    [Theory]
    [InlineData("softmax")]
    [InlineData("epsilon")]
    public void Draw_ManyTimes_FrequenciesAreThePropensities(string name)
    {
        const int Draws = 20_000;
        double[] relevance = [1, 0.9, 0.7, 0.4, 0.2, 0.1, 0];
        IExplorationPolicy policy = name == "softmax" ? new PlackettLuce(0.3) : new EpsilonGreedy(0.3);
        var shown = new int[7, 3];
        var said = new double[7, 3];
        for (var draw = 0UL; draw < Draws; draw++)
        {
            foreach (var (place, item) in policy.Draw(relevance, 3, draw).Items.Index())
            {
                shown[item.Candidate, place]++;
                said[item.Candidate, place] = item.AtPosition;
            }
        }

        for (var cell = 0; cell < 21; cell++)
        {
            var (expected, seen) = (said[cell / 3, cell % 3], (double)shown[cell / 3, cell % 3] / Draws);
            Assert.InRange(seen - expected, -4 * Math.Sqrt(expected / Draws), 4 * Math.Sqrt(expected / Draws));
        }
    }

    [Fact]
    public void Draw_SameSeed_SameListAndOtherSeedsOtherLists()
    {
        double[] relevance = [.. Enumerable.Range(0, 50).Select(place => 1 - (place / 50.0))];
        var policy = new PlackettLuce(0.2);

        Assert.Equal(policy.Draw(relevance, 10, 5).Items, policy.Draw(relevance, 10, 5).Items);
        Assert.True(
            Enumerable.Range(0, 20).Select(seed => policy.Draw(relevance, 10, (ulong)seed).Items[0].Candidate).Distinct().Count() > 3
        );
    }

    [Fact]
    public void Draw_ManyCandidatesAtTheLeastTemperature_PropensitiesStayProbabilities()
    {
        double[] relevance = [.. Enumerable.Range(0, 200).Select(place => 1 - (place / 200.0))];
        var policy = new PlackettLuce(PlackettLuce.LeastTemperature);

        var list = policy.Draw(relevance, 10, 3);

        Assert.All(list.Items, item => Assert.True(item is { Conditional: > 0 and <= 1, AtPosition: > 0 and <= 1, InList: > 0 and <= 1 }));
        Assert.All(list.Items, item => Assert.True(item.InList >= item.AtPosition));
        // Over all candidates the places of a list are all taken.
        var sums = Enumerable.Range(0, 200).Sum(candidate => policy.PositionProbabilities(relevance, candidate, 10).Sum());
        Assert.Equal(10, sums, 6);
    }

    [Fact]
    public void Draw_EqualRelevance_EveryItemHasTheSameChance()
    {
        var list = new PlackettLuce(0.1).Draw(new double[8], 4, 1);

        Assert.All(list.Items, item => Assert.Equal(0.5, item.InList, 8));
        Assert.All(list.Items, item => Assert.Equal(1.0 / 8, item.AtPosition, 8));
        Assert.Equal(-Math.Log(8 * 7 * 6 * 5), list.LogPropensity, 12);
    }

    [Fact]
    public void Draw_NoEpsilon_IsTheListByRelevanceWithCertainty()
    {
        var list = new EpsilonGreedy(0).Draw([0.1, 0.9, 0.5], 2, 1);

        Assert.Equal([1, 2], list.Items.Select(item => item.Candidate));
        Assert.All(list.Items, item => Assert.Equal(new ExploredItem(item.Candidate, 1, 1, 1), item));
        Assert.Equal(0, list.LogPropensity);
    }

    [Fact]
    public void Draw_NothingOrNonsense_IsEmptyOrRefused()
    {
        Assert.Empty(new PlackettLuce(1).Draw([], 5, 1).Items);
        Assert.Empty(new EpsilonGreedy(0.5).Draw([1, 2], 0, 1).Items);
        Assert.Equal(2, new PlackettLuce(1).Draw([1, 2], 5, 1).Items.Count);
        Assert.Throws<ArgumentException>(() => new PlackettLuce(1).Draw([double.NaN], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlackettLuce(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlackettLuce(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EpsilonGreedy(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EpsilonGreedy(0.5).Draw([1], -1, 1));
    }

    private static void HeldAgainst((int[] Order, double Probability)[] orders, ExploredList list, double precision)
    {
        int[] drawn = [.. list.Items.Select(item => item.Candidate)];
        Assert.Equal(orders.Single(order => order.Order.SequenceEqual(drawn)).Probability, Math.Exp(list.LogPropensity), precision);
        foreach (var (place, item) in list.Items.Index())
        {
            var atPosition = orders.Where(order => order.Order[place] == item.Candidate).Sum(order => order.Probability);
            var inList = orders.Where(order => order.Order.Contains(item.Candidate)).Sum(order => order.Probability);
            Assert.Equal(atPosition, item.AtPosition, precision);
            Assert.Equal(inList, item.InList, precision);
        }
    }

    private static IEnumerable<int[]> Orders(int size, int count) =>
        count == 0
            ?
            [
                [],
            ]
            : Orders(size, count - 1).SelectMany(order => Enumerable.Range(0, size).Except(order).Select(next => (int[])[.. order, next]));

    private static double[] RandomRelevance(ulong seed, int size)
    {
        var random = SplittableRandom.Stream(seed, 4);
        var relevance = new double[size];
        for (var place = 0; place < size; place++)
        {
            relevance[place] = random.NextDouble();
        }
        return relevance;
    }
}
