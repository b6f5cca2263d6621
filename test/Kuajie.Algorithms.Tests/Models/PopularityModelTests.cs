using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Popularity;

namespace Kuajie.Algorithms.Tests.Models;

public class PopularityModelTests
{
    [Fact]
    public void Score_HalfLife_CountsBackFromTheLatestTime()
    {
        const long day = 86_400;
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        builder.Add(knowledge, "u1", "old", 8, 0);
        builder.Add(knowledge, "u1", "middle", 3, 20 * day);
        builder.Add(knowledge, "u2", "new", 1, 30 * day);

        // Half-life 10 days: 8 · ½³, 3 · ½, 1.
        Assert.Equal([1f, 1.5f, 1f], Scores(builder.Build(), new PopularityOptions { HalfLifeDays = 10 }));
    }

    [Fact]
    public void Score_ActivityDamping_GivesEveryUserOneVote()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        foreach (var item in new[] { "a", "b", "c", "d" })
        {
            builder.Add(knowledge, "busy", item);
        }
        builder.Add(knowledge, "calm", "d");

        Assert.Equal([1f, 1f, 1f, 2f], Scores(builder.Build(), new PopularityOptions()));
        Assert.Equal([0.25f, 0.25f, 0.25f, 1.25f], Scores(builder.Build(), new PopularityOptions { ActivityDamping = 1 }));
    }

    private static float[] Scores(InteractionDataset dataset, PopularityOptions options)
    {
        var scores = new float[dataset.Domains[0].Items.Count];
        new PopularityTrainer(options).Train(dataset, 0, new TrainingRun()).Score(UserHistory.Empty(1), scores);
        return scores;
    }
}
