using Kuajie.Marketing.Delivery;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Tests.Delivery;

public sealed class RateBeliefTests
{
    [Fact]
    public void Of_FewImpressions_IsNothing()
    {
        Assert.Null(RateBelief.Of([]));
        Assert.Null(RateBelief.Of([new RateCount(199, 20)]));
    }

    /// <summary>One campaign: (20 + ½) / (400 + 1), with the variance of 401 trials: a + b = 400.</summary>
    [Fact]
    public void Of_OneCampaign_IsThatOfItsTrials()
    {
        var belief = RateBelief.Of([new RateCount(400, 20)])!.Value;

        Assert.Equal(20.5 / 401, belief.Mean, 12);
        Assert.Equal(400, belief.A + belief.B, 8);
    }

    /// <summary>2 % and 6 % of a thousand each: rate 80.5/2001; spread (0.02 − r)² + (0.06 − r)² by a thousand over r(1 − r), less one, over a thousand over r(1 − r).</summary>
    [Fact]
    public void Of_CampaignsThatDiffer_IsAsWideAsTheyDiffer()
    {
        var belief = RateBelief.Of([new RateCount(1000, 20), new RateCount(1000, 60)])!.Value;

        var rate = 80.5 / 2001;
        var single = rate * (1 - rate);
        var spread = (Math.Pow(0.02 - rate, 2) + Math.Pow(0.06 - rate, 2)) * 1000 / single;
        var between = (spread - 1) / (1000 / single);
        Assert.Equal(rate, belief.Mean, 12);
        Assert.Equal((single / ((single / 2001) + between)) - 1, belief.A + belief.B, 6);
        Assert.InRange(belief.A + belief.B, 40, 60);
    }

    [Fact]
    public void Of_NothingEverCameOfIt_IsAbove0AndNeverNaN()
    {
        var belief = RateBelief.Of([new RateCount(1000, 0)])!.Value;

        Assert.Equal(0.5 / 1001, belief.Mean, 12);
        Assert.True(belief.Quantile(0.9) is > 0 and < 0.01);
    }

    [Fact]
    public void Of_EverythingCameOfIt_IsBelow1() => Assert.True(RateBelief.Of([new RateCount(1000, 1000)])!.Value.Mean < 1);

    [Fact]
    public void Of_MoreSuccessesThanImpressions_IsRefused() =>
        Assert.Contains(
            "5 / 4",
            Assert.Throws<InvalidInputException>(() => RateBelief.Of([new RateCount(4, 5)])).Message,
            StringComparison.Ordinal
        );
}
