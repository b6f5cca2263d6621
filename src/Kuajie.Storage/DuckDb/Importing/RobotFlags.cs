using DuckDB.NET.Data;
using Kuajie.Platform.Imports;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>
/// Flags users by <see cref="RobotRule"/> over the whole domain, anew after every import. The limits come from a sample of at most about 20,000 users, chosen by
/// the hash of their id; only users whose total could exceed a limit are then counted by hour and day.
/// </summary>
internal static class RobotFlags
{
    /// <summary>How many reasons a user can be flagged for: volume, hourly rate, daily rate.</summary>
    public const int Reasons = 3;
    private const int SampledUsers = 20_000;

    /// <summary>Needs <c>user_counts(user_id, n)</c> of the domain.</summary>
    public static void Update(ImportScope scope, RobotRule rule)
    {
        var connection = scope.Connection;
        connection.Execute($"DELETE FROM flagged_users WHERE domain_number = {scope.Domain}");
        var users = connection.Scalar<long>("SELECT count(*) FROM user_counts");
        var sampled = $"hash(user_id) % {Math.Max(1, users / SampledUsers)} = 0";
        var volume = rule.Limit(Numbers(connection, $"SELECT n FROM user_counts WHERE {sampled}"), rule.LeastVolume);
        if (double.IsInfinity(volume))
        {
            return;
        }
        Flag(scope, "volume", $"SELECT user_id, n AS measured FROM user_counts WHERE n > {volume:R}", volume);
        FlagPace(scope, rule, "hourlyRate", "hour", sampled, rule.LeastPerHour);
        FlagPace(scope, rule, "dailyRate", "day", sampled, rule.LeastPerDay);
    }

    private static void FlagPace(ImportScope scope, RobotRule rule, string reason, string unit, string sampled, double floor)
    {
        string Busiest(string users) =>
            $"""
                SELECT user_id, max(n) AS measured FROM (
                    SELECT user_id, date_trunc('{unit}', occurred_at) AS span, count(*) AS n
                    FROM interactions WHERE domain_number = {scope.Domain} AND occurred_at IS NOT NULL AND user_id IN (SELECT user_id FROM user_counts WHERE {users})
                    GROUP BY user_id, span)
                GROUP BY user_id
                """;
        var limit = rule.Limit(Numbers(scope.Connection, $"SELECT measured FROM ({Busiest(sampled)})"), floor);
        if (!double.IsInfinity(limit))
        {
            Flag(scope, reason, $"SELECT user_id, measured FROM ({Busiest($"n > {limit:R}")}) WHERE measured > {limit:R}", limit);
        }
    }

    private static void Flag(ImportScope scope, string reason, string users, double limit) =>
        scope.Connection.Execute(
            $"INSERT INTO flagged_users SELECT {scope.Domain}, user_id, '{reason}', measured, $limit FROM ({users})",
            scope.Cancellation,
            ("limit", limit)
        );

    private static List<double> Numbers(DuckDBConnection connection, string sql) => connection.Query(sql, row => (double)row.GetInt64(0));
}
