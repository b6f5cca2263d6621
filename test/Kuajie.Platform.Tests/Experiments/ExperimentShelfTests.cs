using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations.Scenes;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Experiments;

public sealed class ExperimentShelfTests : IDisposable
{
    private const string Shop = "shop";
    private static readonly ArmRequest Anna = new("anna", null, "home", Shop);
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryWorkspace workspace;
    private readonly InMemorySegmentStore segments = new();
    private readonly InMemoryExperimentStore store = new();
    private readonly ExperimentShelf shelf;

    public ExperimentShelfTests()
    {
        workspace = new InMemoryWorkspace(clock);
        shelf = Shelf();
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Life_DraftRunningStopped_AssignsWhileItRuns()
    {
        shelf.Define(Shop, "exp", new ExperimentDefinition());
        Assert.Null(shelf.Direct(Shop, Anna).Arms);

        shelf.Start(Shop, "exp");
        var arm = shelf.Direct(Shop, Anna).Arms;
        Assert.Contains(arm, new[] { "exp:control", "exp:treatment" });
        Assert.Equal(arm, Shelf().Direct(Shop, Anna).Arms);
        clock.Advance(TimeSpan.FromDays(3));
        var stopped = shelf.Stop(Shop, "exp");

        Assert.Null(shelf.Direct(Shop, Anna).Arms);
        Assert.Equal(TimeSpan.FromDays(3), stopped.StoppedAt - stopped.StartedAt);
    }

    [Fact]
    public void Life_OutOfOrder_IsRefused()
    {
        shelf.Define(Shop, "exp", new ExperimentDefinition());
        Assert.Equal("wrong-state", Assert.Throws<KuajieException>(() => shelf.Stop(Shop, "exp")).Code);
        shelf.Start(Shop, "exp");
        Assert.Equal("wrong-state", Assert.Throws<KuajieException>(() => shelf.Start(Shop, "exp")).Code);
        Assert.Equal("wrong-state", Assert.Throws<KuajieException>(() => shelf.Define(Shop, "exp", new ExperimentDefinition())).Code);
        Assert.Equal("wrong-state", Assert.Throws<KuajieException>(() => shelf.Remove(Shop, "exp")).Code);
        shelf.Stop(Shop, "exp");
        Assert.Equal("wrong-state", Assert.Throws<KuajieException>(() => shelf.Start(Shop, "exp")).Code);
        Assert.Equal("unknown-experiment", Assert.Throws<KuajieException>(() => shelf.Start(Shop, "other")).Code);
    }

    [Fact]
    public void Define_ManyFaults_TellsAllAtOnce()
    {
        var wrong = new ExperimentDefinition
        {
            Arms =
            [
                new("a"),
                new("a")
                {
                    Weight = -1,
                    Model = "gone",
                    Scene = "gone",
                },
            ],
            Layer = "x y",
            FirstBucket = 50,
            EndBucket = 50,
            Traffic = double.NaN,
            Unit = ExperimentUnit.Session,
            Segment = "gone",
            BlockHours = 2,
            IsReadAnyTime = true,
            Metrics =
            [
                new("m")
                {
                    Kinds = ["fly"],
                    IsThroughList = false,
                    SmallestEffect = 0,
                },
            ],
        };

        var refused = Assert.Throws<SeveralFaultsException>(() => shelf.Define(Shop, "exp", wrong)).Faults;
        var faults = refused.Select(fault => $"{fault.Code} {fault.Where}");

        Assert.Equal(
            [
                "invalid-name layer",
                "out-of-range arms[1].weight",
                "out-of-range endBucket",
                "out-of-range traffic",
                "name-twice arms",
                "unknown-kind metrics[0].kinds",
                "out-of-range metrics[0].smallestEffect",
                "metric-of-users metrics[0]",
                "no-blocks blockHours",
                "segment-of-users segment",
                "no-plan plannedUnits",
                "unknown-model-version arms[1].model",
                "unknown-scene arms[1].scene",
                "unknown-segment segment",
            ],
            faults
        );
        // The word that stands in the file, not the program's name for it.
        Assert.EndsWith(" session.", Assert.Single(refused, fault => fault.Code == "no-blocks").Found, StringComparison.Ordinal);
        Assert.Empty(shelf.Of(Shop));
    }

    [Fact]
    public void Start_SameBucketsOfALayer_IsRefused()
    {
        shelf.Define(Shop, "one", new ExperimentDefinition { EndBucket = 6_000 });
        shelf.Define(Shop, "two", new ExperimentDefinition { FirstBucket = 5_999 });
        shelf.Define(Shop, "three", new ExperimentDefinition { FirstBucket = 6_000 });
        shelf.Start(Shop, "one");

        Assert.Equal("experiments-clash", Assert.Throws<KuajieException>(() => shelf.Start(Shop, "two")).Code);
        shelf.Start(Shop, "three");
    }

    [Fact]
    public void Direct_TwoLayers_RecordsBothArms()
    {
        Start("one", new ExperimentDefinition());
        Start("two", new ExperimentDefinition { Layer = "other", Arms = [new("control"), new("new") { Scene = "home-new" }] });

        var scenes = Enumerable.Range(0, 200).Select(user => shelf.Direct(Shop, Anna with { UserId = $"u{user}" })).ToArray();

        Assert.All(scenes, each => Assert.Matches("^one:(control|treatment),two:(control|new)$", each.Arms));
        Assert.All(scenes, each => Assert.Equal(each.Arms!.EndsWith(":new", StringComparison.Ordinal) ? "home-new" : null, each.Scene));
        Assert.Equal(4, scenes.Select(each => each.Arms).Distinct().Count());
    }

    [Fact]
    public void Direct_OtherSceneOrVisitor_IsInNoArm()
    {
        Start("exp", new ExperimentDefinition { Scene = "home" });

        Assert.NotNull(shelf.Direct(Shop, Anna).Arms);
        Assert.Null(shelf.Direct(Shop, Anna with { Scene = "cart" }).Arms);
        Assert.Null(shelf.Direct(Shop, new ArmRequest(null, "visit", "home", Shop)).Arms);
        Assert.Null(shelf.Direct("elsewhere", Anna).Arms);
    }

    [Fact]
    public void Direct_UnitsOtherThanUsers_AreTheirOwn()
    {
        Start("visits", new ExperimentDefinition { Unit = ExperimentUnit.Session, Layer = "v" });
        Start(
            "hours",
            new ExperimentDefinition
            {
                Unit = ExperimentUnit.TimeBlock,
                BlockHours = 1,
                Layer = "t",
            }
        );

        var byHour = new List<string?>();
        for (var hour = 0; hour < 40; hour++)
        {
            byHour.Add(shelf.Direct(Shop, new ArmRequest("u", "v", "home", Shop)).Arms);
            Assert.Equal(byHour[^1], shelf.Direct(Shop, new ArmRequest("u2", "v", "home", Shop)).Arms);
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(2, byHour.Distinct().Count());
        Assert.Single(byHour.Select(arms => arms!.Split(',')[1]).Distinct());
    }

    [Fact]
    public void Holdouts_GlobalAndOfTheExperiment_KeepUsersOut()
    {
        Start("exp", new ExperimentDefinition { HoldoutShare = 0.2 });
        shelf.SetHoldout(Shop, 0.1);

        var all = Enumerable.Range(0, 2_000).Select(user => shelf.AssignmentsOf(Shop, $"u{user}")).ToArray();

        Assert.InRange(all.Count(each => each.IsHeldOut), 150, 250);
        Assert.All(all, each => Assert.Equal(each.IsHeldOut, each.Assignments[0].Reason == AssignmentReason.GlobalHoldout));
        Assert.InRange(all.Count(each => each.Assignments[0].Reason == AssignmentReason.CampaignHoldout), 300, 420);
        for (var user = 0; user < 200; user++)
        {
            var arm = all[user].Assignments[0].Arm;
            Assert.Equal(arm is null ? null : $"exp:{arm}", shelf.Direct(Shop, Anna with { UserId = $"u{user}" }).Arms);
        }
        Assert.Equal("invalid-share", Assert.Throws<KuajieException>(() => shelf.SetHoldout(Shop, double.NaN)).Code);
    }

    [Fact]
    public void Raise_Traffic_KeepsWhoWasIn()
    {
        Start("exp", new ExperimentDefinition { Traffic = 0.2 });
        var before = Arms();

        shelf.Raise(Shop, "exp", 0.6);

        var after = Arms();
        Assert.InRange(before.Count(arm => arm is not null), 140, 260);
        Assert.InRange(after.Count(arm => arm is not null), 520, 680);
        Assert.All(before.Zip(after).Where(pair => pair.First is not null), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Equal("lower-traffic", Assert.Throws<KuajieException>(() => shelf.Raise(Shop, "exp", 0.5)).Code);

        string?[] Arms() => [.. Enumerable.Range(0, 1_000).Select(user => shelf.Direct(Shop, Anna with { UserId = $"u{user}" }).Arms)];
    }

    [Fact]
    public void Direct_SegmentThatIsGone_TakesNobody()
    {
        segments.Put([new Segment(Shop, "runners", "events > 0", null, clock.GetUtcNow())]);
        workspace.OwnInteractions.Add(
            Shop,
            "anna",
            "run",
            Kuajie.Platform.Interactions.InteractionKind.View,
            clock.GetUtcNow().AddDays(-1)
        );
        Start("exp", new ExperimentDefinition { Segment = "runners" });
        Assert.NotNull(shelf.Direct(Shop, Anna).Arms);
        Assert.Null(shelf.Direct(Shop, Anna with { UserId = "nobody" }).Arms);

        segments.Remove(Shop, "runners");

        Assert.Null(Shelf().Direct(Shop, Anna).Arms);
    }

    [Fact]
    public void Define_WaysOfReadingThatClash_TellsAllAtOnce()
    {
        var wrong = new ExperimentDefinition
        {
            Unit = ExperimentUnit.Session,
            PriorDays = 0,
            IsByLifecycle = true,
            BySegments = ["gone", "gone"],
            Metrics =
            [
                new("m")
                {
                    Count = MetricCount.Units,
                    Quantile = 1,
                    OutlierQuantile = 0.3,
                    GuardrailMargin = 0,
                    SmallestEffect = 0.1,
                },
            ],
        };

        var faults = Assert
            .Throws<SeveralFaultsException>(() => shelf.Define(Shop, "exp", wrong))
            .Faults.Select(fault => $"{fault.Code} {fault.Where}");

        Assert.Equal(
            [
                "out-of-range metrics[0].quantile",
                "out-of-range metrics[0].outlierQuantile",
                "out-of-range metrics[0].guardrailMargin",
                "not-together metrics[0]",
                "not-together metrics[0]",
                "not-together metrics[0]",
                "not-together metrics[0]",
                "out-of-range priorDays",
                "name-twice bySegments",
                "not-together bySegments",
                "guardrails-only metrics",
                "of-users priorDays",
                "of-users byLifecycle",
                "of-users bySegments",
                "unknown-segment bySegments[0]",
                "unknown-segment bySegments[1]",
            ],
            faults
        );
    }

    [Fact]
    public void Definition_Stored_ReadsBackAsItWas()
    {
        var definition = new ExperimentDefinition
        {
            PriorDays = 28,
            BySegments = ["fans"],
            Metrics = [new("m") { Quantile = 0.9 }, new("kept") { GuardrailMargin = 0.05, OutlierQuantile = 0.99 }],
        };

        var read = ExperimentDefinition.Of(definition.ToJson());

        Assert.Equal(definition.ToJson(), read.ToJson());
        Assert.Equal((28, 0.9, 0.05), (read.PriorDays, read.Metrics[0].Quantile, read.Metrics[1].GuardrailMargin));
        Assert.DoesNotContain("isGuardrail", definition.ToJson(), StringComparison.Ordinal);
    }

    private void Start(string name, ExperimentDefinition definition)
    {
        // Scenes of arms are only looked up when experiments are defined.
        store.Put(new Experiment(Shop, name, ExperimentState.Running, definition.ToJson(), clock.GetUtcNow(), clock.GetUtcNow(), null));
        shelf.SetHoldout(Shop, shelf.HoldoutOf(Shop));
    }

    private ExperimentShelf Shelf() =>
        new(store, workspace.Models, new NoScenes(), segments, new AudienceProfiles(workspace, new TallyOptions(), clock), clock);

    private sealed class NoScenes : ISceneStore
    {
        public IReadOnlyList<Scene> Of(string domain) => [];

        public Scene? Find(string domain, string name) => null;

        public void Put(Scene scene) => throw new NotSupportedException();

        public bool Remove(string domain, string name) => false;
    }
}
