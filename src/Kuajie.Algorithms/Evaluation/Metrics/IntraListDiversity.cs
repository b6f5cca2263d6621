using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>
/// Intra-list diversity: mean of 1 − cosine over all pairs of a list, items taken as their sets of training users. 0 (all the same audience) … 1 (no
/// shared audience). Ziegler et al., WWW 2005, section 3.3, with distance instead of similarity.
/// </summary>
public static class IntraListDiversity
{
    /// <summary>Diversity of one list; 0 for fewer than two items. O(k² · users per item).</summary>
    /// <param name="list">The recommended items.</param>
    /// <param name="usersOfItems">Items × users: who interacted with what in training.</param>
    public static double Of(ReadOnlySpan<int> list, SparseMatrix usersOfItems)
    {
        ArgumentNullException.ThrowIfNull(usersOfItems);
        double sum = 0;
        for (var first = 0; first < list.Length; first++)
        {
            for (var second = first + 1; second < list.Length; second++)
            {
                sum += 1 - SetOverlap.Cosine(usersOfItems.RowColumns(list[first]), usersOfItems.RowColumns(list[second]));
            }
        }
        return list.Length < 2 ? 0 : sum / (list.Length * (list.Length - 1) / 2.0);
    }
}
