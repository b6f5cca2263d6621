using System.Net;
using Kuajie.Client;
using Kuajie.Platform.Access;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Bridges;

public sealed class BridgeEndpointsTests
{
    private const string Between = "?from=knowledge&to=sports";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Bridges_ForTheOperator_ByHand()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(null, Scope.Manage));

        var tags = await client.Bridges.TagsAsync("knowledge", "sports");
        var items = await client.Bridges.ItemsAsync("sports", "knowledge", 1);
        var flows = await client.Bridges.FlowsAsync("knowledge", "sports");

        Assert.Equal(40, tags.People);
        // 24 like Go and 20 chess; 18 like both, by chance 12 would.
        var strongest = tags.Bridges.Single(bridge => bridge is { FromTag: "围棋", ToTag: "chess" });
        Assert.Equal(18, strongest.Both);
        Assert.Equal(12, strongest.Expected, 1e-12);
        Assert.Equal(18.5 / 12.5, strongest.Lift, 1e-12);
        Assert.Equal(0.75, strongest.Share, 1e-12);
        // Two people are too few for an example.
        Assert.DoesNotContain(tags.Bridges, bridge => bridge is { FromTag: "fitness", ToTag: "chess" });
        var item = Assert.Single(items.Bridges);
        Assert.Equal(("running", "fitness", "Title of running"), (item.FromItem, item.ToItem, item.FromTitle));
        Assert.Equal((20L, 16L, 14L), (item.FromPeople, item.ToPeople, item.Both));
        Assert.Equal(
            [("围棋", "chess", 18L), ("fitness", "running", 14L), ("围棋", "running", 6L)],
            flows.Flows.Where(flow => flow.ToTag is not null).Select(flow => (flow.FromTag, flow.ToTag!, flow.People))
        );
    }

    [Fact]
    public async Task Bridges_ForAPartner_AreRoundedAndFewPeopleHidden()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var tags = await client.Bridges.TagsAsync("knowledge", "sports");
        var items = await client.Bridges.ItemsAsync("knowledge", "sports");
        var flows = await client.Bridges.FlowsAsync("sports", "knowledge");

        Assert.All(tags.Bridges, bridge => Assert.True(bridge.Both >= 10 && bridge.Both % 10 == 0));
        Assert.Equal(
            [("fitness", "running", 10L), ("围棋", "chess", 10L)],
            tags.Bridges.Select(each => (each.FromTag, each.ToTag, each.Both)).Order()
        );
        Assert.All(items.Bridges, bridge => Assert.True(bridge.Both >= 10 && bridge.FromPeople % 10 == 0));
        Assert.All(flows.Flows, flow => Assert.True(flow.People >= 10 && flow.People % 10 == 0));
        Assert.Equal(flows.People, flows.Flows.Sum(flow => flow.People));
    }

    [Theory]
    [InlineData(PartnershipShares.Aggregates, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(PartnershipShares.Aggregates | PartnershipShares.Catalog, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(
        PartnershipShares.Catalog | PartnershipShares.Links | PartnershipShares.Recommendations,
        HttpStatusCode.Forbidden,
        HttpStatusCode.Forbidden
    )]
    public async Task Bridges_NotShared_AreRefused(PartnershipShares shares, HttpStatusCode tags, HttpStatusCode items)
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        running.Workspace.Partners.PutPartnership("knowledge", "sports", shares);
        running.Server.Services.GetRequiredService<CurrentAccess>().Refresh();
        var client = running.Client(Firm, Scope.Manage);

        Assert.Equal(tags, (await client.GetAsync($"/v1/bridges/tags{Between}")).StatusCode);
        Assert.Equal(tags, (await client.GetAsync($"/v1/bridges/flows{Between}")).StatusCode);
        Assert.Equal(items, (await client.GetAsync($"/v1/bridges/items{Between}")).StatusCode);
    }

    [Fact]
    public async Task Bridges_OfStrangersAndNonsense_AreRefused()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var stranger = running.Client(RunningServer.PartyOf(RunningServer.Auto), Scope.Manage);
        var owner = running.Client(Firm, Scope.Manage);

        foreach (var what in (string[])["tags", "items", "flows"])
        {
            var hidden = await stranger.GetAsync($"/v1/bridges/{what}{Between}");
            Assert.Equal("unknown-domain", (await hidden.ProblemAsync(HttpStatusCode.NotFound)).Code);
            var same = await owner.GetAsync($"/v1/bridges/{what}?from=knowledge&to=knowledge");
            Assert.Equal("same-domain", (await same.ProblemAsync(HttpStatusCode.BadRequest)).Code);
        }
        var limit = await owner.GetAsync($"/v1/bridges/tags{Between}&limit=41");
        Assert.Equal("limit", (await limit.ProblemAsync(HttpStatusCode.BadRequest)).Where);
    }

    [Fact]
    public async Task People_ForWhoOwnsBoth_AreThoseWhoHaveBoth()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(null, Scope.Manage));

        // Two of those who took the course in fitness watched chess.
        var items = await client.Bridges.PeopleOfItemsAsync("knowledge", "sports", "fitness", "chess");
        Assert.Equal([("k38", "s38"), ("k39", "s39")], items.People.Select(person => (person.FromUser, person.ToUser)));
        var turned = await client.Bridges.PeopleOfItemsAsync("sports", "knowledge", "chess", "fitness", 1);
        Assert.Equal([("s38", "k38")], turned.People.Select(person => (person.FromUser, person.ToUser)));
        var tags = await client.Bridges.PeopleOfTagsAsync("knowledge", "sports", "围棋", "running", 50);
        Assert.Equal(["k18", "k19", "k20", "k21", "k22", "k23"], tags.People.Select(person => person.FromUser));
        Assert.Empty((await client.Bridges.PeopleOfTagsAsync("knowledge", "sports", "围棋", "nothing")).People);
    }

    [Fact]
    public async Task People_ForWhoOwnsOneSide_AreRefused()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var owner = running.Client(Firm, Scope.Manage);

        var tags = await owner.GetAsync($"/v1/bridges/tags/people{Between}&fromTag=fitness&toTag=running");
        Assert.Equal("not-own-domain", (await tags.ProblemAsync(HttpStatusCode.Forbidden)).Code);
        var items = await owner.GetAsync($"/v1/bridges/items/people{Between}&fromItem=fitness&toItem=running");
        Assert.Equal("not-own-domain", (await items.ProblemAsync(HttpStatusCode.Forbidden)).Code);
        var limit = await running
            .Client(null, Scope.Manage)
            .GetAsync($"/v1/bridges/items/people{Between}&fromItem=fitness&toItem=running&limit=51");
        Assert.Equal("limit", (await limit.ProblemAsync(HttpStatusCode.BadRequest)).Where);
    }

    [Fact]
    public async Task Bridges_WithoutLinks_AreEmpty()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(null, Scope.Manage));

        Assert.Equal(0, (await client.Bridges.TagsAsync("knowledge", "sports")).People);
        Assert.Empty((await client.Bridges.ItemsAsync("knowledge", "sports")).Bridges);
        Assert.Empty((await client.Bridges.FlowsAsync("knowledge", "sports")).Flows);
    }

    /// <summary>Of 40 people 24 took a course in Go, 16 one in fitness; 18 and 2 of them chess, 6 and 14 running.</summary>
    private static void Fill(Workspace workspace)
    {
        var at = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var store = (DuckDbEventStore)workspace.Events;
        store.Put([
            ItemOf("knowledge", "go", "围棋"),
            ItemOf("knowledge", "fitness", "fitness"),
            ItemOf("sports", "chess", "chess"),
            ItemOf("sports", "running", "running"),
        ]);
        for (var person = 0; person < 40; person++)
        {
            var course = person < 24 ? "go" : "fitness";
            var game = person is < 18 or >= 38 ? "chess" : "running";
            store.Append([
                new Interaction("knowledge", $"k{person}", course, InteractionKind.Purchase, at, null),
                new Interaction("sports", $"s{person}", game, InteractionKind.Watch, at, null),
            ]);
            workspace.Links.Add([new Link("knowledge", $"k{person}", "sports", $"s{person}", LinkMethod.File, at)]);
        }
    }

    private static Item ItemOf(string domain, string item, string tag) =>
        new(domain, item, "course", $"Title of {item}", null, [tag], null, null, null, null, null, "{}");
}
