using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Delivery;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign forecast</c>: what a campaign will reach.</summary>
internal sealed class CampaignForecastCommand : Verb
{
    private readonly CampaignOptions options = new();

    public override string Name => "forecast";

    public override string Description => CampaignVerbTexts.Say("ForecastDescription");

    public override string Example => "kuajie campaign forecast --domain knowledge --name spring --json";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "campaign forecast", context.Clock);
        var campaign = CampaignOptions.Shelf(workspace, context.Clock).Find(options.DomainOf(context, workspace), options.NameOf(context));
        var forecast = WatchOf(workspace, context.Clock).ForecastOf(campaign, context.Cancellation);
        return Task.FromResult(new VerbOutcome(Document(campaign.Name, forecast), console => Print(console, campaign.Name, forecast)));
    }

    /// <summary>Holds campaigns of a workspace against their forecasts.</summary>
    public static DeliveryWatch WatchOf(Workspace workspace, TimeProvider clock) =>
        new(
            workspace.Forecasts,
            workspace.Decisions,
            new ForecastReader(
                workspace.Forecasts,
                workspace.Decisions,
                workspace.Impressions,
                CampaignOptions.Shelf(workspace, clock),
                workspace.Segments,
                new AudienceProfiles(workspace, null, clock),
                clock
            ),
            clock
        );

    private static object Document(string campaign, CampaignForecast forecast) =>
        new
        {
            campaign,
            at = forecast.At,
            currency = forecast.Currency,
            level = DeliveryForecast.Level,
            source = $"{forecast.Source}",
            trafficDays = forecast.TrafficDays,
            reach = forecast.Forecast.Reach,
            impressions = forecast.Forecast.Impressions,
            clicks = forecast.Forecast.Clicks,
            conversions = forecast.Forecast.Conversions,
            spendMinorUnits = forecast.Forecast.Spend,
            limits = forecast.Forecast.Limits.Select(limit => $"{limit}").ToArray(),
            shortage = forecast.Forecast.Shortage?.ToString(),
            notes = ForecastTexts.NotesOf(forecast).ToArray(),
            days = forecast
                .Forecast.Days.Select(day => new
                {
                    day = day.Day,
                    impressions = day.Impressions,
                    impressionsSoFar = day.ImpressionsSoFar,
                    spentSoFarMinorUnits = day.SpendSoFar,
                })
                .ToArray(),
        };

    private static void Print(IAnsiConsole console, string name, CampaignForecast forecast)
    {
        var delivery = forecast.Forecast;
        if (delivery.Shortage is { } shortage)
        {
            console.Line($"{shortage}");
        }
        else
        {
            console.Line(CampaignVerbTexts.Say("ForecastHead", name, Percent, forecast.TrafficDays));
            var table = DecisionOptions.Grid(
                3,
                "",
                CampaignVerbTexts.Say("MedianColumn"),
                CampaignVerbTexts.Say("LowColumn"),
                CampaignVerbTexts.Say("HighColumn")
            );
            Row(table, "ReachRow", delivery.Reach, null);
            Row(table, "ImpressionsColumn", delivery.Impressions, null);
            Row(table, "ClicksColumn", delivery.Clicks, null);
            Row(table, "ConversionsColumn", delivery.Conversions, null);
            Row(table, "SpentColumn", delivery.Spend, forecast.Currency);
            console.Write(table);
            foreach (var limit in delivery.Limits)
            {
                console.Line(ForecastTexts.Of(limit));
            }
        }
        foreach (var note in ForecastTexts.NotesOf(forecast))
        {
            console.Line(note);
        }
    }

    private static string Percent => DeliveryForecast.Level.ToString("P0", System.Globalization.CultureInfo.InvariantCulture);

    private static void Row(Table table, string key, ForecastRange? range, string? currency)
    {
        if (range is { } known)
        {
            table.Row(CampaignVerbTexts.Say(key), Value(known.Median), Value(known.Low), Value(known.High));
        }

        string Value(double number) =>
            currency is null ? PlainLines.Count((long)Math.Round(number)) : DecisionOptions.Money((long)Math.Round(number), currency);
    }
}
