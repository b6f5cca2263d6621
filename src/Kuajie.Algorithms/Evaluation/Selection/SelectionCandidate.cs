using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>A trainer that selection may try.</summary>
/// <param name="Model">The model kind's name.</param>
/// <param name="IsCrossDomain">Whether it uses other domains than the target.</param>
/// <param name="Trainer">The trainer with its options.</param>
public sealed record SelectionCandidate(string Model, bool IsCrossDomain, IModelTrainer Trainer)
{
    /// <summary>
    /// The candidates of some kinds, taking turns: every kind's first, then every kind's second, … so that a bound on steps leaves each kind its share.
    /// </summary>
    public static IReadOnlyList<SelectionCandidate> Of(
        IEnumerable<ModelKind> kinds,
        InteractionDataset dataset,
        int targetDomain,
        int mostSteps = int.MaxValue
    )
    {
        ArgumentNullException.ThrowIfNull(kinds);
        return
        [
            .. kinds
                .SelectMany(
                    (kind, order) =>
                        kind.SearchSpace(dataset, targetDomain)
                            .Select(
                                (trainer, turn) => (turn, order, Candidate: new SelectionCandidate(kind.Name, kind.IsCrossDomain, trainer))
                            )
                )
                .OrderBy(entry => entry.turn)
                .ThenBy(entry => entry.order)
                .Select(entry => entry.Candidate)
                .Take(mostSteps),
        ];
    }
}
