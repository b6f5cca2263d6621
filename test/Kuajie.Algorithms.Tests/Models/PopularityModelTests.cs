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

    [Fact]
    public void Score_Segments_ArePopularityAmongUsersLikeThisOneDrawnTowardsAll()
    {
        var dataset = SegmentedWorld();
        var options = new PopularityOptions { Segments = PopularitySegments.ActivityAndLink, Smoothing = 0.4 };
        var model = new PopularityTrainer(options).Train(dataset, 0, new TrainingRun());

        // By user: calm (few, unlinked) a; linked (few, linked) b, b2; busy (many, unlinked) a and six others: 10 in all, a 2. κ/4 · 10 = 1.
        // Few and unlinked: weight 1, all a: 10 · (1 + 1 · 2/10) / (1 + 1); few and linked: 2, no a: 10 · (0 + 0.2) / (2 + 1).
        Assert.Equal(6, Of(model, UserHistory.Empty(2))[0], 1e-5);
        Assert.Equal(2 / 3.0, Of(model, UserHistory.Empty(2).With(1, new DomainHistory(new[] { 0 }, new[] { 1f }, default)))[0], 1e-5);
        // Many and unlinked: 7, a 1; many and linked: nobody, so as everybody.
        var many = new DomainHistory(new[] { 0, 1, 2, 3, 4, 5 }, new[] { 1f, 1, 1, 1, 1, 1 }, default);
        Assert.Equal(10 * 1.2 / 8, Of(model, UserHistory.Empty(2).With(0, many))[0], 1e-5);
        var linkedMany = UserHistory.Empty(2).With(0, many).With(1, new DomainHistory(new[] { 0 }, new[] { 1f }, default));
        Assert.Equal(2, Of(model, linkedMany)[0], 1e-5);
    }

    [Fact]
    public void Score_ActivitySegments_KeepTheScaleOfTheWhole()
    {
        var dataset = SegmentedWorld();
        var model = new PopularityTrainer(new PopularityOptions { Segments = PopularitySegments.Activity, Smoothing = 0 }).Train(
            dataset,
            0,
            new TrainingRun()
        );

        // Few: calm a, linked b and b2; each a third of 10.
        Assert.Equal(10 / 3.0, Of(model, UserHistory.Empty(2))[0], 1e-5);
        Assert.Equal(10, Of(model, UserHistory.Empty(2)).Sum(), 1e-4);
    }

    private static InteractionDataset SegmentedWorld()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("knowledge");
        builder.AddDomain("sports");
        builder.Add(0, "calm", "a");
        builder.Add(0, "linked", "b");
        builder.Add(0, "linked", "b2");
        builder.Add(1, "linked", "x");
        foreach (var item in new[] { "a", "c1", "c2", "c3", "c4", "c5", "c6" })
        {
            builder.Add(0, "busy", item);
        }
        builder.LinkSameIds(0, 1);
        return builder.Build();
    }

    private static float[] Of(IModel model, UserHistory history)
    {
        var scores = new float[model.DomainItemCounts[model.TargetDomain]];
        model.Score(history, scores);
        return scores;
    }

    private static float[] Scores(InteractionDataset dataset, PopularityOptions options)
    {
        var scores = new float[dataset.Domains[0].Items.Count];
        new PopularityTrainer(options).Train(dataset, 0, new TrainingRun()).Score(UserHistory.Empty(1), scores);
        return scores;
    }
}
