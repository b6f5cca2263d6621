using CsCheck;
using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;

namespace Kuajie.Algorithms.Tests.Experiments.Readings;

public sealed class ScoreTestTests
{
    /// <summary>Means of zeros and ones are rates, in whatever unit.</summary>
    [Fact]
    public void FixedHorizon_FewActiveAndAlike_IsTheScoreTestOfRatesInTheirUnit() =>
        Gen.Int[0, 30]
            .Select(Gen.Int[1, 60], Gen.Double[0.5, 900])
            .Sample(
                (fewer, more, unit) =>
                {
                    var (control, treatment) = (new RateCounts(200, fewer), new RateCounts(900, more));

                    var found = EffectReadings.FixedHorizon(Arm(control, unit), Arm(treatment, unit));
                    var rates = RateReadings.FixedHorizon(control, treatment);

                    Assert.Equal(rates.Absolute!.Value.Low * unit, found.Absolute!.Value.Low, 1e-9 * unit);
                    Assert.Equal(rates.Absolute.Value.High * unit, found.Absolute.Value.High, 1e-9 * unit);
                    Assert.Equal(rates.PValue, found.PValue, 1e-9);
                    Assert.Equal(rates.Relative is null, found.Relative is null);
                    Assert.Equal(rates.Relative?.High ?? 0, found.Relative?.High ?? 0, 1e-6 * (1 + (rates.Relative?.High ?? 0)));
                },
                iter: 50
            );

    /// <summary>Welch's interval of these arms begins at 0.0135, as though the first were certain to have no buyers ever.</summary>
    [Fact]
    public void FixedHorizon_ArmWithoutAnyActive_IsNotTakenForCertain()
    {
        var (held, shown) = (Arm(new RateCounts(60, 0), 1), Arm(new RateCounts(500, 14), 1));

        var reading = EffectReadings.FixedHorizon(held, shown);

        Assert.Equal(0, held.Variance);
        Assert.True(reading.Absolute is { Low: < 0, High: > 0.028 }, $"{reading.Absolute}");
        Assert.True(reading.PValue > 0.05);
    }

    /// <summary>Amounts that differ make it wider than those that are alike, and the guardrail goes by the same test.</summary>
    [Fact]
    public void FixedHorizon_AmountsThatDiffer_AreWiderThanOnesAlike()
    {
        var (alike, different) = (Reading(_ => 10), Reading(place => place % 2 == 0 ? 1 : 19));

        Assert.Equal(alike.Absolute!.Value.Value, different.Absolute!.Value.Value, 9);
        Assert.InRange(Width(different) / Width(alike), 1.2, 1.5);
        Assert.Equal(GuardrailState.Violated, Guardrail.Of(different.Control, different.Treatment, 0.1).State);
        Assert.Equal(GuardrailState.Undecided, Guardrail.Of(different.Control, different.Treatment, 0.4).State);
        Assert.Equal(GuardrailState.Held, Guardrail.Of(different.Control, different.Treatment, 0.9).State);

        static double Width(EffectReading reading) => reading.Absolute!.Value.High - reading.Absolute.Value.Low;

        static EffectReading Reading(Func<int, double> amount)
        {
            var (held, shown) = (new UnitMoments(), new UnitMoments());
            for (var unit = 0; unit < 1000; unit++)
            {
                (unit % 5 == 0 ? held : shown).Add(unit % 25 is 0 or 1 or 2 ? amount(unit) : 0);
            }
            return EffectReadings.FixedHorizon(ArmEstimates.Mean(held), ArmEstimates.Mean(shown));
        }
    }

    [Fact]
    public void FixedHorizon_MostUnitsActiveWithDifferentValues_IsWelchsTest()
    {
        var (one, other) = (new UnitMoments(), new UnitMoments());
        for (var unit = 0; unit < 40; unit++)
        {
            one.Add(unit % 7);
            other.Add(unit % 9);
        }

        var found = EffectReadings.FixedHorizon(ArmEstimates.Mean(one), ArmEstimates.Mean(other));
        var welch = EffectReadings.FixedHorizon(
            ArmEstimates.Mean(one) with
            {
                Active = null,
            },
            ArmEstimates.Mean(other) with
            {
                Active = null,
            }
        );

        Assert.Equal(welch.Absolute, found.Absolute);
    }

    private static ArmEstimate Arm(RateCounts counts, double unit)
    {
        var moments = new UnitMoments();
        for (var place = 0; place < counts.Units; place++)
        {
            moments.Add(place < counts.Successes ? unit : 0);
        }
        return ArmEstimates.Mean(moments);
    }
}
