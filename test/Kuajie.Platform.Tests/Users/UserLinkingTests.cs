using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Tests.Users;

public sealed class UserLinkingTests
{
    private readonly FewStores stores = new();

    private UserLinking Linking => new(stores, stores, stores, TimeProvider.System);

    [Fact]
    public void SameId_LinksWhatBothSidesKnowAndCountsTheOverlap()
    {
        stores.Users["knowledge"] = [new("a", true), new("b", true), new("c", true), new("d", true)];
        stores.Users["sports"] = [new("b", true), new("c", false)];

        var result = Linking.SameId("knowledge", "sports");

        Assert.Equal(["b-b", "c-c"], stores.Pairs());
        Assert.Equal((2, 2), (result.Pairs, result.NewLinks));
        Assert.Equal(new LinkOverlap("knowledge", "sports", 2, 4, 2, 2, 2, 1), result.Overlap);
        Assert.Equal((0.5, 1.0), (result.Overlap.FirstShare, result.Overlap.SecondShare));
    }

    [Fact]
    public void SameId_DomainWithoutUsers_SaysWhich()
    {
        stores.Users["knowledge"] = [new("a", true)];

        var fault = Assert.Throws<KuajieException>(() => Linking.SameId("knowledge", "sports"));

        Assert.Equal("no-users", fault.Code);
        Assert.Contains("sports", fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void SameId_UnknownDomain_NamesTheKnownOnes()
    {
        var fault = Assert.Throws<KuajieException>(() => Linking.SameId("knowledge", "sport"));

        Assert.Equal("unknown-domain", fault.Code);
        Assert.Contains("knowledge, sports", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void SameId_OneDomainTwice_Refuses() =>
        Assert.Equal("same-domain", Assert.Throws<KuajieException>(() => Linking.SameId("sports", "sports")).Code);

    [Fact]
    public void Pairs_UnknownUsers_AreKeptAndCounted()
    {
        stores.Users["knowledge"] = [new("k1", true)];
        stores.Users["sports"] = [new("s1", true)];

        var result = Linking.Pairs("knowledge", "sports", [new("k1", "s1"), new("k1", "s9"), new("k1", "s1")]);

        Assert.Equal(["k1-s1", "k1-s9"], stores.Pairs());
        Assert.Equal((2, 2, 1), (result.Pairs, result.NewLinks, result.Remarks.PairsWithUnknownUser));
        Assert.Equal(1, result.Overlap.SecondLinked);
    }

    [Fact]
    public void Pairs_TurnedRound_RefusesAndStoresNothing()
    {
        stores.Users["knowledge"] = [new("k1", true)];
        stores.Users["sports"] = [new("s1", true)];

        Assert.Equal(
            "links-turned-round",
            Assert.Throws<KuajieException>(() => Linking.Pairs("knowledge", "sports", [new("s1", "k1")])).Code
        );
        Assert.Empty(stores.Pairs());
    }

    [Fact]
    public void KeyedHashes_SharedByTwoUsersOfOneSide_LinkNobody()
    {
        var result = Linking.KeyedHashes(
            "knowledge",
            "sports",
            [new("k1", "h1"), new("k2", "family"), new("k3", "family"), new("k4", "h4"), new("k4", "h4"), new("k4", "h5")],
            [new("s1", "h1"), new("s2", "family"), new("s4", "h4"), new("s4", "h5"), new("s9", "h9")]
        );

        Assert.Equal(["k1-s1", "k4-s4"], stores.Pairs());
        Assert.Equal(1, result.Remarks.SharedIdentifiers);
        Assert.Equal(LinkMethod.KeyedHash, result.Method);
    }

    [Fact]
    public void Named_UnknownUsers_AreLinkedAndCountedPerSide()
    {
        stores.Users["knowledge"] = [new("k1", true)];
        stores.Users["sports"] = [new("s1", false), new("s2", true)];

        var result = Linking.Named("knowledge", "sports", [new("k1", "s1"), new("k9", "s2"), new("k1", "s1"), new("k8", "s8")]);

        Assert.Equal(["k1-s1", "k8-s8", "k9-s2"], stores.Pairs());
        Assert.Equal(new NamedLinks(3, 3, UnknownFirst: 2, UnknownSecond: 1), result);
    }

    /// <summary>As little of the stores as linking needs.</summary>
    private sealed class FewStores : IPartnerStore, IUserDirectory, ILinkStore
    {
        private readonly List<Link> links = [];

        public Dictionary<string, KnownUser[]> Users { get; } = new() { ["knowledge"] = [], ["sports"] = [] };

        public IEnumerable<string> Pairs() => links.Select(link => $"{link.FirstUser}-{link.SecondUser}").Order(StringComparer.Ordinal);

        public IReadOnlyList<Domain> Domains() => [.. Users.Keys.Order().Select(name => new Domain(name, name, default))];

        public IReadOnlyList<Party> Parties() => [];

        public Party PutParty(Party party) => party;

        public IReadOnlyList<PseudonymisedDomain> PseudonymisedDomains() => [];

        public PseudonymisedDomain PutPseudonymised(PseudonymisedDomain domain) => domain;

        public IReadOnlyList<Partnership> Partnerships() => [];

        public Partnership PutPartnership(string domain, string other, PartnershipShares shares) => throw new NotSupportedException();

        public Partnership? EndPartnership(string partnershipId) => null;

        public Domain EnsureDomain(string name, string? partyId = null) => new(name, name, default);

        public Domain PutTimeZone(string name, string timeZone) => new(name, name, default, timeZone);

        public IReadOnlyList<KnownUser> UsersOf(string domain) => Users[domain];

        public IReadOnlySet<string> KnownAmong(string domain, IReadOnlyCollection<string> userIds) =>
            Users[domain].Select(user => user.UserId).Where(userIds.Contains).ToHashSet(StringComparer.Ordinal);

        public IReadOnlyDictionary<string, UserRecord> RecordsOf(string domain, IReadOnlyCollection<string> userIds) =>
            throw new NotSupportedException();

        public void PutRecords(string domain, IReadOnlyList<UserRecord> records) => throw new NotSupportedException();

        public long Add(IEnumerable<Link> added)
        {
            var fresh = added.DistinctBy(link => (link.FirstUser, link.SecondUser)).ToArray();
            links.AddRange(fresh);
            return fresh.Length;
        }

        public IReadOnlyList<Link> Between(string firstDomain, string secondDomain) => links;

        public IReadOnlyList<Link> OfUser(string domain, string userId) => [];

        public IReadOnlyList<LinkTotals> Totals() => [];

        public long EraseUser(string domain, string userId) => 0;
    }
}
