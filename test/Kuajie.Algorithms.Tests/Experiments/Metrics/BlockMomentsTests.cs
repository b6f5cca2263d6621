using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;

namespace Kuajie.Algorithms.Tests.Experiments.Metrics;

public sealed class BlockMomentsTests
{
    private static readonly DateTimeOffset Origin = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeBlocks Blocks = new(Origin, TimeSpan.FromHours(2), TimeSpan.FromMinutes(30));

    [Fact]
    public void ArmOf_ThreeBlocks_CountsBlocksAndLeavesTheBurnInOut()
    {
        var moments = new BlockMoments(Blocks);
        moments.Add("#0", "control", Origin.AddMinutes(10), 100);
        moments.Add("#0", "control", Origin.AddMinutes(40), 3);
        moments.Add("#0", "control", Origin.AddMinutes(50), 1);
        moments.Add("#1", "treatment", Origin.AddMinutes(160), 5);
        moments.Add("#2", "control", Origin.AddMinutes(300), 2);
        moments.SetPrior("#2", "control", 8);

        var control = moments.ArmOf("control");
        Assert.Equal(2, control.Units);
        Assert.Equal(3, control.Value, 12); // (4 + 2) / 2
        Assert.Equal(2, ArmEstimates.Ratio(control).Value, 12); // 6 over 3 observations
        Assert.Equal(4, control.Prior, 12);
        Assert.Equal(1, moments.LeftOut);
        Assert.Equal(1, moments.ArmOf("treatment").Units);
        Assert.Equal(0, moments.ArmOf("none").Units);
    }

    [Fact]
    public void Add_TwoArmsInABlockOrNaN_IsRefused()
    {
        var moments = new BlockMoments(Blocks);
        moments.Add("#0", "control", Origin.AddHours(1), 1);

        var fault = Assert.Throws<InvalidExperimentException>(() => moments.Add("#0", "treatment", Origin.AddHours(1), double.NaN));
        Assert.Equal(["BlockArm", "NotFinite"], fault.Faults.Select(each => each.Code));
        Assert.Throws<InvalidExperimentException>(() => new BlockMoments(Blocks with { Length = TimeSpan.Zero }));
        Assert.Throws<InvalidExperimentException>(() => moments.SetPrior("#0", "control", double.PositiveInfinity));
    }
}
