using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Tests.Experiments;

/// <summary>The ways of reading that a definition declares.</summary>
public sealed partial class ExperimentReaderTests
{
    /// <summary>θ = (2 + 4) / (2 + 2) = 1.5 and the mean before is 1.5, so 2 − 1.5 · (1 − 1.5) = 2.75 against 4 − 1.5 · (2 − 1.5) = 3.25: 0.5 of the 2 seen are the treatment's.</summary>
    [Fact]
    public void Read_PriorDays_TakesOutWhatUsersDidBefore()
    {
        foreach (
            var (user, arm, before, after) in new[]
            {
                ("a", "control", 0, 1),
                ("b", "control", 2, 3),
                ("c", "treatment", 1, 2),
                ("d", "treatment", 3, 6),
            }
        )
        {
            Show($"l{user}", user, $"exp:{arm}", 1);
            Many(user, before, -3);
            Many(user, after, 2);
            // Too long ago, and within the experiment but before the first list: neither counts.
            Many(user, 5, -8);
            Many(user, 5, 0.5);
        }
        var definition = new ExperimentDefinition { PriorDays = 7, Metrics = [new("own") { IsThroughList = false }] };

        var reading = reader.Read(Running(definition), _ => true, CancellationToken.None);

        var question = reading.Comparisons.Single().Report.Metrics.Single().Question;
        Assert.Equal(0.5, question.Reading.Absolute!.Value.Value, 12);
        Assert.Equal((2.0, 4.0), (reading.Arms[0].Means[0], reading.Arms[1].Means[0]));
        Assert.NotNull(question.VarianceReduction);
        var plain = reader.Read(Running(definition with { PriorDays = null }), _ => true, CancellationToken.None);
        Assert.Equal(2, plain.Comparisons.Single().Report.Metrics.Single().Question.Reading.Absolute!.Value.Value, 12);
        Assert.Null(plain.Comparisons.Single().Report.Metrics.Single().Question.VarianceReduction);
    }

    /// <summary>Of 1, 2, 3 and 100 the 75 % point is 3 + ½ · 97 = 51.5.</summary>
    [Fact]
    public void Read_OutlierQuantile_CapsAllArmsAlike()
    {
        foreach (
            var (user, arm, paid) in new[] { ("a", "control", 1), ("b", "control", 2), ("c", "treatment", 3), ("d", "treatment", 100) }
        )
        {
            Show($"l{user}", user, $"exp:{arm}", 1);
            done.Add("shop", user, InteractionKind.Purchase, 2, paid, $"l{user}");
        }

        var reading = reader.Read(
            Running(new ExperimentDefinition { Metrics = [new("paid") { Count = MetricCount.Value, OutlierQuantile = 0.75 }] }),
            _ => true,
            CancellationToken.None
        );

        Assert.Equal((1.5, 27.25), (reading.Arms[0].Means[0], reading.Arms[1].Means[0]));
        var cap = reading.Comparisons.Single().Report.Metrics.Single().Question.Cap!;
        Assert.Equal((51.5, 1L, 4L), (cap.Cap, cap.Capped, cap.Of));
    }

    /// <summary>1 … 100 purchases against 11 … 110: the medians are 50.5 and 60.5.</summary>
    [Fact]
    public void Read_Quantile_ComparesMedians()
    {
        for (var user = 1; user <= 100; user++)
        {
            Show($"c{user}", $"c{user}", "exp:control", 1);
            Show($"t{user}", $"t{user}", "exp:treatment", 1);
            done.Add("shop", $"c{user}", InteractionKind.Purchase, 2, user, null);
            done.Add("shop", $"t{user}", InteractionKind.Purchase, 2, user + 10, null);
        }
        var metric = new DefinedMetric("median")
        {
            Count = MetricCount.Value,
            IsThroughList = false,
            Quantile = 0.5,
        };

        var reading = reader.Read(Running(new ExperimentDefinition { Metrics = [metric] }), _ => true, CancellationToken.None);

        Assert.Equal((50.5, 60.5), (reading.Arms[0].Means[0], reading.Arms[1].Means[0]));
        Assert.Equal(10, reading.Comparisons.Single().Report.Metrics.Single().Question.Reading.Absolute!.Value.Value, 12);
    }

    [Fact]
    public void Read_GuardrailBroken_IsNoSuccessWhateverTheGoalGains()
    {
        for (var user = 0; user < 100; user++)
        {
            Show($"c{user}", $"c{user}", "exp:control", 1);
            Show($"t{user}", $"t{user}", "exp:treatment", 1);
            // Lists lead to more, and what users do without them is halved.
            Bought("partner", $"c{user}", 1 + (user % 2), $"c{user}");
            Bought("partner", $"t{user}", 2 + (user % 2), $"t{user}");
            Bought("shop", $"c{user}", 10 + (user % 3), null);
            Bought("shop", $"t{user}", 5 + (user % 3), null);
        }
        var definition = new ExperimentDefinition { Metrics = [new("sales"), new("own") { IsThroughList = false, GuardrailMargin = 0.1 }] };

        var comparison = reader.Read(Running(definition), _ => true, CancellationToken.None).Comparisons.Single();

        Assert.Equal(VerdictKind.Better, comparison.Report.Metrics.Single().Verdict.Kind);
        Assert.Equal(GuardrailState.Violated, comparison.Report.Guardrails.Single().Guardrail.State);
        Assert.Equal(ExperimentAdvice.Stop, comparison.Report.Advice);
        // A guardrail is no side of its own.
        Assert.Null(comparison.TwoSided);

        void Bought(string domain, string user, int times, string? list)
        {
            for (var time = 0; time < times; time++)
            {
                done.Add(domain, user, InteractionKind.Purchase, 2, null, list);
            }
        }
    }

    /// <summary>Members move by 4 and others by nothing; who became a member through the experiment is none.</summary>
    [Fact]
    public void Read_BySegments_TakesUsersAsTheyStoodAtTheStart()
    {
        segments.Put([new Segment("shop", "fans", "events >= 2", null, Start)]);
        for (var user = 0; user < 40; user++)
        {
            var (id, isFan, arm) = ($"u{user}", user < 20, user % 2 == 0 ? "control" : "treatment");
            Show($"l{id}", id, $"exp:{arm}", 1);
            for (var before = 0; before < (isFan ? 2 : 1); before++)
            {
                workspace.OwnInteractions.Add("shop", id, "item", InteractionKind.View, Start.AddDays(-2 - before));
            }
            workspace.OwnInteractions.Add("shop", id, "other", InteractionKind.View, Start.AddDays(2));
            Many(id, (user / 2 % 2) + (isFan && arm == "treatment" ? 4 : 0), 3);
        }
        var definition = new ExperimentDefinition { BySegments = ["fans"], Metrics = [new("own") { IsThroughList = false }] };

        var report = reader.Read(Running(definition), _ => true, CancellationToken.None).Comparisons.Single().Segments.Single();

        Assert.Equal(["fans", "(others)"], report.Segments.Select(each => each.Effect.Segment));
        Assert.All(report.Segments, each => Assert.Equal((10L, 10L), (each.Effect.ControlUnits, each.Effect.TreatmentUnits)));
        Assert.Equal(4, report.Segments[0].Effect.Raw!.Value.Value, 12);
        Assert.Equal(0, report.Segments[1].Effect.Raw!.Value.Value, 12);
        Assert.True(report.Differs);
        Assert.Empty(
            reader.Read(Running(definition with { PlannedUnits = 41 }), _ => true, CancellationToken.None).Comparisons.Single().Segments
        );
    }

    [Fact]
    public void Read_ByLifecycle_NamesStagesAndTheUnseen()
    {
        Show("l1", "known", "exp:control", 1);
        Show("l2", "fresh", "exp:treatment", 1);
        workspace.OwnInteractions.Add("shop", "known", "item", InteractionKind.View, Start.AddDays(-1));

        var report = reader
            .Read(Running(new ExperimentDefinition { IsByLifecycle = true }), _ => true, CancellationToken.None)
            .Comparisons.Single()
            .Segments.Single();

        Assert.Equal(["new", "active", "lapsing", "lapsed", "returned", "(unseen)"], report.Segments.Select(each => each.Effect.Segment));
        Assert.Equal((1L, 1L), (report.Segments[0].Effect.ControlUnits, report.Segments[^1].Effect.TreatmentUnits));
        Assert.All(report.Segments, each => Assert.Null(each.Effect.Raw));
    }

    /// <summary>Three arms with one goal: what is proven of one arm alone is held against both.</summary>
    [Fact]
    public void Read_SeveralArms_ShareTheError()
    {
        for (var user = 0; user < 300; user++)
        {
            Show($"l{user}", $"u{user}", $"exp:{(char)('a' + (user % 3))}", 1);
            Many($"u{user}", user / 3 % 2, 2);
        }
        var definition = new ExperimentDefinition
        {
            Arms = [new("a"), new("b"), new("c")],
            Metrics = [new("own") { IsThroughList = false }],
        };

        var reading = reader.Read(Running(definition), _ => true, CancellationToken.None);

        Assert.Equal(["b", "c"], reading.Comparisons.Select(each => each.Arm));
        Assert.All(
            reading.Comparisons,
            each =>
            {
                var metric = each.Report.Metrics.Single();
                Assert.Equal(Math.Min(1, 2 * metric.Question.Reading.PValue), metric.AdjustedPValue, 12);
            }
        );
    }

    [Fact]
    public void Read_OneUserOrNoConversions_IsNotEnoughDataWithEveryWayOfReading()
    {
        var definition = new ExperimentDefinition
        {
            PriorDays = 7,
            IsByLifecycle = true,
            Metrics = [new("mean") { OutlierQuantile = 0.99 }, new("median") { Quantile = 0.5 }, new("kept") { GuardrailMargin = 0.1 }],
        };
        var nothing = reader.Read(Running(definition), _ => true, CancellationToken.None);
        Show("l0", "u0", "exp:control", 1);
        var one = reader.Read(Running(definition), _ => true, CancellationToken.None);
        for (var user = 1; user < 40; user++)
        {
            Show($"l{user}", $"u{user}", user % 2 == 0 ? "exp:control" : "exp:treatment", 1);
        }
        var noConversions = reader.Read(Running(definition), _ => true, CancellationToken.None);

        foreach (var comparison in new[] { nothing, one, noConversions }.Select(reading => reading.Comparisons.Single()))
        {
            Assert.All(comparison.Report.Metrics, metric => Assert.Equal(VerdictKind.NotEnoughData, metric.Verdict.Kind));
            Assert.All(comparison.Report.Guardrails, each => Assert.Equal(GuardrailState.NotEnoughData, each.Guardrail.State));
            Assert.All(comparison.Segments.SelectMany(each => each.Segments), each => Assert.Null(each.Effect.Raw));
        }
        Assert.All(noConversions.Arms.SelectMany(arm => arm.Means), mean => Assert.Equal(0, mean));
    }
}
