using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every partner store must do, whatever its engine.</summary>
public abstract class PartnerStoreSuite
{
    /// <summary>The store under test, empty at first.</summary>
    protected abstract IPartnerStore Store { get; }

    [Fact]
    public void PutPseudonymised_Twice_KeepsTheFirstKey()
    {
        Assert.Empty(Store.PseudonymisedDomains());

        Store.PutPseudonymised(new PseudonymisedDomain("knowledge", "first"));

        Assert.Equal("first", Store.PutPseudonymised(new PseudonymisedDomain("knowledge", "second")).KeyCheck);
        Assert.Equal(new PseudonymisedDomain("knowledge", "first"), Assert.Single(Store.PseudonymisedDomains()));
    }

    [Fact]
    public void EnsureDomain_New_RegistersDomainAndParty()
    {
        var added = Store.EnsureDomain("sports", "league");

        Assert.Equal(added, Assert.Single(Store.Domains()));
        Assert.Equal("league", added.PartyId);
        Assert.Equal(new Party("league", "league"), Assert.Single(Store.Parties()));
    }

    [Fact]
    public void PutTimeZone_Known_IsKeptAndNothingElseIsChanged()
    {
        var added = Store.EnsureDomain("sports", "league");

        var put = Store.PutTimeZone("sports", "Asia/Shanghai");

        Assert.Equal("UTC", added.TimeZone);
        Assert.Equal(added with { TimeZone = "Asia/Shanghai" }, put);
        Assert.Equal(put, Assert.Single(Store.Domains()));
        Assert.Equal(put, Store.EnsureDomain("sports"));
        Assert.Equal(TimeSpan.FromHours(8), Store.ZoneOf("sports").GetUtcOffset(DateTimeOffset.UnixEpoch.AddYears(50)));
        Assert.Equal("UTC", Store.ZoneOf("elsewhere").Id);
    }

    [Theory]
    [InlineData("Mars/Base")]
    [InlineData("")]
    [InlineData("../etc/passwd")]
    [InlineData("China Standard Time")]
    public void PutTimeZone_WhatIsNone_IsRefused(string name)
    {
        Store.EnsureDomain("sports", "league");

        Assert.Equal("unknown-time-zone", Assert.Throws<KuajieException>(() => Store.PutTimeZone("sports", name)).Code);
        Assert.Equal("unknown-domain", Assert.Throws<KuajieException>(() => Store.PutTimeZone("elsewhere", "UTC")).Code);
    }

    [Fact]
    public void EnsureDomain_WithoutParty_OwnsItself() => Assert.Equal("体育", Store.EnsureDomain("体育").PartyId);

    [Fact]
    public void EnsureDomain_Known_ChangesNothing()
    {
        var first = Store.EnsureDomain("sports", "league");

        Assert.Equal(first, Store.EnsureDomain("sports", "another"));
        Assert.Single(Store.Parties());
    }

    [Fact]
    public void EnsureDomain_TwoOfOneParty_RegistersThePartyOnce()
    {
        Store.EnsureDomain("sports", "league");
        Store.EnsureDomain("auto", "league");

        Assert.Equal(["auto", "sports"], Store.Domains().Select(domain => domain.Name));
        Assert.Single(Store.Parties());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sports")]
    [InlineData("-sports")]
    [InlineData("my sports")]
    [InlineData("../sports")]
    [InlineData("x'; DROP TABLE domain; --")]
    public void EnsureDomain_InvalidName_RefusesAndStoresNothing(string name)
    {
        Assert.Equal("invalid-domain", Assert.Throws<KuajieException>(() => Store.EnsureDomain(name)).Code);
        Assert.Empty(Store.Domains());
    }

    [Fact]
    public void EnsureDomain_NameOf64Characters_IsTheLongest()
    {
        Store.EnsureDomain(new string('x', 64));

        Assert.Throws<KuajieException>(() => Store.EnsureDomain(new string('x', 65)));
    }

    [Fact]
    public void PutParty_Known_TakesTheNewName()
    {
        Store.EnsureDomain("sports", "league");

        Store.PutParty(new Party("league", "全国联赛"));
        Store.PutParty(new Party("studio", "Studio"));

        Assert.Equal([new Party("league", "全国联赛"), new Party("studio", "Studio")], Store.Parties());
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("A B", "x")]
    [InlineData("league", " ")]
    public void PutParty_Invalid_IsRefusedAndNothingIsKept(string id, string name)
    {
        Assert.Equal("invalid-party", Assert.Throws<KuajieException>(() => Store.PutParty(new Party(id, name))).Code);
        Assert.Empty(Store.Parties());
    }

    [Fact]
    public void PutPartnership_Twice_ChangesTheLastingOne()
    {
        Store.EnsureDomain("sports");
        Store.EnsureDomain("knowledge");

        var begun = Store.PutPartnership("sports", "knowledge", PartnershipShares.All);
        var changed = Store.PutPartnership("knowledge", "sports", PartnershipShares.Links);

        Assert.Equal(("knowledge", "sports"), (begun.FirstDomain, begun.SecondDomain));
        Assert.Equal(begun with { Shares = PartnershipShares.Links }, changed);
        Assert.Equal(changed, Assert.Single(Store.Partnerships()));
    }

    [Fact]
    public void EndPartnership_ThenPut_BeginsAnotherAndKeepsTheEndedOne()
    {
        Store.EnsureDomain("sports");
        Store.EnsureDomain("knowledge");
        var begun = Store.PutPartnership("sports", "knowledge", PartnershipShares.All);

        var ended = Store.EndPartnership(begun.PartnershipId);
        var again = Store.PutPartnership("sports", "knowledge", PartnershipShares.Catalog);

        Assert.NotNull(ended?.EndedAt);
        Assert.Equal(ended, Store.EndPartnership(begun.PartnershipId));
        Assert.NotEqual(begun.PartnershipId, again.PartnershipId);
        Assert.Equal(2, Store.Partnerships().Count);
        Assert.Null(Store.EndPartnership("partnership-of-nobody"));
    }

    [Fact]
    public void PutPartnership_OfUnknownOrSameDomains_IsRefused()
    {
        Store.EnsureDomain("sports");

        Assert.Equal(
            "unknown-domain",
            Assert.Throws<KuajieException>(() => Store.PutPartnership("sports", "nowhere", PartnershipShares.All)).Code
        );
        Assert.Equal(
            "one-domain",
            Assert.Throws<KuajieException>(() => Store.PutPartnership("sports", "sports", PartnershipShares.All)).Code
        );
        Assert.Empty(Store.Partnerships());
    }
}
