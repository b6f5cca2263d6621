using CsCheck;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;

namespace Kuajie.Algorithms.Tests.Experiments.Metrics;

public sealed class UnitMomentsTests
{
    [Fact]
    public void Add_ThreeUnits_HandComputed()
    {
        var moments = Of((1, 2, 0), (2, 2, 1), (6, 5, 2));

        Assert.Equal(3, moments.Units);
        Assert.Equal(3, moments.Value, 12);
        Assert.Equal(7, moments.ValueVariance, 12); // (4 + 1 + 9) / 2
        Assert.Equal(3, moments.DenominatorVariance, 12); // (1 + 1 + 4) / 2
        Assert.Equal(1, moments.PriorVariance, 12);
        Assert.Equal(4.5, moments.ValueDenominatorCovariance, 12); // (2 + 1 + 6) / 2
        Assert.Equal(2.5, moments.ValuePriorCovariance, 12); // (2 + 0 + 3) / 2
        Assert.Equal(1.5, moments.DenominatorPriorCovariance, 12); // (1 + 0 + 2) / 2
        Assert.Equal(new ActiveUnits(3, 9, 41), moments.Active);
    }

    [Fact]
    public void Active_ZerosAndValuesBelow_CountsWhatIsAboveOrIsNotKnown()
    {
        var (some, others, owing) = (Of((0, 1, 0), (4, 1, 0), (0, 1, 0)), Of((2, 1, 0)), Of((-1, 1, 0), (5, 1, 0)));

        Assert.Equal(new ActiveUnits(2, 6, 20), UnitMoments.Sum([some, others]).Active);
        Assert.Equal(1, new UnitMoments(some.ToState()).Active!.Value.Count);
        Assert.Null(owing.Active);
        Assert.Null(UnitMoments.Sum([some, owing]).Active);
        Assert.Null(new UnitMoments(some.ToState() with { ActiveUnits = null }).Active);
        Assert.Throws<InvalidExperimentException>(() => new UnitMoments(some.ToState() with { ActiveUnits = 4 }));
    }

    /// <summary>However units are cut into parts, merged parts are what the plain formulas give.</summary>
    [Fact]
    public void Merge_AnyCut_IsThePlainTwin() =>
        Gen.Select(Gen.Double[-1e3, 1e3], Gen.Double[0, 50], Gen.Double[-5, 1e6])
            .Array[2, 60]
            .SelectMany(rows => Gen.Int[0, rows.Length].Select(cut => (rows, cut)))
            .Sample(pair =>
            {
                var (rows, cut) = pair;
                var merged = UnitMoments.Sum([Of(rows[..cut]), new UnitMoments(Of(rows[cut..]).ToState())]);

                Assert.Equal(rows.Length, merged.Units);
                Close(rows.Average(row => row.Item1), merged.Value);
                Close(Plain(rows, row => row.Item1, row => row.Item1), merged.ValueVariance);
                Close(Plain(rows, row => row.Item1, row => row.Item2), merged.ValueDenominatorCovariance);
                Close(Plain(rows, row => row.Item3, row => row.Item3), merged.PriorVariance);
                Close(Plain(rows, row => row.Item1, row => row.Item3), merged.ValuePriorCovariance);
                Close(Plain(rows, row => row.Item2, row => row.Item3), merged.DenominatorPriorCovariance);
            });

    [Fact]
    public void Add_LargeMeanSmallSpread_LosesNoDigits()
    {
        var moments = Of((1e9 + 1, 1, 0), (1e9 + 2, 1, 0), (1e9 + 3, 1, 0));

        Assert.Equal(1, moments.ValueVariance, 9);
    }

    [Theory]
    [InlineData(double.NaN, 1, 0)]
    [InlineData(1, double.PositiveInfinity, 0)]
    [InlineData(1, 1, double.NaN)]
    [InlineData(-1e101, 1, 0)]
    public void Add_NotFinite_IsRefused(double value, double denominator, double prior)
    {
        var moments = new UnitMoments();

        Assert.Throws<InvalidExperimentException>(() => moments.Add(value, denominator, prior));
        Assert.Equal(0, moments.Units);
    }

    [Fact]
    public void UnitMoments_NonsenseState_IsRefused()
    {
        var state = Of((1, 1, 1), (2, 2, 2)).ToState();

        Assert.Throws<InvalidExperimentException>(() => new UnitMoments(state with { Units = -1 }));
        Assert.Throws<InvalidExperimentException>(() => new UnitMoments(state with { PriorSquares = -0.1 }));
        Assert.Throws<InvalidExperimentException>(() => new UnitMoments(state with { Value = double.NaN }));
    }

    internal static UnitMoments Of(params (double Value, double Denominator, double Prior)[] units)
    {
        var moments = new UnitMoments();
        foreach (var (value, denominator, prior) in units)
        {
            moments.Add(value, denominator, prior);
        }
        return moments;
    }

    private static double Plain(
        (double, double, double)[] rows,
        Func<(double, double, double), double> one,
        Func<(double, double, double), double> other
    )
    {
        var (first, second) = (rows.Average(one), rows.Average(other));
        return rows.Sum(row => (one(row) - first) * (other(row) - second)) / (rows.Length - 1);
    }

    private static void Close(double expected, double found) => Assert.Equal(expected, found, 1e-9 * Math.Max(1e3, Math.Abs(expected)));
}
