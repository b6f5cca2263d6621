using System.Net;
using Kuajie.Client;
using Kuajie.Client.Campaigns;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Campaigns;

public sealed class CampaignEndpointsTests
{
    [Fact]
    public async Task Campaign_Life_BothSidesSeeWhereItStands()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        using var partner = CampaignRequests.Manager(running, RunningServer.Sports);

        var draft = await owner.Campaigns.PutAsync("knowledge", "spring", CampaignRequests.Plain(running));
        Assert.Empty(await partner.Campaigns.ListAsync("sports"));
        var proposed = await owner.Campaigns.ProposeAsync("knowledge", "spring");
        var rejected = await partner.Campaigns.RejectAsync("sports", "spring", "shorter, please");
        await owner.Campaigns.ProposeAsync("knowledge", "spring");
        var reviewed = await partner.Campaigns.ReviewAsync("sports", "spring", "one", approved: true, "fine");
        var approved = await partner.Campaigns.ApproveAsync("sports", "spring");
        var paused = await partner.Campaigns.PauseAsync("sports", "spring");
        var resumed = await partner.Campaigns.StartAsync("sports", "spring");
        var killed = await partner.Campaigns.KillAsync("sports", "spring");

        Assert.Equal(
            ["draft", "proposed", "draft", "proposed", "running", "paused", "running", "killed"],
            new[] { draft, proposed, rejected, reviewed, approved, paused, resumed, killed }.Select(each => each.State)
        );
        Assert.Equal(("owner", "partner", "knowledge", "sports"), (draft.Side, approved.Side, approved.Host, approved.Promoted));
        Assert.Equal(["partner"], paused.PausedBy);
        var seen = (await owner.Campaigns.GetAsync("knowledge", "spring")).History;
        Assert.Equal("shorter, please", seen.Single(step => step.Action == "reject").Note);
        // Who acted for the other side is that side's own.
        Assert.All(seen, step => Assert.Equal(step.Side == "owner", step.By is not null));
        Assert.Contains(killed.Reviews, review => review is { Side: "partner", Creative: "one", Approved: true, Note: "fine" });
    }

    [Fact]
    public async Task Put_Draft_ReplacesReadsBackAndIsRemoved()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        var request = CampaignRequests.Plain(running) with { Pacing = "ahead", Ranking = "thompson", HoldoutShare = 0.1, MostPerUser = 3 };

        await owner.Campaigns.PutAsync("knowledge", "spring", CampaignRequests.Plain(running));
        var put = await owner.Campaigns.PutAsync("knowledge", "spring", request);

        Assert.Equal(
            ("ahead", "thompson", 0.1, 3, "perThousand"),
            (
                put.Definition.Pacing,
                put.Definition.Ranking,
                put.Definition.HoldoutShare,
                put.Definition.MostPerUser,
                put.Definition.PriceModel
            )
        );
        Assert.Equal(put.Definition.Creatives, (await owner.Campaigns.ListAsync("knowledge")).Single().Definition.Creatives);
        await owner.Campaigns.RemoveAsync("knowledge", "spring");
        var gone = await Assert.ThrowsAsync<KuajieProblemException>(() => owner.Campaigns.GetAsync("knowledge", "spring"));
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
    }

    /// <summary>Everything wrong with a definition is named at once, each with its place.</summary>
    [Fact]
    public async Task Put_Wrong_NamesEveryFault()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        var wrong = CampaignRequests.Plain(running) with
        {
            EndsAt = running.Clock.GetUtcNow().AddDays(-1),
            StartsAt = running.Clock.GetUtcNow().AddDays(-2),
            BudgetMinorUnits = 0,
            Segment = "nobody",
        };

        var refused = await Assert.ThrowsAsync<KuajieProblemException>(() => owner.Campaigns.PutAsync("knowledge", "spring", wrong));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["budgetMinorUnits", "endsAt", "segment"], refused.Problem.Faults!.Select(fault => fault.Where));
    }

    [Fact]
    public async Task Campaigns_OfStrangers_AreHiddenAndSidesKeepToThemselves()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        using var partner = CampaignRequests.Manager(running, RunningServer.Sports);
        using var stranger = CampaignRequests.Manager(running, RunningServer.Auto);
        await owner.Campaigns.PutAsync("knowledge", "spring", CampaignRequests.Plain(running));
        await owner.Campaigns.ProposeAsync("knowledge", "spring");

        await AssertRefusedAsync(HttpStatusCode.Forbidden, () => owner.Campaigns.ApproveAsync("knowledge", "spring"));
        await AssertRefusedAsync(
            HttpStatusCode.Forbidden,
            () => partner.Campaigns.PutAsync("knowledge", "spring", CampaignRequests.Plain(running))
        );
        await AssertRefusedAsync(HttpStatusCode.NotFound, () => stranger.Campaigns.GetAsync("knowledge", "spring"));
        await AssertRefusedAsync(HttpStatusCode.NotFound, () => stranger.Campaigns.GetAsync("auto", "spring"));
        await AssertRefusedAsync(HttpStatusCode.Conflict, () => owner.Campaigns.PauseAsync("knowledge", "spring"));
    }

    [Fact]
    public async Task Propose_WithoutAPartnership_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await owner.Campaigns.PutAsync("knowledge", "spring", CampaignRequests.Plain(running) with { Partner = "auto" });

        var refused = await Assert.ThrowsAsync<KuajieProblemException>(() => owner.Campaigns.ProposeAsync("knowledge", "spring"));

        Assert.Equal("no-agreement", refused.Problem.Code);
    }

    [Fact]
    public async Task Switch_OfAPartner_StopsDecisionsAtOnce()
    {
        await using var running = await RunningServer.StartAsync();
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        using var partner = CampaignRequests.Manager(running, RunningServer.Sports);
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running));
        Assert.NotNull((await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna"))).Decision);

        await partner.Campaigns.SwitchAsync("sports", "knowledge", isOff: true);
        var off = await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna", Explain: true));
        await partner.Campaigns.SwitchAsync("sports", "knowledge", isOff: false);
        var on = await owner.Campaigns.DecideAsync("knowledge", new DecisionRequest("banner", "anna"));

        Assert.Equal("switchedOff", Assert.Single(off.Reasons!).Code);
        Assert.NotNull(on.Decision);
        Assert.False((await owner.Campaigns.SwitchesAsync("knowledge")).Single().Off);
    }

    private static async Task AssertRefusedAsync(HttpStatusCode status, Func<Task> act) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<KuajieProblemException>(act)).Status);
}
