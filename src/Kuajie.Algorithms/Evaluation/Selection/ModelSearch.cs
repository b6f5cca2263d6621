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
    private const int Rounds = 4;
    private const int Reduction = 3;
    private readonly IReadOnlyList<ModelKind> kinds;
    private readonly HashSet<string> tried = new(StringComparer.Ordinal);
    private readonly Queue<SelectionCandidate> waiting = new();
    private readonly List<LeaderboardEntry> measured = [];
    private readonly Dictionary<string, int> roundSizes = new(StringComparer.Ordinal);
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

    /// <summary>Trained models held: of this round's survivors so far, and of those that waiting candidates go on from.</summary>
    internal int ModelsKept =>
        measured
            .Select(entry => entry.Trained)
            .Concat(waiting.Select(candidate => candidate.Origin?.Trained))
            .OfType<IModel>()
            .Distinct()
            .Count();

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
        measured.Add(entry.WithoutScores());
        // After the last round nothing goes on.
        var own = Ranked(entry.Candidate.Model).Skip(round + 1 < Rounds ? Survivors(entry.Candidate.Model) : 0).ToHashSet();
        for (var place = 0; place < measured.Count; place++)
        {
            measured[place] = own.Contains(measured[place]) ? measured[place].WithoutModel() : measured[place];
        }
    }

    /// <summary>
    /// The entry that a candidate has to come near: the last of its kind that would survive this round, or be a part of a blend, as things stand. Null as long
    /// as there are not so many.
    /// </summary>
    public LeaderboardEntry? BarOf(SelectionCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return Ranked(candidate.Model).ElementAtOrDefault(Math.Max(Survivors(candidate.Model), BlendSearch.MostOfAKind) - 1);
    }

    private IOrderedEnumerable<LeaderboardEntry> Ranked(string model) =>
        measured
            .Where(entry => !entry.IsGivenUp && string.Equals(entry.Candidate.Model, model, StringComparison.Ordinal))
            .OrderByDescending(entry => entry.Merit);

    private int Survivors(string model) => (roundSizes.GetValueOrDefault(model) + Reduction - 1) / Reduction;

    private void Refine()
    {
        var survivors = kinds.Select(kind => Ranked(kind.Name).Take(Survivors(kind.Name)).ToArray()).ToArray();
        measured.Clear();
        Enqueue(
            kinds.SelectMany(
                (kind, order) =>
                    survivors[order]
                        .SelectMany(entry => kind.Refinements(entry.Candidate.Trainer).Select(trainer => Refined(kind, trainer, entry)))
                        .Select((candidate, turn) => (turn, order, candidate))
            )
        );
    }

    private static SelectionCandidate Refined(ModelKind kind, IModelTrainer trainer, LeaderboardEntry survivor) =>
        new(kind.Name, kind.IsCrossDomain, trainer)
        {
            Origin =
                trainer is IGrowingTrainer { OriginJson: { } origin }
                && string.Equals(origin, OptionsJson.Write(survivor.Candidate.Trainer.Options), StringComparison.Ordinal)
                    ? survivor
                    : null,
        };

    private static IEnumerable<(int Turn, int Order, SelectionCandidate Candidate)> InTurns(
        ModelKind kind,
        int order,
        IReadOnlyList<IModelTrainer> trainers
    ) => trainers.Select((trainer, turn) => (turn, order, new SelectionCandidate(kind.Name, kind.IsCrossDomain, trainer)));

    private void Enqueue(IEnumerable<(int Turn, int Order, SelectionCandidate Candidate)> candidates)
    {
        roundSizes.Clear();
        foreach (var (_, _, candidate) in candidates.OrderBy(one => one.Turn).ThenBy(one => one.Order))
        {
            if (tried.Add($"{candidate.Model} {OptionsJson.Write(candidate.Trainer.Options)}"))
            {
                waiting.Enqueue(candidate);
                roundSizes[candidate.Model] = roundSizes.GetValueOrDefault(candidate.Model) + 1;
            }
        }
    }
}
