using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Partners;

namespace Kuajie.Marketing.Tests.Partners;

public sealed class PartnerNetworkTests
{
    [Fact]
    public void Of_ALeagueThatEarnsWithAll_PutsItInTheMiddle()
    {
        var network = PartnerNetwork.Of([
            new("League", "A", 400),
            new("League", "B", 300),
            new("A", "B", 50),
            new("C", "D", 20),
            new("C", "A", -9),
        ]);

        Assert.Equal(["A", "B", "C", "D", "League"], network.Partners.Select(partner => partner.Name));
        Assert.Equal("League", network.Partners.MaxBy(partner => partner.Eigenvector)!.Name);
        Assert.Equal("League", network.Partners.MaxBy(partner => partner.PageRank)!.Name);
        Assert.Equal([0, 0, 1, 1, 0], network.Partners.Select(partner => partner.Community));
        Assert.Equal(700, network.Partners[4].ProfitMinorUnits);
        Assert.Equal(4, network.Ties.Count);
    }

    [Fact]
    public void Of_NothingOrATieToItself_IsEmptyOrSaysSo()
    {
        Assert.Empty(PartnerNetwork.Of([]).Partners);
        Assert.Equal("Tie", Assert.Single(Assert.Throws<InvalidInputException>(() => PartnerNetwork.Of([new("A", "A", 1)])).Faults).Code);
    }
}
