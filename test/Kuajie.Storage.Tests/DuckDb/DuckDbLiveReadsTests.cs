using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Storage.DuckDb;

namespace Kuajie.Storage.Tests.DuckDb;

/// <summary>The store's reads for the live side give what the plain twin gives.</summary>
public sealed class DuckDbLiveReadsTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 10, 0, TimeSpan.Zero);
    private readonly TemporaryStore temporary = new();
    private readonly InMemoryInteractionStore rows = new();
    private readonly InMemoryLiveStore twin;

    public DuckDbLiveReadsTests()
    {
        twin = new InMemoryLiveStore(rows);
        var random = new Kuajie.Algorithms.Numerics.Sampling.SplittableRandom(5);
        for (var row = 0; row < 600; row++)
        {
            var (domain, user, item) = ($"d{random.NextInteger(2)}", $"u{random.NextInteger(25)}", $"i{random.NextInteger(30)}");
            rows.Add(domain, user, item, (InteractionKind)(1 + random.NextInteger(4)), At.AddMinutes(7 * row), row % 3 == 0 ? row : null);
        }
        Store.Append(rows.All);
    }

    private DuckDbEventStore Store => temporary.Store;

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void OfUser_AndItem_LatestFew()
    {
        Assert.Equal(twin.OfUser("d0", "u3", 5), Store.OfUser("d0", "u3", 5));
        Assert.Equal(twin.OfUser("d1", "u3", 1000), Store.OfUser("d1", "u3", 1000));
        Assert.Empty(Store.OfUser("d9", "u3", 5));
        Assert.Equal(twin.LastActivity("d0"), Store.LastActivity("d0"));
        Assert.Null(Store.LastActivity("d9"));
        var (expected, found) = (twin.OfItems("d0", ["i4", "none", "i1"], 3), Store.OfItems("d0", ["i4", "none", "i1"], 3));
        Assert.Equal(["i1", "i4"], found.Keys.Order());
        Assert.All(found, item => Assert.Equal(expected[item.Key], item.Value));
    }

    [Fact]
    public void OfSession_WhatAVisitorDid_LatestFew()
    {
        Store.Append([
            .. Enumerable
                .Range(0, 5)
                .Select(n => new LiveEvent($"e{n}", "d0", null, "visit", $"i{n}", InteractionKind.Click, At.AddMinutes(n))),
        ]);

        Assert.Equal(["i4", "i3"], Store.OfSession("d0", "visit", 2).Select(row => row.ItemId));
        Assert.All(Store.OfSession("d0", "visit", 9), row => Assert.Equal("visit", row.UserId));
        Assert.Empty(Store.OfSession("d1", "visit", 2));
    }

    [Fact]
    public void RecentUsers_MostRecentFirst_EachTogether()
    {
        var expected = twin.RecentUsers(12, 4, CancellationToken.None).Select(Text);

        Assert.Equal(expected, Store.RecentUsers(12, 4, CancellationToken.None).Select(Text));

        static string Text(IReadOnlyList<Interaction> rows) =>
            string.Join(' ', rows.Select(row => $"{row.Domain}/{row.UserId}/{row.ItemId}/{row.At:O}/{row.Value}"));
    }

    [Fact]
    public void Activity_ByKindAndHour()
    {
        var since = At.AddHours(20);

        Assert.Equal(
            twin.Activity("d0", since).OrderBy(row => row.ToString(), StringComparer.Ordinal),
            Store.Activity("d0", since).OrderBy(row => row.ToString(), StringComparer.Ordinal)
        );
    }

    [Fact]
    public void UsersLike_ByCosineOfItems()
    {
        Assert.Equal(twin.LastActivity("d0"), Store.LastActivity("d0"));
        Assert.Null(Store.LastActivity("d9"));
        var (expected, found) = (twin.UsersLike("d0", "u3", 6), Store.UsersLike("d0", "u3", 6));

        Assert.Equal(expected.Select(user => (user.UserId, user.Shared)), found.Select(user => (user.UserId, user.Shared)));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Likeness, pair.Second.Likeness, 1e-9));
        Assert.Empty(Store.UsersLike("d0", "nobody", 6));
    }
}
