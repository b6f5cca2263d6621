using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;

namespace Kuajie.Benchmarks;

/// <summary>DuckDB's own appender with rows as wide as those of live events: the yardstick of the intake. It looks nothing up and answers nobody.</summary>
internal static class PlainAppend
{
    /// <summary>How long so many rows in so many equal commits take.</summary>
    public static TimeSpan Run(string path, long rows, int commits)
    {
        using var connection = new DuckDBConnection($"Data Source={path}");
        connection.Open();
        Execute(
            connection,
            """
            CREATE TABLE interactions(
                domain_number SMALLINT NOT NULL, user_id VARCHAR NOT NULL, item_id VARCHAR NOT NULL, kind UTINYINT NOT NULL, occurred_at TIMESTAMP, value DOUBLE,
                import_number INTEGER NOT NULL, event_number BIGINT, event_id VARCHAR, session_id VARCHAR, list_id VARCHAR, received_at TIMESTAMP)
            """
        );
        var started = Stopwatch.GetTimestamp();
        for (var commit = 0; commit < commits; commit++)
        {
            using var transaction = connection.BeginTransaction();
            using (var appender = connection.CreateAppender("interactions"))
            {
                for (var row = rows * commit / commits; row < rows * (commit + 1) / commits; row++)
                {
                    Append(appender, row);
                }
            }
            transaction.Commit();
        }
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Append(DuckDBAppender appender, long row) =>
        appender
            .CreateRow()
            .AppendValue((short?)1)
            .AppendValue(string.Create(CultureInfo.InvariantCulture, $"user-{row * 104729 % 100_000}"))
            .AppendValue(string.Create(CultureInfo.InvariantCulture, $"item-{row * 31 % 10_000}"))
            .AppendValue((byte?)3)
            .AppendValue((DateTime?)DateTime.UnixEpoch)
            .AppendNullValue()
            .AppendValue((int?)0)
            .AppendValue((long?)row)
            .AppendValue(string.Create(CultureInfo.InvariantCulture, $"run-1-{row / 100}-{row % 100}"))
            .AppendNullValue()
            .AppendValue("l-1")
            .AppendValue((DateTime?)DateTime.UnixEpoch)
            .EndRow();

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
