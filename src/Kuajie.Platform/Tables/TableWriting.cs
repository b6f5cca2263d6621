using System.Globalization;

namespace Kuajie.Platform.Tables;

/// <summary>Makes tables of values, written so that they read back the same.</summary>
public static class TableWriting
{
    /// <summary>A table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Values in the order of the columns: texts, numbers, days, times, or null.</param>
    public static Table Of(string name, IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows) =>
        new(
            name,
            [.. columns.Select(column => column.Name)],
            [.. rows.Select((values, place) => new TableRow(place + 2, [.. values.Select(Text)]))]
        );

    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            double number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
            bool flag => flag ? "yes" : "no",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}
