using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>Rows staged over all text files; how many there will be follows from the share of bytes read.</summary>
internal sealed class StagingProgress
{
    private readonly IImportObserver observer;
    private readonly long allBytes;
    private long bytesDone;
    private long rowsDone;

    public StagingProgress(IImportObserver observer, IReadOnlyList<SourceFile> files)
    {
        this.observer = observer;
        allBytes = files.Sum(file => new FileInfo(file.FilePath).Length);
        if (files.Count > 0)
        {
            observer.Begin(ImportPhase.Read, null);
        }
    }

    public void Report(long rows, long bytes)
    {
        var done = bytesDone + bytes;
        observer.Report(rowsDone + rows, done > 0 ? (long)((rowsDone + rows) * (double)allBytes / done) : null);
    }

    public void FileDone(SourceFile file, long rows)
    {
        rowsDone += rows;
        bytesDone += new FileInfo(file.FilePath).Length;
        observer.Report(rowsDone, rowsDone);
    }
}

/// <summary>Asks the engine twice a second how far its query is.</summary>
internal sealed class QueryProgress : IDisposable
{
    private readonly ImportScope scope;
    private readonly long all;
    private long current;
    private readonly ITimer timer;

    public QueryProgress(ImportScope scope, long all)
    {
        this.scope = scope;
        this.all = all;
        scope.Connection.Execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false");
        timer = TimeProvider.System.CreateTimer(_ => Ask(), null, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(500));
    }

    /// <summary>Rows of the queries that are done.</summary>
    public long Done { get; set; }

    /// <summary>Rows of the query that runs now.</summary>
    public void Next(long rows) => current = rows;

    public void Dispose()
    {
        timer.Dispose();
        scope.Observer.Report(all, all);
    }

    private void Ask()
    {
        var progress = scope.Connection.GetQueryProgress();
        if (progress.Percentage > 0)
        {
            scope.Observer.Report(Math.Min(all, Done + (long)(progress.Percentage / 100 * current)), all);
        }
    }
}
