using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>
/// Chooses among models and options on validation rows: every candidate is trained on the same data and ranks the same rows against the same candidates;
/// the highest merit (NDCG@10, rows with a twin counted half) wins, the earlier candidate where two are equal. The test data has no part in it. Deterministic for a seed.
/// </summary>
public sealed class ModelSelection
{
    private readonly ValidationSet validation;
    private readonly TrainingRun run;
    private readonly CandidateLists natural;
    private readonly CandidateLists? cold;
    private readonly RowWeights weights;
    private readonly RowWeights coldWeights = new([]);

    /// <summary>Prepares selection.</summary>
    /// <param name="validation">What to choose on.</param>
    /// <param name="run">Seed, threads, cancellation; training progress of each candidate goes to its progress.</param>
    public ModelSelection(ValidationSet validation, TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(validation);
        this.validation = validation;
        this.run = run;
        natural = ListsOf(validation.Rows, hideTarget: false);
        weights = WeightsOf(validation.Rows);
        if (natural.Segments.Count(segment => segment is { TargetRows: 0, IsLinked: true }) < TransferGate.LeastRows)
        {
            var rows = ColdRows.Of(natural);
            coldWeights = WeightsOf(rows);
            cold = rows.Length == 0 ? null : ListsOf(rows, hideTarget: true);
        }
    }

    /// <summary>Trains and measures one candidate.</summary>
    public LeaderboardEntry Measure(SelectionCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        run.Cancellation.ThrowIfCancellationRequested();
        var model = candidate.Trainer.Train(validation.Training, validation.TargetDomain, run);
        var rows = natural.Score(model, run);
        var coldRows = cold?.Score(model, run);
        return new LeaderboardEntry(candidate, rows.Ndcg, rows.HitRate, weights, coldRows?.Ndcg ?? [], coldWeights)
        {
            Natural = rows,
            Cold = coldRows,
        };
    }

    /// <summary>
    /// Drops the scores of a kind's entries that are not among its best: only those can be parts of a blend, and scores are what entries need memory for.
    /// </summary>
    public static void Forget(IList<LeaderboardEntry> entries, string model)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var own = Enumerable
            .Range(0, entries.Count)
            .Where(place => string.Equals(entries[place].Candidate.Model, model, StringComparison.Ordinal));
        foreach (var place in own.OrderByDescending(place => entries[place].Merit).Skip(BlendSearch.MostOfAKind).ToArray())
        {
            entries[place] = entries[place].WithoutScores();
        }
    }

    /// <summary>The entry with the highest merit, the first of equals; null for none.</summary>
    public static LeaderboardEntry? Best(IEnumerable<LeaderboardEntry> entries) =>
        entries.Aggregate((LeaderboardEntry?)null, (best, entry) => best is null || entry.Merit > best.Merit ? entry : best);

    /// <summary>The best blend of measured candidates; null where there is nothing to blend or too few rows to learn from.</summary>
    /// <param name="kind">The kind of blend: single-domain or joint.</param>
    /// <param name="entries">Measured candidates that may be parts.</param>
    public LeaderboardEntry? Blend(BlendKind kind, IEnumerable<LeaderboardEntry> entries) =>
        new BlendSearch(natural, cold, weights, coldWeights, run).Find(kind, entries);

    /// <summary>The entry that serves cold users best: by rows with hidden target history, else by all rows; the first of equals, null for none.</summary>
    public static LeaderboardEntry? BestForCold(IEnumerable<LeaderboardEntry> entries) =>
        entries.Aggregate((LeaderboardEntry?)null, (best, entry) => best is null || entry.ColdMerit > best.ColdMerit ? entry : best);

    /// <summary>Decides per segment of users whether a cross-domain model serves it or a single-domain one.</summary>
    /// <param name="single">The single-domain finalist.</param>
    /// <param name="cross">The cross-domain finalist.</param>
    /// <param name="cold">The cross-domain finalist for cold linked users; may be the same.</param>
    public TransferGate Gate(LeaderboardEntry single, LeaderboardEntry cross, LeaderboardEntry cold) =>
        TransferGate.Decide(natural.Segments, single, cross, cold);

    /// <summary>Mean NDCG@10 on validation of what a gate serves.</summary>
    public double ServedNdcg(TransferGate gate, LeaderboardEntry single, LeaderboardEntry cross, LeaderboardEntry cold)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(single);
        ArgumentNullException.ThrowIfNull(cross);
        ArgumentNullException.ThrowIfNull(cold);
        double sum = 0;
        for (var row = 0; row < natural.Segments.Length; row++)
        {
            var segment = natural.Segments[row];
            var served =
                !gate.Decisions[segment.Index].ServesCrossDomain ? single
                : segment.TargetRows == 0 ? cold
                : cross;
            sum += served.RowNdcg[row];
        }
        return natural.Segments.Length == 0 ? 0 : sum / natural.Segments.Length;
    }

    private RowWeights WeightsOf(IReadOnlyList<HeldOutRow> rows) => new(TwinRows.Find(validation.Training, validation.TargetDomain, rows));

    private CandidateLists ListsOf(IReadOnlyList<HeldOutRow> rows, bool hideTarget) =>
        new(validation.Training, validation.TargetDomain, rows, validation.Candidates, validation.Excluded, hideTarget);
}
