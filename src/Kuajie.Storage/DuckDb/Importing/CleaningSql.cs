using System.Globalization;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Interactions;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>
/// The cleaning rules for interactions, once, as SQL that DuckDB runs over whole columns. Every row gets its typed values and the first reason against it.
/// What is particular to the engine (regular expressions, zones, hashes) is here and in <see cref="FieldSql"/>.
/// </summary>
internal static class CleaningSql
{
    /// <summary>Earlier times are clocks that were never set.</summary>
    public const string EarliestTime = "TIMESTAMP '1990-01-01'";

    /// <summary>
    /// Columns user_id, item_id, kind, occurred_at, value and reason, which is NULL for rows that are kept. Parameters: <c>$now</c>, <c>$least</c>, <c>$most</c>. Needs the
    /// table <c>kind_words(word, kind)</c> and, where ids are replaced, the function <c>pseudonym</c>.
    /// </summary>
    public static string Rows(CleanSource source, InteractionKind withoutKind, bool pseudonymize) =>
        $"SELECT user_id, item_id, kind, occurred_at, value, reason FROM {Tested(source, withoutKind, pseudonymize, "", testsIds: true)}";

    /// <summary>
    /// As <see cref="Rows"/>, but ids are taken as they stand and only missing ones are refused. An id occurs many times: <see cref="OddIds"/> tests each distinct one once
    /// instead, and brings the few rows that are odd under the whole rules.
    /// </summary>
    public static string RowsWithUntestedIds(CleanSource source, InteractionKind withoutKind) =>
        $"SELECT user_id, item_id, kind, occurred_at, value, reason FROM {Tested(source, withoutKind, false, "", testsIds: false)}";

    /// <summary>
    /// What is told of rows with a reason: file, line, user_id, reason, field, found, raw; parameters as for <see cref="Rows"/>. Kept apart because the texts for people cost
    /// more than all rules together.
    /// </summary>
    public static string RejectedRows(CleanSource source, InteractionKind withoutKind, bool pseudonymize)
    {
        var kind = source.Kind is null ? "NULL::VARCHAR" : FieldSql.Trimmed(source.Kind);
        var told = $"""
            {source.File} AS file, {source.Line} AS line, {source.FaultFound} AS fault_found, {source.Raw} AS raw, {kind} AS kind_found,
            {source.Time?.Text ?? "NULL::VARCHAR"} AS time_text, {source.Rating.Text} AS rating_text, {source.Seconds.Text} AS seconds_text,
            {source.Value.Text} AS amount_text,
            """;
        return $"""
            SELECT file, line, user_id, reason,
                CASE reason
                    WHEN '{ImportReasons.MissingUser}' THEN 'user' WHEN '{ImportReasons.MissingItem}' THEN 'item'
                    WHEN '{ImportReasons.BrokenEncoding}' THEN CASE WHEN fault IS NOT NULL THEN '' WHEN {FieldSql.IsBroken(
                "raw_user"
            )} THEN 'user' ELSE 'item' END
                    WHEN '{ImportReasons.TooLongId}' THEN CASE WHEN {FieldSql.IsTooLong("raw_user")} THEN 'user' ELSE 'item' END
                    WHEN '{ImportReasons.UnknownKind}' THEN 'kind'
                    WHEN '{ImportReasons.UnparsableTime}' THEN 'time' WHEN '{ImportReasons.ImpossibleTime}' THEN 'time'
                    WHEN '{ImportReasons.RatingOutOfRange}' THEN 'rating' WHEN '{ImportReasons.UnparsableValue}' THEN 'value' ELSE '' END AS field,
                left(CASE reason
                    WHEN '{ImportReasons.TooLongId}' THEN CASE WHEN {FieldSql.IsTooLong("raw_user")} THEN user_id ELSE item_id END
                    WHEN '{ImportReasons.UnknownKind}' THEN kind_found
                    WHEN '{ImportReasons.UnparsableTime}' THEN time_text WHEN '{ImportReasons.ImpossibleTime}' THEN time_text
                    WHEN '{ImportReasons.RatingOutOfRange}' THEN coalesce(rating_text, amount_text)
                    WHEN '{ImportReasons.UnparsableValue}' THEN coalesce(seconds_text, amount_text) ELSE fault_found END, 300) AS found,
                raw
            FROM {Tested(source, withoutKind, pseudonymize, told, testsIds: true)} WHERE reason IS NOT NULL
            """;
    }

    private static string Tested(CleanSource source, InteractionKind withoutKind, bool pseudonymize, string told, bool testsIds)
    {
        var idRules = testsIds
            ? $"""
                WHEN {FieldSql.IsBroken("raw_user")} OR {FieldSql.IsBroken("item_id")} THEN '{ImportReasons.BrokenEncoding}'
                WHEN {FieldSql.IsTooLong("raw_user")} OR {FieldSql.IsTooLong("item_id")} THEN '{ImportReasons.TooLongId}'
                """
            : "";
        var (rating, watch, gift) = ((int)InteractionKind.Rating, (int)InteractionKind.Watch, (int)InteractionKind.Gift);
        var value = $"CASE kind WHEN {rating} THEN coalesce(rating, amount) WHEN {watch} THEN coalesce(seconds, amount) ELSE amount END";
        var hasValue = $"CASE kind WHEN {watch} THEN has_seconds OR has_amount ELSE has_amount END";
        var timeRules = source.Time is null
            ? ""
            : $"""
                WHEN occurred_at IS NULL THEN '{ImportReasons.UnparsableTime}'
                WHEN occurred_at < {EarliestTime} OR occurred_at > $now THEN '{ImportReasons.ImpossibleTime}'
                """;
        return $"""
            (SELECT *, {value} AS value,
                CASE
                    WHEN fault IS NOT NULL THEN fault
                    WHEN raw_user IS NULL THEN '{ImportReasons.MissingUser}'
                    WHEN item_id IS NULL THEN '{ImportReasons.MissingItem}'
                    {idRules}
                    WHEN kind IS NULL THEN '{ImportReasons.UnknownKind}'
                    {timeRules}
                    WHEN kind = {rating} AND (({value}) IS NULL OR ({value}) < $least OR ({value}) > $most) THEN '{ImportReasons.RatingOutOfRange}'
                    WHEN kind IN ({watch}, {gift}) AND ({value}) IS NULL AND {hasValue} THEN '{ImportReasons.UnparsableValue}'
                END AS reason
            FROM {Typed(source, withoutKind, pseudonymize, told, testsIds)})
            """;
    }

    private static string Typed(CleanSource source, InteractionKind withoutKind, bool pseudonymize, string told, bool testsIds)
    {
        var (rawUser, item) = testsIds ? (FieldSql.Id(source.User), FieldSql.Id(source.Item)) : (source.User, source.Item);
        var kind = source.Kind is null ? ((int)withoutKind).ToString(CultureInfo.InvariantCulture) + "::UTINYINT" : "w.kind";
        var join = source.Kind is null ? "" : "LEFT JOIN kind_words w ON w.word = r.kind_text";
        var user = pseudonymize ? "CASE WHEN raw_user IS NULL THEN NULL ELSE pseudonym(raw_user) END" : "raw_user";
        return $"""
            (SELECT r.*, {kind} AS kind, {user} AS user_id FROM (
                SELECT {told} {source.Fault} AS fault, {rawUser} AS raw_user, {item} AS item_id,
                    {(source.Kind is null ? "NULL::VARCHAR" : $"lower({FieldSql.Trimmed(source.Kind)})")} AS kind_text,
                    {source.Time?.At ?? "NULL::TIMESTAMP"} AS occurred_at,
                    {source.Rating.Number} AS rating, {source.Seconds.Number} AS seconds, {source.Seconds.Has} AS has_seconds,
                    {source.Value.Number} AS amount, {source.Value.Has} AS has_amount
                FROM {source.From}) r {join})
            """;
    }
}
