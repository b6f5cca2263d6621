namespace Kuajie.Client.Campaigns;

/// <summary>Response curves to fit, or to look at. Tables are delimited text.</summary>
/// <param name="Curves">Curves that are given.</param>
/// <param name="Observations">What exposures brought.</param>
/// <param name="Experiments">What experiments found.</param>
/// <param name="Form">Form of fitted curves: <c>hill</c> or <c>power</c>; <c>hill</c> where left out.</param>
public sealed record CurvesRequest(string? Curves = null, string? Observations = null, string? Experiments = null, string? Form = null);

/// <summary>Response curves.</summary>
/// <param name="Curves">The curves.</param>
/// <param name="Table">The same as comma-separated text that a plan takes.</param>
public sealed record CurvesResponse(IReadOnlyList<CurveResponse> Curves, string Table);

/// <summary>A response curve, or that there is not enough data.</summary>
/// <param name="Curve">Its name.</param>
/// <param name="WorstShare">Share of the curve that the worst one keeps, 0 to 1.</param>
/// <param name="Band">The curve with its 95 % interval over the exposures seen; empty where there is none.</param>
/// <param name="Observed">What it was fitted to.</param>
/// <param name="Form"><c>hill</c> or <c>power</c>; absent where there is none.</param>
/// <param name="Ceiling">Of a Hill curve: the effect that no number of exposures passes.</param>
/// <param name="HalfSaturation">Of a Hill curve: exposures that bring half of it.</param>
/// <param name="Shape">Of a Hill curve: above 1 it is S-shaped.</param>
/// <param name="Scale">Of a power curve: the effect of one exposure.</param>
/// <param name="Exponent">Of a power curve.</param>
/// <param name="Noise">Standard deviation of one observation around a fitted curve.</param>
/// <param name="Shortage">Why there is no curve.</param>
public sealed record CurveResponse(
    string Curve,
    double WorstShare,
    IReadOnlyList<CurvePointResponse> Band,
    IReadOnlyList<ObservedPointResponse> Observed,
    string? Form = null,
    double? Ceiling = null,
    double? HalfSaturation = null,
    double? Shape = null,
    double? Scale = null,
    double? Exponent = null,
    double? Noise = null,
    string? Shortage = null
);

/// <summary>A point of a curve.</summary>
/// <param name="Exposures">Exposures.</param>
/// <param name="Effect">What they bring.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record CurvePointResponse(double Exposures, double Effect, double Low, double High);

/// <summary>What some exposures brought.</summary>
/// <param name="Exposures">Exposures.</param>
/// <param name="Effect">What they brought.</param>
public sealed record ObservedPointResponse(double Exposures, double Effect);
