using CsCheck;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Tests.Numerics;

public class MaskedScoresTests
{
    [Fact]
    public void Select_AnyScoresAndMask_EqualsSortingWhatHasABit() =>
        Gen.Select(Gen.Int[0, 700], Gen.Int[1, 40], Gen.ULong)
            .Sample(
                (items, top, seed) =>
                {
                    var random = new SplittableRandom(seed);
                    var (scores, eligible) = (new float[items], new ulong[(items + 63) / 64]);
                    for (var item = 0; item < items; item++)
                    {
                        // Few different scores, so that ties are common, and now and then none at all.
                        scores[item] = random.NextInteger(40) == 0 ? float.NaN : random.NextInteger(9) - 4;
                        eligible[item / 64] |= random.NextInteger(3) == 0 ? 0 : 1UL << (item & 63);
                    }
                    var selector = new TopSelector(top);
                    MaskedScores.Select(scores, eligible, selector);
                    var (found, values) = (new int[top], new float[top]);
                    var count = selector.Drain(found, values);

                    int[] expected =
                    [
                        .. Enumerable
                            .Range(0, items)
                            .Where(item => (eligible[item / 64] >> (item & 63) & 1) != 0 && !float.IsNaN(scores[item]))
                            .OrderByDescending(item => scores[item])
                            .ThenBy(item => item)
                            .Take(top),
                    ];
                    Assert.Equal(expected, found.Take(count));
                    Assert.Equal(expected.Select(item => scores[item]), values.Take(count));

                    var reaching = new int[items];
                    var reached = MaskedScores.Reaching(scores, eligible, 2, reaching);
                    Assert.Equal(
                        Enumerable.Range(0, items).Where(item => (eligible[item / 64] >> (item & 63) & 1) != 0 && scores[item] >= 2),
                        reaching.Take(reached)
                    );
                },
                iter: 300
            );

    [Fact]
    public void SelectAndReaching_TooFewBits_Throw()
    {
        Assert.Throws<ArgumentException>(() => MaskedScores.Select(new float[65], new ulong[1], new TopSelector(1)));
        Assert.Throws<ArgumentException>(() => MaskedScores.Reaching(new float[65], new ulong[1], 0, new int[65]));
    }
}
