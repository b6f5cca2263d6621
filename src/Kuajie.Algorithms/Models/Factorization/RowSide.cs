using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>One source of a side's observations: which rows of the other side each row met, and how much that counts.</summary>
/// <param name="Entries">Rows of this side × rows of the other: confidences.</param>
/// <param name="OtherFactors">Shape rows of the other side × rank.</param>
/// <param name="Weight">Factor on the confidences.</param>
/// <param name="NarrowFactors">The other factors in 16 bits, for the solver that reads them so.</param>
internal sealed record RowSource(SparseMatrix Entries, float[] OtherFactors, float Weight, NarrowRows? NarrowFactors = null);

/// <summary>The side of a factorisation that is solved while the other stands still: users over all domains, or the items of one.</summary>
/// <param name="Factors">Shape rows × rank: what is solved.</param>
/// <param name="Sources">Where the rows' observations come from.</param>
/// <param name="SharedOfRow">Which shared part each row's equations have, −1 for a row without observations; null where all have the only one.</param>
internal sealed record RowSide(float[] Factors, IReadOnlyList<RowSource> Sources, int[]? SharedOfRow)
{
    /// <summary>Number of rows.</summary>
    public int RowCount => Sources[0].Entries.RowCount;

    /// <summary>Number of observations of a row.</summary>
    public int EntriesOf(int row)
    {
        var count = 0;
        for (var source = 0; source < Sources.Count; source++)
        {
            count += Sources[source].Entries.RowLength(row);
        }
        return count;
    }

    /// <summary>Collects a row's regressors and confidences.</summary>
    public void Gather(int row, int entries, GatheredRows into)
    {
        into.Start(entries);
        for (var source = 0; source < Sources.Count; source++)
        {
            var from = Sources[source];
            into.Add(from.OtherFactors, from.Entries.RowColumns(row), from.Entries.RowValues(row), from.Weight);
        }
    }

    /// <summary>Collects a row's regressors in 16 bits and their confidences.</summary>
    public void Gather(int row, int entries, NarrowRegressors into)
    {
        into.Start(entries);
        for (var source = 0; source < Sources.Count; source++)
        {
            var from = Sources[source];
            into.Add(from.NarrowFactors!, from.Entries.RowColumns(row), from.Entries.RowValues(row), from.Weight);
        }
    }
}
