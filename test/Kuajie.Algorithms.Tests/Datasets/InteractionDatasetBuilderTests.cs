using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Tests.Datasets;

public class InteractionDatasetBuilderTests
{
    [Fact]
    public void Build_RepeatedPair_AddsWeightsAndKeepsLatestTime()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        builder.Add(knowledge, "u1", "c1", 2, 100);
        builder.Add(knowledge, "u1", "c2", 1, 50);
        builder.Add(knowledge, "u1", "c1", 3, 90);

        var history = builder.Build().HistoryOf(0)[knowledge];

        Assert.Equal([0, 1], history.Items.ToArray());
        Assert.Equal([5f, 1f], history.Weights.ToArray());
        Assert.Equal([100L, 50L], history.UnixSeconds.ToArray());
    }

    [Fact]
    public void Build_LinkedUsers_ShareOneIndexAcrossDomains()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        var sports = builder.AddDomain("sports");
        builder.Add(knowledge, "k1", "c1");
        builder.Add(knowledge, "k2", "c1");
        builder.Add(sports, "s9", "e1");
        builder.Add(sports, "s8", "e2");
        builder.Link(knowledge, "k2", sports, "s9");

        var dataset = builder.Build();

        Assert.Equal(3, dataset.UserCount);
        Assert.Equal(dataset.Domains[knowledge].UserIndexOf("k2"), dataset.Domains[sports].UserIndexOf("s9"));
        Assert.NotEqual(dataset.Domains[knowledge].UserIndexOf("k1"), dataset.Domains[sports].UserIndexOf("s8"));
        Assert.Equal(-1, dataset.Domains[sports].UserIndexOf("k2"));
    }

    [Fact]
    public void Build_SameIds_JoinsOnlyEqualIds()
    {
        var builder = new InteractionDatasetBuilder();
        var book = builder.AddDomain("book");
        var music = builder.AddDomain("music");
        builder.Add(book, "u1", "b1");
        builder.Add(book, "u2", "b1");
        builder.Add(music, "u2", "m1");
        builder.Add(music, "u3", "m1");
        builder.LinkSameIds(book, music);

        Assert.Equal(3, builder.Build().UserCount);
    }
}
