using Kuajie.Storage.DuckDb;

namespace Kuajie.Storage.Tests.DuckDb;

/// <summary>An event store in a folder of its own that goes away with it.</summary>
public sealed class TemporaryStore : IDisposable
{
    public TemporaryStore()
    {
        Folder = Directory.CreateTempSubdirectory("kuajie-store-").FullName;
        Path = System.IO.Path.Combine(Folder, "events.duckdb");
        Store = DuckDbEventStore.Open(Path, TimeProvider.System);
    }

    public string Folder { get; }

    public string Path { get; }

    public DuckDbEventStore Store { get; private set; }

    public void Reopen()
    {
        Store.Dispose();
        Store = DuckDbEventStore.Open(Path, TimeProvider.System);
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
