using Kuajie.Algorithms.Evaluation.Selection;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>The model and options that selection settled on.</summary>
/// <param name="Model">The kind's name, or <c>auto</c> for a gate over two.</param>
/// <param name="OptionsJson">Its options.</param>
/// <param name="ValidationNdcg">NDCG@10 on validation, or null where options were given.</param>
/// <param name="Tried">Number of candidates it won against, itself included.</param>
/// <param name="Single">The single-domain finalist of a gate, else null.</param>
/// <param name="Cross">The cross-domain finalist of a gate, else null.</param>
/// <param name="Gate">Who serves which segment, where a gate decides.</param>
/// <param name="Cold">The cross-domain finalist for cold linked users where it is another, else null.</param>
/// <param name="Spending">Where the time of an automatic choice went, else null.</param>
/// <param name="Leaderboard">How the choice and the best of each kind did on the same validation rows; null where nothing was compared.</param>
public sealed record ModelChoice(
    string Model,
    string OptionsJson,
    double? ValidationNdcg,
    int Tried,
    ModelChoice? Single = null,
    ModelChoice? Cross = null,
    TransferGate? Gate = null,
    ModelChoice? Cold = null,
    SearchSpending? Spending = null,
    IReadOnlyList<ValidationFigures>? Leaderboard = null
);
