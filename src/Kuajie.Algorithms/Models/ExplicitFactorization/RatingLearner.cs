using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.ExplicitFactorization;

/// <summary>Alternating least squares on observed ratings alone (Zhou, Wilkinson, Schreiber and Pan, AAIM 2008), with biases. Rows are independent.</summary>
internal sealed class RatingLearner
{
    private const int BlockRows = 64;
    private const double InitialDeviation = 0.1;
    private readonly ExplicitFactorizationOptions options;
    private readonly SparseMatrix byUser;
    private readonly SparseMatrix byItem;
    private readonly TrainingRun run;
    private readonly int order;
    private readonly float[] userRows;
    private readonly float[] userBiases;
    private readonly float[] userWeights;

    public RatingLearner(ExplicitFactorizationOptions options, SparseMatrix ratings, TrainingRun run)
    {
        (this.options, this.run, byUser, byItem) = (options, run, ratings, ratings.Transpose());
        order = options.Rank + 1;
        GlobalMean = ratings.EntryCount == 0 ? 0 : InteractionWeights.Mean(ratings.Values.Span);
        ItemRows = new float[byItem.RowCount * order];
        ItemBiases = new float[byItem.RowCount];
        ItemWeights = WeightsOf(byItem, options.ItemWeightExponent);
        userRows = new float[byUser.RowCount * order];
        userBiases = new float[byUser.RowCount];
        userWeights = new float[byUser.RowCount];
        Array.Fill(userWeights, 1);
        Start();
    }

    /// <summary>μ.</summary>
    public float GlobalMean { get; }

    /// <summary>Shape items × (rank + 1): 1, then the factor; all zeros for items nobody rated.</summary>
    public float[] ItemRows { get; }

    /// <summary>Shape items.</summary>
    public float[] ItemBiases { get; }

    /// <summary>Shape items: how much a rating of each says about its user.</summary>
    public float[] ItemWeights { get; }

    /// <summary>Runs the sweeps: users from items, then items from users. O(sweeps · (entries · rank² + rows · rank³)).</summary>
    public void Train()
    {
        run.Progress?.Report(new TrainingProgress(0, options.Sweeps));
        for (var sweep = 0; sweep < options.Sweeps; sweep++)
        {
            Sweep(byUser, ItemRows, ItemBiases, ItemWeights, userRows, userBiases);
            Sweep(byItem, userRows, userBiases, userWeights, ItemRows, ItemBiases);
            run.Progress?.Report(new TrainingProgress(sweep + 1, options.Sweeps));
        }
    }

    private void Start()
    {
        for (var item = 0; item < byItem.RowCount; item++)
        {
            if (byItem.RowLength(item) == 0)
            {
                continue;
            }
            ItemBiases[item] = DampedMean(byItem.RowValues(item));
            var random = SplittableRandom.Stream(run.Seed, (uint)item);
            var row = ItemRows.AsSpan(item * order, order);
            foreach (ref var value in row)
            {
                value = (float)(random.NextNormal() * InitialDeviation / Math.Sqrt(order));
            }
            row[0] = 1;
        }
    }

    private float DampedMean(ReadOnlySpan<float> ratings)
    {
        var sum = 0.0;
        foreach (var rating in ratings)
        {
            sum += rating - GlobalMean;
        }
        return (float)(sum / (ratings.Length + options.BiasRegularization));
    }

    private void Sweep(
        SparseMatrix rows,
        float[] regressors,
        float[] otherBiases,
        float[] otherWeights,
        float[] solutions,
        float[] biases
    ) =>
        RowBlocks.ForEach(
            rows.RowCount,
            BlockRows,
            run.Threads,
            () => (Equations: new RatingEquations(options), Residuals: new List<float>()),
            (_, start, end, thread) =>
            {
                for (var row = start; row < end; row++)
                {
                    var indexes = rows.RowColumns(row);
                    if (indexes.Length == 0)
                    {
                        continue;
                    }
                    Residuals(rows, row, otherBiases, thread.Residuals);
                    var solution = solutions.AsSpan(row * order, order);
                    var residuals = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(thread.Residuals);
                    thread.Equations.Solve(regressors, indexes, residuals, otherWeights, solution);
                    biases[row] = solution[0];
                    solution[0] = 1;
                }
            },
            run.Cancellation
        );

    private void Residuals(SparseMatrix rows, int row, float[] otherBiases, List<float> residuals)
    {
        residuals.Clear();
        var indexes = rows.RowColumns(row);
        var ratings = rows.RowValues(row);
        for (var entry = 0; entry < indexes.Length; entry++)
        {
            residuals.Add(ratings[entry] - GlobalMean - otherBiases[indexes[entry]]);
        }
    }

    private static float[] WeightsOf(SparseMatrix byItem, double exponent)
    {
        var mean = byItem.EntryCount / (double)Math.Max(1, Enumerable.Range(0, byItem.RowCount).Count(item => byItem.RowLength(item) > 0));
        return
        [
            .. Enumerable
                .Range(0, byItem.RowCount)
                .Select(item => exponent == 0 ? 1 : (float)Math.Pow(Math.Max(1, byItem.RowLength(item)) / mean, -exponent)),
        ];
    }
}
