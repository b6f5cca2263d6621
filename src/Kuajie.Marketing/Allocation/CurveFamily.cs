namespace Kuajie.Marketing.Allocation;

/// <summary>The forms a curve can be fitted as.</summary>
public enum CurveForm
{
    /// <summary><see cref="HillCurve"/>.</summary>
    Hill,

    /// <summary><see cref="PowerCurve"/>.</summary>
    Power,
}

/// <summary>A form with free parameters on the whole line, and what is held likely of them before any data.</summary>
/// <param name="Curve">The curve of parameters.</param>
/// <param name="Means">Prior means.</param>
/// <param name="Deviations">Prior standard deviations.</param>
internal sealed record CurveFamily(Func<double[], ResponseCurve> Curve, double[] Means, double[] Deviations)
{
    private const double Edge = 30;

    public static CurveFamily Of(CurveForm form, double typicalExposures, double largestEffect) =>
        form is CurveForm.Power
            ? new CurveFamily(
                at => new PowerCurve(Exp(at[0]), 1 / (1 + Exp(-at[1]))),
                [Math.Log(largestEffect) - (0.5 * Math.Log(typicalExposures)), 0],
                [3, 1]
            )
            : new CurveFamily(
                at => new HillCurve(Exp(at[0]), Exp(at[1]), Exp(at[2])),
                [Math.Log(1.5 * largestEffect), Math.Log(typicalExposures), 0],
                [1, 1, 0.5]
            );

    private static double Exp(double value) => Math.Exp(Math.Clamp(value, -Edge, Edge));
}
