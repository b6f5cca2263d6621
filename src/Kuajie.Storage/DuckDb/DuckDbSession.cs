using DuckDB.NET.Data;

namespace Kuajie.Storage.DuckDb;

/// <summary>A connection to the event store for one piece of work.</summary>
internal sealed class DuckDbSession(DuckDBConnection connection, Action end) : IDisposable
{
    public DuckDBConnection Connection { get; } = connection;

    public void Dispose()
    {
        Connection.Dispose();
        end();
    }
}
