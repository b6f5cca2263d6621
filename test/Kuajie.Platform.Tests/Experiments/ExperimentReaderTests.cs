using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Experiments;

public sealed class ExperimentReaderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly InMemoryImpressionStore lists = new();
    private readonly Done done = new();
    private readonly InMemoryWorkspace workspace = new(new FakeTimeProvider(Start));
    private readonly InMemorySegmentStore segments = new();
    private readonly ExperimentReader reader;

    public ExperimentReaderTests() =>
        reader = new ExperimentReader(
            lists,
            done,
            new SegmentsAtStart(workspace.Interactions, workspace.Catalog, segments, new TallyOptions()),
            new FakeTimeProvider(Start.AddDays(10))
        );

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Read_ListsAndEvents_CountsByHand()
    {
        var definition = new ExperimentDefinition
        {
            Metrics =
            [
                new("sales"),
                new("buyers") { Count = MetricCount.Units },
                new("paid") { Count = MetricCount.Value },
                new("own") { IsThroughList = false, IsGoal = false },
            ],
        };
        Show("l1", "a", "exp:control", 1);
        Show("l2", "a", "exp:control,other:x", 2);
        Show("l3", "b", "exp:treatment", 1);
        Show("l4", "c", "other:treatment", 1);
        Show("l5", "d", "exp:treatment", 1);
        // Twice through a list at the partner's, once without one, once before the list, once of another kind, once of a list that is not the experiment's.
        done.Add("partner", "p9", InteractionKind.Purchase, 3, 100, "l1");
        done.Add("partner", null, InteractionKind.Purchase, 4, 50, "l2");
        done.Add("partner", "p9", InteractionKind.Purchase, 4, 50, null);
        done.Add("partner", "p9", InteractionKind.Purchase, 0, 50, "l1");
        done.Add("partner", "p9", InteractionKind.View, 4, null, "l1");
        done.Add("partner", "p9", InteractionKind.Purchase, 4, 50, "l4");
        // On the own platform: after and before the first list.
        done.Add("shop", "b", InteractionKind.Purchase, 5, 10, null);
        done.Add("shop", "b", InteractionKind.Purchase, 0, 10, null);

        var reading = reader.Read(Running(definition), _ => true, CancellationToken.None);

        Assert.Equal([("control", 1L), ("treatment", 2L)], reading.Arms.Select(arm => (arm.Name, arm.Units)));
        Assert.Equal([2, 1, 150, 0], reading.Arms[0].Means);
        Assert.Equal([0, 0, 0, 0.5], reading.Arms[1].Means);
        Assert.Equal(["partner"], reading.TargetDomains);
        Assert.NotNull(reading.Comparisons.Single().TwoSided);
    }

    [Fact]
    public void Read_PartnerNotShared_CountsTheOwnDomainAlone()
    {
        Show("l1", "a", "exp:control", 1);
        Show("l2", "b", "exp:treatment", 1);
        done.Add("partner", "p", InteractionKind.Purchase, 2, null, "l1");

        var reading = reader.Read(
            Running(new ExperimentDefinition { Metrics = [new("sales"), new("own") { IsThroughList = false }] }),
            _ => false,
            CancellationToken.None
        );

        Assert.Equal([0, 0], reading.Arms[0].Means);
        Assert.Empty(reading.TargetDomains);
        Assert.Null(reading.Comparisons.Single().TwoSided);
    }

    [Fact]
    public void Read_UnitInTwoArms_CountsInNone()
    {
        Show("l1", "a", "exp:control", 1);
        Show("l2", "a", "exp:treatment", 2);
        Show("l3", "b", "exp:treatment", 2);

        var reading = reader.Read(Running(new ExperimentDefinition()), _ => true, CancellationToken.None);

        Assert.Equal(1, reading.CrossedUnits);
        Assert.Equal([0L, 1L], reading.Arms.Select(arm => arm.Units));
    }

    [Fact]
    public void Read_NothingShownOrAllInOneArm_IsNotEnoughData()
    {
        var nothing = reader.Read(Running(new ExperimentDefinition()), _ => true, CancellationToken.None);
        for (var user = 0; user < 3; user++)
        {
            Show($"l{user}", $"u{user}", "exp:control", 1);
        }
        var oneArm = reader.Read(Running(new ExperimentDefinition()), _ => true, CancellationToken.None);

        foreach (var reading in new[] { nothing, oneArm })
        {
            Assert.Equal(VerdictKind.NotEnoughData, reading.Comparisons.Single().Report.Metrics.Single().Verdict.Kind);
            Assert.Null(reading.Comparisons.Single().Report.Metrics.Single().Question.Reading.Absolute);
        }
    }

    [Fact]
    public void Read_ManyMoreInOneArm_IsNotRead()
    {
        for (var user = 0; user < 300; user++)
        {
            Show($"l{user}", $"u{user}", user % 3 == 0 ? "exp:control" : "exp:treatment", 1);
        }

        var reading = reader.Read(Running(new ExperimentDefinition()), _ => true, CancellationToken.None);

        Assert.True(reading.Split.IsBroken);
        Assert.Equal(ExperimentAdvice.DoNotRead, reading.Comparisons.Single().Report.Advice);
    }

    [Fact]
    public void Read_BlocksOfTime_LeavesOutTheirBeginnings()
    {
        var definition = new ExperimentDefinition
        {
            Unit = ExperimentUnit.TimeBlock,
            BlockHours = 24,
            BurnInHours = 6,
        };
        Show("l1", "a", "exp:control", 1.1);
        Show("l2", "b", "exp:control", 1.5);
        Show("l3", "c", "exp:treatment", 2.5);
        done.Add("partner", null, InteractionKind.Purchase, 3, null, "l1");
        done.Add("partner", null, InteractionKind.Purchase, 3, null, "l2");

        var reading = reader.Read(Running(definition), _ => true, CancellationToken.None);

        Assert.Equal([1L, 1L], reading.Arms.Select(arm => arm.Units));
        Assert.Equal(1, reading.Arms[0].Means[0]);
    }

    [Fact]
    public void Read_Stopped_CountsUntilThen()
    {
        Show("l1", "a", "exp:control", 1);
        Show("l2", "b", "exp:control", 8);
        done.Add("partner", null, InteractionKind.Purchase, 2, null, "l1");
        done.Add("partner", null, InteractionKind.Purchase, 6, null, "l1");

        var reading = reader.Read(
            Running(new ExperimentDefinition()) with
            {
                State = ExperimentState.Stopped,
                StoppedAt = Start.AddDays(5),
            },
            _ => true,
            CancellationToken.None
        );

        Assert.Equal((1L, 1.0), (reading.Arms[0].Units, reading.Arms[0].Means[0]));
    }

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

    [Fact]
    public void Read_Draft_IsRefused() =>
        Assert.Equal(
            "not-started",
            Assert
                .Throws<KuajieException>(() =>
                    reader.Read(
                        new Experiment("shop", "exp", ExperimentState.Draft, new ExperimentDefinition().ToJson(), Start, null, null),
                        _ => true,
                        CancellationToken.None
                    )
                )
                .Code
        );

    private void Many(string user, int times, double day)
    {
        for (var time = 0; time < times; time++)
        {
            done.Add("shop", user, InteractionKind.Purchase, day, null, null);
        }
    }

    private static Experiment Running(ExperimentDefinition definition) =>
        new("shop", "exp", ExperimentState.Running, definition.ToJson(), Start, Start, null);

    private void Show(string list, string user, string arm, double day) =>
        lists.Append(
            ImpressionBlock.Of([
                new Impression(
                    list,
                    Start.AddDays(day),
                    "shop",
                    user,
                    null,
                    null,
                    arm,
                    [new ImpressionItem("partner", "item", 1, null, null, 1, null)]
                ),
            ])
        );

    private sealed class Done : IOutcomeStore
    {
        private readonly List<(string Domain, Outcome Outcome)> stored = [];

        public void Add(string domain, string? user, InteractionKind kind, double day, double? value, string? list) =>
            stored.Add((domain, new Outcome(user, kind, Start.AddDays(day), value, list, "item")));

        public IEnumerable<Outcome> Outcomes(string domain, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
            stored.Where(each => each.Domain == domain && each.Outcome.At >= from && each.Outcome.At < until).Select(each => each.Outcome);
    }
}
