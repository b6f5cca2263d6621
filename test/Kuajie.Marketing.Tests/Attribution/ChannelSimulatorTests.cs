using Kuajie.Marketing.Attribution;
using Kuajie.Marketing.Simulation;

namespace Kuajie.Marketing.Tests.Attribution;

/// <summary>Methods held against what truly happened.</summary>
public sealed class ChannelSimulatorTests
{
    /// <summary>"retarget" touches those who are about to convert and adds nothing; "story" adds much to whoever happens to come by.</summary>
    private static readonly SimulatedChannel[] Channels = [new("retarget", 0, 1, 4), new("story", 0.9, 1), new("search", 0.4, 1, 1)];

    private static readonly SideResponse Response = new() { Conversion = 0.02, MatchWeight = 3 };

    [Fact]
    public void Run_Twice_IsTheSame()
    {
        var simulator = new ChannelSimulator(Channels, Response);

        var (one, other) = (simulator.Run(2_000, 14, 5), simulator.Run(2_000, 14, 5));

        Assert.Equal(one.Truth, other.Truth);
        Assert.Equal(one.Holdouts, other.Holdouts);
        Assert.Equal(
            one.Paths.Select(path => (string.Join('>', path.Touches), path.People, path.Conversions)),
            other.Paths.Select(path => (string.Join('>', path.Touches), path.People, path.Conversions))
        );
        Assert.Equal(one.Paths.Sum(path => path.Conversions), one.Holdouts[0].Conversions + one.Holdouts[0].HeldOutConversions, 9);
    }

    /// <summary>A channel that adds nothing has caused nothing; last touch credits it with the most all the same, holdouts do not, and are nearest to the truth.</summary>
    [Fact]
    public void Attribute_AgainstTheTruth_HoldoutsAreNearest()
    {
        var world = new ChannelSimulator(Channels, Response, heldOutShare: 0.5).Run(60_000, 28, 7);
        var report = new Attributor(new AttributionOptions()).Attribute(world.Paths, world.Holdouts);
        var results = report.Results.ToDictionary(result => result.Method);
        var distances = report.Results.ToDictionary(result => result.Method, result => result.DistanceTo(world.Truth)!.Value);

        Assert.Equal(0, world.Truth["retarget"], 9);
        Assert.True(world.Truth["story"] > world.Truth["search"]);
        Assert.True(results[AttributionMethod.LastTouch].Credits.Single(each => each.Channel == "retarget").Credit > world.Truth["story"]);
        Assert.All(
            results[AttributionMethod.Incremental].Credits,
            each => Assert.InRange(world.Truth[each.Channel], Wide(each, -1), Wide(each, 1))
        );
        Assert.True(distances[AttributionMethod.Incremental] < distances[AttributionMethod.Shapley]);
        Assert.True(distances[AttributionMethod.Incremental] < distances[AttributionMethod.Position]);
        Assert.True(distances[AttributionMethod.Incremental] < distances[AttributionMethod.LastTouch]);

        // Twice the 95 % interval: four standard errors.
        static double Wide(ChannelCredit credit, int side) =>
            credit.Credit!.Value + (side * 2 * (credit.High!.Value - credit.Credit.Value));
    }

    /// <summary>Of many worlds the interval of what a channel caused holds the truth in 95 of 100.</summary>
    [Fact]
    public void Holdouts_OfManyWorlds_HoldTheTruth()
    {
        var held = 0;
        const int Worlds = 40;
        for (var seed = 0UL; seed < Worlds; seed++)
        {
            var world = new ChannelSimulator(Channels, Response, heldOutShare: 0.3).Run(3_000, 14, seed);
            var result = new Attributor(new AttributionOptions()).Attribute(world.Paths, world.Holdouts).Results[^1];
            held += result.Credits.Count(each => each.Low <= world.Truth[each.Channel] && world.Truth[each.Channel] <= each.High);
        }

        // 120 intervals, of which 114 are expected; four binomial standard deviations are 9.6.
        Assert.InRange(held, 104, 120);
    }

    [Fact]
    public void Run_NobodyOrNoChannels_IsEmpty()
    {
        Assert.Empty(new ChannelSimulator(Channels, Response).Run(0, 5, 1).Paths);
        var organic = new ChannelSimulator([], Response).Run(500, 7, 1);
        Assert.Empty(organic.Paths.Single().Touches);
        Assert.Empty(organic.Holdouts);
    }
}
