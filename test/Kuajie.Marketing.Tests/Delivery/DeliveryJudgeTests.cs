using System.Globalization;
using Kuajie.Marketing.Delivery;

namespace Kuajie.Marketing.Tests.Delivery;

public sealed class DeliveryJudgeTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    /// <summary>Two days of 100 requests, of which 80 are filled each: 160 ± 20 up to the end of the second.</summary>
    private static readonly DeliveryForecast Forecast = new() { Days = [Day(0), Day(1)], Funnel = new DeliveryFunnel(0.9, 1, 0, 0.9) };

    [Theory]
    [InlineData(140)]
    [InlineData(180)]
    public void Of_WithinTheRange_IsNothing(int shown) => Assert.Empty(Of(shown, asks: 200));

    [Fact]
    public void Of_NoDayIsOver_IsNothing() =>
        Assert.Empty(DeliveryJudge.Of(Forecast, [], new DeliveryProgress(0, 0, false, 1, Monday.AddDays(2))));

    [Fact]
    public void Of_LessTrafficThanForecast_SaysSo()
    {
        var alert = Assert.Single(Of(100, asks: 120));

        Assert.Equal(
            (DeliveryAlertKind.UnderDelivery, DeliveryCause.LittleTraffic, 100, 140),
            (alert.Kind, alert.Cause, alert.Actual, alert.Bound)
        );
        CultureInfo.CurrentUICulture = new CultureInfo("en");
        Assert.Equal("Under-delivery: 100 impressions up to 2026-03-03, at least 140 were to be expected.", $"{alert.Sentence}");
        CultureInfo.CurrentUICulture = new CultureInfo("zh-Hans");
        Assert.Equal("投放不足：截至 2026-03-03 曝光 100 次，预期至少 140 次。", $"{alert.Sentence}");
    }

    /// <summary>The segment takes the tenth that it was expected to take; caps take a quarter, not the nine hundredths expected; so it is the caps.</summary>
    [Fact]
    public void Of_CapsTakeMoreThanExpected_AreTheCause() =>
        Assert.Equal(
            DeliveryCause.Frequency,
            Assert.Single(Of(130, 200, (DeliveryCause.Segment, 20), (DeliveryCause.Frequency, 50))).Cause
        );

    [Theory]
    [InlineData(DeliveryCause.DailyCap)]
    [InlineData(DeliveryCause.Pace)]
    [InlineData(DeliveryCause.OtherCampaigns)]
    [InlineData(DeliveryCause.Held)]
    public void Of_PassedOver_TheMostFrequentCauseIsNamedWithItsCure(DeliveryCause cause)
    {
        var alert = Assert.Single(Of(100, 200, (cause, 80), (DeliveryCause.Segment, 20)));

        Assert.Equal(cause, alert.Cause);
        Assert.All([$"{alert.Why}", $"{alert.Cure}"], text => Assert.EndsWith(".", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(300, DeliveryCause.MuchTraffic)]
    [InlineData(200, DeliveryCause.FewerLimits)]
    public void Of_AboveTheRange_SaysWhetherMoreCame(int asks, DeliveryCause cause)
    {
        var alert = Assert.Single(Of(190, asks));

        Assert.Equal((DeliveryAlertKind.OverDelivery, cause, 180), (alert.Kind, alert.Cause, alert.Bound));
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.05, 0)]
    public void Of_BudgetGone_MattersWhileMuchOfTheWindowIsLeft(double left, int alerts) =>
        Assert.Equal(
            alerts,
            DeliveryJudge
                .Of(
                    Forecast,
                    [new DeliveredDay(Monday.AddDays(1), 200, 160, Passes())],
                    new DeliveryProgress(1000, 1000, true, left, Monday.AddDays(2))
                )
                .Count(each => each.Kind == DeliveryAlertKind.BudgetGoneEarly)
        );

    [Theory]
    [InlineData(79, 1)]
    [InlineData(80, 0)]
    public void Of_NoForecast_IsHeldAgainstThePace(int spent, int alerts) =>
        Assert.Equal(
            alerts,
            DeliveryJudge
                .Of(
                    new DeliveryForecast(),
                    [new DeliveredDay(Monday, 100, spent, Passes())],
                    new DeliveryProgress(spent, 100, false, 0.9, Monday.AddDays(2))
                )
                .Count
        );

    /// <summary>Campaigns of before requests were counted, and simulated ones: nothing is made up about them.</summary>
    [Fact]
    public void Of_NeitherForecastNorRequests_NamesNoFigureThatIsNone()
    {
        CultureInfo.CurrentUICulture = new CultureInfo("en");

        var alert = Assert.Single(
            DeliveryJudge.Of(
                new DeliveryForecast(),
                [new DeliveredDay(Monday, 0, 30, Passes())],
                new DeliveryProgress(30, 100, false, 0.9, Monday.AddDays(2))
            )
        );

        Assert.Equal((DeliveryAlertKind.UnderDelivery, DeliveryCause.Unrecorded), (alert.Kind, alert.Cause));
        Assert.Equal(
            "Under-delivery: 30 impressions up to 2026-03-02, and less than four fifths of what the pace allowed is spent.",
            $"{alert.Sentence}"
        );
    }

    [Fact]
    public void Texts_OfEveryKindAndCause_AreThereInBothLanguages() =>
        Assert.All(
            from culture in (string[])["en", "zh-Hans"]
            from kind in Enum.GetValues<DeliveryAlertKind>()
            from cause in Enum.GetValues<DeliveryCause>()
            select (culture, kind, cause),
            each =>
            {
                CultureInfo.CurrentUICulture = new CultureInfo(each.culture);
                var alert = new DeliveryAlert(each.kind, each.cause, Monday, 1, 2);
                Assert.NotEqual($"{alert.Why}", $"{alert.Cure}");
                Assert.Contains("2026-03-02", $"{alert.Sentence}", StringComparison.Ordinal);
            }
        );

    private static IReadOnlyList<DeliveryAlert> Of(int shown, int asks, params (DeliveryCause Cause, long Count)[] passes) =>
        DeliveryJudge.Of(
            Forecast,
            [
                new DeliveredDay(Monday, asks / 2, shown / 2, Passes(passes)),
                new DeliveredDay(Monday.AddDays(1), asks - (asks / 2), shown - (shown / 2), Passes()),
            ],
            new DeliveryProgress(100, 100, false, 0.8, Monday.AddDays(2))
        );

    private static Dictionary<DeliveryCause, long> Passes(params (DeliveryCause Cause, long Count)[] passes) =>
        passes.ToDictionary(each => each.Cause, each => each.Count);

    private static ForecastDay Day(int day) =>
        new(
            Monday.AddDays(day),
            new ForecastRange(100, 80, 120),
            new ForecastRange(80, 70, 90),
            new ForecastRange(80 * (day + 1), 70 * (day + 1), 90 * (day + 1)),
            null
        );
}
