using Kuajie.Marketing.Delivery;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Tests.Campaigns.Forecasts;

public sealed class DeliveryWatchTests
{
    private static readonly CampaignDefinition Long = CampaignWorld.Plain with { BudgetMinorUnits = 100_000 };

    [Fact]
    public async Task ForecastOf_ThirtyDaysOfVisits_IsWhatTheyBring()
    {
        await using var world = new CampaignWorld();
        Visits(world, days: 30, users: 50, asks: 2);
        var draft = world.Shelf.Define("school", "spring", Long, "anna");

        var forecast = world.Watch.ForecastOf(draft);

        Assert.Equal((TrafficSource.Decisions, "CNY"), (forecast.Source, forecast.Currency));
        // Ten days of a hundred requests by the same fifty users, at one minor unit each.
        Assert.Equal((1000, 50, 1000), Rounded(forecast.Forecast));
        Assert.Equal([DeliveryLimit.Traffic], forecast.Forecast.Limits);
        Assert.Equal("DeliveryNoClickRate", forecast.Forecast.Notes[0].Code);
        Assert.Null(world.Forecasts.Find(draft.CampaignId));
    }

    [Fact]
    public async Task ForecastOf_TenDays_IsNotEnough()
    {
        await using var world = new CampaignWorld();
        Visits(world, days: 10, users: 5, asks: 2);

        var forecast = world.Watch.ForecastOf(world.Shelf.Define("school", "spring", Long, "anna"));

        Assert.Equal("DeliveryShortage", forecast.Forecast.Shortage!.Code);
        Assert.Null(forecast.Forecast.Impressions);
    }

    [Fact]
    public async Task ForecastOf_NothingAsked_IsFromListsOfTheScene()
    {
        await using var world = new CampaignWorld();
        for (var day = 1; day <= 30; day++)
        {
            for (var user = 0; user < 20; user++)
            {
                await world.Impressions.AddAsync(
                    new Impression(
                        $"list-{day}-{user}",
                        world.Clock.GetUtcNow().AddDays(-day),
                        "school",
                        $"u{user}",
                        null,
                        user < 15 ? "banner" : "other",
                        null,
                        []
                    ),
                    CancellationToken.None
                );
            }
        }
        await world.Impressions.FlushAsync();

        var forecast = world.Watch.ForecastOf(world.Shelf.Define("school", "spring", Long, "anna"));

        Assert.Equal(TrafficSource.Lists, forecast.Source);
        Assert.Equal((150, 15, 150), Rounded(forecast.Forecast));
    }

    /// <summary>Of fifty users ten want no promotions; a segment that nobody is known to be in has nobody in it.</summary>
    [Fact]
    public async Task ForecastOf_RefusalsAndSegment_AreLeftOut()
    {
        await using var world = new CampaignWorld();
        Visits(world, days: 30, users: 50, asks: 2);
        for (var user = 0; user < 10; user++)
        {
            world.Shelf.SetRefused("school", $"u{user}", isRefused: true);
        }
        world.Segments.Put([new Platform.Audience.Segment("school", "loyal", "recency < 30d", null, world.Clock.GetUtcNow())]);

        var all = world.Watch.ForecastOf(world.Shelf.Define("school", "spring", Long, "anna"));
        var loyal = world.Watch.ForecastOf(world.Shelf.Define("school", "summer", Long with { Segment = "loyal" }, "anna"));

        Assert.Equal((800, 40, 800), Rounded(all.Forecast));
        Assert.Equal((0, 0, 0), Rounded(loyal.Forecast));
    }

    [Fact]
    public async Task ForecastOf_PastCampaigns_TellTheRates()
    {
        await using var world = new CampaignWorld();
        world.Run(CampaignWorld.Plain);
        for (var day = 0; day < 10; day++)
        {
            world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(day));
            for (var user = 0; user < 50; user++)
            {
                var shown = await world.AskAsync($"u{user}");
                if (user < 5)
                {
                    world.Happened(shown.Decision!.DecisionId, InteractionKind.Click);
                }
            }
        }
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(40));
        Visits(world, days: 30, users: 50, asks: 2);

        var forecast = world.Watch.ForecastOf(
            world.Shelf.Define(
                "school",
                "summer",
                Long with
                {
                    StartsAt = CampaignWorld.Start.AddDays(41),
                    EndsAt = CampaignWorld.Start.AddDays(51),
                },
                "anna"
            )
        );

        Assert.InRange(forecast.Forecast.Clicks!.Value.Median, 90, 110);
        Assert.InRange(forecast.Forecast.Conversions!.Value.Median, 0, 3);
    }

    [Fact]
    public async Task ForecastOf_AnotherOnTheSamePlace_IsNamed()
    {
        await using var world = new CampaignWorld();
        world.Run(CampaignWorld.Plain with { Priority = 3 }, "rival");
        world.Run(CampaignWorld.Plain with { Slots = ["footer"] }, "elsewhere");

        var forecast = world.Watch.ForecastOf(world.Shelf.Define("school", "spring", Long, "anna"));

        Assert.Equal(["rival"], forecast.Competitors);
    }

    [Fact]
    public async Task Take_Approved_IsKeptWhateverComesAfter()
    {
        await using var world = new CampaignWorld();
        Visits(world, days: 30, users: 50, asks: 2);
        var campaign = world.Run(Long);
        world.Watch.Take(campaign);
        var taken = world.Forecasts.Find(campaign.CampaignId)!;

        world.Clock.Advance(TimeSpan.FromHours(3));
        Visits(world, days: 1, users: 500, asks: 9);
        world.Watch.Take(campaign);

        Assert.Equal(taken, world.Forecasts.Find(campaign.CampaignId));
        Assert.Equal((1000, 50, 1000), Rounded(world.Watch.ForecastOf(campaign).Forecast));
    }

    [Fact]
    public async Task Take_DraftOrOver_TakesNothing()
    {
        await using var world = new CampaignWorld();
        var draft = world.Shelf.Define("school", "spring", Long, "anna");
        world.Watch.Take(draft);
        var over = world.Run(Long, "over");
        world.Clock.Advance(TimeSpan.FromDays(30));
        world.Watch.Take(over);

        Assert.Null(world.Forecasts.Find(draft.CampaignId));
        Assert.Null(world.Forecasts.Find(over.CampaignId));
    }

    /// <summary>A hundred requests a day were forecast; twenty come on each of three days.</summary>
    [Fact]
    public async Task TrackingOf_FewCome_IsAnAlertWithItsReason()
    {
        await using var world = new CampaignWorld();
        Visits(world, days: 30, users: 50, asks: 2);
        var campaign = world.Run(Long);
        world.Watch.Take(campaign);
        for (var day = 0; day < 3; day++)
        {
            world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(day).AddHours(8));
            for (var user = 0; user < 20; user++)
            {
                await world.AskAsync($"u{user}");
            }
        }
        world.Traffic.Flush();
        Assert.DoesNotContain(world.Watch.TrackingOf(campaign).Days, day => day.Day == new DateOnly(2026, 3, 4) && day.IsWhole);
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(3));

        var tracking = world.Watch.TrackingOf(campaign);

        var alert = Assert.Single(tracking.Alerts);
        Assert.Equal((DeliveryAlertKind.UnderDelivery, DeliveryCause.LittleTraffic, 60), (alert.Kind, alert.Cause, alert.Actual));
        Assert.Equal(10, tracking.Days.Count);
        Assert.Equal(
            (20, 20, 20, true),
            (tracking.Days[2].Impressions, tracking.Days[2].SpentMinorUnits, tracking.Days[2].Asks, tracking.Days[2].IsWhole)
        );
        Assert.Equal(100, Math.Round(tracking.Days[2].Expected!.Impressions.Median));
        Assert.Equal((0, false), (tracking.Days[9].Impressions, tracking.Days[9].IsWhole));
    }

    [Fact]
    public async Task Judge_TheSameTwice_IsNewOnce()
    {
        await using var world = new CampaignWorld();
        Visits(world, days: 30, users: 50, asks: 2);
        var campaign = world.Run(Long);
        world.Watch.Take(campaign);
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(2));

        Assert.Equal(DeliveryAlertKind.UnderDelivery, Assert.Single(world.Watch.Judge(campaign)).Kind);
        Assert.Empty(world.Watch.Judge(campaign));
        Assert.Equal("spring", Assert.Single(world.Forecasts.WithAlerts()).Name);
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(world.Watch.Judge(campaign));
        Assert.Equal(
            new DateOnly(2026, 3, 4),
            Assert.Single(CampaignForecast.AlertsOf(world.Forecasts.Find(campaign.CampaignId)!.AlertsJson)).Day
        );
    }

    /// <summary>A budget of fifty as fast as it goes is gone on the first of ten days.</summary>
    [Fact]
    public async Task Judge_BudgetGone_SaysSoOnTheFirstDay()
    {
        await using var world = new CampaignWorld();
        var campaign = world.Run(CampaignWorld.Plain with { BudgetMinorUnits = 50 });
        world.Watch.Take(campaign);
        world.Clock.SetUtcNow(CampaignWorld.Start.AddHours(1));
        for (var user = 0; user < 60; user++)
        {
            await world.AskAsync($"u{user}");
        }

        var alert = Assert.Single(world.Watch.Judge(campaign));

        Assert.Equal(
            (DeliveryAlertKind.BudgetGoneEarly, DeliveryCause.Budget, new DateOnly(2026, 3, 2)),
            (alert.Kind, alert.Cause, alert.Day)
        );
    }

    /// <summary>Back to the first day: days to come by the clock are not over, and nothing is judged by them.</summary>
    [Fact]
    public async Task TrackingOf_ClockJumpsBack_DoesNoHarm()
    {
        await using var world = new CampaignWorld();
        Visits(world, days: 30, users: 50, asks: 2);
        var campaign = world.Run(Long);
        world.Watch.Take(campaign);
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(4));
        await world.AskAsync("anna");
        world.Traffic.Flush();
        var ahead = world.Watch.TrackingOf(campaign);
        Assert.NotEmpty(ahead.Alerts);

        world.Clock.AdjustTime(CampaignWorld.Start.AddHours(2));
        var back = world.Watch.TrackingOf(campaign);

        Assert.Empty(back.Alerts);
        Assert.Equal(1, back.Days.Sum(day => day.Impressions));
        Assert.All(back.Days, day => Assert.False(day.IsWhole));
        Assert.Empty(world.Watch.Judge(campaign));
    }

    /// <summary>The first day of a campaign in Shanghai that begins at noon there is half a day; its midnights are at 16:00 UTC.</summary>
    [Fact]
    public async Task TrackingOf_ZoneOfItsOwn_DaysAreThose()
    {
        await using var world = new CampaignWorld();
        Visits(world, days: 31, users: 50, asks: 24);
        var campaign = world.Run(
            Long with
            {
                TimeZone = "Asia/Shanghai",
                StartsAt = CampaignWorld.Start.AddHours(4),
                EndsAt = CampaignWorld.Start.AddDays(2),
            }
        );
        world.Watch.Take(campaign);
        world.Clock.SetUtcNow(CampaignWorld.Start.AddHours(17));
        await world.AskAsync("anna");
        world.Traffic.Flush();

        var tracking = world.Watch.TrackingOf(campaign);

        Assert.Equal([new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 4)], tracking.Days.Select(day => day.Day));
        Assert.Equal([0, 1, 0], tracking.Days.Select(day => day.Impressions));
        Assert.Equal([true, false, false], tracking.Days.Select(day => day.IsWhole));
        Assert.Equal(0.5, tracking.Days[0].Expected!.Impressions.Median / tracking.Days[1].Expected!.Impressions.Median, 2);
    }

    /// <summary>A click after the campaign's end is on record, on its last day, and not charged.</summary>
    [Fact]
    public async Task TrackingOf_ClickAfterTheEnd_AddsNoDay()
    {
        await using var world = new CampaignWorld();
        var campaign = world.Run(
            CampaignWorld.Plain with
            {
                PriceModel = CampaignPriceModel.PerClick,
                StartsAt = CampaignWorld.Start,
                EndsAt = CampaignWorld.Start.AddDays(2),
            }
        );
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(1).AddHours(20));
        var shown = await world.AskAsync("anna");
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(3).AddHours(1));
        world.Happened(shown.Decision!.DecisionId, InteractionKind.Click);
        Assert.Contains(world.Store.DeliveryOf(campaign.CampaignId), each => each.Clicks > 0 && each.Day == 20260303);

        Assert.Equal([new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3)], world.Watch.TrackingOf(campaign).Days.Select(day => day.Day));
    }

    /// <summary>The same users on every day up to yesterday, their requests spread over the day's hours.</summary>
    private static void Visits(CampaignWorld world, int days, int users, int asks)
    {
        var today = new DateTimeOffset(world.Clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        for (var day = 1; day <= days; day++)
        {
            for (var ask = 0; ask < users * asks; ask++)
            {
                world.Traffic.Asked("school", "banner", $"u{ask % users}", null, today.AddDays(-day).AddHours(ask * 24 / (users * asks)));
            }
        }
        world.Traffic.Flush();
    }

    private static (double Impressions, double Reach, double Spend) Rounded(DeliveryForecast forecast) =>
        (
            Math.Round(forecast.Impressions!.Value.Median),
            Math.Round(forecast.Reach!.Value.Median),
            Math.Round(forecast.Spend!.Value.Median)
        );
}
