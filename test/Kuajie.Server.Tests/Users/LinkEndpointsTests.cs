using System.Net;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Server.Access;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Users;

public sealed class LinkEndpointsTests
{
    private const string Body =
        """{"domains":["knowledge","sports"],"pairs":[{"first":"k1","second":"s1"},{"first":"k2","second":"s9"},{"first":"k8","second":"s2"}]}""";

    private const string Overlap = "/v1/links/overlap?first=knowledge&second=sports";

    [Fact]
    public async Task Links_Posted_AreCountedAndSeenInTheOverlap()
    {
        await using var running = await RunningServer.StartAsync(new ServerSettings { FewestPeople = 1 }, prepare: Fill);
        var client = running.Client(RunningServer.PartyOf(RunningServer.Knowledge), Scope.Manage);

        var posted = await (await client.PostAsync("/v1/links", Wire.Json(Body))).DocumentAsync();
        var again = await (await client.PostAsync("/v1/links", Wire.Json(Body))).DocumentAsync();
        var overlap = await (await client.GetAsync(Overlap)).DocumentAsync();

        Assert.Equal(3, posted.GetProperty("newLinks").GetInt64());
        // k8 is not known; that s9 is not either is the other side's business.
        Assert.Equal(1, posted.GetProperty("unknownUsers").GetInt64());
        Assert.Equal(0, again.GetProperty("newLinks").GetInt64());
        Assert.Equal(3, overlap.GetProperty("links").GetInt64());
        Assert.Equal(1, overlap.GetProperty("activeOnBothSides").GetInt64());
        Assert.DoesNotContain("s1", overlap.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PartnershipShares.Catalog | PartnershipShares.Aggregates, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData(PartnershipShares.Links, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    public async Task Links_NotShared_AreRefusedToEitherSideAndTheOperator(
        PartnershipShares shares,
        HttpStatusCode posting,
        HttpStatusCode reading
    )
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        running.Workspace.Partners.PutPartnership("knowledge", "sports", shares);
        running.Server.Services.GetRequiredService<CurrentAccess>().Refresh();
        foreach (var party in (string?[])[RunningServer.PartyOf("knowledge"), RunningServer.PartyOf("sports"), null])
        {
            var client = running.Client(party, Scope.Manage);
            Assert.Equal(posting, (await client.PostAsync("/v1/links", Wire.Json(Body))).StatusCode);
            Assert.Equal(reading, (await client.GetAsync(Overlap)).StatusCode);
        }
    }

    [Fact]
    public async Task Links_OfOthers_AreHiddenAndFaultsNamed()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var stranger = running.Client(RunningServer.PartyOf(RunningServer.Auto), Scope.Manage);
        var owner = running.Client(RunningServer.PartyOf(RunningServer.Knowledge), Scope.Manage);

        Assert.Equal(
            "unknown-domain",
            (await (await stranger.PostAsync("/v1/links", Wire.Json(Body))).ProblemAsync(HttpStatusCode.NotFound)).Code
        );
        Assert.Equal("unknown-domain", (await (await stranger.GetAsync(Overlap)).ProblemAsync(HttpStatusCode.NotFound)).Code);
        var bad = Wire.Json("""{"domains":["knowledge","sports"],"pairs":[{"first":"k1"},{"second":"\u0000"},null]}""");
        var problem = await (await owner.PostAsync("/v1/links", bad)).ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(["pairs[2]", "pairs[0].second", "pairs[1].first", "pairs[1].second"], problem.Faults!.Select(fault => fault.Where));
        var same = Wire.Json("""{"domains":["knowledge","knowledge"],"pairs":[{"first":"k1","second":"k2"}]}""");
        Assert.Equal("same-domain", (await (await owner.PostAsync("/v1/links", same)).ProblemAsync(HttpStatusCode.BadRequest)).Code);
        Assert.Empty(running.Workspace.Links.Totals());
    }

    private static void Fill(Workspace workspace)
    {
        var at = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        ((DuckDbEventStore)workspace.Events).Append([
            new Interaction("knowledge", "k1", "c1", InteractionKind.View, at, null),
            new Interaction("knowledge", "k2", "c1", InteractionKind.View, at, null),
            new Interaction("sports", "s1", "e1", InteractionKind.View, at, null),
            new Interaction("sports", "s2", "e1", InteractionKind.View, at, null),
        ]);
    }
}
