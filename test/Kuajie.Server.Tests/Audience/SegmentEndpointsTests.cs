using System.Net;
using Kuajie.Client;
using Kuajie.Client.Audience;
using Kuajie.Client.Partners;
using Kuajie.Platform.Access;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Audience;

public sealed class SegmentEndpointsTests
{
    private const string Runners = "tag(\"跑步\") > 0.3";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);
    private static readonly DateTimeOffset At = new(2026, 5, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Put_ARule_IsCountedListedExportedAndRemoved()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var stored = await client.Segments.PutAsync("knowledge", "跑者", new SegmentRequest("tag(“跑步”)>0.3"));
        using var export = new StreamReader(await client.Segments.ExportAsync("knowledge", "跑者"));

        Assert.Equal((Runners, 40L, 60L, null), (stored.Rule, stored.Users, stored.All, stored.FewerThan));
        Assert.Equal(stored, await client.Segments.GetAsync("knowledge", "跑者"));
        Assert.Equal("跑者", Assert.Single(await client.Segments.ListAsync("knowledge")).Name);
        var lines = (await export.ReadToEndAsync()).Split("\r\n");
        Assert.Equal(["user", "u00", "u01"], lines[..3]);
        Assert.Equal(42, lines.Length);
        await client.Segments.RemoveAsync("knowledge", "跑者");
        var gone = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Segments.GetAsync("knowledge", "跑者"));
        Assert.Equal(("unknown-segment", HttpStatusCode.NotFound), (gone.Code, gone.Status));
    }

    [Fact]
    public async Task Put_AWrongRule_PointsAtIt()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var fault = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.Segments.PutAsync("knowledge", "s", new SegmentRequest("recency < 5"))
        );

        Assert.Equal(("invalid-rule", HttpStatusCode.BadRequest), (fault.Code, fault.Status));
        Assert.Contains("Column 11: found '5', expected a duration such as 30d.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ARuleInTheMaking_CountsAndCompletes()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var whole = await client.Segments.CheckAsync("knowledge", new RuleCheckRequest(Runners));
        var half = await client.Segments.CheckAsync("knowledge", new RuleCheckRequest("tag(\"跑"));

        Assert.Equal((40L, 60L), (whole.Users, whole.All));
        Assert.Empty(whole.Faults);
        Assert.Equal((4, 6, "\"跑步\"", "Tag"), (half.From, half.To, half.Suggestions.Single().Text, half.Suggestions.Single().Kind));
        Assert.Equal(("RuleUnexpected", 5), (half.Faults.Single().Code, half.Faults.Single().Column));
        Assert.Null(half.Users);
    }

    [Fact]
    public async Task Check_AfterTheTimeZoneOfTheDomainChanged_CountsLocalHours()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        var atNine = new RuleCheckRequest("hour(9) > 0.9");
        var atFive = new RuleCheckRequest("hour(17) > 0.9");
        Assert.Equal(
            (60L, 0L),
            ((await client.Segments.CheckAsync("knowledge", atNine)).Users, (await client.Segments.CheckAsync("knowledge", atFive)).Users)
        );

        var put = await client.Domains.PutAsync("knowledge", new DomainRequest(TimeZone: "Asia/Shanghai"));

        Assert.Equal(
            (0L, 60L),
            ((await client.Segments.CheckAsync("knowledge", atNine)).Users, (await client.Segments.CheckAsync("knowledge", atFive)).Users)
        );
        var profile = await client.Segments.ProfileAsync("knowledge", "u00");
        Assert.Equal(("Asia/Shanghai", "Asia/Shanghai", "17"), (put.TimeZone, profile.TimeZone, profile.Hours[0].Name));
        // Naming no time zone leaves it as it is; naming none that there is changes nothing.
        Assert.Equal("Asia/Shanghai", (await client.Domains.PutAsync("knowledge", new DomainRequest())).TimeZone);
        var fault = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.Domains.PutAsync("knowledge", new DomainRequest(TimeZone: "Mars/Base"))
        );
        Assert.Equal(("unknown-time-zone", HttpStatusCode.BadRequest), (fault.Code, fault.Status));
        using var stranger = new KuajieClient(running.Client(RunningServer.PartyOf(RunningServer.Auto), Scope.Manage));
        await Assert.ThrowsAsync<KuajieProblemException>(() => stranger.Domains.PutAsync("knowledge", new DomainRequest(TimeZone: "UTC")));
        Assert.Equal("Asia/Shanghai", (await client.Domains.GetAsync("knowledge")).TimeZone);
    }

    [Theory]
    // Five of sixty, and all but five.
    [InlineData("took(\"c1\")", 5L)]
    [InlineData("not took(\"c1\")", 55L)]
    public async Task Counts_OfFewPeople_AreToldToThoseWhoMaySeeUsersOnly(string rule, long users)
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var data = new KuajieClient(await running.PersonAsync(null, Role.Data));
        using var growth = new KuajieClient(await running.PersonAsync(null, Role.Growth));

        var told = await data.Segments.CheckAsync("knowledge", new RuleCheckRequest(rule));
        var hidden = await growth.Segments.PutAsync("knowledge", "few", new SegmentRequest(rule));
        var enough = await growth.Segments.CheckAsync("knowledge", new RuleCheckRequest(Runners));

        Assert.Equal((users, 60L, null), (told.Users, told.All, told.FewerThan));
        Assert.Equal((null, 60L, 10), (hidden.Users, hidden.All, hidden.FewerThan));
        Assert.Equal(40, enough.Users);
        var refused = await Assert.ThrowsAsync<KuajieProblemException>(() => growth.Segments.ExportAsync("knowledge", "few"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Fact]
    public async Task Requests_OfAPartner_StopAtItsOwnDomain()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var owner = new KuajieClient(running.Client(null, Scope.Manage));
        using var partner = new KuajieClient(await running.PersonAsync(RunningServer.PartyOf(RunningServer.Sports), Role.Partner));
        await owner.Segments.PutAsync("knowledge", "runners", new SegmentRequest(Runners));
        await owner.Segments.PutAsync("sports", "all", new SegmentRequest("events > 0"));

        Assert.Equal("all", Assert.Single(await partner.Segments.ListAsync("sports")).Name);
        foreach (
            var call in (Func<Task>[])
                [
                    () => partner.Segments.ListAsync("knowledge"),
                    () => partner.Segments.OverlapAsync("sports", "all", "runners", "knowledge"),
                    () => partner.Segments.ProfileAsync("sports", "s1"),
                    () => partner.Segments.PutAsync("sports", "mine", new SegmentRequest("events > 1")),
                ]
        )
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<KuajieProblemException>(call)).Status);
        }
    }

    [Fact]
    public async Task Profile_OfAUser_SaysWhyAndKnowsTheNextEvent()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage | Scope.Ingest));
        await client.Segments.PutAsync("knowledge", "runners", new SegmentRequest(Runners));

        var before = await client.Segments.ProfileAsync("knowledge", "u00");
        await client.Events.SendAsync("knowledge", [new("e1", "c2", "view", User: "u00", Session: "s")]);
        var after = await client.Segments.ProfileAsync("knowledge", "u00");

        Assert.Equal((3, 4), (before.Events, after.Events));
        Assert.Equal(["runners"], before.Segments);
        Assert.Equal(("跑步", "low"), (before.Tags[0].Name, before.Prices!.Level));
        Assert.Contains("recent interactions", before.Tags[0].Why, StringComparison.Ordinal);
        Assert.NotNull(before.Churn);
        var unknown = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Segments.ProfileAsync("knowledge", "nobody"));
        Assert.Equal("unknown-user", unknown.Code);
    }

    [Fact]
    public async Task LookAlikesAndOverlap_OfASegment_AnswerFromTheSameProfiles()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        await client.Segments.PutAsync("knowledge", "runners", new SegmentRequest(Runners));
        await client.Segments.PutAsync("knowledge", "drinkers", new SegmentRequest("tag(\"茶\") > 0.5"));

        var alike = await client.Segments.LookAlikesAsync("knowledge", "runners", limit: 3);
        var overlap = await client.Segments.OverlapAsync("knowledge", "runners", "drinkers");

        Assert.Equal((40, 3), (alike.Seeds, alike.Users.Count));
        Assert.Equal(["Model", "Activity", "Random"], alike.Rows.Select(row => row.Name));
        Assert.Equal((40L, 60L), (overlap.First, overlap.All));
        var limit = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.Segments.LookAlikesAsync("knowledge", "runners", limit: 0)
        );
        Assert.Equal("out-of-range", limit.Code);
    }

    /// <summary>Forty runners and twenty drinkers of tea; five runners bought c1.</summary>
    private static void Fill(Workspace workspace)
    {
        var store = (DuckDbEventStore)workspace.Events;
        store.Put([Item("c1", "跑步", 5000), Item("c2", "跑步", 9000), Item("c3", "茶", 7000)]);
        var rows = new List<Interaction>();
        for (var user = 0; user < 60; user++)
        {
            for (var day = 0; day < 2; day++)
            {
                var item = user < 40 ? "c2" : "c3";
                rows.Add(new Interaction("knowledge", $"u{user:00}", item, InteractionKind.View, At.AddDays(day + (user % 5)), null));
            }
            rows.Add(new Interaction("sports", $"s{user}", "e1", InteractionKind.View, At, null));
        }
        rows.AddRange(
            Enumerable
                .Range(0, 5)
                .Select(user => new Interaction("knowledge", $"u{user:00}", "c1", InteractionKind.Purchase, At.AddDays(8), null))
        );
        store.Append(rows);
    }

    private static Item Item(string id, string tag, long price) =>
        new("knowledge", id, "course", id, null, [tag], price, "CNY", null, null, null, "{}");
}
