using Kuajie.Algorithms.CrossDomain.JointEase;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Ease;
using Kuajie.Algorithms.Tests.Models;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class JointEaseModelTests
{
    private static readonly JointEaseOptions Options = new()
    {
        Regularization = 5,
        OtherDomainWeight = 0.6,
        ItemExponent = 0.3,
        UserExponent = 0.5,
        Neighbors = 0,
        LocalItems = 40,
        PopularityPrior = 0,
    };

    [Theory]
    [InlineData(EaseForm.Dense)]
    [InlineData(EaseForm.Iterative)]
    [InlineData(EaseForm.Sparse)]
    public void Train_AllBlocks_EqualsPlainRegressionItemByItem(EaseForm form)
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = new JointEaseTrainer(Options with { Form = form }).Train(dataset, 0, new TrainingRun());
        EaseModelTests.AssertWeights(EaseTwin.Weights(dataset, 0, [1, 0.6], 5, 0.3, 0.5), model, dataset, [0, 1]);
    }

    [Theory]
    [InlineData(EaseForm.Dense)]
    [InlineData(EaseForm.Iterative)]
    [InlineData(EaseForm.Sparse)]
    public void Train_CrossBlock_EqualsPlainRegressionOnTheOtherDomain(EaseForm form)
    {
        var dataset = ModelWorlds.Checkerboard();
        var options = Options with { Form = form, Blocks = JointEaseBlocks.Cross };
        var model = new JointEaseTrainer(options).Train(dataset, 1, new TrainingRun());
        EaseModelTests.AssertWeights(EaseTwin.Weights(dataset, 1, [0.6, null], 5, 0.3, 0.5), model, dataset, [0]);
    }

    [Fact]
    public void Train_OtherDomainLeftOut_EqualsTheSingleDomainModel()
    {
        var dataset = ModelWorlds.Checkerboard();
        var joint = new JointEaseTrainer(new JointEaseOptions { OtherDomainWeight = 0 }).Train(dataset, 1, new TrainingRun());
        var single = new EaseTrainer().Train(dataset, 1, new TrainingRun());
        var (expected, found) = (new float[16], new float[16]);
        single.Score(dataset.HistoryOf(0), expected);
        joint.Score(dataset.HistoryOf(0), found);
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData(JointEaseBlocks.All)]
    [InlineData(JointEaseBlocks.Cross)]
    public void Train_NobodyElse_LeavesPopularity(JointEaseBlocks blocks)
    {
        var builder = new InteractionDatasetBuilder();
        var only = builder.AddDomain("knowledge");
        builder.Add(only, "u1", "a");
        builder.Add(only, "u2", "b");
        builder.Add(only, "u3", "b");
        var dataset = builder.Build();
        var model = new JointEaseTrainer(new JointEaseOptions { Blocks = blocks }).Train(dataset, only, new TrainingRun());
        var scores = new float[2];
        model.Score(dataset.HistoryOf(0), scores);
        Assert.Equal([0.025f, 0.05f], scores);
    }

    [Fact]
    public void Train_ThreeDomains_ExplainsFromAll()
    {
        var builder = new InteractionDatasetBuilder();
        foreach (var domain in new[] { builder.AddDomain("knowledge"), builder.AddDomain("sports"), builder.AddDomain("auto") })
        {
            builder.Add(domain, "u1", "x");
        }
        builder.LinkSameIds(0, 1);
        builder.LinkSameIds(0, 2);
        var dataset = builder.Build();
        var options = new JointEaseOptions { Regularization = 1, PopularityPrior = 0 };
        var model = new JointEaseTrainer(options).Train(dataset, 0, new TrainingRun());
        var scores = new float[1];
        model.Score(dataset.HistoryOf(0), scores);

        // Two equal columns under a ridge of 1 share the explanation: [2 1; 1 2] b = [1; 1], b = [1 / 3; 1 / 3].
        Assert.Equal(2.0 / 3, scores[0], 1e-5);
        Assert.Equal([1, 2], model.Explain(dataset.HistoryOf(0), 0, 5).Select(contribution => contribution.Domain).Order());
    }
}
