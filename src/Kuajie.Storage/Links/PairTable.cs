namespace Kuajie.Storage.Links;

/// <summary>A table of pairs as it was read.</summary>
/// <param name="Rows">The rows that hold both values, trimmed, in file order.</param>
/// <param name="RowsRead">Rows below the header.</param>
/// <param name="RejectedLines">Lines of rows that were left out because a value is missing or the row is broken.</param>
public sealed record PairTable(IReadOnlyList<PairRow> Rows, long RowsRead, IReadOnlyList<long> RejectedLines);

/// <summary>One row.</summary>
public readonly record struct PairRow(string First, string Second);
