using CsCheck;
using Kuajie.Marketing.Simulation;

namespace Kuajie.Marketing.Tests.Simulation;

public sealed class SimulatedResponseTests
{
    [Fact]
    public void Respond_FirstExposureAtHalfAMatch_IsTheStatedProbability()
    {
        var response = Of(new SideResponse { Conversion = 0.03, MatchWeight = 4 }, new ScenarioArm("control"));

        var outcome = Outcomes(response, 0, 0, 0.5)[0];

        Assert.Equal(0.03, outcome.Conversion, 12);
        Assert.Equal(0.02, outcome.OwnPurchase, 12);
        Assert.True(outcome.IsExposed);
    }

    [Fact]
    public void Respond_EverythingAtOnce_AddsUpLogOdds()
    {
        var side = new SideResponse
        {
            Conversion = 0.1,
            MatchWeight = 2,
            Fatigue = 0.3,
            RecoveryDays = 2,
            PriceElasticity = -1.5,
        };
        var season = new Season { TrendPerDay = 0.05, WeekdayResponse = [0, 0, 0.2, 0, 0, 0, 0] };
        var arm = new ScenarioArm("treatment")
        {
            Effect = 0.4,
            PriceFactor = 0.5,
            OwnEffect = -0.6,
        };
        var response = new SimulatedResponse(side, season, [arm], 1, 1);

        Outcomes(response, 0, 0, 0.5);
        var outcome = Outcomes(response, 4, 2, 0.8)[0];

        // One exposure four days ago, half forgotten after two: a quarter is remembered.
        var odds = Math.Log(0.1 / 0.9) + (2 * 0.3) + 0.4 + (-1.5 * Math.Log(0.5)) - (0.3 * 0.25) + 0.2 + (0.05 * 4);
        Assert.Equal(1 / (1 + Math.Exp(-odds)), outcome.Conversion, 6);
        var own = Math.Log(0.02 / 0.98) + 0.4 - 0.6;
        Assert.Equal(1 / (1 + Math.Exp(-own)), outcome.OwnPurchase, 12);
    }

    [Fact]
    public void Respond_LimitOfTwoAWeek_ShowsTwiceAndAgainTheNextWeek()
    {
        var response = Of(new SideResponse(), new ScenarioArm("capped") { MostExposuresPerWeek = 2 });

        var shown = Enumerable.Range(0, 9).Select(day => Outcomes(response, day, 0, 0.5)[0]).ToArray();

        Assert.Equal([true, true, false, false, false, false, false, true, true], shown.Select(each => each.IsExposed));
        Assert.All(shown.Where(each => !each.IsExposed), each => Assert.Equal((0.0, false), (each.Conversion, each.Converts)));
    }

    [Fact]
    public void Respond_EqualArms_HappenAlike()
    {
        var response = Of(new SideResponse { Conversion = 0.4, OwnPurchase = 0.4 }, new ScenarioArm("a"), new ScenarioArm("b"));

        var same = Enumerable.Range(0, 200).Select(day => Outcomes(response, day, 0, 0.5, (ulong)day * 977)).ToArray();

        Assert.All(same, outcomes => Assert.Equal(outcomes[0], outcomes[1]));
        Assert.InRange(same.Count(outcomes => outcomes[0].Converts), 50, 110);
    }

    [Fact]
    public void Respond_ABetterArm_NeverLosesAConversion() =>
        Gen.Select(Gen.Double[0.01, 0.8], Gen.Double[0, 2], Gen.Double[0, 1], Gen.ULong)
            .Sample(
                (conversion, effect, match, seed) =>
                {
                    var response = Of(
                        new SideResponse { Conversion = conversion, MatchWeight = 1 },
                        new ScenarioArm("control"),
                        new ScenarioArm("treatment") { Effect = effect }
                    );
                    var outcomes = Outcomes(response, 0, 0, match, seed);
                    Assert.True(outcomes[1].Conversion >= outcomes[0].Conversion);
                    Assert.True(outcomes[1].Converts || !outcomes[0].Converts);
                },
                iter: 500
            );

    [Fact]
    public void Respond_ManyVisits_HappenAsOftenAsTheProbabilitySays()
    {
        var response = new SimulatedResponse(new SideResponse { Conversion = 0.2 }, new Season(), [new ScenarioArm("control")], 40_000, 1);
        var visits = new SimulatedVisits(new SideResponse { VisitsPerDay = 0.9, ActivitySpread = 0 }, new Season(), 40_000, 1);
        var outcome = new VisitOutcome[1];

        var happened = visits
            .OnDay(0, 0)
            .Select(visit =>
            {
                response.Respond(visit, 0, 0.5, outcome);
                return outcome[0].Converts;
            })
            .ToArray();

        // About 36,000 visits: a standard error of 0.0021.
        Assert.InRange(happened.Length, 35_700, 36_300);
        Assert.Equal(0.2, happened.Count(each => each) / (double)happened.Length, 0.009);
    }

    private static SimulatedResponse Of(SideResponse side, params ScenarioArm[] arms) => new(side, new Season(), arms, 1, 1);

    private static VisitOutcome[] Outcomes(SimulatedResponse response, int day, int weekday, double match, ulong seed = 7)
    {
        var outcomes = new VisitOutcome[response.Arms.Count];
        response.Respond(new SimulatedVisit(0, day, 0, seed), weekday, match, outcomes);
        return outcomes;
    }
}
