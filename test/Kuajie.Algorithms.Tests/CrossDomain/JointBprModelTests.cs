using Kuajie.Algorithms.CrossDomain.JointBpr;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Bpr;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class JointBprModelTests
{
    [Fact]
    public void Score_TwoDomains_EqualsHandCalculation()
    {
        var options = new JointBprOptions { Rank = 2, WeightExponent = 1 };
        HistoryBlock[] blocks = [new(1, 1, 2, new float[] { 2, 0, 0, 4 }), new(0, 0.5f, 1, new float[] { 8, 8 })];
        var model = new JointBprModel(1, [1, 2], options, blocks, new float[] { 1, 0, 0.5f, 0, 1, 0.25f });
        var source = new DomainHistory(new[] { 0 }, new[] { 6f }, default);
        var target = new DomainHistory(new[] { 1 }, new[] { 2f }, default);
        var scores = new float[2];
        model.Score(new UserHistory(source, target), scores);

        // Confidences 1 in the target and 0.5 · 6 = 3 in the source, mass 4: x = (1 · [0 4] + 3 · [8 8]) / √4 = [12 14].
        Assert.Equal([12.5f, 14.25f], scores);
        Assert.Equal([new Contribution(0, 0, 12), new Contribution(1, 1, 2)], model.Explain(new UserHistory(source, target), 1, 5));
        model.Score(new UserHistory(source, DomainHistory.Empty), scores);
        Assert.Equal((8 * Math.Sqrt(3)) + 0.5, scores[0], 1e-4);
    }

    [Fact]
    public void Train_OtherDomainLeftOut_EqualsTheSingleDomainModel()
    {
        var dataset = ModelWorlds.Checkerboard();
        var joint = new JointBprTrainer(new JointBprOptions { OtherDomainWeight = 0, Epochs = 3 }).Train(dataset, 1, new TrainingRun());
        var single = new BprTrainer(new BprOptions { Epochs = 3 }).Train(dataset, 1, new TrainingRun());
        var (expected, found) = (new float[16], new float[16]);
        single.Score(dataset.HistoryOf(0), expected);
        joint.Score(dataset.HistoryOf(0), found);
        Assert.Equal(expected, found);
    }
}
