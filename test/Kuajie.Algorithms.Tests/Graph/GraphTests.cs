using CsCheck;
using Kuajie.Algorithms.Graph;

namespace Kuajie.Algorithms.Tests.Graph;

public sealed class GraphTests
{
    [Fact]
    public void Eigenvector_OfAStar_GivesTheHubRootOfTheLeavesTimesALeaf()
    {
        var star = new WeightedGraph(5, [new(0, 1, 3), new(0, 2, 3), new(0, 3, 3), new(0, 4, 3)]);

        var scores = Centrality.Eigenvector(star);

        // A star with n leaves has eigenvalue √n and a hub worth √n leaves.
        Assert.Equal(2, scores[0] / scores[1], 1e-9);
        Assert.Equal(1, scores.Sum(), 1e-12);
    }

    [Fact]
    public void PageRank_OfAPath_IsAsCountedByHand()
    {
        var path = new WeightedGraph(3, [new(0, 1, 7), new(1, 2, 7)]);

        var ranks = Centrality.PageRank(path, damping: 0.5);

        // x = 1/6 + y/4 at both ends, y = 1/6 + x: x = 5/18, y = 8/18.
        Assert.Equal(5 / 18.0, ranks[0], 1e-10);
        Assert.Equal(8 / 18.0, ranks[1], 1e-10);
        Assert.Equal(5 / 18.0, ranks[2], 1e-10);
    }

    [Fact]
    public void PageRank_WithANodeAlone_StillSumsToOne() =>
        Assert.Equal(1, Centrality.PageRank(new WeightedGraph(3, [new(0, 1, 1)])).Sum(), 1e-10);

    [Fact]
    public void Find_TwoCliquesAndABridge_AreTwoCommunities()
    {
        var graph = new WeightedGraph(8, [.. Clique(0), .. Clique(4), new WeightedEdge(3, 4, 1)]);

        var division = Communities.Find(graph);

        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], division.Of);
        // 12 of 13 edges within; each half holds half the strength: 12/13 − 2·(1/2)².
        Assert.Equal((12 / 13.0) - 0.5, division.Modularity, 1e-12);
    }

    [Fact]
    public void Find_OnAnyGraph_IsNoWorseThanAllAloneOrAllTogether() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Double[0.1, 5], (from, to, weight) => new WeightedEdge(from, to, weight))
            .Array[0, 25]
            .Sample(edges =>
            {
                var graph = new WeightedGraph(10, edges);
                var division = Communities.Find(graph);

                Assert.True(division.Modularity >= Communities.Modularity(graph, [.. Enumerable.Range(0, 10)]) - 1e-9);
                Assert.True(division.Modularity >= Communities.Modularity(graph, new int[10]) - 1e-9);
                Assert.Equal(division.Modularity, Communities.Modularity(graph, division.Of), 1e-12);
            });

    [Fact]
    public void Constructor_EdgeToNowhere_SaysWhich() =>
        Assert.Contains(
            "0 … 1",
            Assert.Throws<ArgumentException>(() => new WeightedGraph(2, [new(0, 2, 1)])).Message,
            StringComparison.Ordinal
        );

    private static IEnumerable<WeightedEdge> Clique(int first) =>
        from left in Enumerable.Range(first, 4)
        from right in Enumerable.Range(first, 4)
        where left < right
        select new WeightedEdge(left, right, 1);
}
