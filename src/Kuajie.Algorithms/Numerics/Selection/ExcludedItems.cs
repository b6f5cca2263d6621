namespace Kuajie.Algorithms.Numerics.Selection;

/// <summary>For each row of users the items that must not be selected, such as those the user has already met; the form of a sparse matrix's rows.</summary>
/// <param name="RowOffsets">Shape rows + 1; row r holds the items from <c>RowOffsets[r]</c> up to <c>RowOffsets[r + 1]</c>.</param>
/// <param name="Items">Item indexes, in any order.</param>
public readonly record struct ExcludedItems(ReadOnlyMemory<int> RowOffsets, ReadOnlyMemory<int> Items)
{
    /// <summary>The rows of a part of the users.</summary>
    public ExcludedItems Rows(int first, int count) => this with { RowOffsets = RowOffsets.Slice(first, count + 1) };

    /// <summary>The items of a row.</summary>
    public ReadOnlySpan<int> Row(int row)
    {
        var offsets = RowOffsets.Span;
        return Items.Span[offsets[row]..offsets[row + 1]];
    }
}
