using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>
/// What to try next: successive halving (Jamieson and Talwalkar, AISTATS 2016) over kinds and options. Every kind's search space comes first, cheap variants
/// taking turns; the best third of each kind's candidates is then refined into dearer variants, and the best third of those once more. Which candidates
/// come depends on data and figures alone, so a bound on the number of steps gives the same search every time.
/// </summary>
public sealed class ModelSearch
{
    private const int Rounds = 3;
    private const int Reduction = 3;
    private readonly IReadOnlyList<ModelKind> kinds;
    private readonly HashSet<string> tried = new(StringComparer.Ordinal);
    private readonly Queue<SelectionCandidate> waiting = new();
    private readonly List<LeaderboardEntry> measured = [];
    private int round;

    /// <summary>Prepares a search.</summary>
    /// <param name="kinds">Kinds to search, in order.</param>
    /// <param name="dataset">What candidates will train on.</param>
    /// <param name="targetDomain">Index of the domain to recommend.</param>
    public ModelSearch(IReadOnlyList<ModelKind> kinds, InteractionDataset dataset, int targetDomain)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        this.kinds = kinds;
        Enqueue(kinds.SelectMany((kind, order) => InTurns(kind, order, kind.SearchSpace(dataset, targetDomain))));
    }

    /// <summary>Candidates that wait in this round; later rounds add to them.</summary>
    public int Waiting => waiting.Count;

    /// <summary>The next candidate, or null where the search is complete.</summary>
    public SelectionCandidate? Next()
    {
        while (waiting.Count == 0 && round + 1 < Rounds && measured.Count > 0)
        {
            round++;
            Refine();
        }
        return waiting.TryDequeue(out var candidate) ? candidate : null;
    }

    /// <summary>Tells the search how its last candidate did.</summary>
    public void Add(LeaderboardEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        measured.Add(entry);
    }

    private void Refine()
    {
        var entries = measured.ToArray();
        measured.Clear();
        Enqueue(
            kinds.SelectMany(
                (kind, order) =>
                {
                    var own = entries.Where(entry => string.Equals(entry.Candidate.Model, kind.Name, StringComparison.Ordinal)).ToArray();
                    var survivors = own.OrderByDescending(entry => entry.Merit).Take((own.Length + Reduction - 1) / Reduction);
                    return InTurns(kind, order, [.. survivors.SelectMany(entry => kind.Refinements(entry.Candidate.Trainer))]);
                }
            )
        );
    }

    private static IEnumerable<(int Turn, int Order, SelectionCandidate Candidate)> InTurns(
        ModelKind kind,
        int order,
        IReadOnlyList<IModelTrainer> trainers
    ) => trainers.Select((trainer, turn) => (turn, order, new SelectionCandidate(kind.Name, kind.IsCrossDomain, trainer)));

    private void Enqueue(IEnumerable<(int Turn, int Order, SelectionCandidate Candidate)> candidates)
    {
        foreach (var (_, _, candidate) in candidates.OrderBy(one => one.Turn).ThenBy(one => one.Order))
        {
            if (tried.Add($"{candidate.Model} {OptionsJson.Write(candidate.Trainer.Options)}"))
            {
                waiting.Enqueue(candidate);
            }
        }
    }
}
