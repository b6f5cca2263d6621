using System.Net;
using Kuajie.Client;
using Kuajie.Client.Campaigns;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Campaigns;

public sealed class OfferEndpointsTests
{
    [Fact]
    public async Task Code_SixtyFourAtOnce_IsRedeemedByOne()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        using var partner = CampaignRequests.Manager(running, RunningServer.Sports);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running));
        await owner.Offers.PutAsync("knowledge", "spring", "tenth", Tenth(running));
        var code = (await owner.Offers.AddCodesAsync("knowledge", "spring", "tenth", new OfferCodesRequest(Count: 3))).Codes![0];

        var told = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(async number =>
                {
                    try
                    {
                        var request = $"r{number}";
                        var redeemed = await partner.Offers.RedeemAsync("sports", new RedemptionRequest(code, request));
                        Assert.Equal(
                            redeemed,
                            await partner.Offers.RedeemAsync("sports", new RedemptionRequest(code, request)) with
                            {
                                Definition = redeemed.Definition,
                            }
                        );
                        return redeemed.Title;
                    }
                    catch (KuajieProblemException refused)
                    {
                        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
                        return refused.Code;
                    }
                })
        );

        Assert.Equal(63, told.Count(each => each == "code-used"));
        Assert.Single(told, each => each == "10 off");
        var offer = Assert.Single(await partner.Offers.ListAsync("sports", "spring"));
        Assert.Equal(
            (3, 1, "coupon", 1000L),
            (offer.Codes, offer.Redeemed, offer.Definition.Kind, offer.Definition.AmountMinorUnits!.Value)
        );
    }

    [Fact]
    public async Task Codes_NeitherOrBothWays_AreRefused()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running));
        await owner.Offers.PutAsync("knowledge", "spring", "tenth", Tenth(running));

        var neither = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            owner.Offers.AddCodesAsync("knowledge", "spring", "tenth", new OfferCodesRequest())
        );
        var unknown = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            owner.Offers.RedeemAsync("knowledge", new RedemptionRequest("NONE"))
        );
        var own = await owner.Offers.AddCodesAsync("knowledge", "spring", "tenth", new OfferCodesRequest(Codes: ["OWN-1"]));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (neither.Status, unknown.Status));
        Assert.Equal((1, null), (own.Added, own.Codes));
    }

    [Fact]
    public async Task Calendar_LiveEvent_IsAFileInTheAskedLanguage()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        var at = running.Clock.GetUtcNow().AddDays(1);
        var words = new CreativeWordsRequest("问答", "一起提问。");
        await CampaignRequests.RunAsync(
            running,
            "spring",
            CampaignRequests.Plain(running) with
            {
                LiveEvents =
                [
                    new LiveEventRequest(
                        "qa",
                        new CreativeWordsRequest("Q&A", "Ask."),
                        words,
                        at,
                        at.AddHours(1),
                        "https://example.org/live"
                    ),
                ],
            }
        );
        var http = running.Client(RunningServer.PartyOf(RunningServer.Knowledge), Scope.Manage);
        http.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");

        using var answer = await http.GetAsync("/v1/domains/knowledge/campaigns/spring/live-events/qa/calendar");
        var file = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("\r\nSUMMARY:问答\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTART:20260602T080000Z\r\n", file, StringComparison.Ordinal);
        var gone = await Assert.ThrowsAsync<KuajieProblemException>(() => owner.Offers.CalendarAsync("knowledge", "spring", "other"));
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
    }

    private static OfferRequest Tenth(RunningServer running) =>
        new(
            "coupon",
            new CreativeWordsRequest("10 off", ""),
            new CreativeWordsRequest("减十元", ""),
            running.Clock.GetUtcNow().AddDays(5),
            AmountMinorUnits: 1000
        );
}
