using DuckDB.NET.Data;
using Kuajie.Platform.Imports;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>What the parts of one running import share.</summary>
internal sealed record ImportScope(
    ImportRequest Request,
    DuckDBConnection Connection,
    ImportPlace Place,
    short Domain,
    int ImportNumber,
    DateTimeOffset Now,
    IImportObserver Observer,
    CancellationToken Cancellation
)
{
    /// <summary>How each file was read, in order.</summary>
    public List<SourceSummary> Sources { get; } = [];

    /// <summary>Whether <c>user_counts</c> and <c>item_counts</c> stand for the domain as it is now.</summary>
    public bool AreUsersAndItemsCounted { get; set; }

    /// <summary>Columns left out because they name people.</summary>
    public SortedSet<string> DroppedColumns { get; } = new(StringComparer.Ordinal);
}
