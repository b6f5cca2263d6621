using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every event store must do, whatever its engine. An implementation inherits this and says how rows get in.</summary>
public abstract class InteractionStoreSuite
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IInteractionStore Store { get; }

    /// <summary>Adds rows as they are.</summary>
    protected abstract void Add(params Interaction[] interactions);

    [Fact]
    public void ActiveUsers_AfterAMoment_AreASampleThatStaysTheSame()
    {
        Add([
            .. Enumerable.Range(0, 40).Select(user => Row("k", $"u{user}", "c1", at: Noon.AddHours(user % 2 == 0 ? 1 : -1))),
            Row("k", "u0", "c2", at: Noon.AddHours(2)),
            Row("other", "u1", "c1", at: Noon.AddHours(1)),
        ]);

        var all = Store.ActiveUsers("k", Noon, 100);

        Assert.Equal(
            Enumerable.Range(0, 20).Select(user => $"u{2 * user}").Order(StringComparer.Ordinal),
            all.Order(StringComparer.Ordinal)
        );
        Assert.Equal(all.Take(7), Store.ActiveUsers("k", Noon, 7));
        Assert.Empty(Store.ActiveUsers("k", Noon.AddHours(2), 100));
    }

    [Fact]
    public void LatestUsers_OfADomain_ComeLatestFirstThenById()
    {
        Add(
            Row("k", "u2", "c1", at: Noon.AddDays(1)),
            Row("k", "u1", "c1", at: Noon),
            Row("k", "u1", "c2", at: Noon.AddDays(1)),
            Row("k", "v3", "c1", at: Noon.AddDays(2)),
            new Interaction("k", "u0", "c1", InteractionKind.View, null, null),
            Row("other", "u9", "c1", at: Noon.AddDays(9))
        );

        Assert.Equal(
            [new("v3", 1, Noon.AddDays(2)), new("u1", 2, Noon.AddDays(1)), new("u2", 1, Noon.AddDays(1)), new("u0", 1, null)],
            Store.LatestUsers("k", "", 10)
        );
        Assert.Equal(["u1", "u2"], Store.LatestUsers("k", "u", 2).Select(user => user.UserId));
        Assert.Empty(Store.LatestUsers("k", "%", 10));
        Assert.Empty(Store.LatestUsers("nowhere", "", 10));
    }

    [Fact]
    public void AudienceOf_AnItem_CountsUsersByKindAndByPeriod()
    {
        // Noon is a Wednesday, the first of May.
        Add(
            Row("k", "u1", "c1", InteractionKind.View, Noon),
            Row("k", "u1", "c1", InteractionKind.Purchase, Noon.AddDays(4)),
            Row("k", "u2", "c1", InteractionKind.View, Noon.AddDays(5)),
            new Interaction("k", "u3", "c1", InteractionKind.Purchase, null, null),
            Row("k", "u4", "c2"),
            Row("other", "u5", "c1")
        );

        var weeks = Store.AudienceOf("k", "c1", AudiencePeriod.Week, 10);

        Assert.Equal((3, 4), (weeks.Users, weeks.Interactions));
        Assert.Equal([new KindAudience(InteractionKind.View, 2, 2), new KindAudience(InteractionKind.Purchase, 2, 2)], weeks.Kinds);
        Assert.Equal(
            [new PeriodAudience(new DateOnly(2024, 4, 29), 1, 2), new PeriodAudience(new DateOnly(2024, 5, 6), 1, 1)],
            weeks.Periods
        );
        Assert.Equal([new PeriodAudience(new DateOnly(2024, 5, 1), 2, 3)], Store.AudienceOf("k", "c1", AudiencePeriod.Month, 10).Periods);
        Assert.Equal([new PeriodAudience(new DateOnly(2024, 5, 6), 1, 1)], Store.AudienceOf("k", "c1", AudiencePeriod.Day, 1).Periods);
        Assert.Equal(["u1", "u2", "u3"], Store.TakersOf("k", "c1").Order(StringComparer.Ordinal));
        Assert.Equal(0, Store.AudienceOf("k", "nothing", AudiencePeriod.Day, 10).Users);
    }

    [Fact]
    public void PerDay_WithinDays_CountsEachDayThatHasAny()
    {
        Add(
            Row("k", "u1", "c1", at: Noon),
            Row("k", "u1", "c2", at: Noon.AddHours(11.9)),
            Row("k", "u2", "c1", at: Noon.AddDays(2)),
            Row("k", "u2", "c1", at: Noon.AddDays(3)),
            new Interaction("k", "u3", "c1", InteractionKind.View, null, null),
            Row("other", "u1", "c1", at: Noon)
        );
        var first = new DateOnly(2024, 5, 1);

        Assert.Equal([new DayCount(first, 2), new DayCount(first.AddDays(2), 1)], Store.PerDay("k", first, first.AddDays(3)));
        Assert.Empty(Store.PerDay("unknown", first, first.AddDays(3)));
    }

    [Fact]
    public void Totals_EmptyStore_IsEmpty() => Assert.Empty(Store.Totals());

    [Fact]
    public void Totals_TwoDomains_CountsEachByName()
    {
        Add(
            Row("sports", "s1", "e1"),
            Row("knowledge", "u1", "c1"),
            Row("knowledge", "u1", "c2", at: Noon.AddDays(1)),
            Row("knowledge", "u2", "c1")
        );

        Assert.Equal(
            [
                new InteractionTotals("knowledge", 3, 2, 2, 0, Noon, Noon.AddDays(1)),
                new InteractionTotals("sports", 1, 1, 1, 0, Noon, Noon),
            ],
            Store.Totals()
        );
    }

    [Fact]
    public void ReadTimed_OfADomain_IsUserByUserOldestFirst()
    {
        Add(
            Row("k", "u2", "c1"),
            Row("k", "u1", "c9", InteractionKind.Purchase, Noon.AddHours(1)),
            Row("k", "u1", "c10", InteractionKind.View, Noon),
            new Interaction("k", "u1", "c1", InteractionKind.View, null, null),
            Row("other", "u1", "c1")
        );

        Assert.Equal(
            [
                new Interaction("k", "u1", "c10", InteractionKind.View, Noon, null),
                new Interaction("k", "u1", "c9", InteractionKind.Purchase, Noon.AddHours(1), null),
                new Interaction("k", "u2", "c1", InteractionKind.View, Noon, null),
            ],
            Store.ReadTimed("k", CancellationToken.None)
        );
        Assert.Empty(Store.ReadTimed("unknown", CancellationToken.None));
    }

    [Fact]
    public void ReadWeighted_RepeatedPairs_SumsWeightsKeepsLatestTimeAndOrders()
    {
        Add(
            Row("k", "u2", "c1"),
            Row("k", "u1", "c9", InteractionKind.Purchase),
            Row("k", "u1", "c10", InteractionKind.View),
            Row("k", "u1", "c10", InteractionKind.Like, Noon.AddHours(2)),
            Row("other", "u1", "c1")
        );

        Assert.Equal(
            [
                new WeightedInteraction("u1", "c10", 2.5f, Noon.AddHours(2).ToUnixTimeSeconds()),
                new WeightedInteraction("u1", "c9", 5f, Noon.ToUnixTimeSeconds()),
                new WeightedInteraction("u2", "c1", 0.5f, Noon.ToUnixTimeSeconds()),
            ],
            Read("k", KindWeights.Default)
        );
    }

    [Fact]
    public void ReadWeighted_WatchAndRating_CountInProportionAndAboveTheMinimum()
    {
        Add(
            Row("k", "u1", "half", InteractionKind.Watch, value: 300),
            Row("k", "u1", "long", InteractionKind.Watch, value: 6000),
            Row("k", "u1", "never", InteractionKind.Watch, value: 0),
            Row("k", "u1", "unknown", InteractionKind.Watch),
            Row("k", "u1", "bad", InteractionKind.Rating, value: 2),
            Row("k", "u1", "good", InteractionKind.Rating, value: 4)
        );

        var read = Read("k", KindWeights.Default with { MinimumRating = 3 });

        Assert.Equal([("good", 3f), ("half", 1f), ("long", 2f), ("unknown", 2f)], read.Select(row => (row.ItemId, row.Weight)));
    }

    [Fact]
    public void ReadWeighted_NoTime_GivesNull()
    {
        Add(new Interaction("k", "u1", "c1", InteractionKind.View, null, null));

        Assert.Null(Assert.Single(Read("k", KindWeights.Default)).UnixSeconds);
    }

    [Fact]
    public void ReadWeighted_UnknownDomain_IsEmpty() => Assert.Empty(Read("nowhere", KindWeights.Default));

    [Fact]
    public void ReadWeighted_KindWithoutWeight_CountsNothing()
    {
        Add(Row("k", "u1", "c1"), Row("k", "u1", "c2", InteractionKind.Purchase));
        var onlyPurchases = new KindWeights { Weights = new Dictionary<InteractionKind, double> { [InteractionKind.Purchase] = 1 } };

        Assert.Equal("c2", Assert.Single(Read("k", onlyPurchases)).ItemId);
    }

    [Fact]
    public void OfUser_NewestFirst_WithKindTimeAndValue()
    {
        Add(
            Row("k", "u'1", "c1", InteractionKind.Watch, Noon, 12.5),
            Row("k", "u'1", "c2", InteractionKind.Gift, Noon.AddHours(1), 500),
            Row("k", "u2", "c3")
        );

        Assert.Equal(
            [Row("k", "u'1", "c2", InteractionKind.Gift, Noon.AddHours(1), 500), Row("k", "u'1", "c1", InteractionKind.Watch, Noon, 12.5)],
            Store.OfUser("k", "u'1")
        );
    }

    [Fact]
    public void Support_LinkedUsers_CountsThoseWithAnAccountAndThoseWhoTouched()
    {
        Add(
            Row("k", "k1", "course"),
            Row("k", "k2", "course"),
            Row("k", "k3", "course"),
            Row("k", "k3", "course", InteractionKind.Like),
            Row("s", "s1", "match"),
            Row("s", "s9", "match")
        );
        Link[] links = [Linked("k1", "s1"), Linked("k3", "s3")];

        var support = Store.Support(
            [new("k", "course", "s", "match"), new("s", "match", "k", "course"), new("k", "none", "s", "match")],
            links
        );

        Assert.Equal([(2L, 1L), (1L, 1L), (0L, 0L)], support.Select(entry => (entry.SourceUsers, entry.SharedUsers)));
    }

    [Fact]
    public void Support_WithinOneDomain_NeedsNoLinks()
    {
        Add(Row("k", "u1", "a"), Row("k", "u2", "a"), Row("k", "u2", "b"), Row("k", "u3", "b"));

        var support = Assert.Single(Store.Support([new("k", "a", "k", "b")], []));

        Assert.Equal((2L, 1L), (support.SourceUsers, support.SharedUsers));
    }

    [Fact]
    public void ContentHash_OrderOfRows_DoesNotMatterButEveryRowDoes()
    {
        Add(Row("a", "u1", "c1"), Row("a", "u2", "c2"), Row("b", "u2", "c2"), Row("b", "u1", "c1"));
        var (a, b) = (Store.ContentHash(["a"]), Store.ContentHash(["b"]));
        var both = Store.ContentHash(["a", "b"]);

        Assert.Equal(both, Store.ContentHash(["b", "a"]));
        Assert.NotEqual(a, b);
        Add(Row("b", "u1", "c1"));
        Assert.Equal(a, Store.ContentHash(["a"]));
        Assert.NotEqual(b, Store.ContentHash(["b"]));
    }

    [Fact]
    public void EraseUser_RemovesOnlyThatUserOfThatDomain()
    {
        Add(Row("k", "u1", "c1"), Row("k", "u2", "c1"), Row("s", "u1", "e1"));

        Assert.Equal(1, Store.EraseUser("k", "u1"));
        Assert.Equal(0, Store.EraseUser("nowhere", "u1"));

        Assert.Empty(Store.OfUser("k", "u1"));
        Assert.Single(Store.OfUser("k", "u2"));
        Assert.Single(Store.OfUser("s", "u1"));
    }

    private static Interaction Row(
        string domain,
        string user,
        string item,
        InteractionKind kind = InteractionKind.View,
        DateTimeOffset? at = null,
        double? value = null
    ) => new(domain, user, item, kind, at ?? Noon, value);

    private static Link Linked(string knowledgeUser, string sportsUser) => new("k", knowledgeUser, "s", sportsUser, LinkMethod.File, Noon);

    private List<WeightedInteraction> Read(string domain, KindWeights weights) =>
        [.. Store.ReadWeighted(domain, weights, CancellationToken.None)];
}
