using System.Net;
using Kuajie.Client;
using Kuajie.Client.Audience;
using Kuajie.Client.Campaigns;
using Kuajie.Client.Interactions;

namespace Kuajie.Server.Tests.Campaigns;

public sealed class DecisionEndpointsTests
{
    [Fact]
    public async Task Decide_Running_SpeaksTheLanguageAndIsRecordedAsAList()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running));

        var english = await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna"));
        var chinese = await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", Session: "s1", Language: "zh-Hans"));

        Assert.Equal(
            ("spring", "Run further", "sports", 1.0),
            (english.Campaign, english.Creative!.Title, english.Creative.Domain, english.Propensity)
        );
        Assert.Equal(("跑得更远", "与联赛一起训练。"), (chinese.Creative!.Title, chinese.Creative.Text));
        var http = running.Client(RunningServer.PartyOf(RunningServer.Knowledge));
        var list = await (await http.GetAsync($"/v1/lists/{english.Decision}")).DocumentAsync();
        Assert.Equal("campaign.spring:one", list.GetProperty("arm").GetString());
        var delivery = await owner.Campaigns.DeliveryAsync("knowledge", "spring");
        Assert.Equal((2, 2, 1000, 2), (delivery.SpentMinorUnits, delivery.Impressions, delivery.BudgetMinorUnits, delivery.Reach));
    }

    [Fact]
    public async Task Decide_NothingFits_IsEmptyAndSaysWhyInBothLanguages()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running));

        var plain = await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("footer", "anna"));
        var english = await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("footer", "anna", Explain: true));
        var chinese = await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("footer", "anna", Explain: true, Language: "zh"));

        Assert.Equal(new DecisionResponse(), plain);
        Assert.Equal("spring: it is not booked for this slot.", Assert.Single(english.Reasons!).Sentence);
        Assert.Equal("spring：未预订此位置。", Assert.Single(chinese.Reasons!).Sentence);
    }

    [Fact]
    public async Task Decide_SegmentChangedMeanwhile_CountsFromTheNextDecisionOn()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await SendAsync(running, "knowledge", """{"event":"e1","user":"anna","item":"c1","kind":"view"}""");
        await owner.Segments.PutAsync("knowledge", "eager", new SegmentRequest("frequency >= 5"));
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running) with { Segment = "eager" });
        Assert.Null((await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna"))).Campaign);

        await owner.Segments.PutAsync("knowledge", "eager", new SegmentRequest("frequency >= 1"));

        Assert.Equal("spring", (await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna"))).Campaign);
    }

    [Fact]
    public async Task Events_OfADecision_AreChargedBeforeTheyAreAcknowledged()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        using var partner = CampaignRequests.Manager(running, RunningServer.Sports);
        await CampaignRequests.RunAsync(
            running,
            "spring",
            CampaignRequests.Plain(running) with
            {
                PriceModel = "perClick",
                PriceMinorUnits = 30,
            }
        );
        var shown = await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna"));

        await SendAsync(running, "sports", $$"""{"event":"e1","session":"s","item":"i1","kind":"click","list":"{{shown.Decision}}"}""");
        await SendAsync(running, "sports", $$"""{"event":"e2","session":"s","item":"i1","kind":"click","list":"{{shown.Decision}}"}""");
        await SendAsync(running, "sports", $$"""{"event":"e3","user":"fan","item":"i1","kind":"purchase","list":"{{shown.Decision}}"}""");

        var delivery = await owner.Campaigns.DeliveryAsync("knowledge", "spring");
        Assert.Equal((30, 1, 1), (delivery.SpentMinorUnits, delivery.Clicks, delivery.Conversions));
        // The partner is not told of one person.
        var other = await partner.Campaigns.DeliveryAsync("sports", "spring");
        Assert.Equal((30, null, null, null, 10), (other.SpentMinorUnits, other.Clicks, other.Conversions, other.Reach, other.FewestPeople));
        await owner.Campaigns.StopAsync("knowledge", "spring");
        await running.RestartAsync();
    }

    /// <summary>Sixty-four callers at once, each with repetitions: what was answered is what was charged, and no more than there was.</summary>
    [Fact]
    public async Task Decide_SixtyFourAtOnce_NeverOverspendsAndChargesWhatItAnswered()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await CampaignRequests.RunAsync(
            running,
            "spring",
            CampaignRequests.Plain(running) with
            {
                BudgetMinorUnits = 600,
                PriceMinorUnits = 1500,
                DailyCapMinorUnits = 500,
            }
        );

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(async caller =>
                {
                    var own = new List<(string Request, string? Decision)>();
                    for (var ask = 0; ask < 12; ask++)
                    {
                        var request = $"r-{caller}-{ask}";
                        var twice = await Task.WhenAll(
                            Enumerable
                                .Range(0, 2)
                                .Select(_ =>
                                    owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", $"u{caller}", Request: request))
                                )
                        );
                        // A request is shown one thing at most. "Nothing" is not kept: while others' charges wait for the disk there may be no room that is there a moment later.
                        own.Add(
                            (request, twice.Select(each => each.Decision).Where(each => each is not null).Distinct().SingleOrDefault())
                        );
                    }
                    return own;
                })
        );

        var shown = answers.SelectMany(each => each).Where(each => each.Decision is not null).ToArray();
        var stored = running.Workspace.Decisions.Since(DateTimeOffset.MinValue);
        Assert.Equal(shown.Select(each => each.Decision).Order(), stored.Select(each => each.DecisionId).Order());
        // 1.5 each: the last whole unit below the day's cap stays, since another could cost two.
        Assert.Equal((333L * 3 / 2, 333), (stored.Sum(each => each.AmountMinorUnits), stored.Count));
        await running.RestartAsync();
        using var again = CampaignRequests.Manager(running, RunningServer.Knowledge);
        var repeated = await again.Campaigns.DecideAsync(
            "knowledge",
            new DecisionRequest("banner", $"u{shown[0].Request.Split('-')[1]}", Request: shown[0].Request)
        );
        Assert.Equal(shown[0].Decision, repeated.Decision);
        Assert.Equal(499, (await again.Campaigns.DeliveryAsync("knowledge", "spring")).SpentMinorUnits);
    }

    [Fact]
    public async Task Decide_RequestIdOfAnother_IsAConflict()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running));
        await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna", Request: "r"));

        var refused = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "bo", Request: "r"))
        );
        var nobody = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner"))
        );

        Assert.Equal((HttpStatusCode.Conflict, "request-id-reused"), (refused.Status, refused.Problem.Code));
        Assert.Equal((HttpStatusCode.BadRequest, "nobody"), (nobody.Status, nobody.Problem.Code));
    }

    /// <summary>Who wants no promotions sees none, and says so by the service; who was erased is in no decision any more.</summary>
    [Fact]
    public async Task Users_RefuseAndAreErased()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running) with { MostPerUser = 1 });

        Assert.True((await owner.Campaigns.SetRefusedAsync("knowledge", "anna", isRefused: true)).Refused);
        Assert.Null((await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna"))).Decision);
        Assert.False((await owner.Campaigns.SetRefusedAsync("knowledge", "anna", isRefused: false)).Refused);
        var shown = await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna"));
        await owner.Campaigns.SetRefusedAsync("knowledge", "anna", isRefused: true);
        Assert.Equal("spring", Assert.Single((await owner.Campaigns.OfUserAsync("knowledge", "anna")).Campaigns).Campaign);

        await owner.Users.EraseAsync("knowledge", "anna");

        var left = running.Workspace.Decisions.Find(shown.Decision!)!;
        Assert.Equal((null, null, null), (left.UserId, left.SessionId, left.RequestId));
        Assert.Empty(running.Workspace.Campaigns.RefusalsOf("knowledge"));
        Assert.NotNull((await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna"))).Decision);
    }

    private static async Task SendAsync(RunningServer running, string domain, string body)
    {
        var response = await running.Client(RunningServer.PartyOf(domain)).PostAsync($"/v1/domains/{domain}/events", Wire.Json(body));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
