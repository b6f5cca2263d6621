using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;

namespace Kuajie.Algorithms.Tests.Experiments.Checks;

public sealed class ChecksTests
{
    /// <summary>Kohavi, Tang and Xu, "Trustworthy Online Controlled Experiments" (2020), chapter 3: 821,588 against 815,482 users at equal shares, p = 1.8e-6.</summary>
    [Fact]
    public void SampleRatio_KohavisExample_IsBroken()
    {
        var check = SampleRatioCheck.Of([821_588, 815_482], [1, 1]);

        Assert.True(check.IsBroken);
        Assert.Equal(1.8e-6, check.PValue, 5e-8);
        Assert.Equal(818_535, check.Expected[0], 9);
    }

    [Fact]
    public void SampleRatio_UnequalShares_HandComputed()
    {
        // 90, 60, 50 where 100, 50, 50 were expected: 1 + 2 + 0 = 3, two degrees: e^(−1.5).
        var check = SampleRatioCheck.Of([90, 60, 50], [0.5, 0.25, 0.25]);

        Assert.Equal(3, check.ChiSquared, 12);
        Assert.Equal(Math.Exp(-1.5), check.PValue, 12);
        Assert.False(check.IsBroken);
    }

    [Fact]
    public void SampleRatio_AllUnitsInOneArm_IsBroken_TooFewAreNotJudged()
    {
        Assert.True(SampleRatioCheck.Of([1000, 0], [1, 1]).IsBroken);
        Assert.False(SampleRatioCheck.Of([4, 0], [1, 1]).IsJudged);
        Assert.False(SampleRatioCheck.Of([0, 0], [1, 1]).IsBroken);
        var fault = Assert.Throws<InvalidExperimentException>(() => SampleRatioCheck.Of([-1, 2, 3], [1, 0], 0));
        Assert.Equal(["ArmCount", "NegativeCount", "ArmWeight", "Probability"], fault.Faults.Select(each => each.Code));
    }

    /// <summary>The fifteen p-values of Benjamini and Hochberg 1995, section 3.2: at 0.05 their procedure finds four, Bonferroni's (and Holm's) three.</summary>
    [Fact]
    public void MultipleTesting_BenjaminiAndHochbergsExample_FindsWhatTheyFind()
    {
        double[] p = [0.0344, 0.0001, 0.0459, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0];
        var (bh, holm) = (MultipleTesting.BenjaminiHochberg(p), MultipleTesting.Holm(p));

        Assert.Equal([1, 3, 4, 5], Enumerable.Range(0, 15).Where(place => bh[place] <= 0.05));
        Assert.Equal([1, 3, 4], Enumerable.Range(0, 15).Where(place => holm[place] <= 0.05));
        Assert.Equal(15 * 0.0095 / 4, bh[5], 12);
        Assert.Equal(12 * 0.0095, holm[5], 12);
        Assert.Equal(1, bh[14], 12);
        Assert.Empty(MultipleTesting.Holm([]));
        Assert.Throws<InvalidExperimentException>(() => MultipleTesting.Holm([0.2, double.NaN]));
        Assert.Throws<InvalidExperimentException>(() => MultipleTesting.BenjaminiHochberg([1.1]));
    }

    [Fact]
    public void Guardrail_HandComputed()
    {
        // Margin 10 % of 100 is 90; treatment 95 ± 2, control ± 2: distance 5, error √(4 + 0.81 · 4) = 2.69, z = 1.858, p = 0.0316.
        var (control, treatment) = (new ArmEstimate(1_000_000, 100, 4), new ArmEstimate(1_000_000, 95, 4));
        var held = Guardrail.Of(control, treatment, 0.1);

        Assert.Equal(GuardrailState.Held, held.State);
        Assert.Equal(0.0316, held.PHeld, 1e-4);
        Assert.Equal(0.05, held.Harm!.Value.Value, 1e-12);
        Assert.True(held.Harm.Value.High < 0.1);
        Assert.Equal(GuardrailState.Violated, Guardrail.Of(control, new ArmEstimate(1_000_000, 80, 4), 0.1).State);
        Assert.Equal(GuardrailState.Undecided, Guardrail.Of(control, new ArmEstimate(1_000_000, 91, 4), 0.1).State);
    }

    [Fact]
    public void Guardrail_LowerIsBetter_CountsARiseAsHarm()
    {
        var control = new ArmEstimate(1_000_000, 100, 1);

        Assert.Equal(GuardrailState.Violated, Guardrail.Of(control, new(1_000_000, 120, 1), 0.1, isHigherBetter: false).State);
        var held = Guardrail.Of(control, new(1_000_000, 80, 1), 0.1, isHigherBetter: false);
        Assert.Equal(GuardrailState.Held, held.State);
        Assert.Equal(-0.2, held.Harm!.Value.Value, 1e-12);
        Assert.Equal(GuardrailState.NotEnoughData, Guardrail.Of(control, new(0, 0, 0, 0, DataShortage.NoUnits), 0.1).State);
        Assert.Throws<InvalidExperimentException>(() => Guardrail.Of(control, control, 0, confidence: 2));
    }

    [Fact]
    public void Segments_TwoEffects_HandComputed()
    {
        // Effects 1 and 3, each with variance 1: Q = 2, τ² = (2 − 1) / (2 − 2/2) = 1; mean 2 with variance 1; half way: 1.5 and 2.5.
        var effects = SegmentEffects.Of([
            Segment("north", 1),
            Segment("south", 3),
            new("empty", new(0, 0, 0, 0, DataShortage.NoUnits), default),
        ]);

        Assert.Equal(1, effects.Spread, 9);
        Assert.Equal(0.157299, effects.PInteraction, 1e-6);
        Assert.Equal(2, effects.Overall!.Value.Value, 9);
        Assert.Equal(1.5, effects.Segments[0].Shrunk!.Value.Value, 9);
        Assert.Equal(2.5, effects.Segments[1].Shrunk!.Value.Value, 9);
        // 1.5 ± 1.96 · √(½ + ¼).
        Assert.Equal(1.5 + (1.959964 * Math.Sqrt(0.75)), effects.Segments[0].Shrunk!.Value.High, 1e-6);
        // Each differs from the other by 2 / √2: p = 0.1573, twice by Holm's first step.
        Assert.Equal(0.314598, effects.Segments[0].PDiffers, 1e-6);
        Assert.Equal(DataShortage.NoUnits, effects.Segments[2].Shortage);
        Assert.Equal(1, effects.Segments[2].PDiffers);
    }

    [Fact]
    public void Segments_AlikeAlone_ShrinkToTheMean_AndNonsenseIsRefused()
    {
        var alike = SegmentEffects.Of([Segment("a", 2), Segment("b", 2.1)]);

        Assert.Equal(0, alike.Spread);
        Assert.Equal(alike.Overall!.Value.Value, alike.Segments[0].Shrunk!.Value.Value, 12);
        Assert.Equal(1, SegmentEffects.Of([Segment("only", 2)]).PInteraction);
        Assert.Null(SegmentEffects.Of([]).Overall);
        Assert.Throws<InvalidExperimentException>(() => SegmentEffects.Of([Segment("a", 1), Segment("a", 2)], 0));
    }

    private static SegmentArms Segment(string name, double effect) =>
        new(name, new ArmEstimate(1_000_000, 10, 0.5), new ArmEstimate(1_000_000, 10 + effect, 0.5));

    /// <summary>Looked at all along, a guardrail needs more than one look does; the critical value is that of the confidence sequence.</summary>
    [Fact]
    public void GuardrailAlwaysValid_ALook_IsWiderThanOneLook()
    {
        var (control, plan) = (new ArmEstimate(5000, 100, 1), new SequentialPlan(10_000));

        // z at the margin of 5 %: (97.5 − 95) / √(1 + 0.95²) = 1.81, beyond one look's 1.645, within the sequence's 2.8 or so.
        Assert.Equal(GuardrailState.Held, Guardrail.Of(control, new ArmEstimate(5000, 97.5, 1), 0.05).State);
        Assert.Equal(GuardrailState.Undecided, Guardrail.AlwaysValid(control, new ArmEstimate(5000, 97.5, 1), 0.05, plan).State);
        Assert.Equal(GuardrailState.Held, Guardrail.AlwaysValid(control, new ArmEstimate(5000, 101, 1), 0.05, plan).State);
        Assert.Equal(GuardrailState.Violated, Guardrail.AlwaysValid(control, new ArmEstimate(5000, 80, 1), 0.05, plan).State);
        Assert.Equal(
            GuardrailState.Violated,
            Guardrail.AlwaysValid(control, new ArmEstimate(5000, 120, 1), 0.05, plan, isHigherBetter: false).State
        );
        Assert.Equal(
            DataShortage.FewUnits,
            Guardrail.AlwaysValid(new ArmEstimate(50, 100, 1), new ArmEstimate(50, 80, 1), 0.05, plan).Shortage
        );
        Assert.Equal(
            2,
            Assert.Throws<InvalidExperimentException>(() => Guardrail.AlwaysValid(control, control, 2, new SequentialPlan(0))).Faults.Count
        );
    }
}
