using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Popularity;

/// <summary>Scores an item by the weight of its interactions, old ones counting less, among everybody or the user's segment: the baseline of every table. O(entries).</summary>
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
        var scores = Scores(dataset, targetDomain);
        run.Progress?.Report(new TrainingProgress(1, 1));
        return new PopularityModel(targetDomain, itemCounts, options, scores);
    }

    /// <summary>Shape segments × items.</summary>
    private float[] Scores(InteractionDataset dataset, int targetDomain)
    {
        var domain = dataset.Domains[targetDomain];
        var matrix = domain.Interactions;
        var decays = Decays(domain.UnixSeconds.Span);
        var (rows, items) = (PopularityRows.Count(options.Segments), matrix.ColumnCount);
        var sums = new double[rows * items];
        for (var user = 0; user < matrix.RowCount; user++)
        {
            if (matrix.RowLength(user) == 0)
            {
                continue;
            }
            var row = rows == 1 ? 0 : PopularityRows.Of(options.Segments, dataset.HistoryOf(user), targetDomain);
            AddUser(matrix, user, decays, sums.AsSpan(row * items, items));
        }
        return Array.ConvertAll(rows == 1 ? sums : Smoothed(sums, rows, items), sum => (float)sum);
    }

    private void AddUser(SparseMatrix matrix, int user, double[] decays, Span<double> sums)
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

    /// <summary>
    /// W · (w_gj + κ·W/rows · w_j/W) / (W_g + κ·W/rows) for the weight w_gj of an item in a segment, w_j in all, W_g and W their sums: on the scale of the
    /// unsegmented score, and equal to it where a segment is empty.
    /// </summary>
    private double[] Smoothed(double[] sums, int rows, int items)
    {
        var all = new double[items];
        for (var place = 0; place < sums.Length; place++)
        {
            all[place % items] += sums[place];
        }
        var total = all.Sum();
        var drawn = options.Smoothing / rows;
        var smoothed = new double[sums.Length];
        for (var row = 0; row < rows; row++)
        {
            var own = sums.AsSpan(row * items, items);
            var ownTotal = 0.0;
            foreach (var sum in own)
            {
                ownTotal += sum;
            }
            var size = ownTotal + (drawn * total);
            for (var item = 0; item < items; item++)
            {
                smoothed[(row * items) + item] = size == 0 || ownTotal == 0 ? all[item] : total * (own[item] + (drawn * all[item])) / size;
            }
        }
        return smoothed;
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
