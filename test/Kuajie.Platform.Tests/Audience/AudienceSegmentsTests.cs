using System.Globalization;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Marketing.Audience.LookAlikes;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Users;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience;

public sealed class AudienceSegmentsTests : IDisposable
{
    private const string Shop = "shop";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Now);
    private readonly InMemoryWorkspace workspace;
    private readonly AudienceProfiles profiles;
    private readonly AudienceSegments segments;

    public AudienceSegmentsTests()
    {
        workspace = new InMemoryWorkspace(clock);
        workspace.Catalog.Put([Item("run", "course", "跑步", 9900), Item("tea", "book", "茶", 1900)]);
        profiles = new AudienceProfiles(workspace, new TallyOptions(), clock);
        segments = new AudienceSegments(new InMemorySegmentStore(), profiles, new UserFactors(workspace), workspace.Links, clock);
        for (var user = 0; user < 60; user++)
        {
            var item = user % 2 == 0 ? "run" : "tea";
            for (var day = 1; day <= 4; day++)
            {
                Done($"u{user:00}", item, InteractionKind.View, Now.AddDays(-day - (user % 3)));
            }
        }
        Done("u00", "run", InteractionKind.Purchase, Now.AddHours(-2));
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Profile_OfAPurchase_KnowsItemPriceAndFormat()
    {
        var profile = profiles.Profile(Shop, "u00")!;

        Assert.Equal(new Spending(9900, 1), profile.Money["CNY"]);
        Assert.Equal("course", profile.Formats.Single().Name);
        Assert.Equal(Now.AddHours(-2), profile.Taken["run"]);
        Assert.Null(profiles.Profile(Shop, "nobody"));
        Assert.Empty(profiles.Profiles("nowhere"));
    }

    [Fact]
    public void Committed_AnEvent_IsInTheNextProfileAsIfReadAnew()
    {
        profiles.Profile(Shop, "u01");
        // The first commit after a reading may have been under way: the domain is read again.
        Commit("u01", "run", Now);
        profiles.Profile(Shop, "u01");
        Commit("u01", "run", Now.AddMinutes(1));
        Commit("new", "run", Now.AddMinutes(2));

        var (kept, newcomer) = (profiles.Profile(Shop, "u01")!, profiles.Profile(Shop, "new")!);

        var anew = new AudienceProfiles(workspace, new TallyOptions(), clock);
        Assert.Equal(6, kept.Events);
        Assert.Equal(1, newcomer.Events);
        Assert.Equal(anew.Profile(Shop, "u01")!.Evidence, kept.Evidence, 1e-9);
        Assert.Equal(anew.Profile(Shop, "u01")!.Tags.Select(tag => tag.Name), kept.Tags.Select(tag => tag.Name));
        Assert.Equal(61, profiles.Profiles(Shop).Count);
    }

    [Fact]
    public void Profiles_OfADomainThatStoodStill_HoldForItsLastEvent()
    {
        var then = profiles.Profile(Shop, "u00")!;

        clock.Advance(TimeSpan.FromDays(300));
        var now = profiles.Profile(Shop, "u00")!;

        Assert.Equal(Now.AddHours(-2), now.At);
        Assert.Equal((then.At, then.Stage.Survival, then.Churn!.Risk), (now.At, now.Stage.Survival, now.Churn!.Risk));
        Assert.Equal(LifecycleStage.Active, now.Stage.Name);
        Assert.Equal(Now.AddHours(-2), profiles.Moment(Shop));
        Assert.Null(profiles.Moment("nowhere"));
        Assert.Equal(60, segments.UsersOf(Shop, "recency < 30d").UserIds.Count);
    }

    [Fact]
    public void Moment_OfEventsAheadOfTheClock_IsNow()
    {
        Done("u02", "run", InteractionKind.View, Now.AddYears(50));

        Assert.Equal(Now, profiles.Moment(Shop));
        Assert.Equal(60, segments.UsersOf(Shop, "recency < 30d").UserIds.Count);
    }

    [Fact]
    public void Erased_AUser_IsGoneFromProfiles()
    {
        Assert.NotNull(profiles.Profile(Shop, "u00"));

        workspace.OwnInteractions.EraseUser(Shop, "u00");
        profiles.UserErased(Shop, "u00");

        Assert.Null(profiles.Profile(Shop, "u00"));
    }

    [Fact]
    public void Define_ARule_CountsAndListsWhoItMatches()
    {
        var stored = segments.Define(Shop, "跑者", "  tag(“跑步”)>0.3 and  recency<30d ");

        Assert.Equal("tag(\"跑步\") > 0.3 and recency < 30d", stored.Rule);
        var users = segments.UsersOf(segments.Find(Shop, "跑者"));
        Assert.Equal((30, 60), (users.UserIds.Count, users.Users));
        Assert.All(users.UserIds, user => Assert.Equal(0, int.Parse(user[1..], CultureInfo.InvariantCulture) % 2));
        Assert.Equal(["跑者"], segments.OfUser(Shop, profiles.Profile(Shop, "u02")!).Select(segment => segment.Name));
        Assert.Empty(segments.OfUser(Shop, profiles.Profile(Shop, "u01")!));
        segments.Remove(Shop, "跑者");
        Assert.Equal("unknown-segment", Assert.Throws<KuajieException>(() => segments.Remove(Shop, "跑者")).Code);
    }

    [Theory]
    [InlineData("ok", "recency < 5", "invalid-rule")]
    [InlineData("-a", "events > 1", "invalid-segment-name")]
    [InlineData("a b", "events > 1", "invalid-segment-name")]
    [InlineData("", "events > 1", "invalid-segment-name")]
    public void Define_WrongInput_SaysSo(string name, string rule, string code)
    {
        Assert.Equal(code, Assert.Throws<KuajieException>(() => segments.Define(Shop, name, rule)).Code);
        Assert.Empty(segments.Of(Shop));
    }

    [Fact]
    public void Define_MoreThanADomainMayHave_IsRefused()
    {
        for (var number = 0; number < 200; number++)
        {
            segments.Define(Shop, $"s{number}", "events > 1");
        }

        Assert.Equal("too-many-segments", Assert.Throws<KuajieException>(() => segments.Define(Shop, "more", "events > 1")).Code);
        segments.Define(Shop, "s7", "events > 2");
    }

    [Fact]
    public void Cluster_SavedUnderAPrefix_IsFoundAgainFromTheStoredForm()
    {
        var found = segments.Cluster(Shop, new ProfileClusterer { Most = 2 });
        Assert.Empty(segments.Of(Shop));

        var saved = segments.Save(Shop, found.WithoutUsers(), "taste");

        Assert.Equal(["taste-1", "taste-2"], saved.Select(segment => segment.Name));
        Assert.Equal(["taste-1", "taste-2"], segments.Of(Shop).Select(segment => segment.Name));
        foreach (var cluster in found.Clustering.Segments)
        {
            var stored = segments.Find(Shop, AudienceSegments.ClusterName("taste", cluster.Number));
            Assert.Equal(cluster.Users, segments.UsersOf(stored).UserIds);
            Assert.Equal(cluster.Tags, StoredCluster.Of(stored.ClusterJson!).Tags);
        }
    }

    [Fact]
    public void Save_OfTooFewUsers_IsRefusedWithTheReason()
    {
        Done("g1", "run", InteractionKind.View, Now.AddDays(-1), "gym");
        var found = segments.Cluster("gym", new ProfileClusterer());

        var fault = Assert.Throws<KuajieException>(() => segments.Save("gym", found, "taste"));

        Assert.Equal("no-clusters", fault.Code);
        Assert.Contains("too few users", fault.Found, StringComparison.Ordinal);
        Assert.Equal(
            "invalid-segment-name",
            Assert.Throws<KuajieException>(() => segments.Save(Shop, segments.Cluster(Shop, new ProfileClusterer { Most = 2 }), "a b")).Code
        );
        Assert.Empty(segments.Of(Shop));
    }

    [Theory]
    [InlineData(0, null, true, null, "invalid-input")]
    [InlineData(2, "a b", true, null, "invalid-segment-name")]
    [InlineData(2, null, false, "v1", "model-not-wanted")]
    [InlineData(2, null, true, "v1", "unknown-model-version")]
    public void ThrowIfInvalid_WhatCouldOnlyFail_IsRefusedBeforeAnythingIsRead(
        int fewest,
        string? prefix,
        bool withFactors,
        string? version,
        string code
    )
    {
        var (clusterer, use) = (new ProfileClusterer { Fewest = fewest }, new FactorUse(withFactors, version));

        Assert.Equal(code, Assert.Throws<KuajieException>(() => segments.ThrowIfInvalid(Shop, clusterer, use, prefix)).Code);
    }

    [Fact]
    public void LookAlikes_OfSomeRunners_AreTheOtherRunners()
    {
        segments.Define(Shop, "seeds", "tag(\"跑步\") > 0.3 and recency < 60h");

        var answer = segments.LookAlikes(segments.Find(Shop, "seeds"), new LookAlikeFinder { Most = 5 });

        Assert.Equal((20, 5), (answer.Seeds, answer.Ranked.Count));
        Assert.All(answer.Ranked, user => Assert.Equal(0, int.Parse(user.UserId[1..], CultureInfo.InvariantCulture) % 2));
    }

    [Fact]
    public void Overlap_AcrossDomains_GoesByLinks()
    {
        for (var user = 0; user < 60; user++)
        {
            workspace.OwnInteractions.Add("gym", $"g{user:00}", "run", InteractionKind.View, Now.AddDays(user < 30 ? -1 : -9));
        }
        workspace.Links.Add(
            Enumerable.Range(0, 60).Select(user => new Link(Shop, $"u{user:00}", "gym", $"g{user:00}", LinkMethod.File, Now))
        );
        segments.Define(Shop, "runners", "tag(\"跑步\") > 0.3");
        segments.Define("gym", "recent", "recency < 3d");

        var overlap = segments.Overlap(segments.Find(Shop, "runners"), segments.Find("gym", "recent"), 10);

        Assert.Equal(new SegmentOverlap(30, 30, 15, 15.0 / 45, 1, 60), overlap);
        Assert.Null(segments.Overlap(segments.Find(Shop, "runners"), segments.Find("gym", "recent"), 16).Both);
    }

    [Fact]
    public void Csv_OfAwkwardIds_IsQuotedAndNoFormula() =>
        Assert.Equal("user\r\nu1\r\n\"a,\"\"b\"\r\n'=1+1\r\n", SegmentCsv.Of(["u1", "a,\"b", "=1+1"]));

    private void Commit(string user, string item, DateTimeOffset at)
    {
        workspace.OwnInteractions.Add(Shop, user, item, InteractionKind.View, at);
        profiles.Committed([new LiveEvent($"{user}{at}", Shop, user, "s", item, InteractionKind.View, at)]);
    }

    private void Done(string user, string item, InteractionKind kind, DateTimeOffset at, string domain = Shop) =>
        workspace.OwnInteractions.Add(domain, user, item, kind, at);

    private static Item Item(string id, string kind, string tag, long price) =>
        new(Shop, id, kind, id, null, [tag], price, "CNY", null, null, null, "{}");
}
