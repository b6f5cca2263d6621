using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Popularity;

/// <summary>Scores an item by the weight of its interactions, old ones counting less: the baseline of every table. O(entries).</summary>
public sealed class PopularityTrainer : IModelTrainer
{
    private const double SecondsPerDay = 86_400;
    private readonly PopularityOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public PopularityTrainer(PopularityOptions? options = null)
    {
        this.options = options ?? new PopularityOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => PopularityKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        run.Progress?.Report(new TrainingProgress(0, 1));
        run.Cancellation.ThrowIfCancellationRequested();
        var scores = Scores(dataset.Domains[targetDomain]);
        run.Progress?.Report(new TrainingProgress(1, 1));
        return new PopularityModel(targetDomain, itemCounts, options, scores);
    }

    private float[] Scores(DomainInteractions domain)
    {
        var matrix = domain.Interactions;
        var decays = Decays(domain.UnixSeconds.Span);
        var sums = new double[matrix.ColumnCount];
        for (var user = 0; user < matrix.RowCount; user++)
        {
            var items = matrix.RowColumns(user);
            var weights = matrix.RowValues(user);
            var damping = Math.Pow(Math.Max(1, items.Length), -options.ActivityDamping);
            var first = matrix.RowOffsets.Span[user];
            for (var entry = 0; entry < items.Length; entry++)
            {
                sums[items[entry]] += weights[entry] * damping * (decays.Length == 0 ? 1 : decays[first + entry]);
            }
        }
        return Array.ConvertAll(sums, sum => (float)sum);
    }

    /// <summary>½^(age / half-life) of each entry, age counted back from the latest time in the data; empty where nothing decays.</summary>
    private double[] Decays(ReadOnlySpan<long> unixSeconds)
    {
        if (options.HalfLifeDays == 0 || unixSeconds.Length == 0)
        {
            return [];
        }
        var latest = long.MinValue;
        foreach (var time in unixSeconds)
        {
            latest = Math.Max(latest, time);
        }
        var decays = new double[unixSeconds.Length];
        for (var entry = 0; entry < decays.Length; entry++)
        {
            decays[entry] = Math.Pow(0.5, ((double)latest - unixSeconds[entry]) / (options.HalfLifeDays * SecondsPerDay));
        }
        return decays;
    }
}
