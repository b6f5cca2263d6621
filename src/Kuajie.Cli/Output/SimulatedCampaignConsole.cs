using System.Globalization;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Cli.Commands;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Amounts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Platform.Simulation.Campaigns;
using Spectre.Console;

namespace Kuajie.Cli.Output;

/// <summary>A simulated campaign for people: what it caused beside what its partners are told, and what its choice of creatives gave away.</summary>
internal static class SimulatedCampaignConsole
{
    public static void Print(IAnsiConsole console, SimulatedCampaignReport campaign)
    {
        console.Line("");
        console.Line(
            SimulateTexts.Say(
                "CampaignHeading",
                campaign.Name,
                campaign.Host,
                campaign.Promoted,
                PlainLines.Count(campaign.Reached),
                PlainLines.Count(campaign.HeldOut)
            )
        );
        console.Line(
            SimulateTexts.Say(
                campaign.IsWithinBudget ? "CampaignSpent" : "CampaignOverspent",
                new Amount(campaign.SpentMinorUnits, campaign.Currency),
                new Amount(campaign.BudgetMinorUnits, campaign.Currency)
            )
        );
        console.Line(Forecast(campaign.Forecast));
        foreach (var note in campaign.Notes)
        {
            console.Line(note);
        }
        if (campaign.Effects.Count > 0)
        {
            console.Write(Effects(campaign));
        }
        console.Write(Creatives(campaign));
        var regret = campaign.Regret;
        console.Line(
            SimulateTexts.Say(
                campaign.Goal == CampaignGoal.Click ? "CampaignRegretClicks" : "CampaignRegretConversions",
                regret.Best,
                Number(regret.GivenAway),
                PlainLines.Count(regret.Impressions),
                Number(regret.Uniform),
                Number(regret.Fixed)
            )
        );
    }

    private static string Forecast(SimulatedForecast forecast) =>
        forecast.Impressions is { } range
            ? SimulateTexts.Say(
                forecast.Holds == true ? "CampaignForecastHeld" : "CampaignForecastMissed",
                PlainLines.Count((long)range.Low),
                PlainLines.Count((long)range.High),
                PlainLines.Count(forecast.Delivered)
            )
            : SimulateTexts.Say("CampaignForecastNone", PlainLines.Count(forecast.Delivered));

    private static Table Effects(SimulatedCampaignReport campaign)
    {
        var table = DecisionOptions.Grid(
            6,
            SimulateTexts.Say("MeasureColumn"),
            SimulateTexts.Say("TrueEffectColumn"),
            SimulateTexts.Say("ObservedEffectColumn"),
            SimulateTexts.Say("TrueLiftColumn"),
            SimulateTexts.Say("ObservedLiftColumn"),
            SimulateTexts.Say("CoveredColumn")
        );
        foreach (var each in campaign.Effects)
        {
            table.Row(
                each.Name,
                Effect(each, each.Truth),
                each.Observed is { } seen ? $"{Effect(each, seen.Value)} ({Effect(each, seen.Low)} … {Effect(each, seen.High)})" : "–",
                Percent(each.TrueLift),
                Lift(each.ObservedLift),
                SimulateTexts.Say(
                    each.IsCovered switch
                    {
                        null => "CoveredUnknown",
                        true => "CoveredYes",
                        false => "CoveredNo",
                    }
                )
            );
        }
        return table;
    }

    private static Table Creatives(SimulatedCampaignReport campaign)
    {
        var table = DecisionOptions.Grid(
            6,
            SimulateTexts.Say("CreativeColumn"),
            SimulateTexts.Say("TrueClickColumn"),
            SimulateTexts.Say("TrueConversionColumn"),
            SimulateTexts.Say("ImpressionsColumn"),
            SimulateTexts.Say("ClicksColumn"),
            SimulateTexts.Say("ConversionsColumn")
        );
        foreach (var each in campaign.Creatives)
        {
            table.Row(
                each.Name,
                Share(each.Click),
                Share(each.Conversion),
                PlainLines.Count(each.Impressions),
                PlainLines.Count(each.Clicks),
                PlainLines.Count(each.Conversions)
            );
        }
        return table;
    }

    private static string Effect(SimulatedEffect effect, double value) =>
        value.ToString(
            effect.Kind == OutcomeMeasureKind.Sales ? "+0.00;−0.00;0.00" : "+0.0000;−0.0000;0.0000",
            CultureInfo.InvariantCulture
        );

    private static string Lift(EffectInterval? lift) =>
        lift is { } known ? $"{Percent(known.Value)} ({Percent(known.Low)} … {Percent(known.High)})" : "–";

    private static string Percent(double? share) => share?.ToString("+0.0 %;−0.0 %;0.0 %", CultureInfo.InvariantCulture) ?? "–";

    private static string Share(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Number(double goals) => goals.ToString("#,##0.0", CultureInfo.InvariantCulture);
}
