using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign delivery</c>: what a campaign delivered beside its forecast.</summary>
internal sealed class CampaignDeliveryCommand : Verb
{
    private readonly CampaignOptions options = new();

    public override string Name => "delivery";

    public override string Description => CampaignVerbTexts.Say("DeliveryDescription");

    public override string Example => "kuajie campaign delivery --domain knowledge --name spring --json";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "campaign delivery", context.Clock);
        var campaign = CampaignOptions.Shelf(workspace, context.Clock).Find(options.DomainOf(context, workspace), options.NameOf(context));
        var tracking = CampaignForecastCommand.WatchOf(workspace, context.Clock).TrackingOf(campaign);
        return Task.FromResult(new VerbOutcome(Document(tracking), console => Print(console, tracking)));
    }

    private static object Document(CampaignTracking tracking) =>
        new
        {
            campaign = tracking.Campaign.Name,
            currency = tracking.Definition.Currency,
            forecastAt = tracking.Forecast?.At,
            shortage = tracking.Forecast?.Forecast.Shortage?.ToString(),
            alerts = tracking
                .Alerts.Select(alert => new
                {
                    kind = $"{alert.Kind}",
                    cause = $"{alert.Cause}",
                    day = alert.Day,
                    sentence = $"{alert.Sentence}",
                    why = $"{alert.Why}",
                    cure = $"{alert.Cure}",
                })
                .ToArray(),
            days = tracking
                .Days.Select(day => new
                {
                    day = day.Day,
                    over = day.IsWhole,
                    impressions = day.Impressions,
                    spentMinorUnits = day.SpentMinorUnits,
                    requests = day.Asks,
                    forecast = day.Expected?.Impressions,
                    forecastSoFar = day.Expected?.ImpressionsSoFar,
                })
                .ToArray(),
        };

    private static void Print(IAnsiConsole console, CampaignTracking tracking)
    {
        foreach (var alert in tracking.Alerts)
        {
            console.Line($"{alert.Sentence} {alert.Why} {alert.Cure}");
        }
        if (tracking.Alerts.Count == 0)
        {
            console.Line(CampaignVerbTexts.Say("NoAlerts", tracking.Campaign.Name));
        }
        if (tracking.Forecast is null || tracking.Forecast.Forecast.Shortage is not null)
        {
            console.Line(CampaignVerbTexts.Say("NoForecast"));
        }
        var table = DecisionOptions.Grid(
            6,
            CampaignVerbTexts.Say("DayColumn"),
            CampaignVerbTexts.Say("ImpressionsColumn"),
            CampaignVerbTexts.Say("MedianColumn"),
            CampaignVerbTexts.Say("LowColumn"),
            CampaignVerbTexts.Say("HighColumn"),
            CampaignVerbTexts.Say("RequestsColumn"),
            CampaignVerbTexts.Say("SpentColumn")
        );
        foreach (var day in tracking.Days)
        {
            table.Row(
                day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                PlainLines.Count(day.Impressions),
                Told(day.Expected?.Impressions.Median),
                Told(day.Expected?.Impressions.Low),
                Told(day.Expected?.Impressions.High),
                PlainLines.Count(day.Asks),
                DecisionOptions.Money(day.SpentMinorUnits, tracking.Definition.Currency)
            );
        }
        console.Write(table);
    }

    private static string Told(double? number) => number is { } known ? PlainLines.Count((long)Math.Round(known)) : "–";
}
