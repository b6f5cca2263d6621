using CsCheck;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Metrics;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class MetricsTests
{
    // Two relevant items at places 1 and 4 of the list (zero-based 0 and 3), a third at 12.
    private static readonly double[] Ranks = [0, 3, 12];

    [Fact]
    public void HitRate_RankBelowAndAtCutoff_CountsOnlyBelow()
    {
        Assert.Equal(1, HitRate.Of([9.5], 10));
        Assert.Equal(0, HitRate.Of([10], 10));
        Assert.Equal(0, HitRate.Of([], 10));
    }

    [Fact]
    public void Precision_TwoOfFive_IsTwoFifths() => Assert.Equal(0.4, Precision.Of(Ranks, 5));

    [Fact]
    public void Recall_TwoOfThree_IsTwoThirds() => Assert.Equal(2.0 / 3, Recall.Of(Ranks, 5), 12);

    [Fact]
    public void Ndcg_OneRelevant_IsInverseLogOfRankPlusTwo()
    {
        Assert.Equal(1, Ndcg.Of([0], 10));
        Assert.Equal(0.63092975357, Ndcg.Of([1], 10), 9);
        Assert.Equal(0.28906482631, Ndcg.Of([9], 10), 9);
        Assert.Equal(0, Ndcg.Of([10], 10));
    }

    [Fact]
    public void Ndcg_ThreeRelevant_IsGainOverIdeal()
    {
        // Gain 1 + 1/log2(5) = 1.430677; ideal 1 + 1/log2(3) + 1/2 = 2.130930.
        Assert.Equal(1.4306765581 / 2.1309297536, Ndcg.Of(Ranks, 5), 9);
    }

    [Fact]
    public void ReciprocalRank_FirstAtThree_IsAQuarter() => Assert.Equal(0.25, ReciprocalRank.Of([3, 7]));

    [Fact]
    public void AveragePrecision_PlacesOneAndFour_IsMeanOfPrecisions() =>
        Assert.Equal((1.0 + (2.0 / 4)) / 3, AveragePrecision.Of(Ranks, 5), 12);

    [Fact]
    public void AreaUnderCurve_HandCount_IsShareOfRightPairs()
    {
        // Order + − + −: of four pairs three are right.
        Assert.Equal(0.75, AreaUnderCurve.Of([0, 2], 4), 12);
        Assert.Equal(0.5, AreaUnderCurve.Of([1.5], 4), 12);
        Assert.Equal(0.5, AreaUnderCurve.Of([], 4), 12);
    }

    [Fact]
    public void AreaUnderCurve_AnyScores_EqualsCountOverAllPairs()
    {
        var cases = Gen.Select(Gen.Int[0, 5].Array[1, 6], Gen.Int[0, 5].Array[1, 8]);
        cases.Sample(
            (relevant, irrelevant) =>
            {
                float[] all = [.. relevant.Concat(irrelevant).Select(score => (float)score)];
                var ranks = relevant.Select(score => TieRank.Of(score, all) - 0.5).Order().ToArray();
                var wins = relevant.Sum(one =>
                    irrelevant.Sum(other =>
                        one > other ? 1
                        : one == other ? 0.5
                        : 0
                    )
                );
                Assert.Equal(wins / (relevant.Length * irrelevant.Length), AreaUnderCurve.Of(ranks, all.Length), 9);
            }
        );
    }

    [Fact]
    public void RatingErrors_HandComputed()
    {
        Assert.Equal(Math.Sqrt(2.5), RootMeanSquaredError.Of([1, 4], [2, 2]), 12);
        Assert.Equal(1.5, MeanAbsoluteError.Of([1, 4], [2, 2]), 12);
        Assert.Throws<ArgumentException>(() => RootMeanSquaredError.Of([1], [1, 2]));
    }

    [Fact]
    public void CatalogCoverage_TwoOfFour_IsHalf() => Assert.Equal(0.5, CatalogCoverage.Of([3, 0, 1, 0]));

    [Fact]
    public void Novelty_OneOfSevenAndThree_IsMeanSelfInformation() =>
        // −log2(2/8) = 2 and −log2(4/8) = 1.
        Assert.Equal(1.5, Novelty.Of([0, 1], [1, 3], 7), 12);

    [Fact]
    public void IntraListDiversity_ThreeItems_IsMeanDistance()
    {
        // Items' users: {0,1}, {0,1}, {2}: distances 0, 1, 1.
        var users = new SparseMatrix(3, 3, [0, 2, 4, 5], [0, 1, 0, 1, 2], [1, 1, 1, 1, 1]);
        Assert.Equal(2.0 / 3, IntraListDiversity.Of([0, 1, 2], users), 12);
        Assert.Equal(0, IntraListDiversity.Of([0], users));
    }

    [Fact]
    public void GiniIndex_EqualAndConcentrated_AreBounds()
    {
        Assert.Equal(0, GiniIndex.Of([2, 2, 2, 2]), 12);
        Assert.Equal(0.75, GiniIndex.Of([0, 8, 0, 0]), 12);
        Assert.Equal(0, GiniIndex.Of([0, 0]));
    }

    [Fact]
    public void PopularityBias_ListThriceAsPopular_IsThree()
    {
        Assert.Equal(3, PopularityBias.Of([0, 0], [1], [6, 2]));
        Assert.Equal(1, PopularityBias.Of([0], [], [6, 2]));
    }

    [Fact]
    public void TieRank_TwoHigherThreeEqual_IsThreeAndAHalf()
    {
        Assert.Equal(3.5, TieRank.Of(5, [9, 5, 5, 5, 1, 7]));
        Assert.Equal(1.5, TieRank.Of(5, [9, 5, 5, 5, 1, 7], [0, 3, 4]));
    }

    [Fact]
    public void SetOverlap_AnySets_EqualsPlainIntersection()
    {
        var sets = Gen.Int[0, 12].Array[0, 8].Select(values => values.Distinct().Order().ToArray());
        Gen.Select(sets, sets).Sample((first, second) => Assert.Equal(first.Intersect(second).Count(), SetOverlap.Count(first, second)));
    }
}
