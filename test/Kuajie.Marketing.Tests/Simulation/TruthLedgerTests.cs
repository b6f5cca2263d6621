using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Marketing.Simulation;

namespace Kuajie.Marketing.Tests.Simulation;

public sealed class TruthLedgerTests
{
    [Fact]
    public void ToTruth_WithoutVisits_IsZeroAndKnowsNoLift()
    {
        var truth = new TruthLedger(new SideResponse(), new Season(), Arms(0.2), 100, 1).ToTruth();

        Assert.Equal((100, 0), (truth.Users, truth.Reached));
        Assert.All(truth.Arms, arm => Assert.Equal((0.0, 0.0, null), (arm.ConversionsPerUser, arm.ValueMinorUnitsPerUser, arm.Lift)));
        Assert.Empty(truth.Prices);
        Assert.Null(truth.BestExposureLimit);
    }

    [Fact]
    public void ToTruth_TwoVisitsOfOneUser_AddsUpByHand()
    {
        var side = new SideResponse
        {
            Conversion = 0.1,
            PriceMinorUnits = 1_000,
            UnitCostMinorUnits = 200,
            ExposureCostMinorUnits = 5,
            OwnPurchase = 0.5,
            OwnValueMinorUnits = 100,
        };
        var ledger = new TruthLedger(side, new Season(), Arms(Math.Log(9 / 4.0)), 10, 1);

        Visit(ledger, 3, 0);
        Visit(ledger, 3, 1);
        var truth = ledger.ToTruth();

        // The odds of 1 : 9 become 1 : 4 under treatment.
        Assert.Equal(1, truth.Reached);
        Assert.Equal([0.2, 0.4], truth.Arms.Select(arm => Math.Round(arm.ConversionsPerUser, 12)));
        Assert.Equal([0.19, 0.36], truth.Arms.Select(arm => Math.Round(arm.ConvertersPerUser, 12)));
        Assert.Equal(1, truth.Arms[1].Lift!.Value, 12);
        Assert.Equal([250, 410], truth.Arms.Select(arm => Math.Round(arm.ValueMinorUnitsPerUser, 9)));
        Assert.Equal("treatment", truth.BestArm);
        Assert.Equal(410, truth.PersonalValueMinorUnitsPerUser, 9);
    }

    [Fact]
    public void ToTruth_PriceMatters_FindsTheBestOfTheGrid()
    {
        var side = new SideResponse
        {
            PriceElasticity = -2.5,
            UnitCostMinorUnits = 3_000,
            PriceMinorUnits = 9_900,
            Conversion = 0.05,
        };
        var ledger = new TruthLedger(side, new Season(), Arms(0), 10, 1);
        Visit(ledger, 0, 0);

        var best = ledger.ToTruth().BestPrice!;

        var byHand = ledger
            .ToTruth()
            .Prices.MaxBy(price =>
            {
                var factor = double.Parse(price.Setting, System.Globalization.CultureInfo.InvariantCulture);
                var odds = Math.Log(0.05 / 0.95) - (2.5 * Math.Log(factor));
                return ((9_900 * factor) - 3_000) / (1 + Math.Exp(-odds));
            })!;
        Assert.Equal(byHand.Setting, best.Setting);
        Assert.Equal("0.6", best.Setting);
    }

    [Fact]
    public void ToTruth_ExposuresThatTireAndCost_KnowsAnInnerLimit()
    {
        var side = BuiltInScenarios.Find("fatigue")!.Knowledge;
        var ledger = new TruthLedger(side, new Season(), Arms(0), 2_000, 1);
        var visits = new SimulatedVisits(side, new Season(), 2_000, 1);
        for (var day = 0; day < 28; day++)
        {
            foreach (var visit in visits.OnDay(day, day % 7))
            {
                Visit(ledger, visit);
            }
        }

        var truth = ledger.ToTruth();

        Assert.Equal(["1", "2", "3", "4", "5", "6", "∞"], truth.ExposureLimits.Select(limit => limit.Setting));
        var best = truth.BestExposureLimit!;
        Assert.DoesNotContain(best.Setting, new[] { "1", "∞" });
        // The control shows without a limit.
        Assert.Equal(truth.Arms[0].ValueMinorUnitsPerUser, truth.ExposureLimits[^1].ValueMinorUnitsPerUser, 9);
    }

    [Fact]
    public void ToTruth_UsersWhoDiffer_ArePersonallyWorthMoreThanAnyArm()
    {
        ScenarioArm[] arms = [new("control"), new("treatment") { EffectSpread = 1 }];
        var ledger = new TruthLedger(new SideResponse { Conversion = 0.2 }, new Season(), arms, 500, 1);
        for (var user = 0; user < 500; user++)
        {
            Visit(ledger, user, 0);
        }

        var truth = ledger.ToTruth();

        Assert.True(truth.PersonalValueMinorUnitsPerUser > truth.Arms.Max(arm => arm.ValueMinorUnitsPerUser) * 1.05);
    }

    /// <summary>300 experiments on populations of 2,000: what can be observed is held against the truth. A binomial count of 300 at 95 % has a standard deviation of 3.8.</summary>
    [Fact]
    public void Observed_ManySeeds_CoversTheTruthAsOftenAsItSays()
    {
        var side = new SideResponse { Conversion = 0.1, Fatigue = 0.1 };
        ScenarioArm[] arms = [new("control"), new("treatment") { Effect = 0.4, EffectSpread = 0.3 }];
        var covered = 0;
        for (var seed = 1UL; seed <= 300; seed++)
        {
            var ledger = new TruthLedger(side, new Season(), arms, 2_000, seed);
            var name = FormattableString.Invariant($"exp-{seed}");
            var assigner = new UnitAssigner([new ExperimentDesign(name, [.. arms.Select(arm => new ExperimentArm(arm.Name))])]);
            var visits = new SimulatedVisits(side, new Season(), 2_000, seed);
            var converted = new Dictionary<int, int>();
            var outcomes = new VisitOutcome[ledger.OutcomeCount];
            foreach (var visit in Enumerable.Range(0, 10).SelectMany(day => visits.OnDay(day, day % 7)))
            {
                ledger.Respond(visit, visit.Day % 7, 0.5, outcomes);
                ledger.Add(visit.User, outcomes);
                converted[visit.User] = converted.GetValueOrDefault(visit.User) + (outcomes[ArmOf(visit.User)].Converts ? 1 : 0);
            }
            UnitMoments[] moments = [new(), new()];
            foreach (var (user, conversions) in converted)
            {
                moments[ArmOf(user)].Add(conversions);
            }
            var lift = EffectReadings.FixedHorizon(ArmEstimates.Mean(moments[0]), ArmEstimates.Mean(moments[1])).Relative!.Value;
            var truth = ledger.ToTruth().Arms[1].Lift!.Value;
            covered += truth >= lift.Low && truth <= lift.High ? 1 : 0;

            int ArmOf(int user) => assigner.Assign(name, new UnitRequest($"u{user}")).Arm == "control" ? 0 : 1;
        }

        Assert.InRange(covered, 274, 297);
    }

    [Fact]
    public void OnDay_WeekendsAndHolidays_ChangeVisitsByTheirFactors()
    {
        var season = new Season { WeekdayVisits = [1, 1, 1, 1, 1, 2, 0], Holidays = [new(3) { Visits = 0.5 }] };
        var visits = new SimulatedVisits(new SideResponse { VisitsPerDay = 0.2, ActivitySpread = 0 }, season, 20_000, 1);

        var counts = Enumerable.Range(0, 7).Select(day => visits.OnDay(day, day).Length).ToArray();

        Assert.InRange(counts[0], 3_800, 4_200);
        Assert.InRange(counts[3], 1_850, 2_150);
        Assert.InRange(counts[5], 7_750, 8_250);
        Assert.Equal(0, counts[6]);
        Assert.Equal(visits.OnDay(0, 0), visits.OnDay(0, 0));
    }

    private static ScenarioArm[] Arms(double effect) => [new("control"), new("treatment") { Effect = effect }];

    private static void Visit(TruthLedger ledger, int user, int day) => Visit(ledger, new SimulatedVisit(user, day, 0, (ulong)(day + 5)));

    private static void Visit(TruthLedger ledger, SimulatedVisit visit)
    {
        var outcomes = new VisitOutcome[ledger.OutcomeCount];
        ledger.Respond(visit, 0, 0.5, outcomes);
        ledger.Add(visit.User, outcomes);
    }
}
