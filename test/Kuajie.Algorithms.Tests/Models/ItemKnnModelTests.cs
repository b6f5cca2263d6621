using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ItemKnn;

namespace Kuajie.Algorithms.Tests.Models;

public class ItemKnnModelTests
{
    [Fact]
    public void Score_ThreeItems_EqualsHandCalculation()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        builder.Add(knowledge, "u1", "a");
        builder.Add(knowledge, "u1", "b");
        builder.Add(knowledge, "u2", "a");
        builder.Add(knowledge, "u2", "b");
        builder.Add(knowledge, "u2", "c");
        builder.Add(knowledge, "u3", "c");
        var dataset = builder.Build();
        var options = new ItemKnnOptions { Shrinkage = 2, PopularityPrior = 0.5 };
        var model = new ItemKnnTrainer(options).Train(dataset, knowledge, new TrainingRun());

        var scores = new float[3];
        model.Score(dataset.HistoryOf(0), scores);

        // Norms are √2 each: cosine(a, b) = 2 / (2 + 2), cosine(a, c) = cosine(b, c) = 1 / (2 + 2). Every item has two users: prior 0.5 · 2 / 2.
        Assert.Equal([0.5f + 0.5f, 0.5f + 0.5f, 0.5f + 0.25f + 0.25f], scores);
        Assert.Equal([new Contribution(0, 0, 0.25f), new Contribution(0, 1, 0.25f)], model.Explain(dataset.HistoryOf(0), 2, 9));
    }
}
