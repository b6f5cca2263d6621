using System.Globalization;
using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Algorithms.Tests.Experiments.Metrics;

namespace Kuajie.Algorithms.Tests.Experiments.Reports;

public sealed class ReportsTests
{
    private static readonly SampleRatioCheck Right = SampleRatioCheck.Of([5000, 5000], [1, 1]);

    [Theory]
    [InlineData(10.5, 0.01, VerdictKind.Better)]
    [InlineData(9.5, 0.01, VerdictKind.Worse)]
    [InlineData(10.2, 0.01, VerdictKind.ProbablyBetter)]
    [InlineData(9.8, 0.01, VerdictKind.ProbablyWorse)]
    [InlineData(10.05, 0.01, VerdictKind.Undecided)]
    [InlineData(10.01, 0.0001, VerdictKind.NoDifferenceThatMatters)]
    public void Verdict_Differences_ReadAsTheyAre(double treatment, double variance, VerdictKind expected)
    {
        var question = Question("spend", treatment, variance) with { SmallestEffect = 0.02 };

        Assert.Equal(expected, ExperimentReport.Of(Right, [question]).Metrics[0].Verdict.Kind);
    }

    [Fact]
    public void Verdict_LowerIsBetter_TurnsRound()
    {
        var report = ExperimentReport.Of(Right, [Question("refunds", 9, 0.01) with { IsHigherBetter = false }]);

        Assert.Equal(VerdictKind.Better, report.Metrics[0].Verdict.Kind);
        Assert.Equal(ExperimentAdvice.TakeTreatment, report.Advice);
    }

    [Fact]
    public void Verdict_BrokenSplit_SilencesEverything()
    {
        var report = ExperimentReport.Of(SampleRatioCheck.Of([5000, 4500], [1, 1]), [Question("spend", 15, 0.01)]);

        Assert.Equal(VerdictKind.BrokenSplit, report.Metrics[0].Verdict.Kind);
        Assert.Equal(ExperimentAdvice.DoNotRead, report.Advice);
        Assert.Equal(
            "The split is broken: arm 1 should have 50.0 % of the units and has 52.6 % of 9500. Do not read any result; find out where units were lost.",
            Spoken("en", () => report.Metrics[0].Verdict.Sentence.ToString())
        );
    }

    [Fact]
    public void Verdict_PlanNotReached_IsTooEarlyForFixedHorizonsOnly()
    {
        var early = ExperimentReport.Of(Right, [Question("spend", 15, 0.01)], plannedUnits: 10_001);
        var always = new MetricQuestion(
            "spend",
            EffectReadings.AlwaysValid(new(5000, 10, 0.01), new(5000, 15, 0.01), new SequentialPlan(20_000))
        );

        Assert.Equal(VerdictKind.TooEarly, early.Metrics[0].Verdict.Kind);
        Assert.Equal(VerdictKind.Better, ExperimentReport.Of(Right, [always], plannedUnits: 20_000).Metrics[0].Verdict.Kind);
    }

    /// <summary>A plan counts the units of all arms, of which a comparison has two.</summary>
    [Theory]
    [InlineData(15_000, VerdictKind.Better)]
    [InlineData(15_001, VerdictKind.TooEarly)]
    public void Verdict_PlanOfThreeArms_IsReachedByAllTogether(long planned, VerdictKind expected)
    {
        var arm = new ArmQuestions([Question("spend", 15, 0.01)], []);

        var reports = ExperimentReport.OfArms(SampleRatioCheck.Of([5000, 5000, 5000], [1, 1, 1]), [arm, arm], planned);

        Assert.All(reports, report => Assert.Equal(expected, report.Metrics[0].Verdict.Kind));
    }

    [Fact]
    public void Report_ManyGoals_ShareTheError()
    {
        // z = 2.1 alone is proven (p = 0.036); of three goals Holm asks for p < 0.0167.
        var one = Question("a", 10 + (2.1 * Math.Sqrt(0.02)), 0.01);

        Assert.Equal(VerdictKind.Better, ExperimentReport.Of(Right, [one]).Metrics[0].Verdict.Kind);
        var three = ExperimentReport.Of(Right, [one, Question("b", 10, 0.01), Question("c", 10, 0.01)]);
        Assert.Equal(VerdictKind.ProbablyBetter, three.Metrics[0].Verdict.Kind);
        Assert.Equal(3 * one.Reading.PValue, three.Metrics[0].AdjustedPValue, 12);
        // Metrics that are no goals do not cost goals anything.
        var beside = ExperimentReport.Of(Right, [one, Question("b", 10, 0.01) with { IsGoal = false }]);
        Assert.Equal(VerdictKind.Better, beside.Metrics[0].Verdict.Kind);
    }

    [Fact]
    public void Report_Guardrails_DecideOverGoals()
    {
        var better = Question("spend", 11, 0.01);
        var control = new ArmEstimate(5000, 100, 1);

        Assert.Equal(ExperimentAdvice.TakeTreatment, With(101));
        Assert.Equal(ExperimentAdvice.AwaitGuardrails, With(95));
        Assert.Equal(ExperimentAdvice.Stop, With(80));
        Assert.Equal(ExperimentAdvice.Weigh, ExperimentReport.Of(Right, [better, Question("time", 8, 0.01)]).Advice);
        Assert.Equal(ExperimentAdvice.KeepControl, ExperimentReport.Of(Right, [Question("time", 8, 0.01)]).Advice);
        Assert.Equal(ExperimentAdvice.Wait, ExperimentReport.Of(Right, [Question("time", 10, 0.01)]).Advice);
        Assert.Equal(
            ExperimentAdvice.NoDifference,
            ExperimentReport.Of(Right, [Question("time", 10, 0.0001) with { SmallestEffect = 0.05 }]).Advice
        );

        ExperimentAdvice With(double treatment) =>
            ExperimentReport
                .Of(Right, [better], [new("time on site", Guardrail.Of(control, new ArmEstimate(5000, treatment, 1), 0.05))])
                .Advice;
    }

    [Fact]
    public void Guardrail_Violated_IsNeverReadAsSuccess()
    {
        var broken = SampleRatioCheck.Of([5000, 4500], [1, 1]);
        GuardrailQuestion harm = new("stays", Guardrail.Of(new ArmEstimate(5000, 100, 1), new ArmEstimate(5000, 80, 1), 0.05));

        var report = ExperimentReport.Of(Right, [Question("spend", 11, 0.01)], [harm]);
        var silenced = ExperimentReport.Of(broken, [Question("spend", 11, 0.01)], [harm]);

        // 20 less of 100, the one-sided bound: 1.645 · √2 ≈ 2.3 less.
        Assert.Equal(
            "stays: guardrail violated. The harm is at least +17.9 %, and no more than 5.0% is borne. Whatever the goals gain, this is no success.",
            Spoken("en", report.Guardrails.Single().Sentence.ToString)
        );
        Assert.Equal(ExperimentAdvice.Stop, report.Advice);
        Assert.StartsWith("The split is broken", Spoken("en", silenced.Guardrails.Single().Sentence.ToString), StringComparison.Ordinal);
    }

    [Fact]
    public void Guardrail_Sentences_SayWhatIsKnown()
    {
        var control = new ArmEstimate(5000, 100, 1);

        Assert.StartsWith("stays: guardrail held.", Say(Guardrail.Of(control, new(5000, 101, 1), 0.05)), StringComparison.Ordinal);
        Assert.StartsWith("stays: guardrail not proven", Say(Guardrail.Of(control, new(5000, 95, 1), 0.05)), StringComparison.Ordinal);
        Assert.Equal(
            "stays: guardrail not read for want of data, since an arm has no units.",
            Say(Guardrail.Of(control, new(0, 0, 0, 0, DataShortage.NoUnits), 0.05))
        );
        // Control around 0: no share of it can be told.
        Assert.Equal(
            "stays: guardrail not proven to hold yet; 5.0% of harm is borne.",
            Say(Guardrail.Of(new ArmEstimate(5000, 0.1, 1), new(5000, 0.1, 1), 0.05))
        );

        static string Say(Guardrail guardrail) =>
            Spoken(
                "en",
                ExperimentReport.Of(Right, [Question("spend", 11, 0.01)], [new("stays", guardrail)]).Guardrails.Single().Sentence.ToString
            );
    }

    /// <summary>Two arms with one goal each cost as much as one arm with two: 2 · 0.036 is not proven.</summary>
    [Fact]
    public void OfArms_GoalsOfAllArms_ShareTheError()
    {
        var one = Question("a", 10 + (2.1 * Math.Sqrt(0.02)), 0.01);

        var reports = ExperimentReport.OfArms(Right, [new([one], []), new([Question("a", 10, 0.01)], [])]);

        Assert.Equal(2 * one.Reading.PValue, reports[0].Metrics[0].AdjustedPValue, 12);
        Assert.Equal(VerdictKind.ProbablyBetter, reports[0].Metrics[0].Verdict.Kind);
        Assert.Contains("2 questions", Spoken("en", reports[0].Metrics[0].Notes[^1].ToString), StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Better, ExperimentReport.OfArms(Right, [new([one], [])])[0].Metrics[0].Verdict.Kind);
    }

    [Fact]
    public void Segments_OneFarOff_IsNamed_AndManyLooksCost()
    {
        var effects = SegmentEffects.Of([Segment("new", 12), Segment("old", 10), Segment("none", 10, units: 0)]);

        var report = SegmentReport.Of("spend", effects, name => name);

        Assert.True(report.Differs);
        Assert.Equal([true, true, false], report.Segments.Select(each => each.Differs));
        Assert.Equal("none: not enough data, since an arm has no units.", Spoken("en", report.Segments[2].Sentence.ToString));
        Assert.StartsWith(
            "new: differs from the others; the effect here is +2 (",
            Spoken("en", report.Segments[0].Sentence.ToString),
            StringComparison.Ordinal
        );
        var third = effects.PInteraction is var p && p > 0 ? (int)Math.Ceiling(0.05 / p) + 1 : int.MaxValue;
        Assert.False(SegmentReport.Of("spend", effects, name => name, looks: third).Differs);
        Assert.StartsWith(
            "spend: not enough data in two",
            Spoken("en", SegmentReport.Of("spend", SegmentEffects.Of([Segment("only", 12)]), name => name).Sentence.ToString),
            StringComparison.Ordinal
        );

        static SegmentArms Segment(string name, double treatment, long units = 500) =>
            new(
                name,
                units == 0 ? new ArmEstimate(0, 0, 0, 0, DataShortage.NoUnits) : new ArmEstimate(units, 10, 0.1),
                new ArmEstimate(Math.Max(units, 1), treatment, 0.1)
            );
    }

    [Fact]
    public void Report_NotEnoughData_SaysWhy_InBothLanguages()
    {
        var nothing = new MetricQuestion("purchases", RateReadings.FixedHorizon(new(5000, 0), new(5000, 0)));
        var sentence = ExperimentReport.Of(Right, [nothing]).Metrics[0].Verdict.Sentence;

        Assert.Equal("purchases: not enough data, since nobody in either arm has done it yet.", Spoken("en", sentence.ToString));
        Assert.Equal("purchases：数据不足，因为两组都还没有人做到。", Spoken("zh-Hans", sentence.ToString));
    }

    [Fact]
    public void Report_Sentences_SayLiftIntervalAndWhatWasDone()
    {
        var question = Question("spend", 11, 0.01) with { Cap = new OutlierCap(0.999, 250, 10, 10_000), VarianceReduction = 0.4 };
        var metric = ExperimentReport.Of(Right, [question]).Metrics[0];

        Assert.Equal(
            "spend: better. The lift is +10.0 %; between +7.1 % and +13.0 % fit the data (95% confidence).",
            Spoken("en", metric.Verdict.Sentence.ToString)
        );
        Assert.Equal(3, metric.Notes.Count);
        Assert.Equal(
            "Values above 250, the 99.9% point of all arms together, count as that: 10 of 10000.",
            Spoken("en", metric.Notes[1].ToString)
        );
    }

    /// <summary>Every sentence a verdict, advice, note, preview or shortage can need exists and fills its gaps, in both languages.</summary>
    [Fact]
    public void Texts_EveryCode_CanBeSpoken()
    {
        string[] codes =
        [
            .. Enum.GetNames<ExperimentAdvice>().Select(name => $"Advice{name}"),
            .. Enum.GetNames<VerdictKind>().Select(name => $"Verdict{name}"),
            .. Enum.GetNames<TwoSidedKind>().Select(name => $"TwoSided{name}"),
            .. Enum.GetNames<Kuajie.Algorithms.Experiments.Planning.PreviewKind>()
                .Where(name => name != "NotShown")
                .Select(name => $"Preview{name}"),
            .. Enum.GetNames<Kuajie.Algorithms.Experiments.Planning.PreviewKind>()
                .Where(name => name != "WrongPropensities")
                .Select(name => $"ListPreview{name}"),
            .. Enum.GetNames<ReadingKind>().Select(name => $"Note{name}"),
            .. Enum.GetNames<DataShortage>().Where(name => name != "None").Select(name => $"Shortage{name}"),
            .. new[] { "Better", "Worse", "ProbablyBetter", "ProbablyWorse", "Undecided" }.Select(name => $"Verdict{name}Absolute"),
            .. Enum.GetNames<GuardrailState>().Select(name => $"Guardrail{name}"),
            .. Enum.GetNames<GuardrailState>().Where(name => name != "NotEnoughData").Select(name => $"Guardrail{name}Absolute"),
            .. new[] { "Differs", "Alike", "NotEnoughData", "Others", "Unseen", "New", "Active", "Lapsing", "Lapsed", "Returned" }.Select(
                name => $"Segment{name}"
            ),
            .. new[] { "Differ", "Alike", "NotEnoughData" }.Select(name => $"Segments{name}"),
            "ListPreviewFewPeople",
            "NoteCapped",
            "NoteCuped",
            "NoteCorrected",
        ];
        foreach (var code in codes)
        {
            var text = Kuajie.Algorithms.Experiments.Texts.ExperimentText.Of(code, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
            Assert.NotEqual(Spoken("en", text.ToString), Spoken("zh-Hans", text.ToString));
        }
    }

    [Fact]
    public void Report_Nonsense_NamesEveryFault()
    {
        var twice = Question("a", 10, 0.01) with { SmallestEffect = 0 };

        Assert.Equal(
            ["MetricName", "SmallestEffect", "SmallestEffect"],
            Assert.Throws<InvalidExperimentException>(() => ExperimentReport.Of(Right, [twice, twice])).Faults.Select(each => each.Code)
        );
        Assert.Throws<InvalidExperimentException>(() => ExperimentReport.Of(Right, []));
    }

    [Fact]
    public void TwoSided_AllUsersLinked_HandComputed()
    {
        // Own and partner values move together: covariance 1 of variances 1 and 2 in each arm of 3, so correlation 1/√2 (n alike on both sides).
        var (control, treatment) = (
            UnitMomentsTests.Of((1, 2, 0), (2, 1, 0), (3, 4, 0)),
            UnitMomentsTests.Of((4, 6, 0), (5, 5, 0), (6, 8, 0))
        );
        var own = EffectReadings.FixedHorizon(ArmEstimates.Mean(control), ArmEstimates.Mean(treatment));
        var partner = EffectReadings.FixedHorizon(Partner(control), Partner(treatment));
        var both = TwoSidedLift.Of(own, partner, control, treatment);

        Assert.Equal(1 / Math.Sqrt(1 * (7.0 / 3)), both.Correlation, 9);
        Assert.Equal(6, both.LinkedUnits);
        Assert.Equal(TwoSidedKind.BothGain, both.Kind);
        // √(2/3 + 14/9 + 2 · 2/3) for the sum of both.
        var together = both.Together(1, 1)!.Value;
        Assert.Equal(7, together.Value, 9);
        Assert.Equal(
            Math.Sqrt((2 / 3.0) + (14 / 9.0) + (4 / 3.0)),
            (together.High - 7) / ((own.Absolute!.Value.High - 3) / own.StandardError),
            9
        );

        static ArmEstimate Partner(UnitMoments arm) => new(arm.Units, arm.Denominator, arm.DenominatorVariance / arm.Units);
    }

    [Theory]
    [InlineData(11, 11, TwoSidedKind.BothGain)]
    [InlineData(11, 9, TwoSidedKind.OwnAtPartnersCost)]
    [InlineData(9, 11, TwoSidedKind.PartnerAtOwnCost)]
    [InlineData(9, 9, TwoSidedKind.BothLose)]
    [InlineData(11, 10, TwoSidedKind.Open)]
    public void TwoSided_NoLinks_ReadsBothSides(double own, double partner, TwoSidedKind expected)
    {
        var both = TwoSidedLift.Of(Reading(own, 0.01), Reading(partner, 0.01), new(), new());

        Assert.Equal(expected, both.Kind);
        Assert.Equal(0, both.Correlation);
        var (a, b) = ((own - 10) / Math.Sqrt(0.02), (partner - 10) / Math.Sqrt(0.02));
        var product =
            Kuajie.Algorithms.Numerics.Distributions.NormalDistribution.Below(a)
            * Kuajie.Algorithms.Numerics.Distributions.NormalDistribution.Below(b);
        Assert.Equal(product, both.ProbabilityBothHigher, 1e-6);
    }

    [Fact]
    public void TwoSided_OneSideEmpty_IsMarked()
    {
        var none = EffectReadings.FixedHorizon(new(0, 0, 0, 0, DataShortage.NoUnits), new(5, 1, 1));
        var both = TwoSidedLift.Of(Reading(11, 0.01), none, new(), new());

        Assert.Equal(TwoSidedKind.NotEnoughData, both.Kind);
        Assert.Null(both.Together(1, 1));
        // Rates of 0 have an interval, but no spread that could hang together with anything.
        var nobody = RateReadings.FixedHorizon(new(500, 0), new(500, 0));
        Assert.Equal(TwoSidedKind.NotEnoughData, TwoSidedLift.Of(nobody, Reading(11, 0.01), new(), new()).Kind);
    }

    private static EffectReading Reading(double treatment, double variance) =>
        EffectReadings.FixedHorizon(new ArmEstimate(5000, 10, variance), new ArmEstimate(5000, treatment, variance));

    private static MetricQuestion Question(string metric, double treatment, double variance) => new(metric, Reading(treatment, variance));

    private static string Spoken(string language, Func<string> speak)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return speak();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
