using System.Text;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Tests.DuckDb;

namespace Kuajie.Storage.Tests.Imports;

/// <summary>A temporary store with files to import beside it.</summary>
internal sealed class ImportingStore : IDisposable, IImportObserver
{
    private int imports;

    public TemporaryStore Temporary { get; } = new();

    public string Write(string name, string text, Encoding? encoding = null) =>
        Write(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Temporary.Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public ImportReport Interactions(string path, Func<ImportRequest, ImportRequest>? with = null) =>
        Import((with ?? (request => request))(new ImportRequest { Domain = "knowledge", Interactions = [path] }));

    public ImportReport Import(ImportRequest request, CancellationToken cancellation = default)
    {
        var id = $"import-{++imports}";
        var place = new ImportPlace(id, Path.Combine(Temporary.Folder, "staging", id), Path.Combine(Temporary.Folder, $"{id}.csv"));
        var fingerprint = Temporary.Store.Fingerprint(request, this, cancellation);
        return Temporary.Store.Import(request, fingerprint, place, this, cancellation);
    }

    public void Begin(ImportPhase phase, long? expectedRows) { }

    public void Report(long rows, long? expectedRows) { }

    public void Dispose() => Temporary.Dispose();
}
