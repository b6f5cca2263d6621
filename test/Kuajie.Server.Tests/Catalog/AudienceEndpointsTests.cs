using System.Net;
using Kuajie.Client;
using Kuajie.Client.Catalog;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Catalog;

public sealed class AudienceEndpointsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Audience_SeenByTheOperator_CountsKindsWeeksAndTheOtherSide()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(null));

        var audience = await client.Items.AudienceAsync("knowledge", "c1");

        Assert.Equal(12, audience.Users);
        Assert.Equal([new KindAudienceResponse("view", 12, 12), new KindAudienceResponse("purchase", 3, 3)], audience.Kinds);
        Assert.Equal(
            [new(new DateOnly(2026, 5, 4), 12), new(new DateOnly(2026, 5, 11), 0), new(new DateOnly(2026, 5, 18), 3)],
            audience.Periods
        );
        // Twelve of the twenty linked users of sports are takers here.
        Assert.Equal(new ReachResponse("sports", 12, 20, 12, 0.6), Assert.Single(audience.Reach));
    }

    [Fact]
    public async Task Audience_SeenByThePartner_LeavesOutCountsOfFewAndHowOften()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(RunningServer.PartyOf(RunningServer.Sports)));

        var popular = await client.Items.AudienceAsync("knowledge", "c1");
        var rare = await client.Items.AudienceAsync("knowledge", "c2", "month");

        Assert.Equal(12, popular.Users);
        Assert.Equal([new KindAudienceResponse("view", 12), new KindAudienceResponse("purchase", null)], popular.Kinds);
        Assert.Equal([12L, null, null], popular.Periods.Select(period => period.Users));
        Assert.Null(rare.Users);
        Assert.All(rare.Kinds, kind => Assert.Null(kind.Users));
        Assert.Equal(new ReachResponse("sports", null, 20, null, null), Assert.Single(rare.Reach));
    }

    [Fact]
    public async Task Audience_WithoutSharedAggregates_IsRefusedAndComparesNothing()
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace =>
        {
            Fill(workspace);
            workspace.Partners.PutPartnership("knowledge", "sports", PartnershipShares.Catalog);
        });
        var refused = await running.Client(RunningServer.PartyOf(RunningServer.Sports)).GetAsync("/v1/domains/knowledge/items/c1/audience");
        using var owner = new KuajieClient(running.Client(RunningServer.PartyOf(RunningServer.Knowledge)));

        Assert.Equal("not-shared", (await refused.ProblemAsync(HttpStatusCode.Forbidden)).Code);
        Assert.Empty((await owner.Items.AudienceAsync("knowledge", "c1")).Reach);
    }

    [Fact]
    public async Task Audience_OfNothingOrAnUnknownLength_SaysSo()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var client = running.Client(null);

        var unknown = await client.GetAsync("/v1/domains/knowledge/items/nothing/audience");
        var length = await client.GetAsync("/v1/domains/knowledge/items/c1/audience?period=hour");

        Assert.Equal("unknown-item", (await unknown.ProblemAsync(HttpStatusCode.NotFound)).Code);
        Assert.Equal("day, week or month.", (await length.ProblemAsync(HttpStatusCode.BadRequest)).Expected);
    }

    private static void Fill(Workspace workspace)
    {
        var views = Enumerable.Range(0, 12).Select(user => Row($"k{user}", "c1", InteractionKind.View, Monday.AddHours(user)));
        var bought = Enumerable.Range(0, 3).Select(user => Row($"k{user}", "c1", InteractionKind.Purchase, Monday.AddDays(14)));
        ((DuckDbEventStore)workspace.Events).Append([.. views, .. bought, Row("k0", "c2", InteractionKind.View, Monday)]);
        workspace.Links.Add(
            Enumerable.Range(0, 20).Select(user => new Link("knowledge", $"k{user}", "sports", $"s{user}", LinkMethod.File, Monday))
        );
    }

    private static Interaction Row(string user, string item, InteractionKind kind, DateTimeOffset at) =>
        new("knowledge", user, item, kind, at, null);
}
