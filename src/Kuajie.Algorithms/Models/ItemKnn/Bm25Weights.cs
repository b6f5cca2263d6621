using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.ItemKnn;

/// <summary>
/// BM25 (Robertson and Walker, SIGIR 1994) with items as documents and users as terms: confidence · (k₁ + 1) / (confidence + k₁ · (1 − b + b · users of the
/// item / mean)), times the user's inverse frequency ln(1 + (items − n_u + ½) / (n_u + ½)). Repeated interactions saturate, and sharing a user who does
/// everything says less than sharing one who does little.
/// </summary>
internal static class Bm25Weights
{
    private const double Saturation = 1.2;
    private const double LengthShare = 0.75;

    /// <summary>The same places with BM25 weights. O(entries).</summary>
    public static SparseMatrix Of(SparseMatrix confidences)
    {
        var userCounts = new int[confidences.ColumnCount];
        foreach (var item in confidences.Columns.Span)
        {
            userCounts[item]++;
        }
        var touched = userCounts.Count(count => count > 0);
        var mean = confidences.EntryCount / (double)Math.Max(1, touched);
        var lengths = Array.ConvertAll(userCounts, count => Saturation * (1 - LengthShare + (LengthShare * count / mean)));
        var weights = new float[confidences.EntryCount];
        var place = 0;
        for (var user = 0; user < confidences.RowCount; user++)
        {
            var items = confidences.RowColumns(user);
            var own = confidences.RowValues(user);
            var frequency = Math.Log(1 + ((touched - items.Length + 0.5) / (items.Length + 0.5)));
            for (var entry = 0; entry < items.Length; entry++)
            {
                weights[place++] = (float)(own[entry] * (Saturation + 1) / (own[entry] + lengths[items[entry]]) * frequency);
            }
        }
        return confidences.WithValues(weights);
    }
}
