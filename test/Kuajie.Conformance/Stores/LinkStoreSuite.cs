using Kuajie.Platform.Users;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every link store must do, whatever its engine.</summary>
public abstract class LinkStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, 890, TimeSpan.Zero);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract ILinkStore Store { get; }

    [Fact]
    public void Between_EitherSide_GivesTheSameLinksTurnedRound()
    {
        Store.Add([Pair("k2", "s1"), Pair("k1", "s2")]);

        Assert.Equal([Pair("k1", "s2"), Pair("k2", "s1")], Store.Between("knowledge", "sports"));
        Assert.Equal([Turned("s1", "k2"), Turned("s2", "k1")], Store.Between("sports", "knowledge"));
        Assert.Empty(Store.Between("knowledge", "auto"));
    }

    [Fact]
    public void Add_KnownFromEitherSide_StaysAsItIs()
    {
        Assert.Equal(2, Store.Add([Pair("k1", "s1"), Pair("k2", "s2"), Pair("k1", "s1")]));

        Assert.Equal(0, Store.Add([Turned("s1", "k1") with { Method = LinkMethod.SameId, EstablishedAt = At.AddDays(1) }]));
        Assert.Equal(Pair("k1", "s1"), Store.Between("knowledge", "sports")[0]);
    }

    [Fact]
    public void Add_FaultOnTheWay_StoresNothing()
    {
        IEnumerable<Link> Failing()
        {
            yield return Pair("k1", "s1");
            throw new InvalidDataException("cut off");
        }

        Assert.Throws<InvalidDataException>(() => Store.Add(Failing()));
        Assert.Empty(Store.Between("knowledge", "sports"));
    }

    [Fact]
    public void Add_WithinOneDomain_Refuses() =>
        Assert.Throws<ArgumentException>(() => Store.Add([Pair("k1", "k2") with { SecondDomain = "knowledge" }]));

    [Fact]
    public void Between_OrdersByOrdinal()
    {
        Store.Add([Pair("b", "1"), Pair("B", "1"), Pair("a", "2"), Pair("a", "10"), Pair("用户", "1")]);

        Assert.Equal(
            ["B-1", "a-10", "a-2", "b-1", "用户-1"],
            Store.Between("knowledge", "sports").Select(link => $"{link.FirstUser}-{link.SecondUser}")
        );
    }

    [Fact]
    public void OfUser_SeesLinksToEveryDomainFromThatUser()
    {
        Store.Add([Pair("k1", "s1"), Turned("s1", "k9"), new Link("auto", "a1", "sports", "s1", LinkMethod.SameId, At)]);

        var links = Store.OfUser("sports", "s1");

        Assert.All(links, link => Assert.Equal(("sports", "s1"), (link.FirstDomain, link.FirstUser)));
        Assert.Equal(["auto-a1", "knowledge-k1", "knowledge-k9"], links.Select(link => $"{link.SecondDomain}-{link.SecondUser}"));
        Assert.Empty(Store.OfUser("knowledge", "s1"));
    }

    [Fact]
    public void Totals_CountsPerPairAndMethod()
    {
        Store.Add([Pair("k1", "s1"), Pair("k2", "s2"), Turned("s3", "k3") with { Method = LinkMethod.SameId }]);

        Assert.Equal(
            [new LinkTotals("knowledge", "sports", LinkMethod.SameId, 1), new LinkTotals("knowledge", "sports", LinkMethod.KeyedHash, 2)],
            Store.Totals()
        );
    }

    [Fact]
    public void EraseUser_RemovesThatUserOfThatDomainOnly()
    {
        Store.Add([Pair("same", "same"), Pair("same", "s2"), Pair("k1", "same")]);

        Assert.Equal(2, Store.EraseUser("knowledge", "same"));
        Assert.Equal([Pair("k1", "same")], Store.Between("knowledge", "sports"));
        Assert.Equal(0, Store.EraseUser("knowledge", "same"));
    }

    private static Link Pair(string knowledgeUser, string sportsUser) =>
        new("knowledge", knowledgeUser, "sports", sportsUser, LinkMethod.KeyedHash, At);

    private static Link Turned(string sportsUser, string knowledgeUser) =>
        new("sports", sportsUser, "knowledge", knowledgeUser, LinkMethod.KeyedHash, At);
}
