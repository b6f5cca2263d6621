using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Progress;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Imports.Live;

/// <summary>
/// Imports of uploaded files while the service runs, one after another. Each is recorded with its files before it is answered for: what waits or runs when the process ends is
/// taken up again by the next one. Rows become visible with the commit and no sooner; a process that is killed leaves all of them or none. Safe to call from many threads.
/// </summary>
/// <param name="workspace">The stores.</param>
/// <param name="workflow">Imports.</param>
/// <param name="search">Reads the catalog anew afterwards.</param>
/// <param name="listeners">Told afterwards.</param>
/// <param name="gate">Keeps other changes to the domain away meanwhile.</param>
/// <param name="pseudonyms">Domains whose users are stored under pseudonyms.</param>
/// <param name="folder">Files of imports that are not over lie in folders in it.</param>
/// <param name="clock">The clock.</param>
/// <param name="mostWaiting">Imports that may wait at once.</param>
public sealed class ImportBacklog(
    IWorkspace workspace,
    ImportWorkflow workflow,
    IItemSearch search,
    IReadOnlyList<IWorkspaceListener> listeners,
    DomainGate gate,
    Pseudonyms pseudonyms,
    string folder,
    TimeProvider clock,
    int mostWaiting
) : IDisposable
{
    /// <summary>Ended imports whose progress and faults can still be read.</summary>
    private const int MostRemembered = 50;

    private readonly RecordedImports recorded = new(workspace);
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
    public IReadOnlyList<ImportRun> Of(string domain, int most) =>
        [
            .. active
                .Values.Select(each => each.Run)
                .Where(run => run.Domain == domain)
                .Concat(recorded.Of(domain, most))
                .DistinctBy(run => run.ImportId)
                .OrderByDescending(run => run.ImportId, StringComparer.Ordinal)
                .Take(most),
        ];

    /// <summary>An import of a domain, or null.</summary>
    public ImportRun? Find(string domain, string importId)
    {
        var run = active.TryGetValue(importId, out var each) ? each.Run : recorded.Find(importId);
        return run?.Domain == domain ? run : null;
    }

    /// <summary>The progress of an import that waits, runs, or has ended a short while ago; null for others.</summary>
    public FollowedLog<ImportStep>? ProgressOf(string importId) => active.GetValueOrDefault(importId)?.Progress.Log;

    /// <summary>Refuses where too many wait already, so that nobody uploads in vain.</summary>
    /// <exception cref="KuajieException">Too many wait.</exception>
    public void ThrowIfFull()
    {
        if (Waiting >= mostWaiting)
        {
            throw ImportTexts.Source.Fault("queue-full", "QueueFull", arguments: [mostWaiting]);
        }
    }

    /// <summary>Puts an import at the end of the queue, safely recorded on return.</summary>
    /// <param name="domain">The domain imported into.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="arrival">The folder its files arrived in; moved, and removed when the import is over.</param>
    /// <param name="requestedBy">Id of the key or person.</param>
    /// <exception cref="KuajieException">Nothing to import, or too many waiting; the folder stays the caller's.</exception>
    public ImportRun Submit(string domain, UploadedForm form, string arrival, string requestedBy)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (!form.Files.Any())
        {
            throw ImportTexts.Source.Fault("nothing-to-import", "NothingUploaded", isUsage: true);
        }
        lock (changing)
        {
            ThrowIfFull();
            var run = new ImportRun(workflow.NewImportId(), domain, ImportRunState.Waiting, clock.GetUtcNow())
            {
                RequestedBy = requestedBy,
            };
            var import = new ActiveImport(new UploadedImport(run, form, CultureInfo.CurrentUICulture.Name), FolderOf(run.ImportId), clock);
            Accept(import, arrival);
            Enqueue(import);
            return run;
        }
    }

    /// <summary>Takes up what earlier processes left, once, before anything is submitted: what can be done is done, of the rest it is said what became of it.</summary>
    public void Resume()
    {
        lock (changing)
        {
            var records = workspace.Imports.All().ToDictionary(record => record.ImportId);
            foreach (var left in workspace.Uploads.Unfinished())
            {
                var import = LeftImports.Settle(left, records.GetValueOrDefault(left.Run.ImportId), FolderOf(left.Run.ImportId), clock);
                workspace.Uploads.Put(import);
                if (!import.Run.HasEnded)
                {
                    Enqueue(new ActiveImport(import, FolderOf(import.Run.ImportId), clock));
                }
            }
            LeftImports.RemoveFolders(folder, active.Keys);
        }
    }

    /// <summary>Ends an import that waits or runs, and takes the rows of one that succeeded back; any other stays as it is. Null where it is unknown.</summary>
    public ImportRun? Withdraw(string domain, string importId) =>
        Find(domain, importId) is { State: ImportRunState.Succeeded } run ? TakeBack(run) : Cancel(domain, importId);

    private ImportRun TakeBack(ImportRun run)
    {
        using var alone = gate.Import(run.Domain);
        if (!workflow.Withdraw(run.ImportId))
        {
            // A dry run, or files that were there already: nothing in the store is its own.
            return run;
        }
        Tell(run.Domain);
        lock (changing)
        {
            var withdrawn = run with { State = ImportRunState.Withdrawn, ReportJson = null };
            if (active.TryGetValue(run.ImportId, out var each))
            {
                each.Run = withdrawn;
            }
            if (workspace.Uploads.Find(run.ImportId) is { } upload)
            {
                workspace.Uploads.Put(upload with { Run = withdrawn });
            }
            return withdrawn;
        }
    }

    private ImportRun? Cancel(string domain, string importId)
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
                each.Upload = each.Upload with { IsCancelled = true };
                workspace.Uploads.Put(each.Upload);
                each.Cancellation.Cancel();
            }
            return each.Run;
        }
    }

    /// <summary>Takes a user of a domain out of what is held in memory.</summary>
    public void Forget(string domain, string userId)
    {
        lock (changing)
        {
            foreach (var each in active.Values.Where(each => each.Run.Domain == domain))
            {
                each.Run = each.Run.Without(userId) ?? each.Run;
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

    private void Accept(ActiveImport import, string arrival)
    {
        try
        {
            Directory.CreateDirectory(folder);
            Directory.Move(arrival, import.Folder);
            workspace.Uploads.Put(import.Upload);
        }
        catch (Exception refusal) when (refusal is not OutOfMemoryException)
        {
            LeftImports.RemoveFolder(import.Folder);
            throw ImportTexts.Source.Fault("store-full", "NotRecorded", inner: refusal);
        }
    }

    private string FolderOf(string importId) => Path.Combine(folder, importId);

    private void Enqueue(ActiveImport import)
    {
        active[import.Run.ImportId] = import;
        waiting.AddLast(import.Run.ImportId);
        arrived.Release();
    }

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
            import.Upload = import.Upload with { Starts = import.Upload.Starts + 1 };
            recorded.Put(import.Upload);
            return import;
        }
    }

    private void Work(ActiveImport import, CancellationToken stopping)
    {
        // A thread of its own: faults are told in the language of whoever asked.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(import.Upload.Language);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, import.Cancellation.Token);
        try
        {
            End(import, Imported(import, both.Token));
        }
        catch (OperationCanceledException)
        {
            if (stopping.IsCancellationRequested && !import.Upload.IsCancelled)
            {
                Leave(import);
            }
            else
            {
                End(import, import.Run with { State = ImportRunState.Cancelled });
            }
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
        var request = import.Upload.Form.ToRequest(import.Run.Domain, import.Folder) with
        {
            Pseudonymizer = pseudonyms.Of(import.Run.Domain),
        };
        using var alone = request.Items.Count + request.Users.Count > 0 ? gate.Import(request.Domain) : null;
        var report = workflow.Run(request, import.Progress, cancellation, import.Run.ImportId);
        if (!report.AlreadyImported && !report.DryRun)
        {
            Tell(request.Domain);
        }
        var written = WithoutFolder(JsonSerializer.Serialize(report, ImportWorkflow.Json), import.Folder);
        return import.Run with { State = ImportRunState.Succeeded, ReportJson = written };
    }

    private void Tell(string domain)
    {
        search.Reload(domain);
        foreach (var listener in listeners)
        {
            listener.Imported(domain);
        }
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

    /// <summary>The process ends: the next one does it from the beginning, and this start does not count.</summary>
    private void Leave(ActiveImport import)
    {
        lock (changing)
        {
            import.Upload = import.Upload with
            {
                Run = import.Run with { State = ImportRunState.Waiting, StartedAt = null },
                Starts = import.Upload.Starts - 1,
            };
            recorded.Put(import.Upload);
        }
        import.Progress.End();
    }

    private void End(ActiveImport import, ImportRun run)
    {
        // Taken again by the same thread where a waiting import is cancelled.
        lock (changing)
        {
            import.Run = run with { EndedAt = clock.GetUtcNow() };
            recorded.Put(ToBeKept(import.Upload));
            ended.Enqueue(run.ImportId);
            if (ended.Count > MostRemembered)
            {
                active.TryRemove(ended.Dequeue(), out _);
            }
        }
        LeftImports.RemoveFolder(import.Folder);
        Ended?.Invoke(import.Run);
        import.Progress.End();
    }

    /// <summary>A fault may repeat what the file said, a first row taken for a header for example: of pseudonymised users that is told now and not kept.</summary>
    private UploadedImport ToBeKept(UploadedImport import) =>
        pseudonyms.Of(import.Run.Domain) is null ? import : import with { Run = import.Run with { FaultText = null } };
}
