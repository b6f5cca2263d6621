using Kuajie.Client.Campaigns;
using Kuajie.Client.Experiments;
using Kuajie.Platform.Tables;
using Kuajie.Storage.Files;

namespace Kuajie.Server.Campaigns;

/// <summary>What a campaign caused as a table with one row for each figure: names for programs, numbers as they are.</summary>
internal static class OutcomeCsv
{
    private static readonly TableColumn[] Columns =
    [
        .. new[] { "campaign", "figure", "measure", "side", "value", "low", "high", "unit" }.Select(name => new TableColumn(name, name)),
    ];

    /// <summary>The file's text. Figures that are not known have no row.</summary>
    public static string Of(OutcomeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (outcome, delivery) = (report.Outcome, report.Delivery);
        object?[][] rows =
        [
            .. Count("reached", outcome.Reached),
            .. Count("held-out", outcome.HeldOut),
            .. Count("impressions", outcome.Impressions),
            .. Count("clicks", delivery.Clicks),
            .. Count("conversions", delivery.Conversions),
            ["budget", null, null, delivery.BudgetMinorUnits, null, null, MinorOf(outcome)],
            ["cost", null, null, outcome.SpentMinorUnits, null, null, MinorOf(outcome)],
            .. Effect("sales-caused", null, outcome.SalesMinorUnits, MinorOf(outcome)),
            .. Effect("return", null, outcome.Return, "share of cost"),
            .. outcome.Measures.SelectMany(each => Measure(each, outcome)),
        ];
        return TableFile.Write(
            TableWriting.Of($"{report.Campaign.Name}-outcome.csv", Columns, rows.Select(row => (object?[])[report.Campaign.Name, .. row]))
        );
    }

    private static IEnumerable<object?[]> Measure(OutcomeMeasureResponse measure, CampaignOutcomeResponse outcome)
    {
        var (mean, whole) = (OutcomeUnits.Mean(measure, outcome.Currency), OutcomeUnits.Whole(measure, outcome.Currency));
        return
        [
            .. Mean("shown-mean", measure, measure.ShownMean, mean),
            .. Mean("held-out-mean", measure, measure.HeldOutMean, mean),
            .. Effect("effect", measure, measure.Effect, mean),
            .. Effect("lift", measure, measure.Lift, "share"),
            .. Effect("total", measure, measure.Total, whole),
        ];
    }

    private static IEnumerable<object?[]> Mean(string figure, OutcomeMeasureResponse measure, double? mean, string unit) =>
        mean is { } known
            ?
            [
                [figure, measure.Measure, measure.Side, known, null, null, unit],
            ]
            : [];

    private static IEnumerable<object?[]> Effect(string figure, OutcomeMeasureResponse? measure, EffectResponse? effect, string unit) =>
        effect is { } known
            ?
            [
                [figure, measure?.Measure, measure?.Side, known.Value, known.Low, known.High, unit],
            ]
            : [];

    private static IEnumerable<object?[]> Count(string figure, long? count) =>
        count is { } known
            ?
            [
                [figure, null, null, known, null, null, "count"],
            ]
            : [];

    private static string MinorOf(CampaignOutcomeResponse outcome) => $"{outcome.Currency} minor units";
}
