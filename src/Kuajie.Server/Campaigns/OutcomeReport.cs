using System.Globalization;
using Kuajie.Client.Campaigns;
using Kuajie.Client.Experiments;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Server.Reports;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Campaigns.OutcomeReportTexts;

namespace Kuajie.Server.Campaigns;

/// <summary>What a campaign caused, as one side of it may know it, and as files: one page that opens offline, in the current language.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Delivery">How it was delivered.</param>
/// <param name="Outcome">What it caused; figures of few people are left out already.</param>
internal sealed record OutcomeReport(CampaignResponse Campaign, CampaignDeliveryResponse Delivery, CampaignOutcomeResponse Outcome)
{
    /// <summary>As a domain may know it.</summary>
    /// <param name="outcome">What it caused.</param>
    /// <param name="domain">The domain that looks.</param>
    /// <param name="fewest">How many people there have to be before they are told of.</param>
    /// <param name="now">The moment.</param>
    public static OutcomeReport Of(CampaignOutcome outcome, string domain, int fewest, DateTimeOffset now) =>
        new(
            CampaignWire.ToResponse(outcome.Campaign, domain, now),
            CampaignWire.ToResponse(outcome.Delivery, fewest),
            OutcomeWire.ToResponse(outcome, fewest)
        );

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        var page = new HtmlReport(
            Say("Title", Campaign.Name),
            Say("Subtitle", Campaign.Host, Campaign.Promoted, Day(Outcome.From), Day(Outcome.Until))
        );
        Glance(page);
        Effects(page);
        Deliver(page);
        page.Section(Say("CreativesHeading"), Say("CreativesLead"))
            .Table(
                [Say("Creative"), Say("Words")],
                Campaign.Definition.Creatives.Select(each =>
                    (string[])[each.Name, Words(CampaignWire.IsChinese ? each.Chinese : each.English)]
                )
            );
        page.Section(Say("HowHeading")).Paragraph(Say("How")).Paragraph(Say("HowFew"));
        return page.ToHtml();
    }

    private void Glance(HtmlReport page)
    {
        page.Section(Say("GlanceHeading"), Say($"State_{Outcome.State}"))
            .Figures([
                .. Outcome.Reached is { } reached ? [(Say("Reached"), Figures.Count(reached), (string?)null)] : Nothing,
                .. Outcome.HeldOut is { } held ? [(Say("HeldOut"), Figures.Count(held), null)] : Nothing,
                (Say("Impressions"), Figures.Count(Outcome.Impressions), null),
                (
                    Say("Cost"),
                    Money.Of(Outcome.SpentMinorUnits, Outcome.Currency),
                    Say("OfBudget", Money.Of(Delivery.BudgetMinorUnits, Delivery.Currency))
                ),
                .. Outcome.SalesMinorUnits is { } sales
                    ? [(Say("Sales"), Amount(sales.Value), Say("Range", Amount(sales.Low), Amount(sales.High)))]
                    : Nothing,
                .. Outcome.Return is { } back
                    ? [(Say("Return"), Figures.Share(back.Value, 0), Say("Range", Figures.Share(back.Low, 0), Figures.Share(back.High, 0)))]
                    : Nothing,
            ]);
        foreach (var note in Outcome.Notes)
        {
            page.Remark(note, ReportTone.Warning);
        }
        if (Outcome.FewestPeople is { } fewest)
        {
            page.Remark(Say("Few", fewest), ReportTone.Warning);
        }
    }

    private void Effects(HtmlReport page)
    {
        page.Section(Say("EffectsHeading"), Say("EffectsLead"));
        if (Outcome.Measures.Count == 0)
        {
            page.Empty(Say("NoMeasures"), Say(Outcome.FewestPeople is null ? "NoMeasuresNext" : "FewNext"));
            return;
        }
        foreach (var each in Outcome.Measures)
        {
            page.Paragraph(each.Sentence);
        }
        (string, ReportEstimate)[] lifts =
        [
            .. Outcome
                .Measures.Where(each => each.Lift is not null)
                .Select(each => (each.Name, new ReportEstimate(each.Lift!.Value, each.Lift.Low, each.Lift.High))),
        ];
        if (lifts.Length > 0)
        {
            page.Plot(Say("LiftCaption"), IntervalPlot.Draw(Say("LiftCaption"), lifts, Say("LiftAxis"), Percent));
        }
        page.Table(
            [Say("Measure"), Say("ShownMean"), Say("HeldOutMean"), Say("Lift"), Say("Total")],
            Outcome.Measures.Select(each =>
                (string[])
                    [
                        each.Name,
                        Mean(each, each.ShownMean),
                        Mean(each, each.HeldOutMean),
                        each.Lift is { } lift ? Say("FromTo", Percent(lift.Value), Percent(lift.Low), Percent(lift.High)) : "–",
                        each.Total is { } total
                            ? Say("FromTo", Whole(each, total.Value), Whole(each, total.Low), Whole(each, total.High))
                            : "–",
                    ]
            ),
            Say("TableCaption")
        );
    }

    private void Deliver(HtmlReport page)
    {
        page.Section(Say("DeliveryHeading"), Say("DeliveryLead"));
        if (Delivery.Days.Count == 0)
        {
            page.Empty(Say("NoDelivery"), Say("NoDeliveryNext"));
            return;
        }
        var spent = Delivery.Days.Select(day => (day.Day, (double)Money.ToMajor(day.SpentMinorUnits, Delivery.Currency)));
        page.Plot(
                Say("SpentCaption", Delivery.Currency),
                ReportPlots.Timeline(Say("SpentCaption", Delivery.Currency), [(Say("Cost"), [.. spent])], Say("DayAxis"), Delivery.Currency)
            )
            .Table(
                [Say("DayAxis"), Say("Impressions"), Say("Clicks"), Say("Conversions"), Say("Cost")],
                Delivery.Days.Select(day =>
                    Counts(
                        day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        day.Impressions,
                        day.Clicks,
                        day.Conversions,
                        day.SpentMinorUnits
                    )
                ),
                Say("DaysCaption")
            )
            .Table(
                [Say("Creative"), Say("Impressions"), Say("Clicks"), Say("Conversions"), Say("Cost")],
                Delivery.Creatives.Select(each =>
                    Counts(each.Creative, each.Impressions, each.Clicks, each.Conversions, each.SpentMinorUnits)
                ),
                Say("CreativesCaption")
            );
    }

    private static (string, string, string?)[] Nothing => [];

    private string[] Counts(string name, long impressions, long? clicks, long? conversions, long spent) =>
        [
            name,
            Figures.Count(impressions),
            clicks is { } clicked ? Figures.Count(clicked) : "–",
            conversions is { } converted ? Figures.Count(converted) : "–",
            Money.Of(spent, Delivery.Currency),
        ];

    private string Mean(OutcomeMeasureResponse measure, double? mean) =>
        mean is not { } known ? "–"
        : measure.Measure == "sales" ? Major(known)
        : OutcomeUnits.IsShare(measure) ? Figures.Share(known, 2)
        : Figures.Number(known);

    private string Whole(OutcomeMeasureResponse measure, double total) =>
        measure.Measure == "sales" ? Major(total) : Figures.Count((long)Math.Round(total));

    private string Major(double amount) => Amount(Money.ToMinor((decimal)amount, Outcome.Currency));

    private string Amount(double minorUnits)
    {
        var rounded = (long)Math.Round(minorUnits);
        return (rounded < 0 ? "−" : "") + Money.Of(Math.Abs(rounded), Outcome.Currency);
    }

    private static string Words(CreativeWordsRequest words) => words.Text.Length == 0 ? words.Title : $"{words.Title}\n{words.Text}";

    /// <summary>Shares above one without decimals: nobody reads the tenth of a per cent of them.</summary>
    private static string Percent(double share) =>
        share.ToString(Math.Abs(share) < 1 ? "+0.0 %;−0.0 %;0 %" : "+#,##0 %;−#,##0 %;0 %", CultureInfo.CurrentCulture);

    private string Day(DateTimeOffset at) =>
        TimeZoneInfo
            .ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Campaign.Definition.TimeZone ?? "UTC"))
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
