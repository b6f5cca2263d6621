using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Simulation.Campaigns;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Simulation;

/// <summary>The live service of a workspace without its network: the parts that answer requests for lists, put lists on record and take events are the service's own.</summary>
public sealed class SimulatedService : IAsyncDisposable
{
    private readonly LiveRecommendations live;
    private readonly ImpressionLog impressions;
    private readonly EventIntake intake;
    private readonly VirtualClock clock;
    private readonly DomainAccess access;
    private readonly ExperimentShelf experiments;
    private Exception? lost;

    /// <summary>Loads models and the histories of recent users.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="events">Its events and catalogs.</param>
    /// <param name="experiments">Its experiments.</param>
    /// <param name="campaigns">Its campaigns, and what they need beside the workspace.</param>
    /// <param name="options">What is simulated.</param>
    /// <param name="seal">Signs cursors.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Ends the reading of histories.</param>
    public SimulatedService(
        IWorkspace workspace,
        IEventStore events,
        ExperimentShelf experiments,
        CampaignStores campaigns,
        SimulationOptions options,
        CursorSeal seal,
        VirtualClock clock,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(options);
        (this.clock, this.experiments) = (clock, experiments);
        Catalog = workspace.Catalog;
        access = new DomainAccess(workspace.Partners.Domains(), workspace.Partners.Partnerships());
        live = new LiveRecommendations(
            workspace,
            events,
            events,
            events,
            new LiveOptions { WarmUsers = 2 * options.Scenario.Users, HistoryBytes = 1L << 30 },
            clock,
            seal
        );
        live.Models.Refresh();
        live.Histories.Warm(cancellation);
        foreach (var domain in workspace.Partners.Domains())
        {
            live.Histories.WarmNewcomers(
                domain.Name,
                () => events.UsersOf(domain.Name).Where(user => !user.HasInteractions).Select(user => user.UserId)
            );
            live.Audiences.Warm(domain.Name);
        }
        live.Histories.WarmLinks();
        impressions = new ImpressionLog(events, new GroupCommitOptions(), clock, (_, fault) => lost ??= fault);
        Campaigns = new SimulatedCampaignService(workspace, campaigns, events, impressions, options.Seed, clock);
        intake = new EventIntake(
            events,
            [live.Histories, live.Trends, live.Takers, live.Joins, .. Campaigns.Listeners],
            new GroupCommitOptions(),
            clock,
            (_, fault) => lost ??= fault
        );
    }

    /// <summary>The campaigns' part of it.</summary>
    public SimulatedCampaignService Campaigns { get; }

    /// <summary>The items of both sides.</summary>
    public ICatalogStore Catalog { get; }

    /// <summary>What a caller of a domain may be shown.</summary>
    public ILiveAccess AccessOf(string domain) => new OwnAccess(access, domain);

    /// <summary>Begins an experiment of a domain.</summary>
    public void Begin(string domain, string name, ExperimentDefinition definition)
    {
        experiments.Define(domain, name, definition);
        experiments.Start(domain, name);
    }

    /// <summary>Ends an experiment of a domain.</summary>
    public void End(string domain, string name) => experiments.Stop(domain, name);

    /// <summary>What the experiments of a domain do with a request.</summary>
    public ArmDirection Direct(string domain, in ArmRequest request) => experiments.Direct(domain, request);

    /// <summary>Answers as the endpoint does, but puts nothing on record.</summary>
    public LiveList Recommend(LiveRequest request, ILiveAccess may) => live.Recommender.Recommend(request, may);

    /// <summary>Puts a list that was shown on record; waits only where too many wait to be written.</summary>
    public void Show(LiveRequest request, LiveList list)
    {
        var adding = impressions.AddAsync(LiveRecommender.ToImpression(request, list), CancellationToken.None);
        if (!adding.IsCompletedSuccessfully)
        {
            adding.AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Takes events in the order given, and returns when they are on the disk and everything that follows from them is settled.</summary>
    /// <exception cref="Faults.KuajieException">The store refused them.</exception>
    public async Task TakeAsync(IReadOnlyList<LiveEvent> told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (told.Count > 0)
        {
            await intake.TakeAsync(told, cancellation).ConfigureAwait(false);
        }
        if (live.Takers.IsWaiting)
        {
            live.Takers.Settle();
        }
        ThrowIfLost();
    }

    /// <summary>Ends when every list shown so far is on record.</summary>
    public async Task FlushAsync()
    {
        await impressions.FlushAsync().ConfigureAwait(false);
        ThrowIfLost();
    }

    /// <summary>The rules of the endpoint for events of a domain.</summary>
    public EventCheck Check(string domain, ICollection<Faults.KuajieException> faults) => new(domain, clock.GetUtcNow(), faults);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await intake.DisposeAsync().ConfigureAwait(false);
        await Campaigns.DisposeAsync().ConfigureAwait(false);
        await impressions.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A simulation whose records are not whole has no truth beside them.</summary>
    private void ThrowIfLost()
    {
        if (lost is { } fault)
        {
            throw new InvalidOperationException("Found lists or events that could not be taken; expected every one on record.", fault);
        }
    }

    private sealed class OwnAccess(DomainAccess access, string own) : ILiveAccess
    {
        public string Party => "";

        public bool MayRecommend(string domain) =>
            string.Equals(domain, own, StringComparison.Ordinal) || access.Share(own, domain, Partners.PartnershipShares.Recommendations);

        public bool MayTransfer(string domain, string targetDomain) =>
            string.Equals(domain, targetDomain, StringComparison.Ordinal) || access.MayTransfer(domain, targetDomain);
    }
}
