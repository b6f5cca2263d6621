using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>Chooses the options of each row of a table; every candidate is trained and measured once, whatever rows ask for it.</summary>
internal sealed class ModelChooser
{
    private readonly ModelPlan plan;
    private readonly ModelSelection? selection;
    private readonly ulong seed;
    private readonly List<LeaderboardEntry> entries = [];

    /// <summary>Measures all candidates that the plan needs.</summary>
    public ModelChooser(
        ModelPlan plan,
        Func<ValidationSet> validation,
        BenchmarkSettings settings,
        TrainingRun run,
        TimeProvider clock,
        IProgress<BenchmarkProgress>? progress
    )
    {
        (this.plan, seed) = (plan, settings.Seed);
        if (plan.SearchedKinds.Count == 0)
        {
            return;
        }
        Validation = validation();
        var schedule = new SearchSchedule(settings.Budget, clock);
        selection = new ModelSelection(Validation, run, () => schedule.Elapsed);
        Search([.. plan.SearchedKinds.Where(ModelCatalog.SearchedByAuto.Contains)], settings.Budget, schedule, progress);
        var searched = schedule.Elapsed;
        Blend(schedule, progress);
        Spending = new SearchSpending(
            settings.Budget.Steps is null ? settings.Budget.Time.TotalSeconds : null,
            searched.TotalSeconds,
            (schedule.Elapsed - searched).TotalSeconds,
            0,
            entries.Count(entry => entry.IsContinued),
            entries.Count(entry => entry.IsGivenUp)
        );
        // Kinds that are only rows of the table come after, with a budget of their own: comparing more must not change what is found.
        var others = plan.SearchedKinds.Where(kind => !ModelCatalog.SearchedByAuto.Contains(kind)).ToArray();
        Search(others, settings.Budget, new SearchSchedule(settings.Budget, clock), progress);
    }

    /// <summary>Where the time went; null where nothing was searched.</summary>
    public SearchSpending? Spending { get; }

    /// <summary>What was chosen on, or null where nothing was searched.</summary>
    public ValidationSet? Validation { get; }

    /// <summary>All measured candidates, in the order they were tried.</summary>
    public IReadOnlyList<LeaderboardEntry> Entries => entries;

    private void Search(ModelKind[] kinds, SearchBudget budget, SearchSchedule schedule, IProgress<BenchmarkProgress>? progress)
    {
        var search = new ModelSearch(kinds, Validation!.Training, Validation.TargetDomain);
        var own = new List<LeaderboardEntry>();
        while ((own.Count == 0 || !schedule.IsSearchOver(own)) && search.Next() is { } candidate)
        {
            var entry = selection!.Measure(candidate, search.BarOf(candidate));
            search.Add(entry);
            own.Add(entry.WithoutScores().WithoutModel());
            entries.Add(entry.WithoutModel());
            ModelSelection.Forget(entries, candidate.Model);
            Report(progress, Math.Min(entries.Count + search.Waiting, budget.Steps ?? int.MaxValue), candidate);
        }
    }

    /// <summary>Whether automatic selection may serve it: a kind that was only asked for as a row of the table must not change what the gate finds.</summary>
    private static bool IsForAuto(LeaderboardEntry entry) =>
        ModelCatalog.SearchedByAuto.Any(kind => string.Equals(kind.Name, entry.Candidate.Model, StringComparison.Ordinal));

    private void Report(IProgress<BenchmarkProgress>? progress, int total, SelectionCandidate candidate) =>
        progress?.Report(
            new BenchmarkProgress(
                BenchmarkStage.Selecting,
                entries.Count,
                total,
                candidate.Model,
                ModelPlan.OptionsOf(candidate.Trainer),
                entries[^1].Ndcg
            )
        );

    private void Blend(SearchSchedule schedule, IProgress<BenchmarkProgress>? progress)
    {
        var kinds = plan.SearchedKinds.OfType<BlendKind>().ToArray();
        for (var place = 0; place < kinds.Length; place++)
        {
            progress?.Report(new BenchmarkProgress(BenchmarkStage.Blending, place, kinds.Length, kinds[place].Name));
            var parts = entries
                .Where(entry => IsForAuto(entry) && (kinds[place].IsCrossDomain || !entry.Candidate.IsCrossDomain))
                .ToArray();
            if (selection!.Blend(kinds[place], parts, () => schedule.IsBlendingOver(parts)) is not { } blend)
            {
                continue;
            }
            entries.Add(blend);
            progress?.Report(
                new BenchmarkProgress(
                    BenchmarkStage.Blending,
                    place + 1,
                    kinds.Length,
                    kinds[place].Name,
                    ModelPlan.OptionsOf(blend.Candidate.Trainer),
                    blend.Ndcg
                )
            );
        }
    }

    /// <summary>The choice for a row of the table.</summary>
    public ModelChoice Choose(string name)
    {
        if (string.Equals(name, plan.GivenModel, StringComparison.Ordinal))
        {
            return new ModelChoice(name, plan.GivenOptionsJson!, null, 0);
        }
        if (string.Equals(name, GatedKind.KindName, StringComparison.Ordinal))
        {
            return ChooseGate();
        }
        var tried = entries.Where(entry => string.Equals(entry.Candidate.Model, name, StringComparison.Ordinal)).ToArray();
        return ModelSelection.Best(tried) is { } best
            ? Chosen(best, tried.Length) with
            {
                Leaderboard = Figures(),
            }
            : new ModelChoice(name, ModelPlan.OptionsOf(ModelCatalog.Find(name)!.CreateTrainer()), null, 0);
    }

    private ModelChoice ChooseGate()
    {
        var singles = Entries.Where(entry => IsForAuto(entry) && !entry.Candidate.IsCrossDomain).ToArray();
        var crosses = Entries.Where(entry => IsForAuto(entry) && entry.Candidate.IsCrossDomain).ToArray();
        var single = ModelSelection.Best(singles)!;
        if (ModelSelection.Best(crosses) is not { } cross)
        {
            return Chosen(single, singles.Length) with { Spending = Spending, Leaderboard = Figures() };
        }
        var cold = ModelSelection.BestForCold(crosses.Prepend(cross))!;
        var gate = selection!.Gate(single, cross, cold);
        var (singleChoice, crossChoice) = (Chosen(single, singles.Length), Chosen(cross, crosses.Length));
        var coldChoice = cold == cross ? null : Chosen(cold, crosses.Length);
        var options = new GatedOptions
        {
            SingleModel = singleChoice.Model,
            SingleOptions = singleChoice.OptionsJson,
            CrossModel = crossChoice.Model,
            CrossOptions = crossChoice.OptionsJson,
            ColdModel = coldChoice?.Model ?? "",
            ColdOptions = coldChoice?.OptionsJson ?? "",
            CrossSegments = string.Join(' ', gate.Decisions.Where(decision => decision.ServesCrossDomain).Select(one => one.Segment.Name)),
        };
        return new ModelChoice(
            GatedKind.KindName,
            OptionsJson.Write(options),
            selection.ServedNdcg(gate, single, cross, cold),
            Entries.Count,
            singleChoice,
            crossChoice,
            gate,
            coldChoice,
            Spending,
            Figures()
        );
    }

    private IReadOnlyList<ValidationFigures> Figures() => ValidationFigures.Of(entries, seed);

    private static ModelChoice Chosen(LeaderboardEntry entry, int tried) =>
        new(entry.Candidate.Model, ModelPlan.OptionsOf(entry.Candidate.Trainer), entry.Ndcg, tried);
}
