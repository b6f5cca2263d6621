using System.Diagnostics.Metrics;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Examples;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Recommendations.Scenes;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Operations;
using Kuajie.Server.Training;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Recommendations;

/// <summary>The live read side within the server: made, warmed before requests come, kept up by events, measured.</summary>
internal static class LiveParts
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IModelNotices, ModelNotices>();
        services.AddSingleton(parts =>
        {
            var workspace = parts.GetRequiredService<Workspace>();
            var live = new LiveRecommendations(
                workspace,
                workspace.Events,
                workspace.Events,
                workspace.Events,
                parts.GetRequiredService<ServerSettings>().Live,
                parts.GetRequiredService<TimeProvider>(),
                CursorSeal.FromKeyFile(Path.Combine(workspace.Layout.Secrets, "cursor.key")),
                parts.GetRequiredService<IModelNotices>()
            );
            live.Joins.Moved = parts.GetRequiredService<AudienceProfiles>().VisitsJoined;
            return live;
        });
        services.AddSingleton<ILiveListener>(parts => parts.GetRequiredService<LiveRecommendations>().Histories);
        services.AddSingleton<ILiveListener>(parts => parts.GetRequiredService<LiveRecommendations>().Trends);
        services.AddSingleton<ILiveListener>(parts => parts.GetRequiredService<LiveRecommendations>().Takers);
        services.AddSingleton<ILiveListener>(parts => parts.GetRequiredService<LiveRecommendations>().Joins);
        services.AddSingleton(parts => new SceneShelf(
            parts.GetRequiredService<Workspace>().Scenes,
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(parts =>
        {
            var workspace = parts.GetRequiredService<Workspace>();
            return new ExampleUsers(workspace.Events, workspace.Events, workspace.Links, workspace.Catalog);
        });
        services.AddSingleton<IWorkspaceListener, LiveUpkeep>();
        services.AddSingleton<LiveMeters>();
        services.AddSingleton<LiveStart>();
        services.AddSingleton<IHealthReporter>(parts => parts.GetRequiredService<LiveStart>());
        services.AddHostedService(parts => parts.GetRequiredService<LiveStart>());
    }
}

/// <summary>Loads the models before the first request, warms histories beside the first ones, and settles new items off the way of requests.</summary>
internal sealed partial class LiveStart(
    LiveRecommendations live,
    LiveMeters meters,
    ServingChanges changes,
    TimeProvider clock,
    ILogger<LiveStart> log
) : BackgroundService, IHealthReporter
{
    private static readonly TimeSpan SettlingPause = TimeSpan.FromMilliseconds(200);

    /// <summary>The first requests are answered before anything is read ahead: both would want the same processors.</summary>
    private static readonly TimeSpan WarmingPause = TimeSpan.FromSeconds(1);
    private Task? loading;

    /// <summary>Begins to load the models while the rest of the server is still put together.</summary>
    public Task LoadAsync() => loading ??= Task.Run(live.Models.Refresh);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync();
        changes.Add(live.Models.Refresh);
        meters.Start();
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public HealthPart Report()
    {
        var ill = live.Models.States.Where(state => !state.IsSound).ToArray();
        return ill.Length == 0
            ? new HealthPart("models", HealthEndpoints.Ready)
            : new HealthPart(
                "models",
                HealthEndpoints.Degraded,
                string.Join("; ", ill.Select(state => $"{state.WantedVersion}: {state.Fault?.Code} → {state.ServingVersion ?? "—"}"))
            );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var warming = WarmAsync(stoppingToken);
        try
        {
            using var timer = new PeriodicTimer(SettlingPause, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Settle();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
        await warming;
    }

    /// <summary>Warming is a courtesy: what is not held is read when it is asked for.</summary>
    private async Task WarmAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(WarmingPause, clock, stopping);
            Warmed(log, live.Histories.Warm(stopping), live.Histories.Bytes);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception fault)
        {
            NotWarmed(log, fault);
        }
    }

    private void Settle()
    {
        try
        {
            if (live.Joins.IsWaiting)
            {
                live.Joins.Settle();
            }
            live.Audiences.Refresh();
            if (live.Takers.IsWaiting)
            {
                live.Takers.Settle();
            }
        }
        catch (Exception fault)
        {
            NotSettled(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "What followed from recent events could not be settled; it is tried again.")]
    private static partial void NotSettled(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Error, "Histories of recent users could not be read ahead; each is read when it is asked for.")]
    private static partial void NotWarmed(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Information, "Histories of {Users} recent users are held ({Bytes} bytes).")]
    private static partial void Warmed(ILogger log, int users, long bytes);
}

/// <summary>Says in the log which versions serve.</summary>
internal sealed partial class ModelNotices(ILogger<ModelNotices> log) : IModelNotices
{
    public void FellBack(ModelPlaceState state) =>
        Fallen(
            log,
            state.WantedVersion,
            state.SourceDomain ?? state.TargetDomain,
            state.TargetDomain,
            state.ServingVersion ?? "—",
            state.Fault
        );

    public void Serves(ModelPlaceState state) =>
        Serving(log, state.ServingVersion, state.SourceDomain ?? state.TargetDomain, state.TargetDomain);

    [LoggerMessage(LogLevel.Error, "Version {Wanted} ({Source} → {Target}) cannot be loaded; {Serving} serves in its place.")]
    private static partial void Fallen(ILogger log, string wanted, string? source, string target, string? serving, Exception? fault);

    [LoggerMessage(LogLevel.Information, "Version {Version} serves {Source} → {Target}.")]
    private static partial void Serving(ILogger log, string? version, string? source, string target);
}

/// <summary>What operators see of the live read side.</summary>
internal sealed class LiveMeters(IMeterFactory factory, LiveRecommendations live)
{
    /// <summary>Begins to measure.</summary>
    public void Start()
    {
        var meter = factory.Create(Telemetry.Meter);
        meter.CreateObservableGauge("kuajie.histories.entries", () => live.Histories.EntryCount, "{user}", "Users and visits held.");
        meter.CreateObservableGauge("kuajie.histories.bytes", () => live.Histories.Bytes, "By", "Estimated bytes held.");
        meter.CreateObservableCounter("kuajie.histories.hits", () => live.Histories.Hits, "{request}", "Histories found in memory.");
        meter.CreateObservableCounter(
            "kuajie.histories.misses",
            () => live.Histories.Misses,
            "{request}",
            "Histories read from the store."
        );
        meter.CreateObservableCounter(
            "kuajie.histories.evictions",
            () => live.Histories.Evictions,
            "{user}",
            "Histories let go of for room."
        );
        meter.CreateObservableGauge("kuajie.segments", () => live.Audiences.SegmentCount, "{segment}", "Segments of users counted.");
        meter.CreateObservableGauge(
            "kuajie.reasons.links",
            () => live.Recommender.ReasonLinkCount,
            "{link}",
            "Links held to count for reasons."
        );
        meter.CreateObservableGauge(
            "kuajie.reasons.pairs",
            () => live.Recommender.ReasonPairCount,
            "{pair}",
            "Pairs of items counted for reasons."
        );
        meter.CreateObservableGauge("kuajie.items", () => live.Items.ItemCount, "{item}", "Items of catalogs held.");
        meter.CreateObservableGauge("kuajie.filters", () => live.Items.FilterCount, "{filter}", "Compiled filters held.");
        meter.CreateObservableCounter(
            "kuajie.models.fallbacks",
            () => live.Models.Fallbacks,
            "{version}",
            "Versions that could not be loaded."
        );
        meter.CreateObservableGauge(
            "kuajie.blends.searches",
            () => live.Models.BlendEffort.Searches,
            "{search}",
            "Searches of the blends that serve."
        );
        meter.CreateObservableGauge(
            "kuajie.blends.scored",
            () => live.Models.BlendEffort.Scored,
            "{item}",
            "Items scored by those searches."
        );
        meter.CreateObservableCounter("kuajie.models.swaps", () => live.Models.Swaps, "{swap}", "Exchanges of what serves.");
    }
}
