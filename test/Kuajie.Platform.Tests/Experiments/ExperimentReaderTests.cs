using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Experiments;

public sealed partial class ExperimentReaderTests : IDisposable
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
            new SegmentsAtStart(workspace.Interactions, workspace.Catalog, segments, _ => new TallyOptions()),
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
