using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Tables;

/// <summary>
/// Reads a table whose columns are known by name, in any order, in English or Chinese. What does not fit is noted with line, field, what was found and what was expected; reading goes on, so that
/// a person gets all faults at once.
/// </summary>
public sealed class TableReading
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly InputFaults faults;
    private readonly Table table;

    /// <summary>Begins to read.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns it may have.</param>
    /// <param name="faults">Where faults are noted.</param>
    public TableReading(Table table, IReadOnlyList<TableColumn> columns, InputFaults faults)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        this.table = table;
        this.faults = faults;
        for (var place = 0; place < table.Columns.Count; place++)
        {
            Place(table.Columns[place], place, columns);
        }
        foreach (var column in columns.Where(column => column.IsRequired && !places.ContainsKey(column.Name)))
        {
            Note(1, "missing-column", "MissingColumn", column.Name, column.ChineseName);
        }
        if (table.Rows.Count == 0)
        {
            Note(1, "empty-table", "EmptyTable");
        }
    }

    /// <summary>The rows; none where a column that is needed is missing.</summary>
    public IEnumerable<TableRowReading> Rows => table.Rows.Select(row => new TableRowReading(this, row));

    /// <summary>Whether the table has the column.</summary>
    public bool Has(string column) => places.ContainsKey(column);

    /// <summary>Notes a fault at a line.</summary>
    public void Note(long line, string code, string key, params ReadOnlySpan<object?> arguments) =>
        faults.Note(TableTexts.Source.Fault(code, key, $"{table.Source}:{line}", arguments: arguments));

    internal string? Value(TableRow row, string column) =>
        places.TryGetValue(column, out var place) && place < row.Values.Count && row.Values[place]?.Trim() is { Length: > 0 } text
            ? text
            : null;

    private void Place(string written, int place, IReadOnlyList<TableColumn> columns)
    {
        var name = written.Trim();
        var column = columns.FirstOrDefault(each =>
            string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(each.ChineseName, name, StringComparison.Ordinal)
        );
        if (column.Name is null)
        {
            Note(1, "unknown-column", "UnknownColumn", name, string.Join(", ", columns.Select(each => each.Name)));
        }
        else if (!places.TryAdd(column.Name, place))
        {
            Note(1, "column-twice", "ColumnTwice", name);
        }
    }
}
