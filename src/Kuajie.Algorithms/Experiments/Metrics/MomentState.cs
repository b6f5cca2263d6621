namespace Kuajie.Algorithms.Experiments.Metrics;

/// <summary>Everything a <see cref="UnitMoments"/> knows, for storing and sending: eleven numbers however many units there are.</summary>
/// <param name="Units">Units counted.</param>
/// <param name="Value">Mean of the value.</param>
/// <param name="Denominator">Mean of the denominator.</param>
/// <param name="Prior">Mean of the value before the experiment.</param>
/// <param name="ValueSquares">Sum of squared deviations of the value.</param>
/// <param name="DenominatorSquares">The same of the denominator.</param>
/// <param name="PriorSquares">The same of the prior value.</param>
/// <param name="ValueDenominator">Sum of products of deviations of value and denominator.</param>
/// <param name="ValuePrior">The same of value and prior value.</param>
/// <param name="DenominatorPrior">The same of denominator and prior value.</param>
/// <param name="ActiveUnits">Units whose value is above 0; null where a value is below it, or where it was not counted.</param>
public sealed record MomentState(
    long Units,
    double Value,
    double Denominator,
    double Prior,
    double ValueSquares,
    double DenominatorSquares,
    double PriorSquares,
    double ValueDenominator,
    double ValuePrior,
    double DenominatorPrior,
    long? ActiveUnits = null
);
