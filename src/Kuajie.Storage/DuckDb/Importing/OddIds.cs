namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>
/// Finds ids with blanks around them, words for none, broken characters or too many of them among rows that were added with untested ids. Every distinct id is
/// tested once, where row by row the same tests would cost more than all other rules.
/// </summary>
internal static class OddIds
{
    /// <summary>Whether a row of the source has an odd id.</summary>
    public static string Of(CleanSource source) => $"({FieldSql.IsOddId(source.User)} OR {FieldSql.IsOddId(source.Item)})";

    /// <summary>Takes the import's rows with odd ids out again and returns how many.</summary>
    public static long TakeOut(ImportScope scope)
    {
        QualityQueries.CountUsersAndItems(scope);
        scope.Connection.Execute(
            $"""
            CREATE OR REPLACE TEMP TABLE odd_users AS SELECT user_id FROM user_counts WHERE {FieldSql.IsOddId("user_id")};
            CREATE OR REPLACE TEMP TABLE odd_items AS SELECT item_id FROM item_counts WHERE {FieldSql.IsOddId("item_id")};
            """,
            scope.Cancellation
        );
        var isClean = scope.Connection.Scalar<bool>("SELECT NOT EXISTS (FROM odd_users) AND NOT EXISTS (FROM odd_items)");
        scope.AreUsersAndItemsCounted = isClean;
        return isClean
            ? 0
            : scope.Connection.Execute(
                $"""
                DELETE FROM interactions WHERE domain_number = {scope.Domain} AND import_number = {scope.ImportNumber}
                    AND (user_id IN (SELECT user_id FROM odd_users) OR item_id IN (SELECT item_id FROM odd_items))
                """,
                scope.Cancellation
            );
    }
}
