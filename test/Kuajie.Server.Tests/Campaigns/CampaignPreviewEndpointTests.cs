using Kuajie.Client.Campaigns;
using Kuajie.Platform.Campaigns.Decisions;

namespace Kuajie.Server.Tests.Campaigns;

public sealed class CampaignPreviewEndpointTests
{
    [Fact]
    public async Task Preview_OfABandit_TellsEachPolicyInBothLanguages()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await DecideAsync(running, people: 40);

        var preview = await owner.Campaigns.PreviewAsync("knowledge", "spring");
        var http = running.Client(RunningServer.PartyOf("knowledge"));
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-Hans");
        var chinese = await (await http.GetAsync("/v1/domains/knowledge/campaigns/spring/preview")).DocumentAsync();

        Assert.Equal(("click", 1_000, null, null), (preview.Goal, preview.Decisions, preview.Shortage, preview.FewestPeople));
        Assert.Equal(["only", "only", "evenly", "thompson", "linUcb"], preview.Policies.Select(each => each.Choice));
        // Every fourth decision was clicked, all of them of the second creative, which was every other.
        Assert.Equal(0.25, preview.Logged!.Value, 12);
        Assert.Equal(("notEnoughData", null), (preview.Policies[0].Kind, preview.Policies[0].DoublyRobust));
        Assert.Equal("better", preview.Policies[1].Kind);
        Assert.InRange(preview.Policies[1].Difference!.Value, 0.2, 0.3);
        Assert.Equal("只用 one（固定顺序：第一个素材）", chinese.GetProperty("policies")[0].GetProperty("name").GetString());
        Assert.StartsWith(
            "它本可带来更多：",
            chinese.GetProperty("policies")[1].GetProperty("sentence").GetString(),
            StringComparison.Ordinal
        );
    }

    /// <summary>The partner is not told what few users of the other side do.</summary>
    [Fact]
    public async Task Preview_FewUsersOfTheOther_AreLeftOut()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        using var partner = CampaignRequests.Manager(running, RunningServer.Sports);
        await DecideAsync(running, people: 5);

        var ours = await owner.Campaigns.PreviewAsync("knowledge", "spring");
        var theirs = await partner.Campaigns.PreviewAsync("sports", "spring");

        Assert.Equal((null, 5), (ours.FewestPeople, ours.Policies.Count));
        Assert.Equal((10, 0, null), (theirs.FewestPeople, theirs.Policies.Count, theirs.Logged));
    }

    /// <summary>A thousand decisions by ½ : ½ among two creatives, a second apart.</summary>
    private static async Task DecideAsync(RunningServer running, int people)
    {
        var plain = CampaignRequests.Plain(running);
        await CampaignRequests.RunAsync(
            running,
            "spring",
            plain with
            {
                Ranking = "thompson",
                Creatives = [plain.Creatives[0], plain.Creatives[0] with { Name = "two" }],
            }
        );
        var campaign = running.Workspace.Campaigns.Of("knowledge").Single();
        Decision[] decisions =
        [
            .. Enumerable
                .Range(0, 1_000)
                .Select(place => new Decision(
                    $"decision-{place}",
                    campaign.CampaignId,
                    "knowledge",
                    running.Clock.GetUtcNow().AddSeconds(place),
                    20260301,
                    "banner",
                    $"u{place % people}",
                    null,
                    place % 2 == 0 ? "one" : "two",
                    0.5,
                    0,
                    null,
                    "[1,0,0,0,0,0,0,0]",
                    "[0.5,0.5]"
                )),
        ];
        running.Workspace.Decisions.Append(decisions);
        running.Workspace.Decisions.AppendOutcomes([
            .. decisions
                .Where((_, place) => place % 4 == 1)
                .Select(each => new DecisionOutcome(
                    each.DecisionId,
                    OutcomeKind.Click,
                    each.CampaignId,
                    each.Creative,
                    each.At,
                    each.Day,
                    0,
                    OutcomeMark.Unpriced
                )),
        ]);
        running.Clock.Advance(TimeSpan.FromDays(2));
    }
}
