using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Platform.Campaigns.Previews;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Simulation.Campaigns;

/// <summary>
/// The service's campaigns without its network: agreed on, decided, charged and read by the service's own parts. Ids are made from the seed, so that who is held out and what is left to chance repeats itself.
/// </summary>
public sealed class SimulatedCampaignService : IAsyncDisposable
{
    /// <summary>Whom the histories name.</summary>
    public const string Actor = "simulation";

    /// <summary>Fewer than may wait for the disk at once.</summary>
    private const int DecisionsAtOnce = 16_384;

    private readonly VirtualClock clock;
    private readonly GatedDecisionStore store;
    private readonly CampaignDecisions decisions;
    private readonly OutcomeReader reader;
    private readonly SlotTraffic traffic;
    private readonly DeliveryWatch watch;
    private readonly CampaignPreviewer previewer;
    private long campaignsMade;
    private long decisionsMade;

    /// <summary>Nothing is agreed on yet.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="stores">Its campaigns, and what they need beside the workspace.</param>
    /// <param name="outcomes">What was done there.</param>
    /// <param name="impressions">The way of shown lists to their store.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="clock">The clock.</param>
    public SimulatedCampaignService(
        IWorkspace workspace,
        CampaignStores stores,
        IOutcomeStore outcomes,
        ImpressionLog impressions,
        ulong seed,
        VirtualClock clock
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(stores);
        this.clock = clock;
        var access = new DomainAccess(workspace.Partners.Domains(), workspace.Partners.Partnerships());
        Shelf = new CampaignShelf(
            stores.Campaigns,
            workspace.Partners,
            stores.Segments,
            workspace.Catalog,
            (one, other) => access.Share(one, other, PartnershipShares.Recommendations),
            clock
        )
        {
            NewId = _ => IdOf("campaign-", seed, ++campaignsMade),
        };
        Profiles = new AudienceProfiles(workspace, null, clock);
        store = new GatedDecisionStore(workspace.Decisions);
        traffic = new SlotTraffic(stores.Forecasts, clock);
        decisions = new CampaignDecisions(Shelf, store, Profiles, impressions, new GroupCommitOptions(), clock, traffic)
        {
            NewId = _ => IdOf(CampaignDecisions.IdPrefix, seed, ++decisionsMade),
        };
        reader = new OutcomeReader(workspace.Impressions, outcomes, workspace.Links, workspace.Catalog, clock);
        previewer = new CampaignPreviewer(workspace.Decisions, clock);
        watch = new DeliveryWatch(
            stores.Forecasts,
            workspace.Decisions,
            new ForecastReader(stores.Forecasts, workspace.Decisions, workspace.Impressions, Shelf, stores.Segments, Profiles, clock),
            clock
        );
        Listeners = [Profiles, new DecisionListener(decisions)];
    }

    /// <summary>The campaigns.</summary>
    public CampaignShelf Shelf { get; }

    /// <summary>Who has to hear of events.</summary>
    public IReadOnlyList<ILiveListener> Listeners { get; }

    private AudienceProfiles Profiles { get; }

    /// <summary>Puts on record that places were to be filled while there was no campaign: what forecasts stand on.</summary>
    public void AskedBefore(IEnumerable<(DateTimeOffset At, DecisionQuery Query)> asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        foreach (var (at, query) in asked)
        {
            traffic.Asked(query.Domain, query.Slot, query.UserId, query.SessionId, at);
        }
        traffic.Flush();
    }

    /// <summary>Takes the forecast of a campaign that was just agreed.</summary>
    public CampaignForecast Forecast(Campaign campaign, CancellationToken cancellation)
    {
        watch.Take(campaign, cancellation);
        return watch.ForecastOf(campaign, cancellation);
    }

    /// <summary>Ends a day: writes what was asked for, and holds what was delivered against the forecasts.</summary>
    public void EndDay(IEnumerable<Campaign> campaigns)
    {
        ArgumentNullException.ThrowIfNull(campaigns);
        traffic.Flush();
        foreach (var campaign in campaigns)
        {
            watch.Judge(campaign);
        }
    }

    /// <summary>Fills places in the order given, each at its own moment, by what was known before the first of them; ends when all are on the disk.</summary>
    public async Task<IReadOnlyList<DecisionAnswer>> DecideAsync(IReadOnlyList<(DateTimeOffset At, DecisionQuery Query)> asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var answers = new List<DecisionAnswer>(asked.Count);
        foreach (var some in asked.Chunk(DecisionsAtOnce))
        {
            answers.AddRange(await Task.WhenAll(Ask(some)).ConfigureAwait(false));
        }
        return answers;
    }

    /// <summary>How a campaign was delivered, and what it caused as its partners read it.</summary>
    public (CampaignDelivery Delivery, CampaignOutcome Outcome) Read(Campaign campaign, CancellationToken cancellation)
    {
        var delivery = decisions.DeliveryOf(campaign);
        return (delivery, reader.Read(campaign, delivery, cancellation));
    }

    /// <summary>What other ways to choose its creatives would have brought.</summary>
    public CampaignPreview Preview(Campaign campaign, CancellationToken cancellation) => previewer.Preview(campaign, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await decisions.DisposeAsync().ConfigureAwait(false);
        store.Dispose();
    }

    private Task<DecisionAnswer>[] Ask((DateTimeOffset At, DecisionQuery Query)[] asked)
    {
        var answers = new Task<DecisionAnswer>[asked.Length];
        store.Close();
        try
        {
            for (var place = 0; place < asked.Length; place++)
            {
                using (clock.OnThisThread(asked[place].At))
                {
                    answers[place] = decisions.DecideAsync(asked[place].Query);
                }
            }
            return answers;
        }
        finally
        {
            store.Open();
        }
    }

    private static string IdOf(string prefix, ulong seed, long number) =>
        FormattableString.Invariant($"{prefix}{UnitHash.Of(prefix, seed):x16}{number:x16}");
}

/// <summary>Where a service keeps its campaigns, and what they need beside the workspace.</summary>
/// <param name="Campaigns">The campaigns.</param>
/// <param name="Segments">Segments of users.</param>
/// <param name="Forecasts">Forecasts, and what was asked for.</param>
public sealed record CampaignStores(ICampaignStore Campaigns, ISegmentStore Segments, IForecastStore Forecasts);
