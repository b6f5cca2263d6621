using System.Globalization;
using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Marketing.Audience;

namespace Kuajie.Marketing.Tests.Audience;

public sealed class ProfileBuilderTests
{
    private static readonly DateTimeOffset Today = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_AFanAmongTwoUsers_DrawsTheShareToTheAverage()
    {
        var (fan, other) = (Tally("running", 10), Tally("tea", 10));

        var profile = new ProfileBuilder(AudienceBase.Of([fan, other], Today)).Of("fan", fan, Today)!;

        // Base ½, prior 10, evidence 10, seen 1: Beta(15, 5).
        var running = profile.Tags.Single();
        Assert.Equal((0.75, 0.5, 1.5), (Round(running.Share), Round(running.BaseRate), Round(running.Lift)));
        Assert.Equal(new BetaDistribution(15, 5).Quantile(0.05), running.Low, 1e-9);
        Assert.Equal(1 - new BetaDistribution(15, 5).Below(0.5), running.Confidence, 1e-9);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal("100 % of what is worth 10.0 recent interactions; the domain's average is 50.0 %.", running.Why.ToString());
    }

    [Fact]
    public void Of_LongAgo_KnowsLess()
    {
        var (fan, other) = (Tally("running", 10), Tally("tea", 10));
        var builder = new ProfileBuilder(AudienceBase.Of([fan, other], Today));

        var (now, later) = (builder.Of("fan", fan, Today)!.Tags[0], builder.Of("fan", fan, Today.AddDays(90))!.Tags[0]);

        // One half-life on the evidence is worth five: (5 + 5) / 15.
        Assert.Equal(2.0 / 3, later.Share, 1e-9);
        Assert.True(later.Low < now.Low && later.Confidence < now.Confidence);
        // Centuries on, the average is all there is.
        Assert.Equal(0.5, builder.Of("fan", fan, Today.AddDays(200_000))!.Tags[0].Share, 1e-9);
    }

    [Fact]
    public void Of_NoEvents_IsNoProfile()
    {
        var average = AudienceBase.Of([new UserTally()], Today);

        Assert.Null(new ProfileBuilder(average).Of("u", new UserTally(), Today));
        Assert.Equal((0, 7.0, null), (average.Users, average.PauseDays, average.Returns));
    }

    [Fact]
    public void Of_BeforeTheLastEvent_SpeaksOfTheLastEvent()
    {
        var tally = Tally("tea", 1);

        var profile = new ProfileBuilder(AudienceBase.Of([tally], Today)).Of("u", tally, Today.AddDays(-5))!;

        Assert.Equal((Today, TimeSpan.Zero), (profile.At, profile.Recency));
        Assert.Null(profile.Prices);
        Assert.Null(profile.Churn);
    }

    [Fact]
    public void Of_ManyUsers_EstimatesChurnFromTheirReturns()
    {
        var profiles = SimulatedAudience.Profiles(120, 2, 0.5);

        Assert.All(profiles, each => Assert.InRange(each.Churn!.Risk, 0, 1));
        Assert.All(profiles, each => Assert.InRange(each.Churn!.ExpectedDays, 0, 30));
        Assert.NotEmpty(profiles[0].Churn!.Why.ToString());
    }

    private static double Round(double value) => Math.Round(value, 9);

    private static UserTally Tally(string tag, int events)
    {
        var tally = new UserTally();
        for (var left = events; left > 0; left--)
        {
            tally.Add(new AudienceEvent("i", Today, 1) { Tags = [tag] });
        }
        return tally;
    }
}
