using Kuajie.Client;
using Kuajie.Client.Campaigns;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Campaigns;

/// <summary>Campaigns as tests of the service want them.</summary>
internal static class CampaignRequests
{
    /// <summary>A campaign of ten days from now on, at one minor unit an impression, as fast as it goes.</summary>
    public static CampaignRequest Plain(RunningServer running) => Plain(running.Clock.GetUtcNow());

    /// <summary>As above, from a moment on.</summary>
    public static CampaignRequest Plain(DateTimeOffset from) =>
        new(
            "sports",
            from,
            from.AddDays(10),
            "CNY",
            1000,
            1000,
            ["banner"],
            [
                new CampaignCreativeRequest(
                    "one",
                    new CreativeWordsRequest("Run further", "Train with the league."),
                    new CreativeWordsRequest("跑得更远", "与联赛一起训练。"),
                    "https://example.org/run"
                ),
            ],
            Pacing: "asFast"
        );

    public static KuajieClient Manager(RunningServer running, string domain) =>
        new(running.Client(RunningServer.PartyOf(domain), Scope.Manage | Scope.Recommend | Scope.Ingest));

    /// <summary>Defines, proposes and approves.</summary>
    public static async Task RunAsync(RunningServer running, string name, CampaignRequest request)
    {
        using var owner = Manager(running, RunningServer.Knowledge);
        using var partner = Manager(running, RunningServer.Sports);
        await owner.Campaigns.PutAsync("knowledge", name, request);
        await owner.Campaigns.ProposeAsync("knowledge", name);
        await partner.Campaigns.ApproveAsync("sports", name);
    }
}
