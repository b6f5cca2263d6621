using CsCheck;
using Kuajie.Algorithms.Association;

namespace Kuajie.Algorithms.Tests.Association;

public sealed class FalseDiscoveriesTests
{
    [Fact]
    public void AdjustedProbabilities_ByHand_FollowTheSteps()
    {
        // Ascending 0.01, 0.02, 0.03, 0.5: ·4/rank gives 0.04, 0.04, 0.04, 0.5.
        Assert.Equal([0.04, 0.5, 0.04, 0.04], FalseDiscoveries.AdjustedProbabilities([0.03, 0.5, 0.01, 0.02]), Near);
        // 0.04·3/1 = 0.12 is drawn down by the next: 0.05·3/2 = 0.075, and that by 0.06·3/3 = 0.06.
        Assert.Equal([0.06, 0.06, 0.06], FalseDiscoveries.AdjustedProbabilities([0.04, 0.05, 0.06]), Near);
        Assert.Empty(FalseDiscoveries.AdjustedProbabilities([]));
    }

    [Fact]
    public void AdjustedProbabilities_AnyProbabilities_TakeWhatTheStepUpRuleTakes() =>
        Gen.Select(Gen.Double[0, 1].Array[1, 40], Gen.Double[0.01, 0.5])
            .Sample(draw =>
            {
                var (probabilities, level) = draw;
                var ascending = probabilities.Order().ToArray();
                var most = Enumerable
                    .Range(1, ascending.Length)
                    .Where(rank => ascending[rank - 1] <= level * rank / ascending.Length)
                    .DefaultIfEmpty(0)
                    .Max();
                Assert.Equal(most, FalseDiscoveries.AdjustedProbabilities(probabilities).Count(adjusted => adjusted <= level));
            });

    [Fact]
    public void AdjustedProbabilities_NoProbability_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscoveries.AdjustedProbabilities([0.5, double.NaN]));

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-12;
}
