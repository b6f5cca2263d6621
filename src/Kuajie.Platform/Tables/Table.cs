namespace Kuajie.Platform.Tables;

/// <summary>A small table as people keep it in a file: names of columns and rows of text.</summary>
/// <param name="Source">Where it comes from, for messages: a file, or the name of a table in a request.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">The rows.</param>
public sealed record Table(string Source, IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>Most rows of one table; inputs of decisions are far smaller.</summary>
    public const int MostRows = 200_000;
}

/// <summary>A row of a table.</summary>
/// <param name="Line">Line of the source where it begins, from 1.</param>
/// <param name="Values">Values in the order of the columns; null or blank for none.</param>
public sealed record TableRow(long Line, IReadOnlyList<string?> Values);

/// <summary>A column that a table may have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ChineseName">The same in Chinese; both are understood.</param>
/// <param name="IsRequired">Whether the table is of no use without it.</param>
public readonly record struct TableColumn(string Name, string ChineseName, bool IsRequired = false);
