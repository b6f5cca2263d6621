using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ExplicitFactorization;
using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Platform.Content;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training.Evaluation;

/// <summary>
/// Protocol P3: chooses models on rows made from a split's training data, trains the chosen ones on all of it and measures the lists they make for the test
/// users. It takes any dataset: from files or from a workspace's stores.
/// </summary>
public sealed class EvaluationRun
{
    private readonly DatasetSplit split;
    private readonly EvaluationSettings settings;
    private readonly TimeProvider clock;
    private readonly IProgress<BenchmarkProgress>? progress;
    private readonly TrainingRun training;

    /// <summary>Prepares an evaluation.</summary>
    public EvaluationRun(
        DatasetSplit split,
        EvaluationSettings settings,
        TimeProvider clock,
        IProgress<BenchmarkProgress>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(settings);
        this.split = split;
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
        training = new TrainingRun(settings.Search.Seed, settings.Search.Threads, null, cancellation);
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="Faults.KuajieException">Unknown model or options, or no test row, or calibration without categories.</exception>
    public EvaluationReport Run()
    {
        if (split.HeldOut.Count == 0)
        {
            throw EvaluationFaults.NothingHeldOut(split.Splitter);
        }
        if (settings is { Diversity.Method: DiversityMethod.Calibrated, Categories: null })
        {
            throw RecommendationTexts.NoTopics(split.Training.Domains[split.TargetDomain].Domain);
        }
        var search = settings.Search;
        var names = BenchmarkRun.RowNames(search);
        ContentFaults.ThrowIfMissing(names, split.Training, split.TargetDomain);
        var started = clock.GetTimestamp();
        var chooser = new ModelChooser(ModelPlan.Of(names, search), Validation, search, training, clock, progress);
        var choices = names.Select(name => (Name: name, Choice: chooser.Choose(name))).ToArray();
        var selectionSeconds = clock.GetElapsedTime(started).TotalSeconds;
        var fitter = new ModelFitter(split.Training, split.TargetDomain, training, clock, progress);
        var models = choices.Select((choice, place) => fitter.Fit(choice.Choice, place, choices.Length)).ToArray();
        var ranker = new ListRanker(split, settings.Lists);
        var measuring = new ListMetrics(split, settings.Lists, settings.Categories);
        var results = new List<EvaluationResult>();
        var ndcgs = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (var place = 0; place < choices.Length; place++)
        {
            var lists = ranker.Rank(models[place].Model, training);
            results.Add(Sum(choices[place], models[place], lists, measuring, ndcgs));
            progress?.Report(new BenchmarkProgress(BenchmarkStage.Testing, place + 1, choices.Length, choices[place].Name));
        }
        if (settings.Diversity is { } diversity)
        {
            var reranker = new DiversityReranker(diversity, split.Training, split.TargetDomain, settings.Categories);
            var last = choices[^1];
            var lists = ranker.Rank(models[^1].Model, training, reranker);
            results.Add(Sum(($"{last.Name} {diversity}", last.Choice), models[^1], lists, measuring, ndcgs));
        }
        return new EvaluationReport(
            split,
            settings,
            ranker.UserCount,
            selectionSeconds,
            [.. chooser.Entries.OrderBy(entry => entry.IsGivenUp).ThenByDescending(entry => entry.Merit)],
            results,
            results.Exists(result => result.Ratings is not null) ? BiasErrors() : null
        );
    }

    /// <summary>Errors of global, item and user bias: what any model of ratings has to beat.</summary>
    private RatingErrors BiasErrors()
    {
        var trainer = new ExplicitFactorizationTrainer(new ExplicitFactorizationOptions { Rank = 0 });
        return RatingErrors.Of((IRatingModel)trainer.Train(split.Training, split.TargetDomain, training), split, training);
    }

    private ValidationSet Validation()
    {
        var search = settings.Search;
        return ValidationSet.FromTraining(split.Training, split.TargetDomain, search.Candidates, search.Seed, search.MostValidationRows);
    }

    private EvaluationResult Sum(
        (string Name, ModelChoice Choice) choice,
        (IModel Model, double Seconds) model,
        IReadOnlyList<UserList> lists,
        ListMetrics measuring,
        Dictionary<string, double[]> ndcgs
    )
    {
        var perUser = measuring.PerUser(lists);
        var ndcg = perUser[$"ndcg@{settings.Lists.Cutoffs[0]}"];
        var versus = ndcgs.ToDictionary(
            other => other.Key,
            other => Bootstrap.Compare(ndcg, other.Value, settings.Search.Seed),
            StringComparer.Ordinal
        );
        ndcgs[choice.Name] = ndcg;
        return new EvaluationResult(
            choice.Name,
            choice.Choice,
            model.Model,
            model.Seconds,
            Intervals(perUser, _ => true, lists),
            measuring.OfAll(lists),
            Segments(perUser, lists),
            versus,
            model.Model is IRatingModel rating && RatingErrors.AreRatings(split) ? RatingErrors.Of(rating, split, training) : null
        );
    }

    private List<EvaluationSegment> Segments(IReadOnlyDictionary<string, double[]> perUser, IReadOnlyList<UserList> lists)
    {
        var segments = new List<EvaluationSegment>();
        foreach (var name in UserSegment.GroupNames)
        {
            var users = lists.Count(list => list.Segment.IsIn(name));
            if (users > 0)
            {
                segments.Add(new EvaluationSegment(name, users, Intervals(perUser, list => list.Segment.IsIn(name), lists)));
            }
        }
        return segments;
    }

    private Dictionary<string, MetricInterval> Intervals(
        IReadOnlyDictionary<string, double[]> perUser,
        Func<UserList, bool> isKept,
        IReadOnlyList<UserList> lists
    ) =>
        perUser.ToDictionary(
            metric => metric.Key,
            metric => Bootstrap.Mean([.. metric.Value.Where((_, user) => isKept(lists[user]))], settings.Search.Seed),
            StringComparer.Ordinal
        );
}
