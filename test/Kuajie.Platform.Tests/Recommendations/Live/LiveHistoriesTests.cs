using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Platform.Tests.Recommendations.Live;

public sealed class LiveHistoriesTests
{
    private static readonly PersonKey Someone = new("sports", "s1", IsSession: false);
    private readonly LiveWorld world = new(train: false);

    [Fact]
    public void Find_Again_ReadsTheStoreOnce()
    {
        var before = world.Store.Readings;
        world.Histories.Find(Someone);
        world.Histories.Find(Someone);

        Assert.Equal(1, world.Store.Readings - before);
        Assert.Equal(1, world.Histories.Hits);
        Assert.Equal(1, world.Histories.Misses);
    }

    /// <summary>The commit comes before the reading and is heard of during it, after it, or long after: it counts exactly once.</summary>
    [Theory]
    [InlineData(Moment.BeforeReading)]
    [InlineData(Moment.DuringReading)]
    [InlineData(Moment.AfterReading)]
    [InlineData(Moment.LongAfter)]
    public void Commit_WheneverItComes_CountsOnce(Moment moment)
    {
        var had = world.Histories.Find(Someone).Touches.Length;
        world.Histories.Forget("sports", "s1");
        switch (moment)
        {
            case Moment.BeforeReading:
                world.Store.BeforeReading = Once(() => world.Tell("sports", "s1", "e7"));
                world.Histories.Find(Someone);
                break;
            case Moment.DuringReading:
                world.Store.AfterReading = Once(() => world.Tell("sports", "s1", "e7"));
                world.Histories.Find(Someone);
                break;
            case Moment.AfterReading:
                // Stored while it is read, told of after the rows stand.
                world.Store.BeforeReading = Once(() => world.Workspace.OwnInteractions.Add("sports", "s1", "e7", InteractionKind.Like));
                world.Histories.Find(Someone);
                world.Histories.Committed([Event("s1", "e7")]);
                break;
            default:
                world.Histories.Find(Someone);
                world.Tell("sports", "s2", "e1");
                world.Tell("sports", "s1", "e7");
                break;
        }

        Assert.Equal(had + 1, world.Histories.Find(Someone).Touches.Length);
    }

    [Fact]
    public void Commit_OfSomebodyHeldForLong_NeedsNoReading()
    {
        world.Histories.Find(Someone);
        world.Tell("sports", "s2", "e1");
        var readings = world.Store.Readings;

        world.Tell("sports", "s1", "e7");
        var touches = world.Histories.Find(Someone).Touches;

        Assert.Equal(world.Items.Of("sports").Ids.Find("e7"), touches[^1].Item);
        Assert.Equal(readings, world.Store.Readings);
    }

    [Fact]
    public void Commit_WithoutPause_DoesNotKeepARequestWaiting()
    {
        world.Store.AfterReading = () => world.Tell("sports", "s1", "e7");

        world.Histories.Find(Someone);

        world.Store.AfterReading = null;
        var told = world.Workspace.OwnInteractions.OfUser("sports", "s1").Count;
        world.Tell("sports", "s1", "e8");
        Assert.Equal(told + 1, world.Histories.Find(Someone).Touches.Length);
    }

    [Fact]
    public void Many_MoreThanThereIsRoomFor_StayWithinIt()
    {
        var options = new LiveOptions { HistoryBytes = 1 << 20, WarmUsers = 0 };
        var small = new LiveWorld(options: options);
        for (var user = 0; user < 5_000; user++)
        {
            small.Recommend(LiveWorld.For($"visitor{user}"));
            small.Recommend(LiveWorld.For("s4"));
        }

        Assert.InRange(small.Histories.Bytes, 1, options.HistoryBytes);
        Assert.True(small.Histories.Evictions > 1_000, $"Found {small.Histories.Evictions} evictions.");
        Assert.InRange(small.Histories.EntryCount, 10, 4_000);
        // Who is asked for all the time stays.
        Assert.True(small.Histories.Misses < 5_020, $"Found {small.Histories.Misses} misses.");
    }

    [Fact]
    public void Bytes_AfterEverybodyIsForgotten_AreNone()
    {
        var trained = new LiveWorld();
        for (var user = 0; user < 40; user++)
        {
            trained.Recommend(LiveWorld.For($"s{user}"));
            trained.Tell("sports", $"s{user}", "e3");
            trained.Tell("sports", $"s{user}", "e4");
        }
        trained.Histories.ForgetDomain("sports");
        trained.Histories.ForgetDomain("knowledge");

        Assert.Equal(0, trained.Histories.EntryCount);
        Assert.Equal(0, trained.Histories.Bytes);
    }

    [Fact]
    public async Task Find_WhileEventsCome_FromManyThreads_LosesAndDoublesNothing()
    {
        var gate = new Lock();
        var interactions = new InMemoryInteractionStore();
        var store = new LockedStore(new InMemoryLiveStore(interactions), gate);
        var histories = new LiveHistories(store, world.Workspace.Links, world.Items, world.Options);
        const int Events = 3_000;
        var writing = Task.Run(() =>
        {
            for (var each = 0; each < Events; each++)
            {
                var user = $"u{each % 7}";
                lock (gate)
                {
                    interactions.Add("sports", user, $"e{each % 20}", InteractionKind.Like);
                }
                histories.Committed([Event(user, $"e{each % 20}")]);
                var seen = histories.Find(new PersonKey("sports", user, IsSession: false)).Touches.Length;
                Assert.Equal((each / 7) + 1, seen);
            }
        });
        var reading = Enumerable
            .Range(0, 3)
            .Select(reader =>
                Task.Run(() =>
                {
                    for (var each = 0; !writing.IsCompleted; each++)
                    {
                        var user = $"u{(each + reader) % 7}";
                        histories.Find(new PersonKey("sports", user, IsSession: false));
                        if (each % 5 == 0)
                        {
                            histories.Forget("sports", user);
                        }
                    }
                })
            );
        await Task.WhenAll([writing, .. reading]);
    }

    [Fact]
    public void Warm_RecentUsers_AreHeldAndReadNoMore()
    {
        var options = new LiveOptions { WarmUsers = 10 };
        var histories = new LiveHistories(world.Store, world.Workspace.Links, world.Items, options);

        Assert.Equal(10, histories.Warm(CancellationToken.None));
        var readings = world.Store.Readings;

        Assert.Equal(10, histories.EntryCount);
        Assert.Equal(6, histories.Find(new PersonKey("knowledge", "k0", IsSession: false)).Touches.Length);
        Assert.Equal(readings, world.Store.Readings);
    }

    [Fact]
    public void WarmNewcomers_UsersWithoutInteractions_AreHeldAndTakeEvents()
    {
        var histories = new LiveHistories(world.Store, world.Workspace.Links, world.Items, new LiveOptions { WarmUsers = 0 });

        Assert.Equal(2, histories.WarmNewcomers("sports", () => ["new1", "new2", "new1"]));
        var readings = world.Store.Readings;
        // The first commit may have been under way while the store was asked: it makes those it touches be read again.
        histories.Committed([Event("new3", "e3")]);
        histories.Committed([Event("new1", "e3")]);

        Assert.Equal(1, histories.Find(new PersonKey("sports", "new1", IsSession: false)).Touches.Length);
        Assert.Equal(0, histories.Find(new PersonKey("sports", "new2", IsSession: false)).Touches.Length);
        Assert.Equal(readings, world.Store.Readings);
    }

    [Fact]
    public void WarmNewcomers_EventsSinceTheStoreWasAsked_HoldsNobody()
    {
        var histories = new LiveHistories(world.Store, world.Workspace.Links, world.Items, new LiveOptions { WarmUsers = 0 });

        var warmed = histories.WarmNewcomers(
            "sports",
            () =>
            {
                histories.Committed([Event("new1", "e3")]);
                return ["new1"];
            }
        );

        Assert.Equal((0, 0), (warmed, histories.EntryCount));
    }

    [Fact]
    public void WarmLinks_HeldUsers_HaveTheLinksTheStoreHas()
    {
        var histories = new LiveHistories(world.Store, world.Workspace.Links, world.Items, new LiveOptions { WarmUsers = 1_000 });
        histories.Warm(CancellationToken.None);

        histories.WarmLinks();

        Assert.NotEmpty(world.Workspace.Links.Between("sports", "knowledge"));
        foreach (var user in world.Workspace.OwnInteractions.LatestUsers("sports", "", 1_000))
        {
            var entry = histories.Find(new PersonKey("sports", user.UserId, IsSession: false));
            Assert.Equal(histories.LinkEpoch, entry.Links!.Epoch);
            Assert.Equal(world.Workspace.Links.OfUser("sports", user.UserId), entry.Links.Links);
        }
        histories.LinksChanged();
        world.Workspace.Links.EraseUser("sports", "s1");
        Assert.Empty(histories.LinksOf(histories.Find(Someone)));
    }

    private static LiveEvent Event(string user, string item) =>
        new(Guid.NewGuid().ToString(), "sports", user, null, item, InteractionKind.Like, default);

    private static Action Once(Action action)
    {
        var isDone = false;
        return () =>
        {
            if (!isDone)
            {
                isDone = true;
                action();
            }
        };
    }

    public enum Moment
    {
        BeforeReading,
        DuringReading,
        AfterReading,
        LongAfter,
    }

    private sealed class LockedStore(ILiveHistoryStore inner, Lock gate) : ILiveHistoryStore
    {
        public IReadOnlyList<Interaction> OfUser(string domain, string userId, int most)
        {
            lock (gate)
            {
                return inner.OfUser(domain, userId, most);
            }
        }

        public IReadOnlyList<Interaction> OfSession(string domain, string sessionId, int most) => [];

        public IEnumerable<IReadOnlyList<Interaction>> RecentUsers(int users, int mostOfUser, CancellationToken cancellation) => [];
    }
}
