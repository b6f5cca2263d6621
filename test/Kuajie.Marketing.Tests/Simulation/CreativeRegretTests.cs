using Kuajie.Marketing.Simulation;

namespace Kuajie.Marketing.Tests.Simulation;

public sealed class CreativeRegretTests
{
    private static readonly CreativeTruth[] Creatives =
    [
        new("a") { Click = 0.1, Conversion = 0.5 },
        new("b") { Click = 0.3, Conversion = 0.1 },
        new("c") { Click = 0.2, Conversion = 0.1 },
    ];

    [Fact]
    public void Of_Clicks_IsWhatTheBestWouldHaveBroughtMore()
    {
        var regret = CreativeRegret.Of(Creatives, [10, 70, 20], isConversion: false);

        // 10 · 0.2 + 20 · 0.1; uniformly 100 · (0.3 − 0.2); the first 100 · 0.2.
        Assert.Equal(("b", 0.3, 100L), (regret.Best, regret.BestRate, regret.Impressions));
        Assert.Equal(4, regret.GivenAway, 12);
        Assert.Equal(10, regret.Uniform, 12);
        Assert.Equal(20, regret.Fixed, 12);
    }

    [Fact]
    public void Of_Conversions_HasAnotherBest()
    {
        var regret = CreativeRegret.Of(Creatives, [100, 0, 0], isConversion: true);

        Assert.Equal("a", regret.Best);
        Assert.Equal(0.05, regret.BestRate, 12);
        Assert.Equal(0, regret.GivenAway, 12);
        Assert.Equal(0, regret.Fixed, 12);
    }

    [Fact]
    public void Of_NothingShown_IsNothing() => Assert.Equal(0, CreativeRegret.Of(Creatives, [0, 0, 0], false).Uniform);

    [Fact]
    public void Of_CountsOfOtherCreatives_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => CreativeRegret.Of(Creatives, [1, 2], false));
        Assert.Throws<ArgumentException>(() => CreativeRegret.Of([], [], false));
    }
}
