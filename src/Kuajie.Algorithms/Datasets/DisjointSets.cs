namespace Kuajie.Algorithms.Datasets;

/// <summary>Union–find over nodes 0 … n − 1 with path halving; the smaller node leads, so numbering does not depend on the order of joins.</summary>
internal sealed class DisjointSets(int nodeCount)
{
    private readonly int[] parents = [.. Enumerable.Range(0, nodeCount)];

    public int Find(int node)
    {
        while (parents[node] != node)
        {
            parents[node] = parents[parents[node]];
            node = parents[node];
        }
        return node;
    }

    public void Join(int first, int second)
    {
        var (a, b) = (Find(first), Find(second));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    /// <summary>The dense number of each node's set, sets numbered by their smallest node.</summary>
    public int[] NumberSets(out int setCount)
    {
        var numbers = new int[parents.Length];
        setCount = 0;
        for (var node = 0; node < numbers.Length; node++)
        {
            var leader = Find(node);
            numbers[node] = leader == node ? setCount++ : numbers[leader];
        }
        return numbers;
    }
}
