using System.Globalization;
using DuckDB.NET.Data;

namespace Kuajie.Storage.DuckDb;

/// <summary>Short forms for parameterised commands on a connection.</summary>
internal static class DuckDbCommands
{
    /// <summary>Runs statements and returns the rows the last one changed.</summary>
    public static long Execute(this DuckDBConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs a long statement that a person can cancel.</summary>
    public static long Execute(
        this DuckDBConnection connection,
        string sql,
        CancellationToken cancellation,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        cancellation.ThrowIfCancellationRequested();
        using var command = connection.Command(sql, parameters);
        using var registration = cancellation.Register(command.Cancel);
        try
        {
            return command.ExecuteNonQuery();
        }
        catch (DuckDBException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>The first value of the first row.</summary>
    public static T Scalar<T>(this DuckDBConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Command(sql, parameters);
        return (T)Convert.ChangeType(command.ExecuteScalar()!, typeof(T), CultureInfo.InvariantCulture);
    }

    /// <summary>All rows of a query, read to the end before anything is returned.</summary>
    public static List<T> Query<T>(
        this DuckDBConnection connection,
        string sql,
        Func<DuckDBDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        using var command = connection.Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }
        return rows;
    }

    public static DuckDBCommand Command(
        this DuckDBConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new DuckDBParameter(name, value ?? DBNull.Value));
        }
        return command;
    }

    /// <summary>A text column, or null.</summary>
    public static string? Text(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A UTC time column, or null.</summary>
    public static DateTimeOffset? Time(this DuckDBDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : new DateTimeOffset(DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc));

    /// <summary>A number column, or null.</summary>
    public static double? Number(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    /// <summary>A text as an SQL literal, for the few places where a statement takes no parameter (file names of table functions, settings).</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name as an SQL identifier.</summary>
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
