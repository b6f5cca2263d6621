using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Campaigns;

/// <summary>Two domains, <c>school</c> and <c>league</c>, with stores in memory that outlive a restart.</summary>
internal sealed class CampaignWorld : IAsyncDisposable
{
    public const string School = "school";
    public const string League = "league";
    public const string Slot = "banner";

    /// <summary>A Monday at midnight.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public CampaignWorld()
    {
        Clock = new FakeTimeProvider(Start.AddDays(-1));
        Workspace = new InMemoryWorkspace(Clock);
        Workspace.Partners.EnsureDomain(School);
        Workspace.Partners.EnsureDomain(League);
        Workspace.Partners.EnsureDomain("stranger");
        Begin();
    }

    public FakeTimeProvider Clock { get; }

    public InMemoryWorkspace Workspace { get; }

    public InMemoryCampaignStore Campaigns { get; } = new();

    public InMemoryDecisionStore Store { get; } = new();

    public InMemorySegmentStore Segments { get; } = new();

    public InMemoryForecastStore Forecasts { get; } = new();

    public SlotTraffic Traffic { get; private set; } = null!;

    public DeliveryWatch Watch { get; private set; } = null!;

    public bool IsAgreed { get; set; } = true;

    public CampaignShelf Shelf { get; private set; } = null!;

    public CampaignDecisions Decisions { get; private set; } = null!;

    public ImpressionLog Impressions { get; private set; } = null!;

    /// <summary>A campaign of ten days from <see cref="Start"/> with one creative, at 1000 minor units for a thousand impressions.</summary>
    public static CampaignDefinition Plain { get; } =
        new()
        {
            Partner = League,
            StartsAt = Start,
            EndsAt = Start.AddDays(10),
            Currency = "CNY",
            BudgetMinorUnits = 1000,
            PriceMinorUnits = 1000,
            Slots = [Slot],
            Creatives = [Creative("one")],
            Pacing = Kuajie.Marketing.Pacing.PacingKind.AsFast,
        };

    public static CampaignCreative Creative(string name) =>
        new(name, new CreativeWords($"Title {name}", "Text"), new CreativeWords($"标题 {name}", "正文")) { Link = "https://example.org/" };

    public Campaign Run(CampaignDefinition definition, string name = "spring")
    {
        Shelf.Define(School, name, definition, "anna");
        Shelf.Propose(School, name, "anna");
        return Shelf.Approve(League, name, "bo");
    }

    public Task<DecisionAnswer> AskAsync(string user, string? request = null, bool isExplained = false, string slot = Slot) =>
        Decisions.DecideAsync(new DecisionQuery(School, slot, user, null, request, isExplained));

    public void Happened(string? decision, InteractionKind kind, string domain = League, DateTimeOffset? at = null) =>
        Decisions.TakeIn([new LiveEvent($"{Guid.NewGuid()}", domain, "u", null, "i", kind, at ?? Clock.GetUtcNow(), null, decision)]);

    /// <summary>As after a process that ended without a word: everything in memory is gone.</summary>
    public async Task RestartAsync()
    {
        await DisposeAsync();
        Begin();
    }

    public async ValueTask DisposeAsync()
    {
        await Decisions.DisposeAsync();
        await Impressions.DisposeAsync();
    }

    private void Begin()
    {
        Shelf = new CampaignShelf(Campaigns, Workspace.Partners, Segments, Workspace.Catalog, (_, _) => IsAgreed, Clock);
        Impressions = new ImpressionLog(
            Workspace.OwnImpressions,
            new GroupCommitOptions(),
            Clock,
            (_, fault) => throw new InvalidOperationException("A list was refused.", fault)
        );
        var profiles = new AudienceProfiles(Workspace, new TallyOptions(), Clock);
        Traffic = new SlotTraffic(Forecasts, Clock);
        Decisions = new CampaignDecisions(Shelf, Store, profiles, Impressions, new GroupCommitOptions(), Clock, Traffic);
        Watch = new DeliveryWatch(
            Forecasts,
            Store,
            new ForecastReader(Forecasts, Store, Workspace.OwnImpressions, Shelf, Segments, profiles, Clock),
            Clock
        );
    }
}
