using CsCheck;
using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Tests.Datasets;

public class DisjointSetsTests
{
    [Fact]
    public void NumberSets_AnyJoins_EqualsPlainTwin() =>
        Gen.Int[1, 12]
            .SelectMany(count => Gen.Select(Gen.Const(count), Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1]).Array[0, 10]))
            .Sample(
                (count, joins) =>
                {
                    var sets = new DisjointSets(count);
                    var labels = Enumerable.Range(0, count).ToArray();
                    foreach (var (first, second) in joins)
                    {
                        sets.Join(first, second);
                        var (low, high) = (Math.Min(labels[first], labels[second]), Math.Max(labels[first], labels[second]));
                        labels = [.. labels.Select(label => label == high ? low : label)];
                    }
                    var leaders = labels.Distinct().Order().ToList();
                    Assert.Equal(labels.Select(label => leaders.IndexOf(label)), sets.NumberSets(out var setCount));
                    Assert.Equal(leaders.Count, setCount);
                }
            );
}
