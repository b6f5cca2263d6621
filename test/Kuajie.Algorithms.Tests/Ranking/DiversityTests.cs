using CsCheck;
using Kuajie.Algorithms.Evaluation.Metrics;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Algorithms.Ranking.Diversity;

namespace Kuajie.Algorithms.Tests.Ranking;

public sealed class DiversityTests
{
    private static readonly Gen<(int Size, ulong Seed, double Strength, int Count)> Cases = Gen.Select(
        Gen.Int[0, 12],
        Gen.ULong,
        Gen.Double[0, 1],
        Gen.Int[0, 14]
    );

    [Fact]
    public void Mmr_AnyInput_EqualsThePlainTwin() =>
        Cases.Sample(each =>
        {
            var (relevance, similarity) = Random(each.Size, each.Seed);
            Assert.Equal(
                DiversityTwins.Mmr(relevance, similarity, each.Strength, each.Count),
                MaximalMarginalRelevance.Select(relevance, similarity, each.Strength, each.Count)
            );
        });

    [Fact]
    public void Dpp_AnyInput_EqualsThePlainTwinByDeterminants() =>
        Cases.Sample(each =>
        {
            var (relevance, similarity) = Random(each.Size, each.Seed);
            Assert.Equal(
                DiversityTwins.Dpp(relevance, similarity, each.Strength, each.Count),
                DeterminantalSelection.Select(relevance, similarity, each.Strength, each.Count)
            );
        });

    [Fact]
    public void Calibrated_AnyInput_EqualsThePlainTwin() =>
        Cases.Sample(each =>
        {
            var (relevance, _) = Random(each.Size, each.Seed);
            var random = SplittableRandom.Stream(each.Seed, 2);
            var categories = RandomCategories(20, 5, ref random);
            int[] items = [.. Enumerable.Range(0, 20).Take(each.Size)];
            var history = categories.Distribution([13, 14, 15, 13], [1, 2, 0.5f, 3]);
            Assert.Equal(
                DiversityTwins.Calibrated(relevance, categories, items, history, each.Strength, each.Count),
                CalibratedSelection.Select(relevance, categories, items, history, each.Strength, each.Count)
            );
        });

    /// <summary>On few items the greedy objective can be held against the best of all lists: Steck's bound 1 − 1/e, measured from the worst list of that length.</summary>
    [Fact]
    public void Calibrated_SmallInput_ReachesItsShareOfTheBestOfAllLists() =>
        Gen.ULong.Sample(
            seed =>
            {
                var (relevance, _) = Random(7, seed);
                var random = SplittableRandom.Stream(seed, 3);
                var categories = RandomCategories(10, 4, ref random);
                int[] items = [0, 1, 2, 3, 4, 5, 6];
                var history = categories.Distribution([7, 8, 9]);
                double Value(IEnumerable<int> list) =>
                    (0.5 * list.Sum(place => relevance[place]))
                    - (0.5 * CalibrationError.Of(history, categories.Distribution([.. list.Select(place => items[place])])));
                var all = from a in items from b in items from c in items where a < b && b < c select Value([a, b, c]);
                var greedy = Value(CalibratedSelection.Select(relevance, categories, items, history, 0.5, 3));
                Assert.True(greedy - all.Min() >= (1 - (1 / Math.E)) * (all.Max() - all.Min()) - 1e-12);
            },
            iter: 200
        );

    [Fact]
    public void Mmr_HandComputed()
    {
        // b is nearly a: 0.5 · 0.9 − 0.5 · 0.9 = 0; c: 0.5 · 0.5 − 0.5 · 0.1 = 0.2.
        var similarity = new MatrixSimilarity(
            new[,]
            {
                { 1, 0.9, 0.1 },
                { 0.9, 1, 0.2 },
                { 0.1, 0.2, 1 },
            }
        );

        Assert.Equal([0, 2, 1], MaximalMarginalRelevance.Select([1, 0.9, 0.5], similarity, 0.5, 3));
    }

    [Fact]
    public void Calibrated_HistoryOfSevenToThree_GivesAListOfSevenToThree()
    {
        // Category 0 is always more relevant; the person's history is 70 % category 0 and 30 % category 1.
        var categories = new ItemCategories(Enumerable.Range(0, 40).Select(item => (int[])[item < 20 ? 0 : 1]), 2);
        int[] items = [.. Enumerable.Range(0, 40)];
        double[] relevance = [.. items.Select(item => 1 - (item / 40.0))];

        var list = CalibratedSelection.Select(relevance, categories, items, [0.7, 0.3], 0.99, 10);

        Assert.Equal(7, list.Count(place => place < 20));
        Assert.Equal(0, CalibrationError.Of([0.7, 0.3], categories.Distribution(list)), 9);
        Assert.Equal(10, CalibratedSelection.Select(relevance, categories, items, [0.7, 0.3], 0, 10).Count(place => place < 20));
    }

    [Fact]
    public void CalibrationError_HandComputed()
    {
        // q̃ = 0.99·(1, 0) + 0.01·(½, ½) = (0.995, 0.005).
        Assert.Equal((0.5 * Math.Log(0.5 / 0.995)) + (0.5 * Math.Log(0.5 / 0.005)), CalibrationError.Of([0.5, 0.5], [1, 0]), 12);
        Assert.Equal(0, CalibrationError.Of([0.25, 0.75], [0.25, 0.75]), 12);
        Assert.Equal(Math.Log(100), CalibrationError.Of([1, 0], [0, 0]), 12);
        Assert.Equal(0, CalibrationError.Of([0, 0], [1, 0]));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    [InlineData(1.0)]
    public void Select_IdenticalItems_FollowRelevance(double strength)
    {
        var ones = new double[4, 4];
        for (var place = 0; place < 16; place++)
        {
            ones[place / 4, place % 4] = 1;
        }
        double[] relevance = [0.2, 0.9, 0.4, 0.9];

        Assert.Equal([1, 3, 2, 0], DeterminantalSelection.Select(relevance, new MatrixSimilarity(ones), strength, 9));
        Assert.Equal(1, MaximalMarginalRelevance.Select(relevance, new MatrixSimilarity(ones), strength, 9)[0]);
    }

    [Fact]
    public void Select_NothingAlike_FollowsRelevance()
    {
        var none = new double[3, 3];
        (none[0, 0], none[1, 1], none[2, 2]) = (1, 1, 1);

        Assert.Equal([2, 0, 1], MaximalMarginalRelevance.Select([0.5, 0.1, 1], new MatrixSimilarity(none), 0.6, 3));
        Assert.Equal([2, 0, 1], DeterminantalSelection.Select([0.5, 0.1, 1], new MatrixSimilarity(none), 0.6, 3));
    }

    [Fact]
    public void Select_FullStrength_TakesOneOfEachGroupFirst()
    {
        // Six groups of five alike items; by relevance the list would be all of the first group.
        var groups = new double[30, 30];
        for (var place = 0; place < 900; place++)
        {
            var (first, second) = (place / 30, place % 30);
            groups[first, second] =
                first == second ? 1
                : first / 5 == second / 5 ? 0.95
                : 0;
        }
        double[] relevance = [.. Enumerable.Range(0, 30).Select(place => 1 - (place / 30.0))];
        int[] onePerGroup = [0, 5, 10, 15, 20, 25];

        Assert.Equal(onePerGroup, MaximalMarginalRelevance.Select(relevance, new MatrixSimilarity(groups), 0.8, 6));
        Assert.Equal(onePerGroup, DeterminantalSelection.Select(relevance, new MatrixSimilarity(groups), 0.8, 6).Order());
        Assert.Equal([0, 1, 2, 3, 4, 5], MaximalMarginalRelevance.Select(relevance, new MatrixSimilarity(groups), 0, 6));
        Assert.Equal([0, 1, 2, 3, 4, 5], DeterminantalSelection.Select(relevance, new MatrixSimilarity(groups), 0, 6));
    }

    [Fact]
    public void Select_NonsenseIn_IsRefused()
    {
        var one = new MatrixSimilarity(
            new double[,]
            {
                { 1, double.NaN },
                { double.NaN, 1 },
            }
        );
        var categories = new ItemCategories(
            [
                [0],
                [1],
            ],
            2
        );

        Assert.Throws<ArgumentException>(() => MaximalMarginalRelevance.Select([1, double.NaN], one, 0.5, 2));
        Assert.Throws<ArgumentException>(() => MaximalMarginalRelevance.Select([1, 0], one, 0.5, 2));
        Assert.Throws<ArgumentException>(() => DeterminantalSelection.Select([1, 0], one, 0.5, 2));
        Assert.Throws<ArgumentException>(() => DeterminantalSelection.Select([1], one, 0.5, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeterminantalSelection.Select([1, 0], one, double.NaN, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaximalMarginalRelevance.Select([1, 0], one, 1.1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaximalMarginalRelevance.Select([1, 0], one, 0.5, -1));
        Assert.Throws<ArgumentException>(() => CalibratedSelection.Select([1, double.NaN], categories, [0, 1], [0.5, 0.5], 0.5, 2));
        Assert.Throws<ArgumentException>(() => CalibratedSelection.Select([1, 0], categories, [0, 1], [1], 0.5, 2));
        Assert.Throws<ArgumentException>(() =>
            new ItemCategories(
                [
                    [2],
                ],
                2
            )
        );
        Assert.Throws<ArgumentException>(() => Relevance.MinMax([1, float.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => new FactorSimilarity([1, float.NaN], 2, [0]));
    }

    [Fact]
    public void MinMax_Scores_AreMovedToZeroToOne()
    {
        Assert.Equal([0, 1, 0.5], Relevance.MinMax([-2, 4, 1]));
        Assert.Equal([1, 1], Relevance.MinMax([3, 3]));
        Assert.Empty(Relevance.MinMax([]));
    }

    [Fact]
    public void Similarities_HandComputed()
    {
        // Items 0 and 1 at right angles, 2 opposite to 0, 3 without a factor.
        var factors = new FactorSimilarity([2, 0, 0, 5, -1, 0, 0, 0], 2, [0, 1, 2, 3]);
        Assert.Equal([1, 0.5, 0, 0.5], Enumerable.Range(0, 4).Select(other => factors.Of(0, other)));
        Assert.Equal(1, factors.Of(3, 3));

        // Users of item 0: {0, 1}; of item 1: {1}; item 2 has none.
        var users = new SparseMatrix(3, 2, [0, 2, 3, 3], [0, 1, 1], [1, 1, 1]);
        var shared = new SharedUserSimilarity(users, [1, 0, 2]);
        Assert.Equal(1 / Math.Sqrt(2), shared.Of(0, 1), 12);
        Assert.Equal(0, shared.Of(0, 2));
        Assert.Equal(1, shared.Of(2, 2));

        var tags = new CategorySimilarity(
            new ItemCategories(
                [
                    [0, 1],
                    [1, 1],
                    [],
                ],
                2
            ),
            [0, 1, 2]
        );
        Assert.Equal(1 / Math.Sqrt(2), tags.Of(0, 1), 12);
        Assert.Equal(0, tags.Of(1, 2));
    }

    /// <summary>Factors in general position, so that no two lists tie.</summary>
    private static (double[] Relevance, IItemSimilarity Similarity) Random(int size, ulong seed)
    {
        var random = SplittableRandom.Stream(seed, 1);
        var factors = new float[size * 16];
        for (var place = 0; place < factors.Length; place++)
        {
            factors[place] = (float)random.NextNormal();
        }
        var relevance = new double[size];
        for (var place = 0; place < size; place++)
        {
            relevance[place] = random.NextDouble();
        }
        return (relevance, new FactorSimilarity(factors, 16, [.. Enumerable.Range(0, size)]));
    }

    private static ItemCategories RandomCategories(int items, int count, ref SplittableRandom random)
    {
        var categories = new int[items][];
        for (var item = 0; item < items; item++)
        {
            categories[item] = [.. new int[random.NextInteger(3)]];
            for (var place = 0; place < categories[item].Length; place++)
            {
                categories[item][place] = random.NextInteger(count);
            }
        }
        return new ItemCategories(categories, count);
    }
}
