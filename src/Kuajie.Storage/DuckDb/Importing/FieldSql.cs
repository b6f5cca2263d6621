using Kuajie.Platform.Imports;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>How single fields are read, as SQL expressions over a text or typed column.</summary>
internal static class FieldSql
{
    private static readonly string Markers = string.Join(", ", IdText.MissingMarkers.Select(DuckDbCommands.Literal));
    private static readonly string MarkerLengths = string.Join(", ", IdText.MissingMarkers.Select(marker => marker.Length).Distinct());

    /// <summary>A text without blanks at its ends. Trimming costs ten times the test whether there is anything to trim, so most texts pass untouched.</summary>
    public static string Trimmed(string text) =>
        $"CASE WHEN {HasBlankEdge(text)} THEN trim({text}, {DuckDbCommands.Literal(IdText.Blanks)}) ELSE {text} END";

    /// <summary>An id without blanks around it; NULL where there is none or a word for none. Twin of <see cref="IdText.Clean"/>.</summary>
    public static string Id(string text)
    {
        var trimmed = $"trim({text}, {DuckDbCommands.Literal(IdText.Blanks)})";
        return $"CASE WHEN {HasBlankEdge(text)} THEN CASE WHEN {trimmed} = '' OR lower({trimmed}) IN ({Markers}) THEN NULL ELSE {trimmed} END "
            + $"WHEN {IsMarker(text)} THEN NULL ELSE {text} END";
    }

    /// <summary>An id that <see cref="Id"/> would change, or that the rules on ids refuse.</summary>
    public static string IsOddId(string text) => $"({HasBlankEdge(text)} OR {IsMarker(text)} OR {IsBroken(text)} OR {IsTooLong(text)})";

    public static string IsTooLong(string text) => $"(strlen({text}) > {IdText.MostLength} AND length({text}) > {IdText.MostLength})";

    /// <summary>Twin of <see cref="IdText.IsBroken"/>.</summary>
    public static string IsBroken(string text) => $"(contains({text}, '\ufffd') OR contains({text}, chr(0)))";

    /// <summary>A finite number written in a text field.</summary>
    public static NumberSql NumberOfText(string text)
    {
        var trimmed = $"nullif({Trimmed(text)}, '')";
        return new NumberSql(Finite($"try_cast({trimmed} AS DOUBLE)"), $"{trimmed} IS NOT NULL", trimmed);
    }

    /// <summary>A finite number of a numeric column.</summary>
    public static NumberSql NumberOfNumber(string column) =>
        new(Finite($"({column})::DOUBLE"), $"({column}) IS NOT NULL", $"({column})::VARCHAR");

    /// <summary>
    /// A time written in a text field: digits alone are unix seconds, milli- or microseconds by their size, or yyyyMMdd or yyyyMMddHHmmss; else ISO 8601, or
    /// dates with slashes, dots or 年月日 before a clock time. Without an offset it is a time of the session's zone.
    /// </summary>
    public static TimeSql TimeOfText(string text)
    {
        var trimmed = Trimmed(text);
        const string Date = @"'^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?[T\s]*'";
        const string ChineseClock = @"'(\d)时(\d{1,2})分?'";
        const string Eight = @"'(19|20)\d{6}'";
        const string Fourteen = @"'(19|20)\d{12}'";
        const string Digits = @"'\d+(\.\d+)?'";
        const string YearFirst = @"'^\d{4}\D'";
        var clock = $@"trim(regexp_replace(regexp_replace({trimmed}, {Date}, '\1-\2-\3 '), {ChineseClock}, '\1:\2'))";
        return new TimeSql(
            $"""
            CASE WHEN regexp_full_match({trimmed}, {Digits}) THEN
                CASE WHEN regexp_full_match({trimmed}, {Eight}) THEN {Zoned($"try_strptime({trimmed}, '%Y%m%d')")}
                    WHEN regexp_full_match({trimmed}, {Fourteen}) THEN {Zoned($"try_strptime({trimmed}, '%Y%m%d%H%M%S')")}
                    ELSE {Unix($"try_cast({trimmed} AS DOUBLE)")} END
            WHEN regexp_matches({trimmed}, {YearFirst}) THEN timezone('UTC', try_cast({clock} AS TIMESTAMPTZ)) END
            """,
            trimmed
        );
    }

    /// <summary>A time of a whole or fractional number column: unix seconds, milli-, micro- or nanoseconds by its size.</summary>
    public static TimeSql TimeOfNumber(string column) => new(Unix($"({column})::DOUBLE"), $"({column})::VARCHAR");

    /// <summary>A time of a whole number column, without detour over fractions.</summary>
    public static TimeSql TimeOfInteger(string column)
    {
        var number = $"({column})::BIGINT";
        return new TimeSql(
            $"""
            CASE WHEN abs({number}) < 100000000000 THEN make_timestamp({number} * 1000000) WHEN abs({number}) < 100000000000000 THEN make_timestamp({number} * 1000)
            WHEN abs({number}) < 100000000000000000 THEN make_timestamp({number}) ELSE make_timestamp({number} // 1000) END
            """,
            $"({column})::VARCHAR"
        );
    }

    /// <summary>A timestamp without zone, as a time of the session's zone, in UTC.</summary>
    public static string Zoned(string timestamp) => $"timezone('UTC', ({timestamp})::TIMESTAMPTZ)";

    private static string Unix(string number) =>
        $"TRY(make_timestamp(CAST(round({number} * CASE WHEN abs({number}) < 1e11 THEN 1e6 WHEN abs({number}) < 1e14 THEN 1e3 WHEN abs({number}) < 1e17 THEN 1 ELSE 1e-3 END) AS BIGINT)))";

    private static string Finite(string number) => $"CASE WHEN isfinite({number}) THEN {number} END";

    private static string IsMarker(string text) => $"(strlen({text}) IN ({MarkerLengths}) AND lower({text}) IN ({Markers}))";

    /// <summary>Begins with anything up to a space or beyond ASCII, or ends with a blank: only then trimming can change it. Also true of the empty text.</summary>
    private static string HasBlankEdge(string text) =>
        $"({text} < '!' OR {text} > '~' OR {string.Join(" OR ", IdText.Blanks.Select(blank => $"suffix({text}, chr({(int)blank}))"))})";
}
