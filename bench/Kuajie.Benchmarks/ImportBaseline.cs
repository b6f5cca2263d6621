using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;

namespace Kuajie.Benchmarks;

/// <summary>Generates a Parquet file of interactions and times DuckDB's own CREATE TABLE AS SELECT of it on two threads, the yardstick of the import.</summary>
internal static class ImportBaseline
{
    /// <summary>Prints seconds and CPU seconds as the last line.</summary>
    /// <param name="arguments">Rows, Parquet file, database file.</param>
    public static void Run(string[] arguments)
    {
        var rows = long.Parse(arguments[0], CultureInfo.InvariantCulture);
        var (parquet, database) = (arguments[1].Replace("'", "''", StringComparison.Ordinal), arguments[2]);
        if (!File.Exists(arguments[1]))
        {
            using var generator = new DuckDBConnection("Data Source=:memory:");
            generator.Open();
            Execute(
                generator,
                $"""
                COPY (
                    SELECT 'u' || (hash(i) % greatest(1, {rows} // 50)) AS user_id, 'c' || floor(100000 * pow((hash(i, 1) % 1000000) / 1e6, 3))::BIGINT AS item_id,
                        CASE hash(i, 2) % 10 WHEN 0 THEN 'purchase' WHEN 1 THEN 'like' WHEN 2 THEN 'watch' WHEN 3 THEN 'click' ELSE 'view' END AS kind,
                        1700000000 + (hash(i, 3) % 30000000)::BIGINT AS ts, CASE hash(i, 2) % 10 WHEN 2 THEN (hash(i, 4) % 3600)::DOUBLE END AS value
                    FROM range({rows}) AS t(i)) TO '{parquet}'
                """
            );
        }
        File.Delete(database);
        using var connection = new DuckDBConnection($"Data Source={database}");
        connection.Open();
        Execute(connection, "SET threads = 2");
        var (started, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        Execute(connection, $"CREATE TABLE interactions AS SELECT * FROM '{parquet}'");
        Execute(connection, "CHECKPOINT");
        var (wall, used) = (Stopwatch.GetElapsedTime(started), Process.GetCurrentProcess().TotalProcessorTime - cpu);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wall.TotalSeconds:0.00} {used.TotalSeconds:0.00}"));
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
