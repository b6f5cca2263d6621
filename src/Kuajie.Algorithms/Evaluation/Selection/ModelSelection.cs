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
    private readonly CandidateScreen? screen;
    private readonly Func<TimeSpan> stopwatch;

    /// <summary>Prepares selection.</summary>
    /// <param name="validation">What to choose on.</param>
    /// <param name="run">Seed, threads, cancellation; training progress of each candidate goes to its progress.</param>
    /// <param name="stopwatch">Tells the time that passed, by which candidates are timed; null where times are of no interest.</param>
    public ModelSelection(ValidationSet validation, TrainingRun run, Func<TimeSpan>? stopwatch = null)
    {
        ArgumentNullException.ThrowIfNull(validation);
        this.stopwatch = stopwatch ?? (static () => TimeSpan.Zero);
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
        screen = CandidateScreen.Of(natural, cold, weights, coldWeights);
    }

    /// <summary>Trains and measures one candidate.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="bar">The entry that the candidate has to come near at a first look, or else it is given up; null to measure it whatever it does.</param>
    public LeaderboardEntry Measure(SelectionCandidate candidate, LeaderboardEntry? bar = null)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        run.Cancellation.ThrowIfCancellationRequested();
        var training = new CandidateTraining(candidate, validation, screen, run);
        var started = stopwatch();
        var model = training.Run();
        var trained = stopwatch();
        var entry = Rank(training.Candidate, model, bar?.Look);
        var seconds = (trained - started).TotalSeconds;
        return entry with
        {
            IsContinued = training.IsContinued,
            TrainSeconds = seconds,
            FullTrainSeconds = seconds + (training.IsContinued ? candidate.Origin!.FullTrainSeconds : 0),
            ScoreSeconds = (stopwatch() - trained).TotalSeconds,
            Trained = candidate.Trainer is IGrowingTrainer ? model : null,
        };
    }

    private LeaderboardEntry Rank(SelectionCandidate candidate, IModel model, CandidateLook? bar)
    {
        if (screen is null)
        {
            return Ranked(candidate, natural.Score(model, run), ColdScores(candidate, model, isRanked: true), null);
        }
        var rows = new CandidateScores(natural);
        var coldRows = ColdScores(candidate, model, isRanked: false);
        var looked = candidate.IsCrossDomain ? coldRows : null;
        var look = screen.Look(model, rows, looked, run);
        if (bar is not null && screen.IsClearlyWorse(look, bar))
        {
            return GivenUp(candidate, look);
        }
        screen.Rest(model, rows, looked, run);
        return Ranked(candidate, rows, coldRows, look);
    }

    /// <summary>
    /// Scores of the rows with hidden target history, to be ranked later where that is asked for. Nothing that a single-domain model looks at differs between
    /// these users, so that one of them stands for all.
    /// </summary>
    private CandidateScores? ColdScores(SelectionCandidate candidate, IModel model, bool isRanked) =>
        cold is null ? null
        : !candidate.IsCrossDomain ? cold.ScoreAlike(model)
        : isRanked ? cold.Score(model, run)
        : new CandidateScores(cold);

    private LeaderboardEntry Ranked(SelectionCandidate candidate, CandidateScores rows, CandidateScores? coldRows, CandidateLook? look) =>
        new(candidate, rows.Ndcg, rows.HitRate, weights, coldRows?.Ndcg ?? [], coldWeights)
        {
            Natural = rows,
            Cold = coldRows,
            Look = look,
        };

    private LeaderboardEntry GivenUp(SelectionCandidate candidate, CandidateLook look) =>
        new(candidate, look.Natural, look.HitRate, screen!.Weights, look.Cold, new RowWeights(new bool[look.Cold.Length]))
        {
            IsGivenUp = true,
            Look = look,
        };

    /// <summary>
    /// Drops the scores of a kind's entries that are not among its best: only those can be parts of a blend, and scores are what entries need memory for.
    /// </summary>
    public static void Forget(IList<LeaderboardEntry> entries, string model)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var own = Enumerable
            .Range(0, entries.Count)
            .Where(place => !entries[place].IsGivenUp && string.Equals(entries[place].Candidate.Model, model, StringComparison.Ordinal));
        foreach (var place in own.OrderByDescending(place => entries[place].Merit).Skip(BlendSearch.MostOfAKind).ToArray())
        {
            entries[place] = entries[place].WithoutScores();
        }
    }

    /// <summary>The entry with the highest merit, the first of equals; null for none.</summary>
    public static LeaderboardEntry? Best(IEnumerable<LeaderboardEntry> entries) =>
        Measured(entries).Aggregate((LeaderboardEntry?)null, (best, entry) => best is null || entry.Merit > best.Merit ? entry : best);

    /// <summary>The best blend of measured candidates; null where there is nothing to blend or too few rows to learn from.</summary>
    /// <param name="kind">The kind of blend: single-domain or joint.</param>
    /// <param name="entries">Measured candidates that may be parts.</param>
    /// <param name="isOver">Whether no further part is to be tried; null to try them all.</param>
    public LeaderboardEntry? Blend(BlendKind kind, IEnumerable<LeaderboardEntry> entries, Func<bool>? isOver = null) =>
        new BlendSearch(natural, cold, weights, coldWeights, run, isOver).Find(kind, entries);

    /// <summary>The entry that serves cold users best: by rows with hidden target history, else by all rows; the first of equals, null for none.</summary>
    public static LeaderboardEntry? BestForCold(IEnumerable<LeaderboardEntry> entries) =>
        Measured(entries)
            .Aggregate((LeaderboardEntry?)null, (best, entry) => best is null || entry.ColdMerit > best.ColdMerit ? entry : best);

    private static IEnumerable<LeaderboardEntry> Measured(IEnumerable<LeaderboardEntry> entries) =>
        entries.Where(entry => !entry.IsGivenUp);

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
