using System.Net;
using Kuajie.Client;
using Kuajie.Client.Campaigns;

namespace Kuajie.Server.Tests.Campaigns;

public sealed class OutcomeReportEndpointTests
{
    [Fact]
    public async Task Report_OfACampaign_IsAFileInTheLanguageAskedAndHoldsWhatTheCallerMayKnow()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        using var partner = CampaignRequests.Manager(running, RunningServer.Sports);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running) with { HoldoutShare = 0.5 });
        foreach (var user in Enumerable.Range(0, 9))
        {
            await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", $"user{user}"));
        }

        var page = await ReadAsync(owner, "knowledge", "html");
        var ours = await ReadAsync(owner, "knowledge", "csv");
        var theirs = await ReadAsync(partner, "sports", "csv");

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("Outcome of the campaign spring", page, StringComparison.Ordinal);
        Assert.Contains("spring,reached,", ours, StringComparison.Ordinal);
        Assert.Contains("spring,cost,", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("reached", theirs, StringComparison.Ordinal);
        var http = running.Client(RunningServer.PartyOf(RunningServer.Knowledge));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/domains/knowledge/campaigns/spring/outcome/report/html");
        request.Headers.AcceptLanguage.ParseAdd("zh-Hans");
        using var chinese = await http.SendAsync(request);
        Assert.Equal("spring-outcome.html", chinese.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains("活动 spring 的成效", await chinese.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfAnotherFormat_SaysWhichThereAre()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running));

        var refused = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            owner.Campaigns.OutcomeReportAsync("knowledge", "spring", "pdf")
        );

        Assert.Equal((HttpStatusCode.NotFound, "unknown-format"), (refused.Status, refused.Code));
    }

    private static async Task<string> ReadAsync(KuajieClient client, string domain, string format)
    {
        await using var stream = await client.Campaigns.OutcomeReportAsync(domain, "spring", format);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
