using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports.Live;
using Kuajie.Platform.Partners;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.Training.Runs;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Server.Overview;
using Kuajie.Storage.Links;
using Kuajie.Storage.SampleWorld;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.SampleWorld;

/// <summary>
/// Brings a made-up world into an empty workspace on the ways that real data take: raw exports, imports in the background, a partnership, links, trainings for both directions. One at a time.
/// </summary>
internal sealed partial class SampleLoader(
    Workspace workspace,
    ImportBacklog imports,
    TrainingBacklog trainings,
    UserLinking linking,
    CurrentAccess access,
    IEnumerable<IWorkspaceListener> listeners,
    Glances glances,
    TimeProvider clock,
    ILogger<SampleLoader> log
) : BackgroundService
{
    // Half of what the demo tries: somebody waits for it.
    private const int SearchSteps = 20;
    private readonly Lock changing = new();
    private readonly SemaphoreSlim asked = new(0);
    private (WorldOptions Options, string RequestedBy) next;

    /// <summary>How far it has come.</summary>
    public SampleProgress Progress { get; private set; } = new(SampleState.None, null, null);

    /// <summary>Begins.</summary>
    /// <exception cref="KuajieException">The workspace has domains already, or it runs.</exception>
    public SampleProgress Begin(WorldOptions options, string requestedBy)
    {
        lock (changing)
        {
            if (Progress.State == SampleState.Running || workspace.Partners.Domains().Count > 0)
            {
                throw ServerTexts.Fault("not-empty", "SampleNotEmpty", workspace.Partners.Domains().Count);
            }
            next = (options.Validated(), requestedBy);
            Progress = new SampleProgress(SampleState.Running, SampleStep.Generate, null);
            asked.Release();
            return Progress;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await asked.WaitAsync(stoppingToken);
            try
            {
                await LoadAsync(next.Options, next.RequestedBy, stoppingToken);
                // Whoever reads that it is done looks next at what it brought: a look from before would stay on their page.
                glances.Forget();
                Progress = Progress with { State = SampleState.Done };
            }
            catch (KuajieException fault)
            {
                Progress = Progress with { State = SampleState.Failed, FaultText = fault.Message };
            }
            catch (Exception defect) when (defect is not OperationCanceledException)
            {
                Failed(log, defect);
                Progress = Progress with { State = SampleState.Failed, FaultText = defect.GetType().Name };
            }
        }
    }

    private async Task LoadAsync(WorldOptions options, string requestedBy, CancellationToken cancellation)
    {
        var folder = Path.Combine(workspace.Layout.Staging, $"sample-{clock.GetUtcNow():yyyyMMddHHmmss}");
        try
        {
            var world = await Task.Run(() => Generate(options, folder, cancellation), cancellation);
            var (first, second) = (world.Knowledge.Name, world.Partner.Name);
            Progress = Progress with { Step = SampleStep.Import };
            await ImportAsync(first, folder, "Asia/Shanghai", requestedBy, cancellation);
            await ImportAsync(second, folder, null, requestedBy, cancellation);
            Progress = Progress with { Step = SampleStep.Link };
            workspace.Partners.PutPartnership(first, second, PartnershipShares.All);
            access.Refresh();
            Link(first, second, Path.Combine(folder, "links.csv"));
            Progress = Progress with { Step = SampleStep.Train };
            Train(first, second, options.Seed, requestedBy);
            Train(second, first, options.Seed, requestedBy);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static World Generate(WorldOptions options, string folder, CancellationToken cancellation)
    {
        var world = World.Generate(options);
        SampleWorldFolder.Write(world, folder, replace: true, usersDone: null, cancellation);
        return world;
    }

    private async Task ImportAsync(string domain, string folder, string? timeZone, string requestedBy, CancellationToken cancellation)
    {
        workspace.Partners.EnsureDomain(domain);
        workspace.Partners.PutTimeZone(domain, World.TimeZone);
        access.Refresh();
        var arrival = Path.Combine(folder, domain);
        var files = Directory.GetFiles(arrival).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToArray();
        var form = new UploadedForm
        {
            Interactions = [.. files.Where(file => file.StartsWith("interactions", StringComparison.Ordinal))],
            Items = [.. files.Where(file => file.StartsWith("items", StringComparison.Ordinal))],
            Users = [.. files.Where(file => file.StartsWith("users", StringComparison.Ordinal))],
            TimeZone = timeZone,
        };
        var run = imports.Submit(domain, form, arrival, requestedBy);
        if (imports.ProgressOf(run.ImportId) is { } progress)
        {
            await foreach (var _ in progress.FollowAsync(0, cancellation))
            {
                // Followed to its end.
            }
        }
        if (imports.Find(domain, run.ImportId) is { State: not ImportRunState.Succeeded } ended)
        {
            throw ServerTexts.Fault("sample-import", "SampleImport", domain, ended.FaultText ?? ended.State.ToString());
        }
    }

    private void Link(string first, string second, string file)
    {
        var table = PairTableReader.Read(file, PairColumns.OfLinks(first, second), null);
        linking.Pairs(first, second, [.. table.Rows.Select(row => new UserPair(row.First, row.Second))]);
        foreach (var listener in listeners)
        {
            listener.LinksAdded(first, second);
        }
    }

    private void Train(string source, string target, ulong seed, string requestedBy) =>
        trainings.Submit(
            new TrainingOrder
            {
                TargetDomain = target,
                SourceDomains = [source],
                Steps = SearchSteps,
                Seed = seed,
            },
            requestedBy
        );

    [LoggerMessage(LogLevel.Error, "The sample world could not be loaded.")]
    private static partial void Failed(ILogger log, Exception defect);
}

/// <summary>How far the loading of a sample world has come.</summary>
/// <param name="State">Whether it runs, and how it ended.</param>
/// <param name="Step">What is done, or was done last.</param>
/// <param name="FaultText">Why it failed.</param>
internal sealed record SampleProgress(SampleState State, SampleStep? Step, string? FaultText);

/// <summary>Whether a sample world is loaded.</summary>
internal enum SampleState
{
    None,
    Running,
    Done,
    Failed,
}

/// <summary>The steps, in order.</summary>
internal enum SampleStep
{
    Generate,
    Import,
    Link,
    Train,
}
