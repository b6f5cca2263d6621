using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Experiments.Simulation;

/// <summary>Single runs of the checks beside the readings, with the truth known.</summary>
internal static class CheckTrials
{
    /// <summary>Units put into two equal arms by the assigner, of which a share of treatment's is lost; true where the split is called broken.</summary>
    public static bool SplitAlarm(int units, double lost, ulong seed, ulong run)
    {
        var random = SplittableRandom.Stream(seed, run);
        var design = new ExperimentDesign($"trial {seed} {run}", [new ExperimentArm("control"), new ExperimentArm("treatment")]);
        var assigner = new UnitAssigner([design]);
        var counts = new long[2];
        for (var unit = 0; unit < units; unit++)
        {
            var isTreated = assigner.Assign(design.Name, new UnitRequest(FormattableString.Invariant($"u{unit}"))).Arm == "treatment";
            counts[isTreated ? 1 : 0] += !isTreated || lost == 0 || random.NextDouble() >= lost ? 1 : 0;
        }
        return SampleRatioCheck.Of(counts, design.Shares()).IsBroken;
    }

    /// <summary>Z-tests of which the first have an effect of three standard errors: the share of false finds among all finds by BH, and whether Holm raised any false alarm.</summary>
    public static (double FalseShare, bool HolmFalse, int Found) ManyTests(int tests, int real, ulong seed, ulong run)
    {
        var random = SplittableRandom.Stream(seed, run);
        var p = new double[tests];
        for (var test = 0; test < tests; test++)
        {
            p[test] = Math.Min(1, 2 * NormalDistribution.Above(Math.Abs(random.NextNormal() + (test < real ? 3 : 0))));
        }
        var (bh, holm) = (MultipleTesting.BenjaminiHochberg(p), MultipleTesting.Holm(p));
        var found = bh.Count(each => each < 0.05);
        return (found == 0 ? 0 : (double)bh.Skip(real).Count(each => each < 0.05) / found, holm.Skip(real).Any(each => each < 0.05), found);
    }

    /// <summary>A guardrail with a margin of 5 % on spend per user whose true harm is given.</summary>
    public static GuardrailState Guard(int unitsPerArm, double harm, ulong seed, ulong run)
    {
        var random = SplittableRandom.Stream(seed, run);
        var control = ArmEstimates.Mean(SimulatedMetric.Spends(ref random, unitsPerArm, 1));
        return Guardrail.Of(control, ArmEstimates.Mean(SimulatedMetric.Spends(ref random, unitsPerArm, 1 - harm)), 0.05).State;
    }

    /// <summary>Ten segments of 400 users per arm whose relative effects scatter: p of the interaction, whether any segment is called different, and squared errors of raw and shrunk effects.</summary>
    public static (double P, bool AnyDiffers, double RawError, double ShrunkError) Segments(double scatter, ulong seed, ulong run)
    {
        var random = SplittableRandom.Stream(seed, run);
        var (arms, truths) = (new List<SegmentArms>(), new List<double>());
        for (var segment = 0; segment < 10; segment++)
        {
            var effect = 0.05 + (scatter * random.NextNormal());
            truths.Add(effect * SimulatedMetric.Spend);
            var control = ArmEstimates.Mean(SimulatedMetric.Spends(ref random, 400, 1));
            arms.Add(new SegmentArms($"{segment}", control, ArmEstimates.Mean(SimulatedMetric.Spends(ref random, 400, 1 + effect))));
        }
        var report = SegmentEffects.Of(arms);
        return (
            report.PInteraction,
            report.Segments.Any(each => each.PDiffers < 0.05),
            report.Segments.Zip(truths, (each, truth) => Math.Pow(each.Raw!.Value.Value - truth, 2)).Sum(),
            report.Segments.Zip(truths, (each, truth) => Math.Pow(each.Shrunk!.Value.Value - truth, 2)).Sum()
        );
    }

    /// <summary>Two rates drawn evenly from 0 … 1, as the default prior has it, and 100 users each: whether the interval holds the true difference, the probability told, and whether treatment is higher.</summary>
    public static (bool Held, double Told, bool IsHigher) Beliefs(ulong seed, ulong run)
    {
        var random = SplittableRandom.Stream(seed, run);
        var (control, treatment) = (random.NextDouble(), random.NextDouble());
        var reading = BayesianReadings.Rates(
            SimulatedMetric.Rates(ref random, 100, control),
            SimulatedMetric.Rates(ref random, 100, treatment)
        );
        var truth = treatment - control;
        return (reading.Absolute is { } found && found.Low <= truth && truth <= found.High, reading.ProbabilityHigher, treatment > control);
    }

    /// <summary>
    /// 300 users of ours and 200 of the partner's per arm, 150 of them the same people, whose two values are correlated by 0.8; no effect. Returns both differences and the correlation told of their errors;
    /// the true one is 0.8 · 150 / √(300 · 200) = 0.490.
    /// </summary>
    public static (double Own, double Partner, double Told) BothSides(ulong seed, ulong run)
    {
        var random = SplittableRandom.Stream(seed, run);
        var (own, partner, linked) = (new UnitMoments[2], new UnitMoments[2], new UnitMoments[2]);
        for (var arm = 0; arm < 2; arm++)
        {
            (own[arm], partner[arm], linked[arm]) = (new UnitMoments(), new UnitMoments(), new UnitMoments());
            for (var user = 0; user < 300; user++)
            {
                var (first, rest) = (random.NextNormal(), random.NextNormal());
                own[arm].Add(10 + first);
                if (user < 150)
                {
                    var second = 5 + (0.8 * first) + (0.6 * rest);
                    partner[arm].Add(second);
                    linked[arm].Add(10 + first, second);
                }
                else if (user < 200)
                {
                    partner[arm].Add(5 + rest);
                }
            }
        }
        var lift = TwoSidedLift.Of(
            EffectReadings.FixedHorizon(ArmEstimates.Mean(own[0]), ArmEstimates.Mean(own[1])),
            EffectReadings.FixedHorizon(ArmEstimates.Mean(partner[0]), ArmEstimates.Mean(partner[1])),
            linked[0],
            linked[1]
        );
        return (lift.Own.Absolute!.Value.Value, lift.Partner.Absolute!.Value.Value, lift.Correlation);
    }

    /// <summary>
    /// Four weeks of three-hour blocks with a daily rhythm. Treatment adds 10 % to a visit's worth, and what treatment caused hangs on: in the first hour of a block of another arm, half of the former
    /// arm's effect is still there. Returns the moments of both arms with or without an hour of burn-in; the true difference without carry-over is 0.1.
    /// </summary>
    public static (UnitMoments Control, UnitMoments Treatment) Switchback(bool burnsIn, double effect, ulong seed, ulong run)
    {
        var random = SplittableRandom.Stream(seed, run);
        var origin = new DateTimeOffset(2030, 1, 7, 0, 0, 0, TimeSpan.Zero);
        var blocks = new TimeBlocks(origin, TimeSpan.FromHours(3), burnsIn ? TimeSpan.FromHours(1) : TimeSpan.Zero);
        var design = new ExperimentDesign($"switch {seed} {run}", [new ExperimentArm("control"), new ExperimentArm("treatment")])
        {
            Unit = ExperimentUnit.TimeBlock,
            Blocks = blocks,
        };
        var assigner = new UnitAssigner([design]);
        var moments = new BlockMoments(blocks);
        for (var hour = 0; hour < 28 * 24; hour++)
        {
            var now = assigner.Assign(design.Name, new UnitRequest("", Time: origin.AddHours(hour)));
            var former = assigner.Assign(design.Name, new UnitRequest("", Time: origin.AddHours(hour - 1))).Arm;
            var caused = hour % 3 == 0 ? (Share(now.Arm) + Share(former)) / 2 : Share(now.Arm);
            var visits = 20 + (int)(10 * Math.Sin(hour * Math.PI / 12)) + random.NextInteger(10);
            for (var visit = 0; visit < visits; visit++)
            {
                var worth = 1 + (0.3 * Math.Cos(hour * Math.PI / 12)) + (effect * caused) + random.NextNormal();
                moments.Add(now.Unit, now.Arm!, origin.AddHours(hour).AddMinutes(visit), worth);
            }
        }
        return (moments.ArmOf("control"), moments.ArmOf("treatment"));

        static double Share(string? arm) => arm == "treatment" ? 1 : 0;
    }
}
