using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Texts;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Campaigns;

/// <summary>A response curve by name, with its uncertainty where it was fitted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Curve">The curve; null where there is not enough data.</param>
/// <param name="WorstCurve">The lowest the uncertainty allows; null where the curve is taken as certain.</param>
/// <param name="Fit">The fit it came from; null where the curve was given.</param>
/// <param name="Points">What it was fitted to; empty likewise.</param>
/// <param name="Shortage">Why there is no curve; null where there is one.</param>
public sealed record NamedCurve(
    string Name,
    ResponseCurve? Curve,
    ResponseCurve? WorstCurve,
    CurveFit? Fit,
    IReadOnlyList<ResponsePoint> Points,
    MarketingText? Shortage
)
{
    /// <summary>Share of the curve that the worst one keeps, 0 … 1; 1 where it is taken as certain.</summary>
    public double WorstShare =>
        (Curve, WorstCurve) switch
        {
            (HillCurve { Ceiling: > 0 } hill, HillCurve worst) => worst.Ceiling / hill.Ceiling,
            (PowerCurve { Scale: > 0 } power, PowerCurve worst) => worst.Scale / power.Scale,
            _ => 1,
        };

    /// <summary>The effect of exposures with its interval; null where there is no curve. A given curve's interval reaches from the worst curve up to the curve.</summary>
    public CurveBand? Band(double exposures) =>
        Curve is null ? null
        : Fit is not null ? Fit.Band(exposures)
        : new CurveBand(Curve.Effect(exposures), (WorstCurve ?? Curve).Effect(exposures), Curve.Effect(exposures));
}

/// <summary>Reads response curves from tables, or fits them to observations.</summary>
public static class PlanCurves
{
    /// <summary>Curves as given.</summary>
    /// <exception cref="Faults.KuajieException">A value does not fit.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public static IReadOnlyList<NamedCurve> Read(Table table)
    {
        var faults = new InputFaults();
        var curves = new List<NamedCurve>();
        foreach (var row in new TableReading(table, PlanColumns.Curves, faults).Rows)
        {
            var name = row.Text("curve");
            if (curves.Any(each => each.Name == name))
            {
                row.Note("curve-twice", "CurveTwice", name);
            }
            curves.Add(Curve(row, name));
        }
        faults.ThrowIfAny();
        return curves;
    }

    /// <summary>Fits a curve to the observations of each name, and to its experiments. In the order of first mention.</summary>
    /// <param name="observations">What exposures brought.</param>
    /// <param name="experiments">What experiments found; null for none.</param>
    /// <param name="form">The form of the curves.</param>
    /// <param name="seed">Seed of the draws behind the intervals.</param>
    /// <exception cref="Faults.KuajieException">A value does not fit.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public static IReadOnlyList<NamedCurve> Fit(Table observations, Table? experiments, CurveForm form, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var faults = new InputFaults();
        var points = new Dictionary<string, List<ResponsePoint>>(StringComparer.Ordinal);
        foreach (var row in new TableReading(observations, PlanColumns.Observations, faults).Rows)
        {
            var point = new ResponsePoint(NotNegative(row, "exposures"), row.Number("effect"), row.NumberOrNone("weight") ?? 1);
            var name = row.Text("curve");
            points.TryAdd(name, []);
            points[name].Add(point);
        }
        var tests = Experiments(experiments, points, faults);
        faults.ThrowIfAny();
        var fitter = new CurveFitter { Form = form, Seed = seed };
        return [.. points.Select(pair => Fit(observations.Source, fitter, pair.Key, pair.Value, tests.GetValueOrDefault(pair.Key)))];
    }

    private static NamedCurve Fit(string source, CurveFitter fitter, string name, List<ResponsePoint> points, List<CurveExperiment>? tests)
    {
        var fit = InputFaults.Guard($"{source}: {name}", () => fitter.Fit(points, tests));
        return new NamedCurve(name, fit.Curve, fit.WorstCurve, fit, points, fit.Shortage);
    }

    private static Dictionary<string, List<CurveExperiment>> Experiments(
        Table? experiments,
        Dictionary<string, List<ResponsePoint>> points,
        InputFaults faults
    )
    {
        var tests = new Dictionary<string, List<CurveExperiment>>(StringComparer.Ordinal);
        foreach (var row in experiments is null ? [] : new TableReading(experiments, PlanColumns.Experiments, faults).Rows)
        {
            var name = row.Text("curve");
            if (name.Length > 0 && !points.ContainsKey(name))
            {
                row.Note("unknown-curve", "UnknownCurve", name, string.Join(", ", points.Keys.Take(10)));
            }
            var error = row.Number("standard_error");
            if (error < 1e-9 && row.TextOrNone("standard_error") is { } text)
            {
                row.Wrong("standard_error", text, "Above");
            }
            tests.TryAdd(name, []);
            tests[name]
                .Add(
                    new CurveExperiment(NotNegative(row, "from_exposures"), NotNegative(row, "to_exposures"), row.Number("effect"), error)
                );
        }
        return tests;
    }

    private static NamedCurve Curve(TableRowReading row, string name)
    {
        if (row.TextOrNone("form") is null && row.TextOrNone("note") is { } note)
        {
            // Written by a fit that had too little data: the curve is known to be unknown.
            return new NamedCurve(name, null, null, null, [], MarketingNote.Read(note));
        }
        var form = row.Text("form").ToLowerInvariant();
        var worst = row.ShareOrNone("worst_share") ?? 1;
        switch (form)
        {
            case "hill":
                var hill = new HillCurve(row.Number("ceiling"), row.Number("half_saturation"), row.NumberOrNone("shape") ?? 1);
                return new NamedCurve(name, hill, hill with { Ceiling = hill.Ceiling * worst }, null, [], null);
            case "power":
                var power = new PowerCurve(row.Number("scale"), row.Number("exponent"));
                return new NamedCurve(name, power, power with { Scale = power.Scale * worst }, null, [], null);
            default:
                if (form.Length > 0)
                {
                    row.Wrong("form", form, "Form");
                }
                return new NamedCurve(name, new PowerCurve(1, 1), null, null, [], null);
        }
    }

    private static double NotNegative(TableRowReading row, string column)
    {
        var number = row.Number(column);
        if (number < 0)
        {
            row.Wrong(column, row.Text(column), "NotNegative");
        }
        return Math.Max(0, number);
    }
}
