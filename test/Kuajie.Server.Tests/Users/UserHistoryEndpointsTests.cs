using System.Net;
using Kuajie.Client;
using Kuajie.Client.Users;
using Kuajie.Platform.Access;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Users;

public sealed class UserHistoryEndpointsTests
{
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);
    private static readonly DateTimeOffset At = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Latest_OfADomain_NeedsNoIdAndTellsWhereElseTheyAreKnown()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var all = await client.Users.LatestAsync("knowledge");
        var linked = await client.Users.LatestAsync("knowledge", isLinked: true);
        var named = await client.Users.LatestAsync("knowledge", idStart: "be");

        Assert.Equal(["ben-8", "ann-7"], all.Users.Select(user => user.User));
        Assert.Equal([0, 1], all.Users.Select(user => user.LinkedDomains.Count));
        Assert.Equal(("ann-7", 3L), (Assert.Single(linked.Users).User, linked.Users[0].Interactions));
        Assert.Equal("ben-8", Assert.Single(named.Users).User);
    }

    [Fact]
    public async Task History_SeenByTheOperator_HoldsBothDomainsAndNoIdOfTheOther()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var client = running.Client(null, Scope.Manage);
        using var typed = new KuajieClient(client);

        var history = await typed.Users.HistoryAsync("knowledge", "ann-7");
        var text = await client.GetStringAsync("/v1/domains/knowledge/users/ann-7/history");

        Assert.Equal(4, history.Total);
        Assert.Equal(["knowledge", "sports"], history.Domains);
        Assert.Equal(new HistoryEntryResponse("sports", "e1", "purchase", "马拉松", "event", At.AddDays(3)), history.Interactions[0]);
        Assert.Equal(["e1", "c2", "c2", "c1"], history.Interactions.Select(each => each.Item));
        Assert.DoesNotContain("s-1", text, StringComparison.Ordinal);
        Assert.Equal(2, (await typed.Users.HistoryAsync("knowledge", "ann-7", limit: 2)).Interactions.Count);
    }

    [Fact]
    public async Task History_SeenByTheFirm_StopsAtItsOwnDomain()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var history = await client.Users.HistoryAsync("knowledge", "ann-7");
        var interests = await client.Users.InterestsAsync("knowledge", "ann-7");

        Assert.Equal(3, history.Total);
        Assert.Equal(["knowledge"], history.Domains);
        Assert.All(interests.Interests, interest => Assert.Equal("knowledge", Assert.Single(interest.Domains).Domain));
    }

    [Fact]
    public async Task History_WithoutSharedLinks_JoinsNobodyEvenForTheOperator()
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace =>
        {
            Fill(workspace);
            workspace.Partners.PutPartnership("knowledge", "sports", PartnershipShares.Recommendations);
        });
        using var client = new KuajieClient(running.Client(null, Scope.Manage));

        Assert.Equal(["knowledge"], (await client.Users.HistoryAsync("knowledge", "ann-7")).Domains);
    }

    [Fact]
    public async Task Interests_OverBothDomains_WeighPayingMoreThanLooking()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(null, Scope.Manage));

        var interests = await client.Users.InterestsAsync("knowledge", "ann-7");

        // 跑步: the purchase of c2 and a view of it (5.5), and half of the purchase of e1 (2.5); 围棋: a view of c1 (0.5).
        Assert.Equal(["跑步", "马拉松", "围棋"], interests.Interests.Select(interest => interest.Tag));
        Assert.Equal(8.0 / 11, interests.Interests[0].Share, 6);
        Assert.Equal([("knowledge", 2L), ("sports", 1L)], interests.Interests[0].Domains.Select(each => (each.Domain, each.Interactions)));
        Assert.Equal(5.5 / 11, interests.Interests[0].Domains[0].Share, 6);
    }

    [Theory]
    [InlineData("users/nobody/history", HttpStatusCode.NotFound, "unknown-user")]
    [InlineData("users/nobody/interests", HttpStatusCode.NotFound, "unknown-user")]
    [InlineData("users/ann-7/history?limit=1001", HttpStatusCode.BadRequest, "out-of-range")]
    [InlineData("users?limit=0", HttpStatusCode.BadRequest, "out-of-range")]
    public async Task Requests_OutOfBoundsOrOfNobody_SaySo(string path, HttpStatusCode status, string code)
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);

        var answer = await running.Client(null, Scope.Manage).GetAsync($"/v1/domains/knowledge/{path}");

        Assert.Equal(code, (await answer.ProblemAsync(status)).Code);
    }

    private static void Fill(Workspace workspace)
    {
        var store = (DuckDbEventStore)workspace.Events;
        store.Append([
            new Interaction("knowledge", "ann-7", "c1", InteractionKind.View, At, null),
            new Interaction("knowledge", "ann-7", "c2", InteractionKind.View, At.AddDays(1), null),
            new Interaction("knowledge", "ann-7", "c2", InteractionKind.Purchase, At.AddDays(2), null),
            new Interaction("knowledge", "ben-8", "c2", InteractionKind.View, At.AddDays(9), null),
            new Interaction("sports", "s-1", "e1", InteractionKind.Purchase, At.AddDays(3), null),
        ]);
        store.Put([Item("knowledge", "c1", "course", "围棋入门", "围棋"), Item("knowledge", "c2", "course", "跑步", "跑步")]);
        store.Put([Item("sports", "e1", "event", "马拉松", "马拉松", "跑步")]);
        workspace.Links.Add([new Link("knowledge", "ann-7", "sports", "s-1", LinkMethod.File, At)]);
    }

    private static Item Item(string domain, string id, string kind, string title, params string[] tags) =>
        new(domain, id, kind, title, null, tags, null, null, null, null, null, "{}");
}
