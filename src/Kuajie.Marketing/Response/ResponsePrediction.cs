namespace Kuajie.Marketing.Response;

/// <summary>A prediction and what made it.</summary>
/// <param name="Value">The calibrated probability, or the amount.</param>
/// <param name="Score">Base + the sum of the contributions: log odds, or the amount. Under Platt's scaling or none the value is exactly its probability; under isotonic calibration the step it falls on.</param>
/// <param name="Base">The score of nobody in particular: the mean over the training rows.</param>
/// <param name="Contributions">What each feature adds to the score, in the order of the features.</param>
/// <param name="UnknownLevels">Levels that training did not know; they counted as rare ones.</param>
public sealed record ResponsePrediction(
    double Value,
    double Score,
    double Base,
    IReadOnlyList<FeatureContribution> Contributions,
    IReadOnlyList<string> UnknownLevels
);

/// <summary>What a feature adds to a score.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Amount">In log odds, or in the unit of the amount.</param>
public readonly record struct FeatureContribution(string Feature, double Amount);
