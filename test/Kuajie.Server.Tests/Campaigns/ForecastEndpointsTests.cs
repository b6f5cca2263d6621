using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Campaigns;

public sealed class ForecastEndpointsTests
{
    [Fact]
    public async Task Forecast_Draft_TellsRangesLimitsAndWhatIsMissing()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        Visits(running, days: 30, users: 40);
        await owner.Campaigns.PutAsync("knowledge", "spring", CampaignRequests.Plain(running.Clock.GetUtcNow().AddHours(16)));

        var forecast = await owner.Campaigns.ForecastAsync("knowledge", "spring");

        Assert.Equal((0.8, "decisions", "CNY", null), (forecast.Level, forecast.Source, forecast.Currency, forecast.Shortage));
        Assert.Equal((400, 40, 400), (forecast.Impressions!.Median, forecast.Reach!.Median, forecast.SpendMinorUnits!.Median));
        Assert.Equal("traffic", Assert.Single(forecast.Limits).Limit);
        Assert.Equal((10, 2), (forecast.Days.Count, forecast.Notes.Count));
        Assert.Null(forecast.Clicks);
    }

    [Fact]
    public async Task Forecast_NothingOnRecord_SaysWhatToDoInBothLanguages()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await owner.Campaigns.PutAsync("knowledge", "spring", CampaignRequests.Plain(running));
        var http = running.Client(RunningServer.PartyOf("knowledge"));
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-Hans");

        var english = await owner.Campaigns.ForecastAsync("knowledge", "spring");
        var chinese = await (await http.GetAsync("/v1/domains/knowledge/campaigns/spring/forecast")).DocumentAsync();

        Assert.StartsWith("Not enough data: ", english.Shortage, StringComparison.Ordinal);
        Assert.Null(english.Impressions);
        Assert.StartsWith("数据不足：", chinese.GetProperty("shortage").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The partner is not told of the other side's few users, nor how often its placements are asked for.</summary>
    [Fact]
    public async Task Forecast_FewUsersOfTheOther_AreLeftOut()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        using var partner = CampaignRequests.Manager(running, RunningServer.Sports);
        Visits(running, days: 30, users: 5);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running.Clock.GetUtcNow().AddHours(16)));

        var ours = await owner.Campaigns.ForecastAsync("knowledge", "spring");
        var theirs = await partner.Campaigns.ForecastAsync("sports", "spring");

        Assert.Equal((5, null), (ours.Reach!.Median, ours.FewestPeople));
        Assert.Equal((null, 10, 50), (theirs.Reach, theirs.FewestPeople, theirs.Impressions!.Median));
    }

    [Fact]
    public async Task Tracking_FewCome_IsAnAlertOnThePageOfBothAndInTheOverview()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        using var partner = CampaignRequests.Manager(running, RunningServer.Sports);
        Visits(running, days: 30, users: 40);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running.Clock.GetUtcNow().AddHours(16)));
        Look(running);
        running.Clock.Advance(TimeSpan.FromHours(16 + 49));
        Look(running);

        var ours = await owner.Campaigns.TrackingAsync("knowledge", "spring");
        var theirs = await partner.Campaigns.TrackingAsync("sports", "spring");

        var alert = Assert.Single(ours.Alerts);
        Assert.Equal(("underDelivery", "littleTraffic"), (alert.Kind, alert.Cause));
        Assert.StartsWith("Under-delivery: 0 impressions", alert.Sentence, StringComparison.Ordinal);
        Assert.Equal((0, true, 40), (ours.Days[0].Requests, ours.Days[0].Over, ours.Days[0].Forecast!.Median));
        Assert.Null(theirs.Days[0].Requests);
        Assert.Single(theirs.Alerts);
        foreach (var (client, domain) in new[] { (owner, "knowledge"), (partner, "sports") })
        {
            var overview = await client.Overview.GetAsync();
            var attention = Assert.Single(overview.Attention, each => each.Kind == "underDelivery");
            Assert.Equal((domain, "spring"), (attention.Domain, attention.Subject));
        }
    }

    [Fact]
    public async Task Decide_ThenRestart_TrafficIsOnRecord()
    {
        await using var running = await RunningServer.StartAsync();
        using (var owner = CampaignRequests.Manager(running, RunningServer.Knowledge))
        {
            await owner.Campaigns.DecideAsync("knowledge", new Client.Campaigns.DecisionRequest("banner", "anna"));
            await owner.Campaigns.DecideAsync("knowledge", new Client.Campaigns.DecisionRequest("banner", Session: "s1"));
        }

        await running.RestartAsync();

        Assert.Equal(2, Assert.Single(running.Workspace.Forecasts.HoursOf("knowledge", ["banner"], 0)).Asks);
        Assert.Equal(1, running.Workspace.Forecasts.EraseUser("knowledge", "anna"));
    }

    private static void Look(RunningServer running)
    {
        var watch = running.Server.Services.GetRequiredService<DeliveryWatch>();
        foreach (var campaign in running.Workspace.Campaigns.Of("knowledge").Where(each => each.State == CampaignState.Approved))
        {
            watch.Take(campaign);
            watch.Judge(campaign);
        }
    }

    /// <summary>Each user once a day up to yesterday.</summary>
    private static void Visits(RunningServer running, int days, int users)
    {
        var traffic = running.Server.Services.GetRequiredService<SlotTraffic>();
        for (var day = 1; day <= days; day++)
        {
            for (var user = 0; user < users; user++)
            {
                traffic.Asked("knowledge", "banner", $"u{user}", null, running.Clock.GetUtcNow().AddDays(-day));
            }
        }
        traffic.Flush();
    }
}
