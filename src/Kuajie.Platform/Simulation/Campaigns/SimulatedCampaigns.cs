using System.Globalization;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.SampleWorld;

namespace Kuajie.Platform.Simulation.Campaigns;

/// <summary>The campaigns of a scenario while users act: on each visit the page asks for its placements, users respond by the truth, and what follows is told as events.</summary>
public sealed class SimulatedCampaigns
{
    private static readonly (OutcomeMeasureKind Kind, OutcomeSide Side)[] Checked =
    [
        (OutcomeMeasureKind.Sales, OutcomeSide.Both),
        (OutcomeMeasureKind.Buyers, OutcomeSide.Promoted),
        (OutcomeMeasureKind.Sales, OutcomeSide.Promoted),
        (OutcomeMeasureKind.Buyers, OutcomeSide.Host),
        (OutcomeMeasureKind.Sales, OutcomeSide.Host),
        (OutcomeMeasureKind.SearchShare, OutcomeSide.Promoted),
        (OutcomeMeasureKind.MentionShare, OutcomeSide.Promoted),
    ];

    private readonly SimulatedCampaignService service;
    private readonly ulong seed;
    private readonly SimulatedCampaign[] campaigns;
    private readonly Dictionary<string, SimulatedCampaign> byId;

    /// <summary>Which campaign caused what happened: by the decision that events refer to, or by the event where, as with searches, nothing says that it followed a decision.</summary>
    private readonly Dictionary<string, SimulatedCampaign> causes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, Item>> catalogs;
    private readonly Func<string, ICollection<KuajieException>, EventCheck> checks;

    /// <summary>Has the campaigns defined, proposed and approved by the two sides.</summary>
    /// <param name="options">What is simulated.</param>
    /// <param name="sides">The knowledge platform's users, then the partner's.</param>
    /// <param name="service">The service.</param>
    /// <param name="catalog">The items of both.</param>
    /// <param name="checks">The rules for events of a domain.</param>
    /// <param name="cancellation">Ends the forecasting.</param>
    /// <exception cref="KuajieException">The sides' shelves refuse a campaign, for example for a window that is over.</exception>
    public SimulatedCampaigns(
        SimulationOptions options,
        IReadOnlyList<SimulatedUsers> sides,
        SimulatedCampaignService service,
        ICatalogStore catalog,
        Func<string, ICollection<KuajieException>, EventCheck> checks,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sides);
        (this.service, seed, this.checks) = (service, options.Seed, checks);
        var items = sides.ToDictionary(side => side.Domain, side => catalog.ItemsOf(side.Domain), StringComparer.Ordinal);
        catalogs = items.ToDictionary(
            each => each.Key,
            each => each.Value.ToDictionary(item => item.ItemId, StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        foreach (var side in sides)
        {
            AskBefore(side, sides, options);
        }
        campaigns = [.. options.Scenario.Campaigns.Select(each => Agree(each, sides, items, cancellation))];
        byId = campaigns.ToDictionary(each => each.Campaign.CampaignId, StringComparer.Ordinal);
    }

    /// <summary>Days before the first one on which the pages asked for its placements already: as far back as forecasts look for who comes.</summary>
    public const int DaysBefore = 28;

    /// <summary>When the last of them closes.</summary>
    public DateTimeOffset LastEnd => campaigns.Select(each => each.Definition.EndsAt).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    /// <summary>Asks for the placements of some visits of a side, and gives the events that followed.</summary>
    /// <param name="side">Whose visits.</param>
    /// <param name="visits">The visits, in order of time.</param>
    /// <param name="midnight">When their day began.</param>
    public async Task<IReadOnlyList<LiveEvent>> ServeAsync(
        SimulatedUsers side,
        IReadOnlyList<SimulatedVisit> visits,
        DateTimeOffset midnight
    )
    {
        ArgumentNullException.ThrowIfNull(side);
        ArgumentNullException.ThrowIfNull(visits);
        string[] slots =
        [
            .. campaigns.Where(each => each.Host == side.Domain).SelectMany(each => each.Definition.Slots).Distinct(StringComparer.Ordinal),
        ];
        if (slots.Length == 0 || visits.Count == 0)
        {
            return [];
        }
        (SimulatedVisit Visit, string Slot)[] places = [.. visits.SelectMany(visit => slots.Select(slot => (visit, slot)))];
        var answers = await service
            .DecideAsync([
                .. places.Select(place =>
                    (
                        midnight.AddMinutes(place.Visit.Minute),
                        new DecisionQuery(
                            side.Domain,
                            place.Slot,
                            side.UserIds[place.Visit.User],
                            side.VisitOf(seed, place.Visit.Day, place.Visit.User)
                        )
                    )
                ),
            ])
            .ConfigureAwait(false);
        var told = new List<LiveEvent>();
        for (var place = 0; place < places.Length; place++)
        {
            Respond(side, places[place].Visit, places[place].Slot, midnight, answers[place], told);
        }
        return told;
    }

    /// <summary>Ends a day, once everything of it is on record.</summary>
    public void EndDay() => service.EndDay(campaigns.Select(each => each.Campaign));

    /// <summary>Takes in everything that happened on both sides in some hours, once all places of these hours are filled.</summary>
    public void Observe(IEnumerable<LiveEvent> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        foreach (var each in happened)
        {
            if (each.UserId is not { } user || !catalogs.TryGetValue(each.Domain, out var items))
            {
                continue;
            }
            foreach (var campaign in campaigns.Where(campaign => !Caused(campaign, each)))
            {
                var amount = items.TryGetValue(each.ItemId, out var item) ? campaign.PriceOf(item) : 0;
                campaign.Truth.Usual(each.Domain, user, each.At, each.Kind, amount);
            }
        }
    }

    /// <summary>The truth of each campaign beside what its partners are told.</summary>
    public IReadOnlyList<SimulatedCampaignReport> Report(CancellationToken cancellation) =>
        [.. campaigns.Select(campaign => Report(campaign, cancellation))];

    private static string OwnerOf(ScenarioCampaign campaign, IReadOnlyList<SimulatedUsers> sides) =>
        sides[campaign.Owner == "partner" ? 1 : 0].Domain;

    /// <summary>The visits of the weeks before, with a page that asks for placements nobody fills yet.</summary>
    private void AskBefore(SimulatedUsers side, IReadOnlyList<SimulatedUsers> sides, SimulationOptions options)
    {
        string[] slots =
        [
            .. options
                .Scenario.Campaigns.Select(each => (Campaign: each, Definition: CampaignDefinition.Read(each.Definition.GetRawText())))
                .Where(each => each.Definition.HostOf(OwnerOf(each.Campaign, sides)) == side.Domain)
                .SelectMany(each => each.Definition.Slots)
                .Distinct(StringComparer.Ordinal),
        ];
        if (slots.Length == 0)
        {
            return;
        }
        var visits = side.VisitsIn(options);
        for (var day = -DaysBefore; day < 0; day++)
        {
            var midnight = SimulatedWorld.Start.AddDays(day);
            service.AskedBefore(
                visits
                    .OnDay(day, WorldCalendar.WeekdayOf(midnight.ToUnixTimeSeconds()))
                    .SelectMany(visit =>
                        slots.Select(slot =>
                            (
                                midnight.AddMinutes(visit.Minute),
                                new DecisionQuery(side.Domain, slot, side.UserIds[visit.User], side.VisitOf(seed, visit.Day, visit.User))
                            )
                        )
                    )
            );
        }
    }

    private SimulatedCampaign Agree(
        ScenarioCampaign known,
        IReadOnlyList<SimulatedUsers> sides,
        Dictionary<string, IReadOnlyList<Item>> items,
        CancellationToken cancellation
    )
    {
        var owner = OwnerOf(known, sides);
        var definition = CampaignDefinition.Read(known.Definition.GetRawText());
        service.Shelf.Define(owner, known.Name, definition, SimulatedCampaignService.Actor);
        service.Shelf.Propose(owner, known.Name, SimulatedCampaignService.Actor);
        var agreed = service.Shelf.Approve(definition.Partner, known.Name, SimulatedCampaignService.Actor);
        var hosts = sides.Single(side => side.Domain == definition.HostOf(owner));
        return new SimulatedCampaign(agreed, known, hosts, items[definition.PromotedOf(owner)])
        {
            Forecast = service.Forecast(agreed, cancellation).Forecast,
        };
    }

    private void Respond(
        SimulatedUsers side,
        SimulatedVisit visit,
        string slot,
        DateTimeOffset midnight,
        DecisionAnswer answer,
        List<LiveEvent> told
    )
    {
        var at = midnight.AddMinutes(visit.Minute);
        foreach (var campaign in campaigns.Where(each => answer.HeldOutOf.Contains(each.Campaign.Name, StringComparer.Ordinal)))
        {
            campaign.Truth.Seen(visit.User, at, creative: null);
        }
        if (answer.Decision is not { } decision || !byId.TryGetValue(decision.CampaignId, out var shown))
        {
            return;
        }
        causes[decision.DecisionId] = shown;
        shown.Truth.Seen(visit.User, at, decision.Creative);
        var response = shown.Respond(decision.Creative, visit.Seed, slot);
        if (response.Item is not { } item)
        {
            return;
        }
        var id = $"{side.VisitOf(seed, visit.Day, visit.User)}-{slot}-{shown.Campaign.Name}";
        // The other platform knows a linked user by its own id, anybody else as a visitor.
        var click = new EventFields
        {
            EventId = id + "-click",
            UserId = side.LinkedIds[visit.User],
            SessionId = side.VisitOf(seed, visit.Day, visit.User),
            ItemId = item.ItemId,
            Kind = "click",
            At = at.ToString("O", CultureInfo.InvariantCulture),
            ListId = decision.DecisionId,
        };
        if (response.IsClicked)
        {
            told.Add(Check(shown.Promoted, click));
        }
        if (response.Converts)
        {
            told.Add(
                Check(
                    shown.Promoted,
                    click with
                    {
                        EventId = id + "-conversion",
                        Kind = shown.ConversionKind,
                        Value = shown.ConversionKind == "purchase" ? item.PriceMinorUnits : null,
                    }
                )
            );
        }
        string[] kinds = [.. response.Searches ? ["search"] : (string[])[], .. response.Mentions ? ["comment"] : (string[])[]];
        foreach (var kind in kinds)
        {
            var sought = click with { EventId = $"{id}-{kind}", Kind = kind, ListId = null };
            causes[sought.EventId] = shown;
            told.Add(Check(shown.Promoted, sought));
        }
    }

    private bool Caused(SimulatedCampaign campaign, LiveEvent happened) =>
        causes.TryGetValue(happened.ListId ?? happened.EventId, out var cause) && ReferenceEquals(cause, campaign);

    private LiveEvent Check(string domain, in EventFields fields)
    {
        var faults = new List<KuajieException>();
        return checks(domain, faults).Check(fields, "")
            ?? throw new InvalidOperationException("Found an event of the simulation refused; expected none.", faults[0]);
    }

    private SimulatedCampaignReport Report(SimulatedCampaign campaign, CancellationToken cancellation)
    {
        var (delivery, outcome) = service.Read(campaign.Campaign, cancellation);
        return new SimulatedCampaignReport(
            campaign.Campaign.Name,
            campaign.Campaign.Owner,
            campaign.Campaign.Partner,
            campaign.Host,
            campaign.Promoted,
            delivery.Standing,
            delivery.Currency,
            delivery.BudgetMinorUnits,
            delivery.SpentMinorUnits,
            outcome.Reached,
            outcome.HeldOut,
            campaign.Creatives(service.Preview(campaign.Campaign, cancellation)),
            [.. Checked.SelectMany(each => Effect(campaign, outcome, each.Kind, each.Side))],
            campaign.Definition.Goal,
            campaign.Regret(),
            new SimulatedForecast(campaign.Forecast.Impressions, campaign.Forecast.Reach, delivery.Counts.Sum(each => each.Impressions)),
            outcome.Notes
        );
    }

    private static IEnumerable<SimulatedEffect> Effect(
        SimulatedCampaign campaign,
        CampaignOutcome outcome,
        OutcomeMeasureKind kind,
        OutcomeSide side
    )
    {
        if (campaign.Truth.Of(kind, side) is not var (effect, usual))
        {
            return [];
        }
        return outcome
            .Measures.Where(each => each.Kind == kind && each.Side == side)
            .Select(each => each.Report.Question)
            .Select(question => new SimulatedEffect(
                kind,
                side,
                question.Metric,
                effect,
                usual > 0 ? effect / usual : null,
                question.Reading.Absolute,
                question.Reading.Relative
            ));
    }
}
