using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation.Candidates;
using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>What models are chosen on: data to train candidates with, and rows to rank that none of them has seen.</summary>
/// <param name="Training">What candidates train on.</param>
/// <param name="TargetDomain">Index of the domain to recommend.</param>
/// <param name="Rows">The validation rows.</param>
/// <param name="Excluded">Held-out rows whose items are no negatives for their user.</param>
/// <param name="Candidates">How negatives are drawn.</param>
/// <param name="IsReduced">Whether <paramref name="Training"/> lacks the rows, so that the chosen model has to be trained again on everything.</param>
/// <param name="Source">How the rows came about, for the record.</param>
public sealed record ValidationSet(
    InteractionDataset Training,
    int TargetDomain,
    IReadOnlyList<HeldOutRow> Rows,
    IReadOnlyList<HeldOutRow> Excluded,
    SampledCandidates Candidates,
    bool IsReduced,
    string Source
)
{
    /// <summary>Most validation rows unless said otherwise.</summary>
    public const int DefaultMostRows = 5000;

    /// <summary>
    /// Holds one random target row out for a random sample of users with at least two, from the training data alone; rows whose item nobody else met are
    /// dropped, as in the test.
    /// </summary>
    public static ValidationSet FromTraining(
        InteractionDataset dataset,
        int targetDomain,
        SampledCandidates candidates,
        ulong seed,
        int mostRows = DefaultMostRows
    )
    {
        var split = Splitters.LeaveOneOut(dataset, targetDomain, seed, mostRows);
        var counts = TrainedItems.UserCounts(split.Training.Domains[targetDomain].Interactions);
        HeldOutRow[] rows = [.. split.HeldOut.Where(row => counts[row.Item] > 0)];
        return new ValidationSet(split.Training, targetDomain, rows, [], candidates, true, split.Splitter);
    }

    /// <summary>Takes given rows that training never held, for example those of cold users.</summary>
    public static ValidationSet FromRows(
        InteractionDataset dataset,
        int targetDomain,
        SampledCandidates candidates,
        IReadOnlyList<HeldOutRow> rows,
        IReadOnlyList<HeldOutRow> excluded
    ) => new(dataset, targetDomain, rows, excluded, candidates, false, "validation file");
}
