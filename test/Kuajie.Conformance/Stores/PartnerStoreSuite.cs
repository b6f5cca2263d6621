using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every partner store must do, whatever its engine.</summary>
public abstract class PartnerStoreSuite
{
    /// <summary>The store under test, empty at first.</summary>
    protected abstract IPartnerStore Store { get; }

    [Fact]
    public void EnsureDomain_New_RegistersDomainAndParty()
    {
        var added = Store.EnsureDomain("sports", "league");

        Assert.Equal(added, Assert.Single(Store.Domains()));
        Assert.Equal("league", added.PartyId);
        Assert.Equal(new Party("league", "league"), Assert.Single(Store.Parties()));
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
}
