namespace Kuajie.Marketing.Allocation;

/// <summary>What some exposures brought, as observed.</summary>
/// <param name="Exposures">Exposures, ≥ 0.</param>
/// <param name="Effect">What they brought, for example conversions.</param>
/// <param name="Weight">Relative precision, for example days in the row; 1 by default.</param>
public readonly record struct ResponsePoint(double Exposures, double Effect, double Weight = 1);

/// <summary>What an experiment found: the effect caused by raising exposures from one number to another.</summary>
/// <param name="FromExposures">Exposures of the control arm, often 0.</param>
/// <param name="ToExposures">Exposures of the treated arm.</param>
/// <param name="Effect">The difference caused.</param>
/// <param name="StandardError">Its standard error, &gt; 0.</param>
public readonly record struct CurveExperiment(double FromExposures, double ToExposures, double Effect, double StandardError);

/// <summary>An estimate with an interval.</summary>
/// <param name="Estimate">The likeliest value.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct CurveBand(double Estimate, double Low, double High);
