using CsCheck;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Tests.Numerics;

public class TopSelectorTests
{
    [Fact]
    public void Drain_AnyStream_EqualsFullSort() =>
        Gen.Select(Gen.Int[0, 6].Array[0, 60], Gen.Int[1, 20])
            .Sample(
                (scores, capacity) =>
                {
                    var selector = new TopSelector(capacity);
                    for (var index = scores.Length - 1; index >= 0; index--)
                    {
                        selector.Offer(index, scores[index]);
                    }
                    var expected = Enumerable
                        .Range(0, scores.Length)
                        .OrderByDescending(i => scores[i])
                        .ThenBy(i => i)
                        .Take(capacity)
                        .ToArray();
                    var indexes = new int[selector.Count];
                    var kept = new float[selector.Count];
                    Assert.Equal(expected.Length, selector.Drain(indexes, kept));
                    Assert.Equal(expected, indexes);
                    Assert.Equal(expected.Select(index => (float)scores[index]), kept);
                    Assert.Equal(0, selector.Count);
                }
            );

    [Fact]
    public void Drain_IndexesAlone_AreThoseOfTheBest()
    {
        var selector = new TopSelector(3);
        float[] scores = [2, 9, float.NaN, 4, 7];
        for (var index = 0; index < scores.Length; index++)
        {
            selector.Offer(index, scores[index]);
        }
        var indexes = new int[3];

        Assert.Equal(3, selector.Drain(indexes));
        Assert.Equal([1, 3, 4], indexes.Order());
        Assert.Equal(0, selector.Count);
    }

    [Fact]
    public void Constructor_NoRoom_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new TopSelector(0));
}
