using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Benchmarks;

/// <summary>Users × items with popular and rare items, for benchmarks.</summary>
internal static class SparseWorlds
{
    /// <summary>Rows of 4 to 2 · meanRow distinct items, item numbers small where popular.</summary>
    /// <param name="users">Users.</param>
    /// <param name="items">Items.</param>
    /// <param name="meanRow">About how many items a user has.</param>
    /// <param name="isWeighted">Weights 1 … 3 instead of 1.</param>
    /// <param name="seed">Seed.</param>
    public static SparseMatrix Skewed(int users, int items, int meanRow, bool isWeighted, ulong seed)
    {
        var offsets = new int[users + 1];
        var (columns, values) = (new List<int>(), new List<float>());
        for (var user = 0; user < users; user++)
        {
            var random = SplittableRandom.Stream(seed, (ulong)user);
            var row = new SortedSet<int>();
            for (var draw = 4 + random.NextInteger(2 * meanRow); draw > 0; draw--)
            {
                row.Add((int)(items * Math.Pow(random.NextDouble(), 3)));
            }
            columns.AddRange(row);
            values.AddRange(row.Select(_ => isWeighted ? 1f + random.NextInteger(3) : 1));
            offsets[user + 1] = columns.Count;
        }
        return new SparseMatrix(users, items, offsets, [.. columns], [.. values]);
    }
}
