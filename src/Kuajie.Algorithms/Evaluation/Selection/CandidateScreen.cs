using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>
/// A first look at a candidate on a quarter of the validation rows: one that is clearly below what it has to reach there is given up before it is ranked on the
/// others. Clearly: by more than a standard error of the paired differences, with cold users too where those are judged by themselves.
/// </summary>
internal sealed class CandidateScreen
{
    private const int Share = 4;
    private const double StandardErrors = 1;
    private const double LeastGain = 1.002;
    private const long SweepWork = 8;
    private readonly CandidateLists natural;
    private readonly CandidateLists? cold;
    private readonly RowWeights naturalWeights;
    private readonly RowWeights coldWeights;
    private readonly int[] naturalRows;
    private readonly int[] coldRows;
    private readonly int[] naturalRest;
    private readonly int[] coldRest;

    private CandidateScreen(CandidateLists natural, CandidateLists? cold, RowWeights weights, RowWeights coldWeights)
    {
        (this.natural, this.cold) = (natural, cold);
        (naturalRows, naturalRest) = RowsOf(natural.Rows.Count);
        (coldRows, coldRest) = RowsOf(cold?.Rows.Count ?? 0);
        naturalWeights = weights.Of(naturalRows);
        this.coldWeights = coldWeights.Of(coldRows);
    }

    /// <summary>Fewest rows to look at; where a quarter is fewer, candidates are ranked on all rows at once.</summary>
    public const int FewestRows = 200;

    /// <summary>A screen, or null where there are too few rows for one.</summary>
    public static CandidateScreen? Of(CandidateLists natural, CandidateLists? cold, RowWeights weights, RowWeights coldWeights) =>
        natural.Rows.Count < FewestRows * Share ? null : new CandidateScreen(natural, cold, weights, coldWeights);

    /// <summary>How much each natural row of a look counts.</summary>
    public RowWeights Weights => naturalWeights;

    /// <summary>
    /// Whether a glance costs less than a sweep of a factorisation: so many factors read for each interaction against one for each item of each row.
    /// </summary>
    public bool IsCheapBeside(InteractionDataset training, int targetDomain) =>
        SweepWork * training.Domains.Sum(domain => (long)domain.Interactions.EntryCount)
        > (long)naturalRows.Length * training.Domains[targetDomain].Items.Count;

    /// <summary>Whether a later look at the same training shows too little gain for more sweeps.</summary>
    public bool HasSettled(double[] earlier, double[] later) => naturalWeights.Mean(later) < LeastGain * naturalWeights.Mean(earlier);

    /// <summary>Ranks the screen's rows in the middle of a training; nothing else is kept.</summary>
    public double[] Glance(IModel model, TrainingRun run) => natural.Ndcg(model, naturalRows, run);

    /// <summary>Ranks the screen's rows.</summary>
    /// <param name="model">A trained model.</param>
    /// <param name="scores">Where the scores of natural rows go.</param>
    /// <param name="coldScores">Where those of rows with hidden target history go, or null where they are not looked at.</param>
    /// <param name="run">Threads and cancellation.</param>
    public CandidateLook Look(IModel model, CandidateScores scores, CandidateScores? coldScores, TrainingRun run)
    {
        natural.Score(model, run, naturalRows, scores);
        if (coldScores is not null)
        {
            cold!.Score(model, run, coldRows, coldScores);
        }
        return new CandidateLook(
            Array.ConvertAll(naturalRows, row => scores.Ndcg[row]),
            Array.ConvertAll(naturalRows, row => scores.HitRate[row]),
            coldScores is null ? [] : Array.ConvertAll(coldRows, row => coldScores.Ndcg[row])
        );
    }

    /// <summary>Ranks the rows that were not looked at.</summary>
    public void Rest(IModel model, CandidateScores scores, CandidateScores? coldScores, TrainingRun run)
    {
        natural.Score(model, run, naturalRest, scores);
        if (coldScores is not null)
        {
            cold!.Score(model, run, coldRest, coldScores);
        }
    }

    /// <summary>Whether a candidate is clearly worse than another, for every sort of users that was looked at.</summary>
    public bool IsClearlyWorse(CandidateLook candidate, CandidateLook other) =>
        IsClearlyWorse(candidate.Natural, other.Natural, naturalWeights)
        && (candidate.Cold.Length == 0 || IsClearlyWorse(candidate.Cold, other.Cold, coldWeights));

    private static bool IsClearlyWorse(double[] own, double[] other, RowWeights weights)
    {
        double[] differences = [.. own.Select((value, row) => value - other[row])];
        var mean = weights.Mean(differences);
        double[] squares = [.. differences.Select(difference => (difference - mean) * (difference - mean))];
        return mean + (StandardErrors * Math.Sqrt(weights.Mean(squares) / Math.Max(1, own.Length))) < 0;
    }

    private static (int[] Looked, int[] Others) RowsOf(int count)
    {
        var rows = Enumerable.Range(0, count).ToLookup(row => row % Share == 0);
        return ([.. rows[true]], [.. rows[false]]);
    }
}
