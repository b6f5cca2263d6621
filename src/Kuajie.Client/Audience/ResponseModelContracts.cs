namespace Kuajie.Client.Audience;

/// <summary>Which response of a domain's users is to be learnt.</summary>
/// <param name="Outcome">What is predicted: <c>conversion</c> where left out, <c>click</c>, <c>viewTime</c> or <c>interaction</c>.</param>
/// <param name="After">What a row begins with: <c>view</c> (a user looks at an item) or <c>impression</c> (an item stood in a list, or was shown by a campaign). Where left out impressions for clicks, else views.</param>
/// <param name="Days">How many days after it something counts, 1 to 365; where left out 1 for clicks, else 14.</param>
/// <param name="Seed">Seed of what is left to chance; 1 where left out.</param>
/// <param name="KeepAs">The name that the chosen model is kept under, in place of the one of that name; nothing is kept where left out.</param>
public sealed record ResponseModelRequest(
    string? Outcome = null,
    string? After = null,
    int? Days = null,
    long? Seed = null,
    string? KeepAs = null
);

/// <summary>What came of training response models: every one beside the base rate, on rows that none of them had seen. Counts and coefficients, never users.</summary>
/// <param name="Outcome">What is predicted.</param>
/// <param name="Parts">The parts of the rows by time, the oldest first: train, calibration, choice, test.</param>
/// <param name="Models">The base rate first, then the regression, then the trees; empty where there is not enough data.</param>
/// <param name="Chosen">The form that was chosen; absent where there is not enough data.</param>
/// <param name="Notes">What was left out and why.</param>
/// <param name="Shortage">Why nothing was trained; absent where something was.</param>
public sealed record ResponseModelsResponse(
    string Outcome,
    IReadOnlyList<ResponseRowsResponse> Parts,
    IReadOnlyList<ResponseModelResponse> Models,
    string? Chosen,
    IReadOnlyList<string> Notes,
    string? Shortage = null
);

/// <summary>A part of the rows.</summary>
/// <param name="Part"><c>train</c>, <c>calibration</c>, <c>choice</c> or <c>test</c>.</param>
/// <param name="Rows">How many.</param>
/// <param name="MeanOutcome">Their mean outcome: a share for conversions and clicks, seconds for view time.</param>
/// <param name="First">The first moment; absent without rows.</param>
/// <param name="Last">The last.</param>
public sealed record ResponseRowsResponse(
    string Part,
    int Rows,
    double MeanOutcome,
    DateTimeOffset? First = null,
    DateTimeOffset? Last = null
);

/// <summary>A model on the test rows.</summary>
/// <param name="Form"><c>baseRate</c>, <c>regression</c> or <c>trees</c>.</param>
/// <param name="Metrics">logLoss, brier, auc and prAuc of probabilities; mae, rmse and r2 of amounts.</param>
/// <param name="Reliability">What was predicted beside what came.</param>
/// <param name="Saved">Log loss or squared error saved against the base rate: the model is better where the lower end is above 0. Absent for the base rate itself.</param>
/// <param name="Coefficients">What each column adds; absent but for the regression.</param>
/// <param name="Trees">Trees kept; absent but for trees.</param>
public sealed record ResponseModelResponse(
    string Form,
    IReadOnlyList<ResponseMetricResponse> Metrics,
    IReadOnlyList<ReliabilityResponse> Reliability,
    ResponseMetricResponse? Saved = null,
    IReadOnlyList<CoefficientResponse>? Coefficients = null,
    int? Trees = null
);

/// <summary>A figure with its 95 % interval, by draws of whole users.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record ResponseMetricResponse(string Metric, double Value, double Low, double High);

/// <summary>Of rows predicted about alike, what was predicted and what came.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Predicted">Mean prediction.</param>
/// <param name="Observed">Mean outcome.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record ReliabilityResponse(int Rows, double Predicted, double Observed, double Low, double High);

/// <summary>What a column of the regression adds.</summary>
/// <param name="Name">A feature, or a feature and its level.</param>
/// <param name="PerUnit">Log odds (conversions, clicks) or amount per unit, or for the level.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="PerDeviation">Per standard deviation: comparable among numbers.</param>
/// <param name="OddsRatio">e to the power of the first; absent for amounts.</param>
public sealed record CoefficientResponse(
    string Name,
    double PerUnit,
    double Low,
    double High,
    double PerDeviation,
    double? OddsRatio = null
);
