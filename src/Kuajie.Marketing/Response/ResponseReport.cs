using Kuajie.Algorithms.Evaluation;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Response;

/// <summary>What came of a training: every model beside the base rate, and the one that is served.</summary>
/// <param name="Outcome">What is predicted.</param>
/// <param name="Parts">The parts of the split, the oldest first: train, calibration, choice, test.</param>
/// <param name="Contenders">The base rate first, then the regression, then the trees. Empty where there is not enough data.</param>
/// <param name="Chosen">The form that is served; null where there is not enough data.</param>
/// <param name="Notes">What was left out and why.</param>
/// <param name="Shortage">Why nothing was trained; null where something was.</param>
public sealed record ResponseReport(
    ResponseOutcome Outcome,
    IReadOnlyList<ResponsePart> Parts,
    IReadOnlyList<ResponseContender> Contenders,
    ResponseForm? Chosen,
    IReadOnlyList<MarketingText> Notes,
    MarketingText? Shortage
);

/// <summary>A part of the split.</summary>
/// <param name="Name">train, calibration, choice or test.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="MeanOutcome">Their mean outcome.</param>
/// <param name="First">The first moment; null without rows.</param>
/// <param name="Last">The last.</param>
public sealed record ResponsePart(string Name, int Rows, double MeanOutcome, DateTimeOffset? First, DateTimeOffset? Last);

/// <summary>A model on the test rows.</summary>
/// <param name="Form">Its form.</param>
/// <param name="Metrics">logLoss, brier, auc, prAuc of probabilities; mae, rmse, r2 of amounts; with bootstrap intervals.</param>
/// <param name="Reliability">The reliability plot.</param>
/// <param name="OverBaseRate">Log loss or squared error saved against the base rate; the model is better where the lower end is above 0. Zeros for the base rate itself.</param>
/// <param name="OverRegression">Likewise against the regression; null but for trees.</param>
/// <param name="Coefficients">What each column adds; empty but for the regression.</param>
/// <param name="Trees">Trees kept; 0 but for trees.</param>
public sealed record ResponseContender(
    ResponseForm Form,
    IReadOnlyList<ResponseMetric> Metrics,
    IReadOnlyList<ReliabilityBin> Reliability,
    PairedComparison OverBaseRate,
    PairedComparison? OverRegression,
    IReadOnlyList<Coefficient> Coefficients,
    int Trees
);

/// <summary>A metric with its interval.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value and 95 % interval.</param>
public sealed record ResponseMetric(string Name, MetricInterval Value);

/// <summary>Forms of response model, from simple to flexible.</summary>
public enum ResponseForm
{
    /// <summary>The mean for everybody.</summary>
    BaseRate = 1,

    /// <summary>Logistic regression of probabilities, linear regression of amounts.</summary>
    Regression = 2,

    /// <summary>Boosted trees.</summary>
    Trees = 3,
}
