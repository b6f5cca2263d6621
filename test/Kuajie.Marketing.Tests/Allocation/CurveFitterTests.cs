using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Tests.Allocation;

public sealed class CurveFitterTests
{
    [Fact]
    public void Fit_OfExactPoints_FindsTheCurve()
    {
        var truth = new HillCurve(40, 500, 1.3);

        var fit = new CurveFitter { Regularization = 1e-6 }.Fit(Points(truth, 30, 2000, 0, seed: 1));

        var curve = Assert.IsType<HillCurve>(fit.Curve);
        Assert.Equal(40, curve.Ceiling, 0.01);
        Assert.Equal(500, curve.HalfSaturation, 0.5);
        Assert.Equal(1.3, curve.Shape, 1e-3);
    }

    [Fact]
    public void Fit_OfAPowerCurve_FindsTheExponent()
    {
        var fit = new CurveFitter { Form = CurveForm.Power, Regularization = 1e-6 }.Fit(
            Points(new PowerCurve(2, 0.4), 30, 2000, 0, seed: 1)
        );

        Assert.Equal(0.4, Assert.IsType<PowerCurve>(fit.Curve).Exponent, 1e-3);
    }

    [Fact]
    public void Band_OverManyNoisyWorlds_HoldsTheTruthAboutAsOftenAsItSays()
    {
        var truth = new HillCurve(40, 500, 1.3);
        var held = Enumerable
            .Range(1, 100)
            .Select(seed => new CurveFitter().Fit(Points(truth, 40, 2000, 2, (ulong)seed)).Band(800))
            .Count(band => band.Low <= truth.Effect(800) && truth.Effect(800) <= band.High);

        Assert.InRange(held, 88, 100);
    }

    [Fact]
    public void Fit_WithAnExperiment_CorrectsWhatObservationOverstates()
    {
        var truth = new HillCurve(40, 500);
        // People who are shown more would have bought more anyway: observed effects are half as high again.
        var points = Points(truth, 40, 2000, 2, seed: 3).Select(point => point with { Effect = 1.5 * point.Effect }).ToArray();

        var observed = new CurveFitter().Fit(points).Band(1500).Estimate;
        var calibrated = new CurveFitter().Fit(points, [new CurveExperiment(0, 1500, truth.Effect(1500), 0.2)]).Band(1500).Estimate;

        Assert.True(Math.Abs(calibrated - truth.Effect(1500)) < 0.5 * Math.Abs(observed - truth.Effect(1500)));
    }

    [Fact]
    public void WorstCurve_LiesOnOrBelowTheBandWhereDataWereSeen()
    {
        var points = Points(new HillCurve(40, 500, 1.3), 25, 2000, 4, seed: 2);
        var fit = new CurveFitter().Fit(points);
        var largest = points.Max(point => point.Exposures);

        Assert.All(
            Enumerable.Range(1, 40).Select(step => largest * step / 40),
            at => Assert.True(fit.WorstCurve!.Effect(at) <= fit.Band(at).Low + 1e-9)
        );
    }

    [Fact]
    public void Fit_OfTooLittle_SaysSoInsteadOfACurve()
    {
        Assert.Equal("ShortageLevels", new CurveFitter().Fit([]).Shortage!.Code);
        Assert.Equal("ShortageLevels", new CurveFitter().Fit([new(5, 1), new(5, 2), new(5, 3), new(5, 4), new(5, 5)]).Shortage!.Code);
        Assert.Equal("ShortageEffect", new CurveFitter().Fit([new(1, 0), new(2, 0), new(3, 0), new(4, 0)]).Shortage!.Code);
        Assert.Throws<InvalidInputException>(() => new CurveFitter().Fit([new(double.NaN, 1)]));
    }

    [Fact]
    public void Maximize_OnFittedCurves_ReachesNinetyFivePercentOfTheTrueOptimum()
    {
        for (var seed = 1ul; seed <= 8; seed++)
        {
            var truth = SimulatedPlan.Of(placements: 12, days: 1, budgetShare: 0.15, mixed: true, seed);
            var fitted = truth with
            {
                Placements = [.. truth.Placements.Select((each, index) => each with { Curve = Fitted(each, (seed * 100) + (ulong)index) })],
            };

            var best = new AdPlanOptimizer(truth).Maximize().Plan!;
            var plan = new AdPlanOptimizer(fitted).Maximize().Plan!;

            var reached = truth.Placements.Zip(plan.Decisions, (each, decision) => each.Curve.Effect(decision.Exposures)).Sum();
            Assert.True(reached >= 0.95 * best.UpperBound, $"seed {seed}: {reached / best.UpperBound:0.000}");
        }
    }

    private static ResponseCurve Fitted(Placement placement, ulong seed) =>
        new CurveFitter()
            .Fit(Points(placement.Curve, 40, placement.Inventory, 0.1 * placement.Curve.Effect(placement.Inventory), seed))
            .Curve!;

    private static ResponsePoint[] Points(ResponseCurve truth, int count, double most, double noise, ulong seed)
    {
        var random = new SplittableRandom(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var exposures = most * random.NextDouble();
                    return new ResponsePoint(exposures, truth.Effect(exposures) + (noise * random.NextNormal()));
                }),
        ];
    }
}
