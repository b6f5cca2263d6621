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
    /// Columns: file, line, user_id, item_id, kind, occurred_at, value, reason, field, found, raw. Parameters: <c>$now</c>, <c>$least</c>, <c>$most</c>.
    /// Needs the table <c>kind_words(word, kind)</c> and, where ids are replaced, the function <c>pseudonym</c>.
    /// </summary>
    public static string Rows(CleanSource source, InteractionKind withoutKind, bool pseudonymize)
    {
        var kind = source.Kind is null ? ((int)withoutKind).ToString(CultureInfo.InvariantCulture) + "::UTINYINT" : "w.kind";
        var join = source.Kind is null ? "" : "LEFT JOIN kind_words w ON w.word = r.kind_text";
        var (rating, watch, gift) = ((int)InteractionKind.Rating, (int)InteractionKind.Watch, (int)InteractionKind.Gift);
        return $"""
            WITH r AS (
                SELECT {source.File} AS file, {source.Line} AS line, {source.Fault} AS fault, {source.FaultFound} AS fault_found, {source.Raw} AS raw,
                    {FieldSql.Id(source.User)} AS raw_user, {FieldSql.Id(source.Item)} AS item_id,
                    {(source.Kind is null ? "NULL::VARCHAR" : $"lower({FieldSql.Trimmed(source.Kind)})")} AS kind_text,
                    {source.Time?.At ?? "NULL::TIMESTAMP"} AS occurred_at, {source.Time?.Text ?? "NULL::VARCHAR"} AS time_text,
                    {source.Rating.Number} AS rating, {source.Rating.Has} AS has_rating, {source.Rating.Text} AS rating_text,
                    {source.Seconds.Number} AS seconds, {source.Seconds.Has} AS has_seconds, {source.Seconds.Text} AS seconds_text,
                    {source.Value.Number} AS amount, {source.Value.Has} AS has_amount, {source.Value.Text} AS amount_text
                FROM {source.From}),
            k AS (
                SELECT r.*, {kind} AS kind, {(
                pseudonymize ? "CASE WHEN raw_user IS NULL THEN NULL ELSE pseudonym(raw_user) END" : "raw_user"
            )} AS user_id
                FROM r {join}),
            v AS (
                SELECT k.*,
                    CASE kind WHEN {rating} THEN coalesce(rating, amount) WHEN {watch} THEN coalesce(seconds, amount) ELSE amount END AS value,
                    CASE kind WHEN {rating} THEN has_rating OR has_amount WHEN {watch} THEN has_seconds OR has_amount ELSE has_amount END AS has_value
                FROM k),
            c AS (
                SELECT v.*,
                    CASE
                        WHEN fault IS NOT NULL THEN fault
                        WHEN raw_user IS NULL THEN '{ImportReasons.MissingUser}'
                        WHEN item_id IS NULL THEN '{ImportReasons.MissingItem}'
                        WHEN {FieldSql.IsBroken("raw_user")} OR {FieldSql.IsBroken("item_id")} THEN '{ImportReasons.BrokenEncoding}'
                        WHEN {FieldSql.IsTooLong("raw_user")} OR {FieldSql.IsTooLong("item_id")} THEN '{ImportReasons.TooLongId}'
                        WHEN kind IS NULL THEN '{ImportReasons.UnknownKind}'
                        {(source.Time is null ? "" : $"WHEN occurred_at IS NULL THEN '{ImportReasons.UnparsableTime}'")}
                        {(
                source.Time is null ? "" : $"WHEN occurred_at < {EarliestTime} OR occurred_at > $now THEN '{ImportReasons.ImpossibleTime}'"
            )}
                        WHEN kind = {rating} AND (value IS NULL OR value < $least OR value > $most) THEN '{ImportReasons.RatingOutOfRange}'
                        WHEN kind IN ({watch}, {gift}) AND value IS NULL AND has_value THEN '{ImportReasons.UnparsableValue}'
                    END AS reason
                FROM v)
            SELECT file, line, user_id, item_id, kind, occurred_at, value, reason,
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
                    WHEN '{ImportReasons.UnknownKind}' THEN kind_text
                    WHEN '{ImportReasons.UnparsableTime}' THEN time_text WHEN '{ImportReasons.ImpossibleTime}' THEN time_text
                    WHEN '{ImportReasons.RatingOutOfRange}' THEN coalesce(rating_text, amount_text)
                    WHEN '{ImportReasons.UnparsableValue}' THEN coalesce(seconds_text, amount_text) ELSE fault_found END, 300) AS found,
                raw
            FROM c
            """;
    }
}
