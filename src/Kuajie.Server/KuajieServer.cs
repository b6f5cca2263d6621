using Kuajie.Platform.Access;
using Kuajie.Platform.Compliance;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Server.Audience;
using Kuajie.Server.Bridges;
using Kuajie.Server.Campaigns;
using Kuajie.Server.Catalog;
using Kuajie.Server.Compliance;
using Kuajie.Server.Experiments;
using Kuajie.Server.Imports;
using Kuajie.Server.Interactions;
using Kuajie.Server.Messages;
using Kuajie.Server.Operations;
using Kuajie.Server.Overview;
using Kuajie.Server.Partners;
using Kuajie.Server.Problems;
using Kuajie.Server.Recommendations;
using Kuajie.Server.SampleWorld;
using Kuajie.Server.Training;
using Kuajie.Server.Users;
using Kuajie.Server.Web;
using Kuajie.Server.Workbooks;
using Kuajie.Server.Workspaces;
using Kuajie.Storage.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server;

/// <summary>
/// The service over one workspace: builds the host out of the slices' parts, starts it, and drains it. The workspace stays the caller's to close, after the server.
/// </summary>
public sealed class KuajieServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Task loading;

    private KuajieServer(WebApplication app, Task loading) => (this.app, this.loading) = (app, loading);

    /// <summary>Where it listens, once started.</summary>
    public Uri Address =>
        new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>The code by which the first owner is made, or null where the workspace has one.</summary>
    public string? SetupCode => app.Services.GetRequiredService<SetupCode>().Current;

    /// <summary>What the server is made of, for tests and for the process that holds it.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Builds the host.</summary>
    /// <param name="settings">How it listens.</param>
    /// <param name="workspace">What it serves.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="log">Adds receivers of the log, or null for none.</param>
    /// <exception cref="InvalidOperationException">An endpoint says not who may call it.</exception>
    /// <exception cref="Platform.Faults.KuajieException">The keys of pseudonymised domains are not those that are needed.</exception>
    public static KuajieServer Build(ServerSettings settings, Workspace workspace, TimeProvider clock, Action<ILoggingBuilder>? log = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(workspace);
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = typeof(KuajieServer).Assembly.GetName().Name }
        );
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Logging.ClearProviders();
        builder
            .Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // It gives every line within a request a scope with the request's path, and paths hold ids of users.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        log?.Invoke(builder.Logging);
        AddParts(builder.Services, settings, workspace, clock);
        var built = builder.Build();
        var begun = built.Services.GetRequiredService<LiveStart>().LoadAsync();
        try
        {
            Use(built);
            built.Services.GetRequiredService<Pseudonyms>();
            AccessRules.ThrowIfMissing(BuiltOnce(((IEndpointRouteBuilder)built).DataSources));
            return new KuajieServer(built, begun);
        }
        catch
        {
            End(begun);
            throw;
        }
    }

    /// <summary>Starts to listen.</summary>
    public Task StartAsync(CancellationToken cancellation = default) => app.StartAsync(cancellation);

    /// <summary>Takes no new requests, waits for those in flight and for what is still to be written.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => app.StopAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        End(loading);
        return app.DisposeAsync();
    }

    /// <summary>Waits for what reads the workspace, which the caller closes next. Whether it went well is told by whoever starts the server.</summary>
    private static void End(Task begun) => ((IAsyncResult)begun).AsyncWaitHandle.WaitOne();

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.MostBodyBytes;
        kestrel.Listen(settings.Address, settings.Port);
    }

    private static void AddParts(IServiceCollection services, ServerSettings settings, Workspace workspace, TimeProvider clock)
    {
        services.AddSingleton(settings);
        services.AddSingleton(clock);
        services.AddSingleton(workspace);
        services.AddSingleton<IWorkspace>(workspace);
        services.AddSingleton(_ => new KeyRing(workspace.Keys, workspace.Partners, clock));
        services.AddSingleton(_ => new People(workspace.People, workspace.Partners, clock));
        services.AddSingleton<SetupCode>();
        services.AddSingleton<CurrentAccess>();
        services.AddSingleton(_ => new ActivityLog(workspace.Activity, clock));
        SignIn.Add(services, settings, workspace.Layout.Secrets);
        services.AddSingleton(_ => Pseudonyms.Take(workspace.Partners, workspace.Users, settings.PseudonymKeys));
        EventParts.Add(services);
        services.AddSingleton<Glances>();
        services.AddSingleton<SampleLoader>();
        services.AddHostedService(parts => parts.GetRequiredService<SampleLoader>());
        LiveParts.Add(services);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.DrainTime);
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        TrainingWorkers.Add(services, settings);
        MessageParts.Add(services);
        BridgeEndpoints.Add(services);
        AudienceParts.Add(services);
        TagMappingEndpoints.Add(services);
        PartnerChoiceEndpoints.Add(services);
        WorkbookEndpoints.Add(services);
        ResponseModelEndpoints.Add(services);
        ExperimentEndpoints.Add(services);
        CampaignParts.Add(services);
        CatalogParts.Add(services, settings, workspace, clock);
        ConsoleParts.Add(services);
        WireJson.Add(services);
        Telemetry.Add(services);
        ApiDocument.Add(services);
    }

    /// <summary>
    /// Puts one source that keeps its endpoints in the place of all: those of groups build every endpoint anew, with its delegate, each time somebody asks, and the check of rules, the policies and the
    /// routing all do.
    /// </summary>
    private static CompositeEndpointDataSource BuiltOnce(ICollection<EndpointDataSource> sources)
    {
        var kept = new CompositeEndpointDataSource([.. sources]);
        sources.Clear();
        sources.Add(kept);
        return kept;
    }

    private static void Use(WebApplication app)
    {
        app.UseMiddleware<SpokenLanguage>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<FaultBarrier>();
        app.UseRouting();
        app.UseMiddleware<PathIds>();
        app.UseMiddleware<ActivityWriter>();
        app.UseMiddleware<PageGate>();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<RateGate>();
        ConsoleParts.Use(app);
        HealthEndpoints.Map(app);
        Telemetry.Map(app);
        ApiDocument.Map(app);
        PageScript.Map(app);
        ConsoleParts.Map(app);
        var v1 = app.MapGroup("/v1");
        VersionEndpoints.Map(v1);
        OverviewEndpoints.Map(v1);
        SampleWorldEndpoints.Map(v1);
        SignInEndpoints.Map(v1);
        PeopleEndpoints.Map(v1);
        KeyEndpoints.Map(v1);
        PartyEndpoints.Map(v1);
        DomainEndpoints.Map(v1);
        PartnershipEndpoints.Map(v1);
        TrainingRunEndpoints.Map(v1);
        ModelEndpoints.Map(v1);
        ScheduleEndpoints.Map(v1);
        EventEndpoints.Map(v1);
        CollectEndpoints.Map(v1);
        RecommendationEndpoints.Map(v1);
        ShelfEndpoints.Map(v1);
        ListEndpoints.Map(v1);
        SceneEndpoints.Map(v1);
        ItemEndpoints.Map(v1);
        AudienceEndpoints.Map(v1);
        SegmentEndpoints.Map(v1);
        ResponseModelEndpoints.Map(v1);
        AudienceRunEndpoints.Map(v1);
        ProfileEndpoints.Map(v1);
        UserEndpoints.Map(v1);
        UserHistoryEndpoints.Map(v1);
        LinkEndpoints.Map(v1);
        BridgeEndpoints.Map(v1);
        TagMappingEndpoints.Map(v1);
        PartnerChoiceEndpoints.Map(v1);
        AdPlanEndpoints.Map(v1);
        CampaignEndpoints.Map(v1);
        DecisionEndpoints.Map(v1);
        OfferEndpoints.Map(v1);
        WebhookEndpoints.Map(v1);
        WorkbookEndpoints.Map(v1);
        ExperimentEndpoints.Map(v1);
        ImportEndpoints.Map(v1);
        ActivityEndpoints.Map(v1);
        WorkspaceEndpoints.Map(v1);
    }
}
