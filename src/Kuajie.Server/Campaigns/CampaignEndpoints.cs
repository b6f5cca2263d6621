using System.Text;
using Kuajie.Client.Campaigns;
using Kuajie.Platform.Access;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Platform.Campaigns.Previews;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Campaigns;

/// <summary>Campaigns of the caller's own domains, as owner or as partner: draft → proposed → scheduled → running → closed.</summary>
internal static class CampaignEndpoints
{
    private const Role Writers = Role.Owner | Role.Growth;
    private const Role Deciders = Writers | Role.Partner;
    private const Role Switchers = Deciders | Role.Compliance;
    private const Role Readers = Switchers | Role.Data | Role.ReadOnly;
    private const Role SeesUsers = Role.Owner | Role.Data | Role.Compliance;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var domain = v1.MapGroup("/domains/{domain}").WithTags("campaigns");
        domain.MapGet("/campaigns", List).WithName("listCampaigns").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapGet("/campaigns/{campaign}", Get).WithName("getCampaign").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapPut("/campaigns/{campaign}", Put).WithName("putCampaign").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapDelete("/campaigns/{campaign}", Delete).WithName("deleteCampaign").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapPost("/campaigns/{campaign}/propose", Propose).WithName("proposeCampaign").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapPost("/campaigns/{campaign}/approve", Approve).WithName("approveCampaign").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        domain.MapPost("/campaigns/{campaign}/reject", Reject).WithName("rejectCampaign").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        domain
            .MapPut("/campaigns/{campaign}/creatives/{creative}/review", Review)
            .WithName("reviewCreative")
            .Allow(Scope.Manage, Deciders, DomainNeed.Own);
        domain.MapPost("/campaigns/{campaign}/pause", Pause).WithName("pauseCampaign").Allow(Scope.Manage, Switchers, DomainNeed.Own);
        domain.MapPost("/campaigns/{campaign}/start", Start).WithName("startCampaign").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        domain.MapPost("/campaigns/{campaign}/stop", Stop).WithName("stopCampaign").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        domain.MapPost("/campaigns/{campaign}/kill", Kill).WithName("killCampaign").Allow(Scope.Manage, Switchers, DomainNeed.Own);
        domain.MapPut("/campaigns/{campaign}/rollout", Raise).WithName("raiseCampaignRollout").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapGet("/campaigns/{campaign}/delivery", Delivery).WithName("campaignDelivery").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapGet("/campaigns/{campaign}/outcome", Outcome).WithName("campaignOutcome").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapGet("/campaigns/{campaign}/forecast", Forecast).WithName("campaignForecast").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapGet("/campaigns/{campaign}/tracking", Tracking).WithName("campaignTracking").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapGet("/campaigns/{campaign}/preview", Preview).WithName("campaignPreview").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain
            .MapGet("/campaigns/{campaign}/outcome/report/{format}", Report)
            .WithName("campaignOutcomeReport")
            .Produces<string>(StatusCodes.Status200OK, "text/html", "text/csv")
            .Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapGet("/campaign-switches", Switches).WithName("listCampaignSwitches").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapPut("/campaign-switches/{partner}", Switch).WithName("putCampaignSwitch").Allow(Scope.Manage, Switchers, DomainNeed.Own);
        domain
            .MapGet("/users/{user}/campaigns", OfUser)
            .WithName("userCampaigns")
            .Allow(Scope.Recommend | Scope.Manage, SeesUsers, DomainNeed.Own);
        domain
            .MapPut("/users/{user}/promotions", SetRefused)
            .WithName("putUserPromotions")
            .KeepsUserOutOfActivity()
            .Allow(Scope.Ingest | Scope.Recommend | Scope.Manage, SeesUsers, DomainNeed.Own);
    }

    /// <summary>The campaigns that a domain owns or is the partner of, in name order. Drafts are their owner's alone.</summary>
    private static Ok<IReadOnlyList<CampaignResponse>> List(string domain, CampaignShelf campaigns, TimeProvider clock) =>
        TypedResults.Ok<IReadOnlyList<CampaignResponse>>([
            .. campaigns.Of(domain).Select(each => CampaignWire.ToResponse(each, domain, clock.GetUtcNow())),
        ]);

    /// <summary>One campaign.</summary>
    private static Ok<CampaignResponse> Get(string domain, string campaign, CampaignShelf campaigns, TimeProvider clock) =>
        Told(campaigns.Find(domain, campaign), domain, clock);

    /// <summary>Defines a campaign, in place of the draft of its name. Everything that is wrong with it is named at once.</summary>
    private static Ok<CampaignResponse> Put(
        string domain,
        string campaign,
        CampaignRequest request,
        HttpContext context,
        CampaignShelf campaigns,
        TimeProvider clock
    ) => Told(campaigns.Define(domain, campaign, CampaignWire.ToDefinition(request), By(context)), domain, clock);

    /// <summary>Forgets a draft.</summary>
    private static NoContent Delete(string domain, string campaign, CampaignShelf campaigns)
    {
        campaigns.Remove(domain, campaign);
        return TypedResults.NoContent();
    }

    /// <summary>Puts a draft before the partner. Creatives that the owner did not review count as approved by it.</summary>
    private static Ok<CampaignResponse> Propose(
        string domain,
        string campaign,
        HttpContext context,
        CampaignShelf campaigns,
        TimeProvider clock
    ) => Told(campaigns.Propose(domain, campaign, By(context)), domain, clock);

    /// <summary>The partner agrees: the campaign runs within its window. Creatives that the partner did not review count as approved by it.</summary>
    private static Ok<CampaignResponse> Approve(
        string domain,
        string campaign,
        HttpContext context,
        CampaignShelf campaigns,
        TimeProvider clock
    ) => Told(campaigns.Approve(domain, campaign, By(context)), domain, clock);

    /// <summary>The partner does not agree: the campaign is a draft again.</summary>
    private static Ok<CampaignResponse> Reject(
        string domain,
        string campaign,
        RejectionRequest request,
        HttpContext context,
        CampaignShelf campaigns,
        TimeProvider clock
    ) => Told(campaigns.Reject(domain, campaign, request.Note, By(context)), domain, clock);

    /// <summary>A side says whether a creative may be shown; of a campaign that runs it takes effect with the next decision.</summary>
    private static Ok<CampaignResponse> Review(
        string domain,
        string campaign,
        string creative,
        CreativeReviewRequest request,
        HttpContext context,
        CampaignShelf campaigns,
        TimeProvider clock
    )
    {
        context.Note().Object = campaign;
        return Told(campaigns.Review(domain, campaign, creative, request.Approved, request.Note, By(context)), domain, clock);
    }

    /// <summary>A side holds an approved campaign, from the next decision on. The other side's hold is its own.</summary>
    private static Ok<CampaignResponse> Pause(
        string domain,
        string campaign,
        HttpContext context,
        CampaignShelf campaigns,
        TimeProvider clock
    ) => Told(campaigns.Pause(domain, campaign, By(context)), domain, clock);

    /// <summary>A side lets go of a campaign that it held.</summary>
    private static Ok<CampaignResponse> Start(
        string domain,
        string campaign,
        HttpContext context,
        CampaignShelf campaigns,
        TimeProvider clock
    ) => Told(campaigns.Start(domain, campaign, By(context)), domain, clock);

    /// <summary>A side ends a campaign, for good: nothing more is shown or charged.</summary>
    private static Ok<CampaignResponse> Stop(
        string domain,
        string campaign,
        HttpContext context,
        CampaignShelf campaigns,
        TimeProvider clock
    ) => Told(campaigns.Stop(domain, campaign, By(context)), domain, clock);

    /// <summary>The kill switch: a side ends a campaign at once and for good, a proposed one too.</summary>
    private static Ok<CampaignResponse> Kill(
        string domain,
        string campaign,
        HttpContext context,
        CampaignShelf campaigns,
        TimeProvider clock
    ) => Told(campaigns.Kill(domain, campaign, By(context)), domain, clock);

    /// <summary>Lets more of the users see a campaign; everybody who could before still can.</summary>
    private static Ok<CampaignResponse> Raise(
        string domain,
        string campaign,
        RolloutRequest request,
        HttpContext context,
        CampaignShelf campaigns,
        TimeProvider clock
    ) => Told(campaigns.Raise(domain, campaign, request.Share, By(context)), domain, clock);

    /// <summary>How a campaign is delivered so far. Counts of few people are told to the domain whose users they are, and left out for the other.</summary>
    private static Ok<CampaignDeliveryResponse> Delivery(
        string domain,
        string campaign,
        HttpContext context,
        CampaignShelf campaigns,
        CampaignDecisions decisions,
        ServerSettings settings
    )
    {
        var found = campaigns.Find(domain, campaign);
        return TypedResults.Ok(CampaignWire.ToResponse(decisions.DeliveryOf(found), FewestOf(found, domain, context, settings)));
    }

    /// <summary>
    /// What a campaign caused so far: users it was shown to against users it was kept from by lot, on both sides, with intervals, cost and return. Without a holdout nobody knows. Figures of few people are
    /// told to the domain whose users they are, and left out for the other.
    /// </summary>
    private static Ok<CampaignOutcomeResponse> Outcome(
        string domain,
        string campaign,
        HttpContext context,
        CampaignShelf campaigns,
        CampaignDecisions decisions,
        OutcomeReader outcomes,
        ServerSettings settings
    )
    {
        var found = campaigns.Find(domain, campaign);
        var outcome = outcomes.Read(found, decisions.DeliveryOf(found), context.RequestAborted);
        return TypedResults.Ok(OutcomeWire.ToResponse(outcome, FewestOf(found, domain, context, settings)));
    }

    /// <summary>
    /// What a campaign will reach: users, impressions, clicks, conversions and spend, each with the range that holds the truth with 80 %, and what limits it. Of a draft or a proposed campaign it is fresh, of
    /// one that was agreed the one that was taken then. Where too little is on record it says so, and what to do. Figures of few people are told to the domain whose users they are, and left out for the other.
    /// </summary>
    private static Ok<CampaignForecastResponse> Forecast(
        string domain,
        string campaign,
        HttpContext context,
        CampaignShelf campaigns,
        DeliveryWatch watch,
        ServerSettings settings
    )
    {
        var found = campaigns.Find(domain, campaign);
        return TypedResults.Ok(
            ForecastWire.ToResponse(watch.ForecastOf(found, context.RequestAborted), FewestOf(found, domain, context, settings))
        );
    }

    /// <summary>What a campaign delivered, day by day, beside the forecast that was taken when it was agreed; with alerts of under- and over-delivery, their reasons and what to do.</summary>
    private static Ok<CampaignTrackingResponse> Tracking(
        string domain,
        string campaign,
        CampaignShelf campaigns,
        DeliveryWatch watch,
        TimeProvider clock
    )
    {
        var found = campaigns.Find(domain, campaign);
        var tracking = watch.TrackingOf(found);
        var isHost = string.Equals(tracking.Definition.HostOf(found.Owner), domain, StringComparison.Ordinal);
        return TypedResults.Ok(ForecastWire.ToResponse(tracking, isHost, clock.GetUtcNow()));
    }

    /// <summary>
    /// What other ways to choose a campaign's creatives would have brought, before they get any traffic: each creative alone, all evenly, Thompson sampling, LinUCB; by weighting the decisions of its bandit, with
    /// intervals that allow for its learning, and a verdict. Where too little was left to chance it says so. Figures of few people are told to the domain whose users they are, and left out for the other.
    /// </summary>
    private static Ok<CampaignPreviewResponse> Preview(
        string domain,
        string campaign,
        HttpContext context,
        CampaignShelf campaigns,
        CampaignPreviewer previewer,
        ServerSettings settings
    )
    {
        var found = campaigns.Find(domain, campaign);
        return TypedResults.Ok(
            PreviewWire.ToResponse(previewer.Preview(found, context.RequestAborted), FewestOf(found, domain, context, settings))
        );
    }

    /// <summary>What a campaign caused so far as a file, <c>html</c> (one page with charts that opens offline, in the asked language) or <c>csv</c> (one row for each figure). Holds what the caller may know.</summary>
    private static FileContentHttpResult Report(
        string domain,
        string campaign,
        string format,
        HttpContext context,
        CampaignShelf campaigns,
        CampaignDecisions decisions,
        OutcomeReader outcomes,
        ServerSettings settings,
        TimeProvider clock
    )
    {
        if (format is not ("html" or "csv"))
        {
            throw OutcomeReportTexts.Source.Fault("unknown-format", "UnknownFormat", "format", isUsage: true, arguments: [format]);
        }
        var found = campaigns.Find(domain, campaign);
        var outcome = outcomes.Read(found, decisions.DeliveryOf(found), context.RequestAborted);
        var report = OutcomeReport.Of(outcome, domain, FewestOf(found, domain, context, settings), clock.GetUtcNow());
        return format == "html"
            ? TypedResults.Bytes(Encoding.UTF8.GetBytes(report.ToHtml()), "text/html; charset=utf-8", $"{found.Name}-outcome.html")
            : TypedResults.Bytes(Encoding.UTF8.GetBytes(OutcomeCsv.Of(report)), "text/csv; charset=utf-8", $"{found.Name}-outcome.csv");
    }

    /// <summary>The switches that a domain set, or that were set against it.</summary>
    private static Ok<IReadOnlyList<CampaignSwitchResponse>> Switches(string domain, CampaignShelf campaigns) =>
        TypedResults.Ok<IReadOnlyList<CampaignSwitchResponse>>([.. campaigns.SwitchesOf(domain).Select(CampaignWire.ToResponse)]);

    /// <summary>Switches all campaigns with a partner off, or on again: from the next decision on.</summary>
    private static Ok<CampaignSwitchResponse> Switch(
        string domain,
        string partner,
        CampaignSwitchRequest request,
        CampaignShelf campaigns
    ) => TypedResults.Ok(CampaignWire.ToResponse(campaigns.Switch(domain, partner, request.Off)));

    /// <summary>What campaigns do with a user: who is held out, who is not reached yet, and whether the user wants promotions at all.</summary>
    private static Ok<UserCampaignsResponse> OfUser(
        string domain,
        string user,
        CampaignShelf campaigns,
        CampaignDecisions decisions,
        Pseudonyms pseudonyms
    )
    {
        var stored = pseudonyms.Of(domain) is null ? user : pseudonyms.Stored(domain, user);
        return TypedResults.Ok(CampaignWire.ToResponse(campaigns.IsRefused(domain, stored), decisions.MembershipsOf(domain, stored)));
    }

    /// <summary>Says whether a user wants promotions: from the next decision on. Who refuses sees no campaign.</summary>
    private static Ok<UserCampaignsResponse> SetRefused(
        string domain,
        string user,
        UserPromotionsRequest request,
        CampaignShelf campaigns,
        CampaignDecisions decisions,
        Pseudonyms pseudonyms
    )
    {
        var stored = pseudonyms.Of(domain) is null ? user : pseudonyms.Stored(domain, user);
        campaigns.SetRefused(domain, stored, request.Refused);
        return TypedResults.Ok(CampaignWire.ToResponse(campaigns.IsRefused(domain, stored), decisions.MembershipsOf(domain, stored)));
    }

    private static int FewestOf(Campaign campaign, string domain, HttpContext context, ServerSettings settings)
    {
        var isHost = string.Equals(CampaignDefinition.Of(campaign.DefinitionJson).HostOf(campaign.Owner), domain, StringComparison.Ordinal);
        return isHost && context.Caller().HasAny(Scope.Manage, SeesUsers | Role.Growth) ? 1 : settings.FewestPeople;
    }

    private static Ok<CampaignResponse> Told(Campaign campaign, string domain, TimeProvider clock) =>
        TypedResults.Ok(CampaignWire.ToResponse(campaign, domain, clock.GetUtcNow()));

    private static string By(HttpContext context) => context.Caller().Id;
}
