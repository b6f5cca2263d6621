using System.Text.Json;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Server.Tests.Imports;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Users;

/// <summary>Counts of few people are not told to other parties, nor what they could be computed from.</summary>
public sealed class FewPeopleTests
{
    private const string Overlap = "/v1/links/overlap?first=knowledge&second=sports";
    private static readonly string[] Counts = ["links", "firstLinked", "secondLinked", "firstShare", "secondShare", "activeOnBothSides"];

    [Theory]
    [InlineData(9, 60, false)]
    [InlineData(10, 60, true)]
    [InlineData(0, 60, false)]
    [InlineData(50, 60, true)]
    [InlineData(51, 60, false)]
    [InlineData(60, 60, false)]
    public async Task Overlap_OfFewOrAllButFew_IsToldToNeitherPartner(int linked, int users, bool isTold)
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace => Fill(workspace, linked, users));
        foreach (var party in (string[])["knowledge", "sports"])
        {
            var client = running.Client(RunningServer.PartyOf(party), Scope.Manage);

            var answer = await (await client.GetAsync(Overlap)).DocumentAsync();

            Assert.All(Counts[..5], name => Assert.Equal(isTold, answer.TryGetProperty(name, out _)));
            Assert.Equal(users, answer.GetProperty("firstUsers").GetInt64());
            Assert.Equal(
                !answer.TryGetProperty("activeOnBothSides", out _),
                answer.TryGetProperty("fewerThan", out var fewest) && fewest.GetInt32() == 10
            );
        }
        var operators = await (await running.Client(null, Scope.Manage).GetAsync(Overlap)).DocumentAsync();
        Assert.Equal(linked, operators.GetProperty("links").GetInt64());
        Assert.False(operators.TryGetProperty("fewerThan", out _));
    }

    [Fact]
    public async Task Overlap_OfFew_IsToldToNoRoleOfAParty()
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace => Fill(workspace, 3, 60));
        foreach (var role in Enum.GetValues<Role>().Where(role => int.IsPow2((int)role)))
        {
            var client = await running.PersonAsync(RunningServer.PartyOf(RunningServer.Knowledge), role);

            var answer = await (await client.GetAsync(Overlap)).DocumentAsync();

            Assert.All(Counts, name => Assert.False(answer.TryGetProperty(name, out _), role.ToString()));
            Assert.Equal(10, answer.GetProperty("fewerThan").GetInt32());
        }
    }

    [Fact]
    public async Task Overlap_WithAThresholdOfOne_TellsAll()
    {
        await using var running = await RunningServer.StartAsync(
            new ServerSettings { FewestPeople = 1 },
            prepare: workspace => Fill(workspace, 3, 60)
        );

        var answer = await (await running.Client(RunningServer.PartyOf("sports"), Scope.Manage).GetAsync(Overlap)).DocumentAsync();

        Assert.Equal(3, answer.GetProperty("links").GetInt64());
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(30, true)]
    public async Task ImportReport_OfIdsSharedWithAPartner_TellsNoFew(int shared, bool isTold)
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace =>
            ((DuckDbEventStore)workspace.Events).Append([.. Enumerable.Range(0, shared).Select(n => View("sports", $"k{n}"))])
        );
        var client = running.Client(RunningServer.PartyOf(RunningServer.Knowledge));
        var rows = string.Concat(Enumerable.Range(0, 60).Select(n => $"k{n},c1,view,2026-05-01\n"));
        const string Imports = "/v1/domains/knowledge/imports";

        var import = await client.StartAsync(Imports, Uploads.Form(("interactions", "a.csv", "user,item,kind,time\n" + rows)));
        var done = await client.EndAsync(Imports, import);

        var overlap = Assert.Single(done.GetProperty("report").GetProperty("quality").GetProperty("overlaps").EnumerateArray());
        Assert.Equal("sports", overlap.GetProperty("domain").GetString());
        Assert.Equal(isTold, overlap.TryGetProperty("sharedIds", out _));
        Assert.True(overlap.TryGetProperty("fewerThan", out _));
    }

    private static void Fill(Workspace workspace, int linked, int users)
    {
        ((DuckDbEventStore)workspace.Events).Append([
            .. Enumerable.Range(0, users).SelectMany(n => (Interaction[])[View("knowledge", $"k{n}"), View("sports", $"s{n}")]),
        ]);
        var at = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        workspace.Links.Add(
            Enumerable.Range(0, linked).Select(n => new Link("knowledge", $"k{n}", "sports", $"s{n}", LinkMethod.File, at))
        );
    }

    private static Interaction View(string domain, string user) =>
        new(domain, user, "c1", InteractionKind.View, new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), null);
}
