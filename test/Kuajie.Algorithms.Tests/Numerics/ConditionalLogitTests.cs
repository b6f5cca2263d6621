using Kuajie.Algorithms.Numerics.Regression;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Numerics;

public class ConditionalLogitTests
{
    [Fact]
    public void Fit_TwoAlternativesOneFeature_SolvesTheStationarityByHand()
    {
        // Chosen twice at 1 against 0, once at 0 against 1: loss −(2/3) ln σ(w) − (1/3) ln σ(−w) + r w²/2 has slope σ(w) − 2/3 + r w = 0.
        var choices = new ChoiceRows([1, 0, 1, 0, 0, 1], [2, 2, 2], [1, 1, 1], 2, 1);
        var weight = Assert.Single(ConditionalLogit.Fit(choices, 1e-6, [0], 1));
        Assert.Equal(Math.Log(2), weight, 4);

        var damped = Assert.Single(ConditionalLogit.Fit(choices, 0.5, [0], 1));
        Assert.Equal(0, (1 / (1 + Math.Exp(-damped))) - (2.0 / 3) + (0.5 * damped), 5);
    }

    [Fact]
    public void Fit_PlantedWeights_AreFoundAndEqualForAnyThreads()
    {
        double[] planted = [1.5, -0.7, 0.2];
        var choices = Planted(planted, rows: 6000, alternatives: 8);
        var found = ConditionalLogit.Fit(choices, 1e-4, new double[3], 1);
        Assert.All(planted.Zip(found), pair => Assert.InRange(pair.Second, pair.First - 0.12, pair.First + 0.12));
        Assert.Equal(found, ConditionalLogit.Fit(choices, 1e-4, new double[3], 3));
        Assert.True(ConditionalLogit.Loss(choices, found, 2) < ConditionalLogit.Loss(choices, new double[3], 2));
    }

    [Fact]
    public void FitNonNegative_HarmfulFeature_IsHeldAtZeroAndTheRestIsRefitted()
    {
        var choices = Planted([1.5, -0.7, 0.2], rows: 4000, alternatives: 8);
        var found = ConditionalLogit.FitNonNegative(choices, 1e-4, new double[3], 2);
        Assert.Equal(0, found[1]);
        Assert.True(found[0] > 0.8 && found[2] > 0.05);
        var alone = new ChoiceRows(
            [.. Enumerable.Range(0, choices.Features.Length).Where(place => place % 3 != 1).Select(place => choices.Features[place])],
            choices.Counts,
            choices.Masses,
            choices.Alternatives,
            2
        );
        var expected = ConditionalLogit.Fit(alone, 1e-4, new double[2], 1);
        Assert.Equal(expected[0], found[0], 4);
        Assert.Equal(expected[1], found[2], 4);
    }

    [Fact]
    public void Fit_NoRowsOrNoRivals_StaysAtThePrior()
    {
        Assert.Equal([0.3], ConditionalLogit.Fit(new ChoiceRows([], [], [], 2, 1), 0.1, [0.3], 1));
        Assert.Equal([0.3], ConditionalLogit.Fit(new ChoiceRows([5, 0], [1], [1], 2, 1), 0.1, [0.3], 1));
        Assert.Equal(Math.Log(4), ConditionalLogit.Loss(new ChoiceRows(new float[4], [4], [1], 4, 1), [0], 1), 12);
    }

    [Fact]
    public void Fit_RowsWithoutMass_DoNotCount()
    {
        var both = new ChoiceRows([1, 0, 0, 1], [2, 2], [1, 0], 2, 1);
        var first = new ChoiceRows([1, 0], [2], [1], 2, 1);
        Assert.Equal(ConditionalLogit.Fit(first, 0.1, [0], 1)[0], ConditionalLogit.Fit(both, 0.1, [0], 1)[0], 12);
    }

    /// <summary>Rows whose first alternative was drawn by the planted probabilities.</summary>
    private static ChoiceRows Planted(double[] planted, int rows, int alternatives)
    {
        var random = new SplittableRandom(4);
        var features = new float[rows * alternatives * planted.Length];
        foreach (ref var feature in features.AsSpan())
        {
            feature = (float)random.NextNormal();
        }
        for (var row = 0; row < rows; row++)
        {
            var own = features.AsSpan(row * alternatives * planted.Length, alternatives * planted.Length);
            var chosen = Draw(own, planted, ref random);
            for (var feature = 0; feature < planted.Length; feature++)
            {
                var place = (chosen * planted.Length) + feature;
                (own[feature], own[place]) = (own[place], own[feature]);
            }
        }
        var counts = Enumerable.Repeat(alternatives, rows).ToArray();
        return new ChoiceRows(features, counts, [.. counts.Select(_ => 1.0)], alternatives, planted.Length);
    }

    private static int Draw(ReadOnlySpan<float> features, double[] planted, ref SplittableRandom random)
    {
        var (best, highest) = (0, double.NegativeInfinity);
        for (var alternative = 0; alternative * planted.Length < features.Length; alternative++)
        {
            // Largest utility plus Gumbel noise: chosen with probability proportional to exp(utility).
            var utility = -Math.Log(-Math.Log(random.NextDouble() + 1e-300));
            for (var feature = 0; feature < planted.Length; feature++)
            {
                utility += planted[feature] * features[(alternative * planted.Length) + feature];
            }
            (best, highest) = utility > highest ? (alternative, utility) : (best, highest);
        }
        return best;
    }
}
