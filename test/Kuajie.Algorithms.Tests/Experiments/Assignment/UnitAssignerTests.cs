using System.Globalization;
using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Tests.Experiments.Assignment;

public sealed class UnitAssignerTests
{
    private const int Users = 40_000;
    private static readonly ExperimentArm[] Two = [new("control"), new("treatment")];
    private static readonly string[] Ids = [.. Enumerable.Range(0, Users).Select(user => user.ToString(CultureInfo.InvariantCulture))];

    [Fact]
    public void Assign_SequentialIds_FallIntoArmsByTheirWeights()
    {
        var design = new ExperimentDesign("prices", [new("control", 5), new("low", 3), new("high", 2)]);
        var arms = Arms(new UnitAssigner([design]), design.Name);

        Assert.True(PValue([.. design.Arms.Select(arm => arms.LongCount(found => found == arm.Name))], [0.5, 0.3, 0.2]) > 0.001);
    }

    /// <summary>If layers are independent, the arms of one say nothing about the arms of another: chi-squared of the two-by-two table, for five pairs.</summary>
    [Fact]
    public void Assign_TwoLayers_AreIndependent()
    {
        for (var pair = 0; pair < 5; pair++)
        {
            var designs = new[] { "a", "b" }
                .Select(layer => new ExperimentDesign($"{layer}{pair}", Two) { Layer = $"{layer}{pair}" })
                .ToArray();
            var assigner = new UnitAssigner(designs);
            var (first, second) = (Arms(assigner, designs[0].Name), Arms(assigner, designs[1].Name));
            var table = new long[4];
            for (var user = 0; user < Users; user++)
            {
                table[(first[user] == "control" ? 0 : 2) + (second[user] == "control" ? 0 : 1)]++;
            }
            Assert.True(Independence(table) > 0.0005, $"pair {pair}: {string.Join(", ", table)}");
        }
    }

    [Fact]
    public void Assign_OneLayer_PutsNobodyIntoTwoExperiments()
    {
        var left = new ExperimentDesign("left", Two) { Ranges = [new(0, 3000), new(9000, 10_000)] };
        var right = new ExperimentDesign("right", Two) { Ranges = [new(3000, 9000)] };
        var assigner = new UnitAssigner([left, right]);
        var (inLeft, inRight) = (Arms(assigner, "left"), Arms(assigner, "right"));

        Assert.All(Enumerable.Range(0, Users), user => Assert.True(inLeft[user] is null ^ inRight[user] is null));
        Assert.True(PValue([inLeft.LongCount(arm => arm is not null), inRight.LongCount(arm => arm is not null)], [0.4, 0.6]) > 0.001);
        // Being in an experiment must not tell the arm: the arm has a hash of its own.
        Assert.True(PValue([inLeft.LongCount(arm => arm == "control"), inLeft.LongCount(arm => arm == "treatment")], [0.5, 0.5]) > 0.001);
    }

    [Fact]
    public void Assign_RaisedTraffic_KeepsEverybodyInTheirArm()
    {
        var before = Array.Empty<string?>();
        foreach (var traffic in (double[])[0, 0.01, 0.1, 0.5, 1])
        {
            var arms = Arms(new UnitAssigner([new ExperimentDesign("ramp", Two) { Traffic = traffic }]), "ramp");
            Assert.InRange(arms.Count(arm => arm is not null) / (double)Users, traffic - 0.01, traffic + 0.01);
            Assert.True(
                PValue([arms.LongCount(arm => arm == "control"), arms.LongCount(arm => arm == "treatment")], [1, 1]) > 0.001,
                $"Arms are uneven at {traffic}."
            );
            Assert.All(
                Enumerable.Range(0, before.Length),
                user => Assert.True(before[user] is null || before[user] == arms[user], $"User {user} moved at {traffic}.")
            );
            before = arms;
        }
    }

    [Fact]
    public void Assign_HalfTheTrafficOfHalfTheBuckets_IsAQuarter()
    {
        var design = new ExperimentDesign("half", Two) { Ranges = [new(0, 5000)], Traffic = 0.5 };

        Assert.InRange(Arms(new UnitAssigner([design]), "half").Count(arm => arm is not null) / (double)Users, 0.24, 0.26);
    }

    [Fact]
    public void Assign_SameSaltAgain_GivesTheFormerArms_AnotherSaltIndependentOnes()
    {
        var first = Arms(new UnitAssigner([new ExperimentDesign("first", Two)]), "first");
        var again = Arms(new UnitAssigner([new ExperimentDesign("second", Two) { Salt = "first" }]), "second");
        var anew = Arms(new UnitAssigner([new ExperimentDesign("first", Two) { Salt = "other" }]), "first");

        Assert.Equal(first, again);
        Assert.InRange(first.Zip(anew).Count(pair => pair.First == pair.Second) / (double)Users, 0.49, 0.51);
    }

    [Fact]
    public void Assign_Holdouts_AreKeptOut_AndGrowWithoutLettingAnybodyBackIn()
    {
        var (small, large) = (new Holdout("global 2030", 0.02), new Holdout("global 2030", 0.05));
        var campaign = new Holdout("summer", 0.1);
        var design = new ExperimentDesign("held", Two) { CampaignHoldout = campaign };
        var assigner = new UnitAssigner([design], large);

        Assert.All(Ids.Where(small.Contains), user => Assert.True(large.Contains(user)));
        foreach (var user in Ids.Take(5000))
        {
            var found = assigner.Assign("held", new UnitRequest(user));
            var expected =
                large.Contains(user) ? AssignmentReason.GlobalHoldout
                : campaign.Contains(user) ? AssignmentReason.CampaignHoldout
                : AssignmentReason.Assigned;
            Assert.Equal(expected, found.Reason);
            Assert.Equal(expected == AssignmentReason.Assigned, found.Arm is not null);
        }
        Assert.InRange(Ids.Count(large.Contains) / (double)Users, 0.047, 0.053);
        // The two holdouts overlap as independent ones do.
        Assert.InRange(Ids.Count(user => large.Contains(user) && campaign.Contains(user)) / (double)Users, 0.004, 0.006);
    }

    [Fact]
    public void Assign_SessionsOfAHeldOutUser_AreKeptOut()
    {
        var holdout = new Holdout("global", 0.5);
        var assigner = new UnitAssigner([new ExperimentDesign("sessions", Two) { Unit = ExperimentUnit.Session }], holdout);
        var held = Ids.First(holdout.Contains);

        Assert.Equal(AssignmentReason.GlobalHoldout, assigner.Assign("sessions", new UnitRequest("s1", held)).Reason);
        Assert.Equal(AssignmentReason.Assigned, assigner.Assign("sessions", new UnitRequest("s1")).Reason);
        Assert.Single(assigner.AssignAll(ExperimentUnit.Session, new UnitRequest("s1")));
        Assert.Empty(assigner.AssignAll(ExperimentUnit.User, new UnitRequest("s1")));
    }

    [Fact]
    public void Assign_Targeting_AsksForEveryCondition()
    {
        var design = new ExperimentDesign("targeted", Two)
        {
            Targeting =
            [
                new("city", TargetOperator.AnyOf, ["上海", "杭州"]),
                new("level", TargetOperator.AtLeast, ["3"]),
                new("spend", TargetOperator.AtMost, ["100.5"]),
                new("plan", TargetOperator.NoneOf, ["trial"]),
            ],
        };
        var assigner = new UnitAssigner([design]);

        Assert.Equal(AssignmentReason.Assigned, Reason(("city", "杭州"), ("level", "3"), ("spend", "100.5")));
        Assert.Equal(AssignmentReason.NotTargeted, Reason(("city", "北京"), ("level", "3"), ("spend", "1")));
        Assert.Equal(AssignmentReason.NotTargeted, Reason(("city", "杭州"), ("level", "2.9"), ("spend", "1")));
        Assert.Equal(AssignmentReason.NotTargeted, Reason(("city", "杭州"), ("level", "3"), ("spend", "101")));
        Assert.Equal(AssignmentReason.NotTargeted, Reason(("city", "杭州"), ("level", "many"), ("spend", "1")));
        Assert.Equal(AssignmentReason.NotTargeted, Reason(("city", "杭州"), ("level", "3"), ("spend", "1"), ("plan", "trial")));
        Assert.Equal(AssignmentReason.NotTargeted, assigner.Assign("targeted", new UnitRequest("u")).Reason);

        AssignmentReason Reason(params (string Name, string Value)[] attributes) =>
            assigner
                .Assign("targeted", new UnitRequest("u", Attributes: attributes.ToDictionary(each => each.Name, each => each.Value)))
                .Reason;
    }

    [Fact]
    public void Assign_TimeBlocks_SwitchTogetherAndLeaveTheBurnInOut()
    {
        var origin = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var design = new ExperimentDesign("switch", Two)
        {
            Unit = ExperimentUnit.TimeBlock,
            Blocks = new TimeBlocks(origin, TimeSpan.FromHours(5), TimeSpan.FromMinutes(30)),
        };
        var assigner = new UnitAssigner([design]);

        Assert.Equal("shanghai#0", At(0).Unit);
        Assert.False(At(0).IsAnalysed);
        Assert.False(At(29).IsAnalysed);
        Assert.True(At(30).IsAnalysed);
        Assert.Equal("shanghai#1", At(300).Unit);
        Assert.Equal("shanghai#-1", At(-1).Unit);
        Assert.True(At(-1).IsAnalysed);
        Assert.Equal(At(31).Arm, At(299).Arm);
        var treated = Enumerable.Range(0, 2000).Count(block => At(block * 300).Arm == "treatment");
        Assert.InRange(treated, 900, 1100);
        Assert.Throws<ArgumentException>(() => assigner.Assign("switch", new UnitRequest("shanghai")));

        UnitAssignment At(int minutes) => assigner.Assign("switch", new UnitRequest("shanghai", Time: origin.AddMinutes(minutes)));
    }

    [Fact]
    public void UnitAssigner_FaultyDesigns_NamesEveryFault()
    {
        var one = new ExperimentDesign("one", [new("control", 0)]) { Traffic = double.NaN, Ranges = [new(5, 5)] };
        var two = new ExperimentDesign("two", [new("same"), new("same")]) { Unit = ExperimentUnit.TimeBlock };
        var three = new ExperimentDesign("two", Two) { Ranges = [new(4, 20)], Targeting = [new("age", TargetOperator.AtLeast, ["old"])] };
        var four = new ExperimentDesign("four", Two)
        {
            Layer = "apart",
            Unit = ExperimentUnit.TimeBlock,
            Blocks = new TimeBlocks(default, TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
        };
        var five = four with { Name = "five", Blocks = new TimeBlocks(default, TimeSpan.Zero, TimeSpan.Zero), Layer = "apart too" };

        var fault = Assert.Throws<InvalidExperimentException>(() => new UnitAssigner([one, two, three, four, five]));

        Assert.Equal(
            [
                "ArmCount",
                "ArmWeight",
                "Share",
                "BucketRange",
                "ArmName",
                "Blocks",
                "TargetValues",
                "BurnIn",
                "BlockLength",
                "SameName",
                "LayerUnits",
                "LayerOverlap",
                "LayerOverlap",
            ],
            fault.Faults.Select(each => each.Code)
        );
        Assert.Contains("one: the number of arms is 1. At least two arms", fault.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidExperimentException>(() => new Holdout(" ", 1.5));
        Assert.Throws<ArgumentException>(() => new UnitAssigner([]).Assign("none", new UnitRequest("u")));
    }

    private static string?[] Arms(UnitAssigner assigner, string experiment) =>
        [.. Ids.Select(user => assigner.Assign(experiment, new UnitRequest(user)).Arm)];

    private static double PValue(long[] counts, double[] shares) =>
        Kuajie.Algorithms.Experiments.Checks.SampleRatioCheck.Of(counts, shares).PValue;

    private static double Independence(long[] table)
    {
        double all = table.Sum();
        var chi = 0.0;
        for (var cell = 0; cell < 4; cell++)
        {
            var row = table[cell & 2] + table[(cell & 2) + 1];
            var column = table[cell & 1] + table[(cell & 1) + 2];
            var expected = row * column / all;
            chi += (table[cell] - expected) * (table[cell] - expected) / expected;
        }
        return new GammaDistribution(0.5, 0.5).Above(chi);
    }
}
