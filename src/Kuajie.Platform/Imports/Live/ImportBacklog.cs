using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Imports.Live;

/// <summary>
/// Imports of uploaded files while the service runs, one after another. Files lie in a folder of their own until their import is over. Rows become visible with the commit
/// and no sooner; a process that is killed leaves all of them or none. Safe to call from many threads.
/// </summary>
/// <param name="workspace">The stores.</param>
/// <param name="workflow">Imports.</param>
/// <param name="search">Reads the catalog anew afterwards.</param>
/// <param name="listeners">Told afterwards.</param>
/// <param name="gate">Keeps other changes to the domain away meanwhile.</param>
/// <param name="clock">The clock.</param>
/// <param name="mostWaiting">Imports that may wait at once.</param>
public sealed class ImportBacklog(
    IWorkspace workspace,
    ImportWorkflow workflow,
    IItemSearch search,
    IReadOnlyList<IWorkspaceListener> listeners,
    DomainGate gate,
    TimeProvider clock,
    int mostWaiting
) : IDisposable
{
    /// <summary>Ended imports whose progress and faults can still be read.</summary>
    private const int MostRemembered = 50;

    private readonly Lock changing = new();
    private readonly ConcurrentDictionary<string, ActiveImport> active = new(StringComparer.Ordinal);
    private readonly LinkedList<string> waiting = [];
    private readonly Queue<string> ended = new();
    private readonly SemaphoreSlim arrived = new(0);

    /// <summary>Imports that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (changing)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>Told of each import that is over, on the thread that imported.</summary>
    public Action<ImportRun>? Ended { get; set; }

    /// <summary>The imports of a domain, newest first, those of the command line too.</summary>
    public IReadOnlyList<ImportRun> Of(string domain, int most)
    {
        var recorded = workspace.Imports.All().Where(record => record.Domain == domain).Select(ImportRun.Of);
        return
        [
            .. active
                .Values.Select(each => each.Run)
                .Where(run => run.Domain == domain)
                .Concat(recorded)
                .DistinctBy(run => run.ImportId)
                .OrderByDescending(run => run.ImportId, StringComparer.Ordinal)
                .Take(most),
        ];
    }

    /// <summary>An import of a domain, or null.</summary>
    public ImportRun? Find(string domain, string importId)
    {
        var run = active.TryGetValue(importId, out var each)
            ? each.Run
            : workspace.Imports.All().Where(record => record.ImportId == importId).Select(ImportRun.Of).FirstOrDefault();
        return run?.Domain == domain ? run : null;
    }

    /// <summary>The progress of an import that waits, runs, or has ended a short while ago; null for others.</summary>
    public ImportProgressLog? ProgressOf(string importId) => active.GetValueOrDefault(importId)?.Progress;

    /// <summary>Refuses where too many wait already, so that nobody uploads in vain.</summary>
    /// <exception cref="KuajieException">Too many wait.</exception>
    public void ThrowIfFull()
    {
        if (Waiting >= mostWaiting)
        {
            throw ImportTexts.Source.Fault("queue-full", "QueueFull", arguments: [mostWaiting]);
        }
    }

    /// <summary>Puts an import at the end of the queue.</summary>
    /// <param name="request">What to import, from files in the folder.</param>
    /// <param name="folder">The folder of its files; removed when the import is over.</param>
    /// <param name="requestedBy">Id of the key or person.</param>
    /// <exception cref="KuajieException">Nothing to import, or too many waiting; the folder stays the caller's.</exception>
    public ImportRun Submit(ImportRequest request, string folder, string requestedBy)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Interactions.Count + request.Items.Count + request.Users.Count == 0)
        {
            throw ImportTexts.Source.Fault("nothing-to-import", "NothingUploaded", isUsage: true);
        }
        lock (changing)
        {
            ThrowIfFull();
            var run = new ImportRun(workflow.NewImportId(), request.Domain, ImportRunState.Waiting, clock.GetUtcNow())
            {
                RequestedBy = requestedBy,
            };
            active[run.ImportId] = new ActiveImport(run, request, folder, new ImportProgressLog(clock));
            waiting.AddLast(run.ImportId);
            arrived.Release();
            return run;
        }
    }

    /// <summary>Ends an import that waits or runs; one that is over stays as it is. Null where it is unknown.</summary>
    public ImportRun? Cancel(string domain, string importId)
    {
        lock (changing)
        {
            if (Find(domain, importId) is not { HasEnded: false } run || !active.TryGetValue(importId, out var each))
            {
                return Find(domain, importId);
            }
            if (waiting.Remove(importId))
            {
                End(each, run with { State = ImportRunState.Cancelled });
            }
            else
            {
                each.Cancellation.Cancel();
            }
            return each.Run;
        }
    }

    /// <summary>Takes every mention of a user id out of what is held in memory.</summary>
    public void Forget(string userId)
    {
        lock (changing)
        {
            foreach (var each in active.Values.Where(each => each.Run.ReportJson is not null))
            {
                if (Mention.RemoveFromJson(userId, each.Run.ReportJson!, ImportWorkflow.Json) is { } cleaned)
                {
                    each.Run = each.Run with { ReportJson = cleaned };
                }
            }
        }
    }

    /// <summary>Imports what comes until cancelled; an import under way is cancelled too.</summary>
    public async Task WorkAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await arrived.WaitAsync(cancellation);
            if (Next() is { } import)
            {
                await Task.Factory.StartNew(
                    () => Work(import, cancellation),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                );
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => arrived.Dispose();

    private ActiveImport? Next()
    {
        lock (changing)
        {
            if (waiting.First is not { } first)
            {
                return null;
            }
            waiting.RemoveFirst();
            var import = active[first.Value];
            import.Run = import.Run with { State = ImportRunState.Running, StartedAt = clock.GetUtcNow() };
            return import;
        }
    }

    private void Work(ActiveImport import, CancellationToken stopping)
    {
        // A thread of its own: faults are told in the language of whoever asked.
        CultureInfo.CurrentUICulture = import.Language;
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, import.Cancellation.Token);
        try
        {
            End(import, Imported(import, both.Token));
        }
        catch (OperationCanceledException)
        {
            var state = stopping.IsCancellationRequested ? ImportRunState.Interrupted : ImportRunState.Cancelled;
            End(import, import.Run with { State = state });
        }
        catch (KuajieException fault)
        {
            End(import, Failed(import, fault.Code, fault.Message));
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            // A defect must not take the queue down with it; what it was goes to whoever asked.
            End(import, Failed(import, "defect", $"{defect.GetType().Name}: {defect.Message}"));
        }
    }

    private ImportRun Imported(ActiveImport import, CancellationToken cancellation)
    {
        var request = import.Request;
        using var alone = request.Items.Count + request.Users.Count > 0 ? gate.Import(request.Domain) : null;
        var report = workflow.Run(request, import.Progress, cancellation, import.Run.ImportId);
        if (!report.AlreadyImported && !report.DryRun)
        {
            search.Reload(request.Domain);
            foreach (var listener in listeners)
            {
                listener.Imported(request.Domain);
            }
        }
        var written = WithoutFolder(JsonSerializer.Serialize(report, ImportWorkflow.Json), import.Folder);
        return import.Run with { State = ImportRunState.Succeeded, ReportJson = written };
    }

    private static ImportRun Failed(ActiveImport import, string code, string text) =>
        import.Run with
        {
            State = ImportRunState.Failed,
            FaultCode = code,
            FaultText = WithoutFolder(text, import.Folder),
        };

    /// <summary>Files are known to their sender by name, not by the place where they lay here.</summary>
    private static string WithoutFolder(string text, string folder) =>
        text.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    private void End(ActiveImport import, ImportRun run)
    {
        RemoveFolder(import.Folder);
        // Taken again by the same thread where a waiting import is cancelled.
        lock (changing)
        {
            import.Run = run with { EndedAt = clock.GetUtcNow() };
            ended.Enqueue(run.ImportId);
            if (ended.Count > MostRemembered)
            {
                active.TryRemove(ended.Dequeue(), out _);
            }
        }
        Ended?.Invoke(import.Run);
        import.Progress.End();
    }

    private static void RemoveFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // Held by a scanner, perhaps: the staging folder is emptied on the next opening.
        }
    }

    private sealed class ActiveImport(ImportRun run, ImportRequest request, string folder, ImportProgressLog progress)
    {
        public volatile ImportRun Run = run;

        public ImportRequest Request { get; } = request;

        public string Folder { get; } = folder;

        public CultureInfo Language { get; } = CultureInfo.CurrentUICulture;

        public ImportProgressLog Progress { get; } = progress;

        public CancellationTokenSource Cancellation { get; } = new();
    }
}
