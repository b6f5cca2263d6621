using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Experiments;

public sealed class RunningTimePlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Three days: two users, then one new and one known, then none; visitors and other scenes do not count.</summary>
    [Fact]
    public void Read_UsersOfAScene_CountOnceOnTheirFirstDay()
    {
        var lists = new InMemoryImpressionStore();
        Show("l1", "a", "home", 2.5);
        Show("l2", "b", "home", 2.2);
        Show("l3", "a", "home", 1.5);
        Show("l4", "c", "home", 1.4);
        Show("l5", "d", "other", 1.4);
        Show("l6", null, "home", 1.4);
        var done = new Done([
            new Outcome("a", InteractionKind.Purchase, Now.AddDays(-1), null, "l1", "i"),
            new Outcome("a", InteractionKind.Purchase, Now.AddDays(-1), null, "l3", "i"),
        ]);
        var reader = new TrafficReader(lists, done, new FakeTimeProvider(Now));

        var seen = reader.Read("shop", "home", new DefinedMetric("sales"), 3, _ => false, CancellationToken.None);

        Assert.Equal([2, 1, 0], seen.NewcomersPerDay);
        Assert.Equal(3, seen.Moments.Units);
        Assert.Equal(2 / 3.0, seen.Moments.Value, 12);
        // Later days go on at the pace of the days seen, one user a day.
        Assert.Equal([2, 3, 3, 4, 5], seen.UnitsBy(5));
        Assert.Equal(4, reader.Read("shop", null, new DefinedMetric("sales"), 3, _ => false, CancellationToken.None).Moments.Units);
        Assert.Equal(
            "out-of-range",
            Assert
                .Throws<KuajieException>(() => reader.Read("shop", null, new DefinedMetric("m"), 0, _ => false, CancellationToken.None))
                .Code
        );
        Assert.Equal(
            "unknown-kind",
            Assert
                .Throws<KuajieException>(() =>
                    reader.Read("shop", null, new DefinedMetric("m") { Kinds = ["fly"] }, 3, _ => false, CancellationToken.None)
                )
                .Code
        );

        void Show(string list, string? user, string scene, double daysAgo) =>
            lists.Append(
                ImpressionBlock.Of([
                    new Impression(
                        list,
                        Now.AddDays(-daysAgo),
                        "shop",
                        user,
                        "visit",
                        scene,
                        null,
                        [new ImpressionItem("shop", "i", 1, null, null, 1, null)]
                    ),
                ])
            );
    }

    /// <summary>100 users a day of whom a tenth buys: the units are those of the power calculation, the days those in which they come.</summary>
    [Fact]
    public void Of_ARate_NeedsWhatThePowerCalculationSays()
    {
        var seen = Seen(100, 28, bought: 280);
        var power = new ExperimentPower();
        var needed = power.UnitsFor(MetricSpread.OfRate(0.1), 0.02);

        var plan = RunningTimePlan.Of(new PlanQuestion { Lift = 0.2 }, seen, Buyers);

        Assert.Equal(needed, plan.Units);
        Assert.Equal(0.1, plan.Mean, 12);
        Assert.Equal((int)Math.Ceiling(needed / 100.0), plan.Days);
        Assert.Equal((plan.Days + 6) / 7, plan.Weeks);
        Assert.True(plan.Curve[plan.Days!.Value - 1].Power >= 0.8 && plan.Curve[plan.Days.Value - 2].Power < 0.8);
        Assert.Equal(plan.Curve.Select(day => day.Power).Order(), plan.Curve.Select(day => day.Power));
        // A tenth of the traffic takes ten times as long: too far off.
        var slow = RunningTimePlan.Of(new PlanQuestion { Lift = 0.2, Traffic = 0.1 }, seen, Buyers);
        Assert.Equal((needed, (int?)null), (slow.Units, slow.Days));
        // To be read at any time costs more, and the picture says so.
        var anyTime = RunningTimePlan.Of(new PlanQuestion { Lift = 0.4, IsReadAnyTime = true }, seen, Buyers);
        Assert.Equal(power.SequentialUnitsFor(MetricSpread.OfRate(0.1), 0.04), anyTime.Units);
        Assert.InRange(anyTime.Curve[anyTime.Days!.Value - 1].Power, 0.79, 0.82);
        // Three arms: two comparisons share the error, and every arm takes its part.
        var three = RunningTimePlan.Of(new PlanQuestion { Lift = 0.2, Arms = 3 }, seen, Buyers);
        Assert.Equal((long)Math.Ceiling((power with { Comparisons = 2 }).UnitsFor(MetricSpread.OfRate(0.1), 0.02) * 1.5), three.Units);
    }

    [Fact]
    public void Of_TooLittleSeen_IsMarked()
    {
        foreach (var seen in new[] { Seen(1, 28, 5), Seen(100, 28, 0), Seen(0, 28, 0), Seen(100, 28, 2800) })
        {
            var plan = RunningTimePlan.Of(new PlanQuestion(), seen, Buyers);

            Assert.Equal(((long?)null, (int?)null), (plan.Units, plan.Days));
            Assert.Empty(plan.Curve);
            Assert.True(double.IsFinite(plan.Mean));
        }
    }

    [Fact]
    public void Of_OutOfBounds_TellsAllAtOnce()
    {
        var wrong = new PlanQuestion
        {
            Lift = 0,
            Power = 1,
            Arms = 1,
            Traffic = double.NaN,
        };

        Assert.Equal(
            ["lift", "power", "arms", "traffic"],
            Assert
                .Throws<SeveralFaultsException>(() => RunningTimePlan.Of(wrong, Seen(100, 28, 280), Buyers))
                .Faults.Select(fault => fault.Where)
        );
    }

    /// <summary>Three goals of three arms are six questions, each planned at a sixth of the error.</summary>
    [Fact]
    public void Of_SeveralGoals_IsPlannedAtTheErrorThatIsLeftToEach()
    {
        var seen = Seen(100, 28, bought: 280);
        var power = new ExperimentPower { Comparisons = 6 };

        var plan = RunningTimePlan.Of(
            new PlanQuestion
            {
                Lift = 0.4,
                Arms = 3,
                Goals = 3,
            },
            seen,
            Buyers
        );

        Assert.Equal((long)Math.Ceiling(power.UnitsFor(MetricSpread.OfRate(0.1), 0.04) * 1.5), plan.Units);
        Assert.Equal(
            new ExperimentPower { Confidence = 1 - (0.05 / 6) }.UnitsFor(MetricSpread.OfRate(0.1), 0.04),
            power.UnitsFor(MetricSpread.OfRate(0.1), 0.04)
        );
        Assert.Equal(
            "goals",
            Assert.Throws<KuajieException>(() => RunningTimePlan.Of(new PlanQuestion { Goals = 21 }, seen, Buyers)).Where
        );
    }

    /// <summary>A guardrail is shown to hold by a one-sided bound: n = v · (1 + (1−m)²) · (z₀.₉₅ + z₀.₈)² / (m · mean)² units in each arm.</summary>
    [Fact]
    public void Of_AGuardrail_NeedsWhatShowsThatItHolds()
    {
        var seen = Seen(100, 28, bought: 280);
        var guardrail = Buyers with { GuardrailMargin = 0.2 };
        var each = 0.09 * (1 + 0.64) * Math.Pow(1.6448536 + 0.8416212, 2) / (0.02 * 0.02);

        var plan = RunningTimePlan.Of(new PlanQuestion { Goals = 5 }, seen, guardrail);
        var wide = RunningTimePlan.Of(new PlanQuestion(), seen, guardrail with { IsHigherBetter = false });
        var anyTime = RunningTimePlan.Of(new PlanQuestion { IsReadAnyTime = true }, seen, guardrail);

        Assert.InRange(plan.Units!.Value, 2 * each * 0.999, 2 * each * 1.002);
        Assert.True(wide.Units > plan.Units && anyTime.Units > plan.Units);
        // Everybody does it: no lift is left to be found, but a harm may be ruled out all the same.
        Assert.NotNull(RunningTimePlan.Of(new PlanQuestion(), Seen(100, 28, 2799), guardrail).Units);
        Assert.Equal(
            "metric.guardrailMargin",
            Assert.Throws<KuajieException>(() => RunningTimePlan.Of(new PlanQuestion(), seen, Buyers with { GuardrailMargin = 2 })).Where
        );
    }

    private static readonly DefinedMetric Buyers = new("buyers") { Count = MetricCount.Units };

    private static TrafficSeen Seen(int perDay, int days, int bought)
    {
        var moments = new UnitMoments();
        for (var user = 0; user < perDay * days; user++)
        {
            moments.Add(user < bought ? 1 : 0);
        }
        return new TrafficSeen([.. Enumerable.Repeat(perDay, days)], moments);
    }

    private sealed class Done(IReadOnlyList<Outcome> stored) : IOutcomeStore
    {
        public IEnumerable<Outcome> Outcomes(string domain, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
            domain == "shop" ? stored.Where(each => each.At >= from && each.At < until) : [];
    }
}
