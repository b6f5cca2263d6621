using Kuajie.Marketing.Audience.Clustering;

namespace Kuajie.Marketing.Tests.Audience.Clustering;

public sealed class ClusterMapTests
{
    private static readonly FeatureSchema NoTastes = new([], [], [], 0);

    /// <summary>Four users at (±2, ±1) in frequency and price, whatever they have in common elsewhere: variances 4 and 1 of 5.</summary>
    private static readonly double[][] Cross = [At(2, 1), At(2, -1), At(-2, 1), At(-2, -1)];

    [Fact]
    public void Of_ACross_LiesAlongTheDirectionsOfMostVariance()
    {
        var map = ClusterMap.Of(NoTastes, [At(-2, 0), At(2, 0)], Cross);

        Assert.Equal([0.8, 0.2], map.Axes.Select(axis => Math.Round(axis.Share, 6)));
        Assert.Equal(["frequency"], map.Axes[0].High);
        Assert.Empty(map.Axes[0].Low);
        Assert.Equal(["price"], map.Axes[1].High);
        Assert.Equal([(0, -2.0, 0.0), (1, 2.0, 0.0)], map.Places.Select(place => (place.Number, Near(place.X), Near(place.Y))));
        Assert.Equal(
            [(1, 2.0, 1.0), (1, 2.0, -1.0), (0, -2.0, 1.0), (0, -2.0, -1.0)],
            map.Dots.Select(dot => (dot.Number, Near(dot.X), Near(dot.Y)))
        );
    }

    [Fact]
    public void Of_TwoFeaturesAgainstEachOther_NamesBothEnds()
    {
        var map = ClusterMap.Of(NoTastes, [At(0, 0)], [At(3, -2), At(-3, 2)]);

        Assert.Equal(1, map.Axes[0].Share, 1e-6);
        Assert.Equal(["frequency"], map.Axes[0].High);
        Assert.Equal(["price"], map.Axes[0].Low);
    }

    [Fact]
    public void Of_UsersWithoutDifferences_IsAPointAndNoNumberThatIsNone()
    {
        var map = ClusterMap.Of(NoTastes, [At(1, 1)], [At(1, 1), At(1, 1)]);

        Assert.All(map.Axes, axis => Assert.Equal(0, axis.Share));
        Assert.Equal((0.0, 0.0), (map.Places[0].X, map.Places[0].Y));
    }

    [Fact]
    public void Of_ManyUsers_DrawsSomeHundredOfThem()
    {
        var map = ClusterMap.Of(NoTastes, [At(0, 0)], [.. Enumerable.Range(0, 1000).Select(row => At(row, row % 7))]);

        Assert.Equal(334, map.Dots.Count);
    }

    private static double[] At(double frequency, double price) => [5, frequency, 5, price, 5, 5, 5, 5, 5];

    private static double Near(double value) => Math.Round(value, 5) + 0.0;
}
