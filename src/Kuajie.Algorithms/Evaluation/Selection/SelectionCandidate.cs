using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>A trainer that selection may try.</summary>
/// <param name="Model">The model kind's name.</param>
/// <param name="IsCrossDomain">Whether it uses other domains than the target.</param>
/// <param name="Trainer">The trainer with its options.</param>
public sealed record SelectionCandidate(string Model, bool IsCrossDomain, IModelTrainer Trainer)
{
    /// <summary>The entry whose model training goes on from, or null to begin anew. The result is the same.</summary>
    internal LeaderboardEntry? Origin { get; init; }
}
