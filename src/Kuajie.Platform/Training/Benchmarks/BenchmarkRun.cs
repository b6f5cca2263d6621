using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Content;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>
/// Protocols P1 and P2: chooses models on validation, trains the chosen ones on all training rows, ranks the test rows once and says how sure the figures
/// are. Validation rows come from the validation file where there is one, else from the training rows.
/// </summary>
public sealed class BenchmarkRun
{
    private readonly BenchmarkData data;
    private readonly BenchmarkSettings settings;
    private readonly TimeProvider clock;
    private readonly IProgress<BenchmarkProgress>? progress;
    private readonly TrainingRun training;

    /// <summary>Prepares a benchmark.</summary>
    public BenchmarkRun(
        BenchmarkData data,
        BenchmarkSettings settings,
        TimeProvider clock,
        IProgress<BenchmarkProgress>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        this.data = data;
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
        training = new TrainingRun(settings.Seed, settings.Threads, null, cancellation);
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="Faults.KuajieException">Unknown model or options.</exception>
    public BenchmarkReport Run()
    {
        var names = RowNames(settings);
        ContentFaults.ThrowIfMissing(names, data.Dataset, BenchmarkData.TargetDomain);
        var plan = ModelPlan.Of(names, settings);
        var started = clock.GetTimestamp();
        var chooser = new ModelChooser(plan, Validation, settings, training, clock, progress);
        var choices = names.Select(name => (Name: name, Choice: chooser.Choose(name))).ToArray();
        var selectionSeconds = clock.GetElapsedTime(started).TotalSeconds;
        var hasTwin = TwinRows.Find(data.Dataset, BenchmarkData.TargetDomain, data.TestRows);
        var results = Test(choices, hasTwin);
        return new BenchmarkReport(
            data,
            settings,
            chooser.Validation?.Source,
            chooser.Validation?.Rows.Count ?? 0,
            hasTwin.Count(isTwin => isTwin),
            selectionSeconds,
            [.. chooser.Entries.OrderBy(entry => entry.IsGivenUp).ThenByDescending(entry => entry.Merit)],
            results
        );
    }

    /// <summary>The rows of a table: popularity first, then the compared models, the model asked for last.</summary>
    internal static string[] RowNames(BenchmarkSettings settings) =>
        [
            .. new[] { "popularity" }
                .Concat(settings.Compare.Where(name => name != settings.Model))
                .Append(settings.Model)
                .Distinct(StringComparer.Ordinal),
        ];

    private ValidationSet Validation() =>
        data.ValidationRows.Count > 0
            ? ValidationSet.FromRows(
                data.Dataset,
                BenchmarkData.TargetDomain,
                settings.Candidates,
                data.ValidationRows,
                data.ValidationRows
            )
            : ValidationSet.FromTraining(
                data.Dataset,
                BenchmarkData.TargetDomain,
                settings.Candidates,
                settings.Seed,
                settings.MostValidationRows
            );

    private List<BenchmarkResult> Test((string Name, ModelChoice Choice)[] choices, bool[] hasTwin)
    {
        var fitter = new ModelFitter(data.Dataset, BenchmarkData.TargetDomain, training, clock, progress);
        var models = choices.Select((choice, place) => fitter.Fit(choice.Choice, place, choices.Length)).ToArray();
        var ranker = new RowRanker(data.Dataset, BenchmarkData.TargetDomain, data.TestRows, settings.Candidates, data.Excluded);
        var results = new List<BenchmarkResult>();
        for (var place = 0; place < choices.Length; place++)
        {
            var rows = RowMetrics.Of(ranker.Rank(models[place].Model, training));
            progress?.Report(new BenchmarkProgress(BenchmarkStage.Testing, place + 1, choices.Length, choices[place].Name));
            results.Add(Sum(choices[place], models[place], rows, hasTwin, results));
        }
        return results;
    }

    private BenchmarkResult Sum(
        (string Name, ModelChoice Choice) choice,
        (IModel Model, double Seconds) model,
        RowMetrics rows,
        bool[] hasTwin,
        IReadOnlyList<BenchmarkResult> earlier
    )
    {
        bool[] isKept = [.. hasTwin.Select(isTwin => !isTwin)];
        return new BenchmarkResult(
            choice.Name,
            choice.Choice,
            model.Model,
            model.Seconds,
            rows,
            BenchmarkFigures.Of(rows, settings.Seed),
            BenchmarkFigures.Of(rows.Where(isKept), settings.Seed),
            SegmentFigures(rows),
            earlier.ToDictionary(
                other => other.Name,
                other => new BenchmarkComparison(
                    Bootstrap.Compare(rows.HitRate, other.Rows.HitRate, settings.Seed),
                    Bootstrap.Compare(rows.Ndcg, other.Rows.Ndcg, settings.Seed)
                ),
                StringComparer.Ordinal
            )
        );
    }

    private List<(string Segment, BenchmarkFigures Figures)> SegmentFigures(RowMetrics rows)
    {
        var segments = data.TestRows.Select(row => UserSegment.Of(data.Dataset.HistoryOf(row.User), BenchmarkData.TargetDomain)).ToArray();
        var figures = new List<(string, BenchmarkFigures)>();
        foreach (var name in UserSegment.GroupNames)
        {
            bool[] isIn = [.. segments.Select(segment => segment.IsIn(name))];
            if (isIn.Contains(true))
            {
                figures.Add((name, BenchmarkFigures.Of(rows.Where(isIn), settings.Seed)));
            }
        }
        return figures;
    }
}
