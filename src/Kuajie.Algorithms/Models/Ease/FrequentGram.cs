using Kuajie.Algorithms.Numerics;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>
/// Products XᵀX between the regressors that are dearest to walk, computed once: local regressions meet popular items all the time, and walking all users
/// of a popular item for every one of them would cost more than everything else together.
/// </summary>
internal sealed class FrequentGram
{
    /// <summary>Most regressors held: a table of 256 MB.</summary>
    public const int MostRegressors = 8192;

    private const int BlockRegressors = 64;
    private readonly int[] placeOf;
    private readonly float[] table;

    /// <summary>Collects the regressors whose users' rows are longer than <paramref name="cheapEntries"/> together, the dearest first.</summary>
    public FrequentGram(RegressionData data, int cheapEntries, TrainingRun run)
    {
        var costs = new long[data.Scales.Length];
        for (var regressor = 0; regressor < costs.Length; regressor++)
        {
            foreach (var user in data.ByRegressor.RowColumns(regressor))
            {
                costs[regressor] += data.ByUser.RowLength(user);
            }
        }
        int[] held =
        [
            .. Enumerable
                .Range(0, costs.Length)
                .Where(regressor => costs[regressor] > cheapEntries)
                .OrderByDescending(regressor => costs[regressor])
                .ThenBy(regressor => regressor)
                .Take(MostRegressors),
        ];
        Count = held.Length;
        placeOf = new int[costs.Length];
        Array.Fill(placeOf, -1);
        for (var place = 0; place < held.Length; place++)
        {
            placeOf[held[place]] = place;
        }
        table = new float[held.Length * held.Length];
        RowBlocks.ForEach(
            held.Length,
            BlockRegressors,
            run.Threads,
            () => new double[held.Length],
            (_, start, end, sums) =>
            {
                for (var place = start; place < end; place++)
                {
                    Fill(data, held[place], sums, table.AsSpan(place * Count, Count));
                }
            },
            run.Cancellation
        );
    }

    /// <summary>Number of regressors held.</summary>
    public int Count { get; }

    /// <summary>Whether the products of this regressor with others held are known.</summary>
    public bool Holds(int regressor) => placeOf[regressor] >= 0;

    /// <summary>(XᵀX)[one, other] of two regressors held.</summary>
    public float this[int one, int other] => table[(placeOf[one] * Count) + placeOf[other]];

    private void Fill(RegressionData data, int regressor, double[] sums, Span<float> row)
    {
        Array.Clear(sums);
        var users = data.ByRegressor.RowColumns(regressor);
        var values = data.ByRegressor.RowValues(regressor);
        for (var entry = 0; entry < users.Length; entry++)
        {
            var others = data.ByUser.RowColumns(users[entry]);
            var confidences = data.ByUser.RowValues(users[entry]);
            for (var other = 0; other < others.Length; other++)
            {
                if (placeOf[others[other]] is var place and >= 0)
                {
                    sums[place] += values[entry] * confidences[other];
                }
            }
        }
        for (var place = 0; place < row.Length; place++)
        {
            row[place] = (float)sums[place];
        }
    }
}
