using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Partners;

namespace Kuajie.Marketing.Tests.Partners;

public sealed class PartnerFitTests
{
    private static readonly PartnerAggregates League = new("League", 100_000, 40_000)
    {
        Shared = new Tally(300, 1000),
        New = new Tally(700, 1000),
        LinkedTakers = new Tally(200, 1000),
        AllTakers = new Tally(1000, 10_000),
        OwnTags = new Dictionary<string, long> { ["running"] = 300, ["health"] = 400 },
        PartnerTags = new Dictionary<string, long> { ["running"] = 600, ["health"] = 800 },
        OwnPrices = new PriceProfile(5, 0.5, 400),
        PartnerPrices = new PriceProfile(5, 0.5, 100),
        Positive = new Tally(80, 100),
        Incidents = new Tally(1, 50),
    };

    [Fact]
    public void Of_KnownCounts_IsAsCountedByHand()
    {
        var parts = PartnerFit.Of(League).Parts.ToDictionary(part => part.Name);

        // Wilson, 300 of 1000: centre (0.3 + 3.8415/2000) / (1 + 3.8415/1000); interval 0.2724 … 0.3291.
        Assert.Equal(0.3008, parts["Overlap"].Value, 1e-4);
        Assert.Equal(0.2724, parts["Overlap"].Low, 1e-4);
        Assert.Equal(0.3291, parts["Overlap"].High, 1e-4);
        // Lift 2: two thirds.
        Assert.Equal(2.0 / 3, parts["Affinity"].Value, 1e-3);
        Assert.Equal(1, parts["Tags"].Value, 1e-12);
        Assert.Equal(1, parts["Prices"].Value, 1e-12);
        Assert.All(parts.Values, part => Assert.True(part is { IsKnown: true } && part.Low <= part.Value && part.Value <= part.High));
        Assert.Equal(1, parts.Values.Sum(part => part.Weight), 1e-12);
    }

    [Fact]
    public void Of_NothingKnown_IsAHalfGiveOrTakeEverything()
    {
        var fit = PartnerFit.Of(new PartnerAggregates("Nobody", 0, 0));

        Assert.Equal(0.5, fit.Score, 1e-12);
        Assert.All(
            fit.Parts,
            part => Assert.Equal((false, 0.0, 1.0, "FitUnknown"), (part.IsKnown, part.Low, part.High, part.Evidence.Code))
        );
    }

    [Fact]
    public void Of_TenTimesTheData_NarrowsTheInterval()
    {
        var more = League with { Shared = new Tally(3000, 10_000), New = new Tally(7000, 10_000), Positive = new Tally(800, 1000) };

        var (few, many) = (PartnerFit.Of(League), PartnerFit.Of(more));

        Assert.True(many.High - many.Low < few.High - few.Low);
    }

    [Fact]
    public void Rank_ABetterAndAWorsePartner_PutsTheBetterFirst()
    {
        var garage = League with
        {
            Partner = "Garage",
            PartnerTags = new Dictionary<string, long> { ["engines"] = 900, ["running"] = 20 },
            Positive = new Tally(30, 100),
        };

        var ranked = PartnerFit.Rank([garage, League]);

        Assert.Equal(["League", "Garage"], ranked.Select(fit => fit.Partner));
        Assert.True(ranked[1].Parts.Single(part => part.Name == "Tags").Value < 0.1);
    }

    [Fact]
    public void Of_ImpossibleCounts_NamesThemAll()
    {
        var bad = League with
        {
            Shared = new Tally(5, 3),
            OwnPrices = new PriceProfile(1, 0, 5),
            OwnTags = new Dictionary<string, long> { ["x"] = -1 },
        };

        var faults = Assert.Throws<InvalidInputException>(() => PartnerFit.Of(bad)).Faults;

        Assert.Equal(["Tally", "NegativeAmount", "PriceProfile"], faults.Select(fault => fault.Code));
    }
}
