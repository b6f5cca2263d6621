using System.Globalization;
using Kuajie.Marketing.Amounts;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Partners;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.Simulation.Campaigns;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Users;

namespace Kuajie.Cli.Demo;

/// <summary>Texts of <c>kuajie demo</c>.</summary>
internal static class DemoTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(DemoTexts));

    public static string Description => Source.Format(nameof(Description));

    public static string OutOption => Source.Format(nameof(OutOption));

    public static string ScenarioOption => Source.Format(nameof(ScenarioOption));

    public static string UsersOption => Source.Format(nameof(UsersOption));

    public static string SeedOption => Source.Format(nameof(SeedOption));

    public static string NoServeOption => Source.Format(nameof(NoServeOption));

    public static string Marker => Source.Format(nameof(Marker));

    public static string StepLink => Source.Format(nameof(StepLink));

    public static string StepRecommend => Source.Format(nameof(StepRecommend));

    public static string ImportHeading => Source.Format(nameof(ImportHeading));

    public static string RecommendationsHeading => Source.Format(nameof(RecommendationsHeading));

    public static string RecommendationsLead => Source.Format(nameof(RecommendationsLead));

    public static string ModelColumn => Source.Format(nameof(ModelColumn));

    public static string NewcomersColumn => Source.Format(nameof(NewcomersColumn));

    public static string PageTitle => Source.Format(nameof(PageTitle));

    public static string OverviewHeading => Source.Format(nameof(OverviewHeading));

    public static string OverviewLead => Source.Format(nameof(OverviewLead));

    public static string RowsReadFigure => Source.Format(nameof(RowsReadFigure));

    public static string RowsRejectedFigure => Source.Format(nameof(RowsRejectedFigure));

    public static string LinksFigure => Source.Format(nameof(LinksFigure));

    public static string ReasonsCaption => Source.Format(nameof(ReasonsCaption));

    public static string EvaluationCaption => Source.Format(nameof(EvaluationCaption));

    public static string StepSample(WorldOptions options) =>
        Source.Format(nameof(StepSample), DomainName.ForPeople(options.Scenario), options.Users, options.Seed);

    public static string StepImport(string domain) => Source.Format(nameof(StepImport), DomainName.ForPeople(domain));

    public static string StepEvaluate(string source, string target) =>
        Source.Format(nameof(StepEvaluate), DomainName.ForPeople(source), DomainName.ForPeople(target));

    public static string StepTrain(string source, string target, string model) =>
        Source.Format(nameof(StepTrain), DomainName.ForPeople(source), DomainName.ForPeople(target), model);

    public static string StepCampaign(string campaign) => Source.Format(nameof(StepCampaign), campaign);

    public static string CampaignHeading(string campaign) => Source.Format(nameof(CampaignHeading), campaign);

    public static string CampaignLine(SimulatedCampaignReport campaign) =>
        Source.Format(
            nameof(CampaignLine),
            DomainName.ForPeople(campaign.Owner),
            DomainName.ForPeople(campaign.Partner),
            campaign.Reached,
            campaign.HeldOut,
            new Amount(campaign.SpentMinorUnits, campaign.Currency),
            new Amount(campaign.BudgetMinorUnits, campaign.Currency)
        );

    public static string CampaignCreative(SimulatedCampaignReport campaign) =>
        Source.Format(
            nameof(CampaignCreative),
            campaign.Regret.Best,
            campaign.Creatives.Single(each => each.Name == campaign.Regret.Best).Impressions,
            campaign.Regret.Impressions
        );

    public static string CampaignCaption => Source.Format(nameof(CampaignCaption));

    public static string CampaignNext(SimulatedCampaignReport campaign, string workspace) =>
        Source.Format(nameof(CampaignNext), campaign.Owner, campaign.Name, workspace);

    public static string ImportSection(string domain) => Source.Format(nameof(ImportSection), DomainName.ForPeople(domain));

    public static string ImportLine(ImportReport report) =>
        Source.Format(
            nameof(ImportLine),
            DomainName.ForPeople(report.Domain),
            report.RowsRead,
            report.RowsKept,
            report.DuplicateRows,
            report.RowsRejected,
            report.Quality?.FlaggedUserCount ?? 0
        );

    public static string PlantedLine(long planted, long copies) => Source.Format(nameof(PlantedLine), planted, copies);

    public static string EvaluationHeading(string source, string target) =>
        Source.Format(nameof(EvaluationHeading), DomainName.ForPeople(source), DomainName.ForPeople(target));

    public static string EvaluationNote(int users, int candidates) => Source.Format(nameof(EvaluationNote), users, candidates);

    public static string ServedLine(string model, string version, string seconds) =>
        Source.Format(nameof(ServedLine), model, version, seconds);

    public static string NdcgFigure(string source, string target) =>
        Source.Format(nameof(NdcgFigure), DomainName.ForPeople(source), DomainName.ForPeople(target));

    public static string AgainstPopularity(string popularity) => Source.Format(nameof(AgainstPopularity), popularity);

    public static string LinksNote(LinkOverlap overlap) => Source.Format(nameof(LinksNote), overlap.ActiveOnBothSides);

    public static string PageSubtitle(WorldOptions options) =>
        Source.Format(nameof(PageSubtitle), DomainName.ForPeople(options.Scenario), options.Users, options.Seed);

    public static string Finished(string elapsed, string report) => Source.Format(nameof(Finished), elapsed, report);

    public static string ServerKey(string domain, string key) => Source.Format(nameof(ServerKey), DomainName.ForPeople(domain), key);

    public static string PageKey(string domain, string key) => Source.Format(nameof(PageKey), DomainName.ForPeople(domain), key);

    public static string OtherPort(int port) => Source.Format(nameof(OtherPort), port.ToString(CultureInfo.InvariantCulture));

    public static string FirstRequest(string command) => Source.Format(nameof(FirstRequest), command);

    public static string Next(string workspace, DemoOutcome outcome) =>
        Source.Format(nameof(Next), workspace, outcome.World.Partner.Name, outcome.Lists[0].User.UserId);
}
