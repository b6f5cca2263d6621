namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>A number as SQL: the finite number or NULL, whether the field holds anything, and the field as text for people.</summary>
internal sealed record NumberSql(string Number, string Has, string Text)
{
    public static NumberSql Absent { get; } = new("NULL::DOUBLE", "false", "NULL::VARCHAR");
}

/// <summary>A time as SQL: the UTC timestamp or NULL, and the field as text for people.</summary>
internal sealed record TimeSql(string At, string Text);

/// <summary>
/// Where raw interaction rows come from, as SQL over <paramref name="From"/>: the staging table for text files, <c>read_parquet</c> for Parquet. The rules in
/// <see cref="CleaningSql"/> stand on these expressions alone and are the same for both.
/// </summary>
/// <param name="From">FROM clause.</param>
/// <param name="File">Name of the row's file.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Fault">Reason why the row could not be taken apart, or NULL.</param>
/// <param name="FaultFound">What was found there.</param>
/// <param name="Raw">The row as text.</param>
/// <param name="User">User id as text.</param>
/// <param name="Item">Item id as text.</param>
/// <param name="Kind">Kind as text; null where the files have no such column.</param>
/// <param name="Time">Time; null where the files have no such column.</param>
/// <param name="Rating">Rating.</param>
/// <param name="Seconds">Seconds watched.</param>
/// <param name="Value">Any other value.</param>
internal sealed record CleanSource(
    string From,
    string File,
    string Line,
    string Fault,
    string FaultFound,
    string Raw,
    string User,
    string Item,
    string? Kind,
    TimeSql? Time,
    NumberSql Rating,
    NumberSql Seconds,
    NumberSql Value
);
