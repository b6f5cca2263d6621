using CsCheck;
using Kuajie.Algorithms.Numerics.NearestNeighbors;

namespace Kuajie.Algorithms.Tests.Numerics;

public class PositionalCountsTests
{
    /// <summary>Rows of one or two blocks of bits, and a walk over some of them, some more than once.</summary>
    private static readonly Gen<(int Blocks, ulong[] Bits, int[] Walk)> GenCase =
        from blocks in Gen.Int[1, 2]
        from bits in Gen.ULong.Array[5 * blocks * PositionalCounts.RowWords]
        from walk in Gen.Int[0, 4].Array[1, 70]
        select (blocks, bits, walk);

    [Fact]
    public void Count_EveryWidth_EqualsPlainTwin() =>
        GenCase.Sample(
            input =>
            {
                var expected = Plain(input.Blocks, input.Bits, input.Walk);
                Assert.Equal(expected, Counted<Bits512>(input.Blocks, input.Bits, input.Walk));
                Assert.Equal(expected, Counted<Bits256>(input.Blocks, input.Bits, input.Walk));
                Assert.Equal(expected, Counted<Bits128>(input.Blocks, input.Bits, input.Walk));
                Assert.Equal(expected, Counted<Bits64>(input.Blocks, input.Bits, input.Walk));
            },
            iter: 60
        );

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(15, 4)]
    [InlineData(16, 5)]
    [InlineData(int.MaxValue, 31)]
    public void PlaneCount_OfRows_HoldsTheLargestCount(int rows, int planes) => Assert.Equal(planes, PositionalCounts.PlaneCount(rows));

    private static float[] Counted<TWord>(int blocks, ulong[] bits, int[] walk)
        where TWord : unmanaged, IBitWord<TWord>
    {
        var rowWords = blocks * PositionalCounts.RowWords;
        // Left over from earlier counts: must not show through.
        var planes = Enumerable.Repeat(ulong.MaxValue, PositionalCounts.MostPlanes * rowWords).ToArray();
        PositionalCounts.Count<TWord>(bits, rowWords, walk, planes);
        var counts = new float[blocks * PositionalCounts.Positions];
        for (var block = 0; block < blocks; block++)
        {
            var own = counts.AsSpan(block * PositionalCounts.Positions, PositionalCounts.Positions);
            PositionalCounts.Expand(planes, rowWords, block, PositionalCounts.PlaneCount(walk.Length), own);
        }
        return counts;
    }

    private static float[] Plain(int blocks, ulong[] bits, int[] walk)
    {
        var rowWords = blocks * PositionalCounts.RowWords;
        return
        [
            .. Enumerable
                .Range(0, blocks * PositionalCounts.Positions)
                .Select(position => (float)walk.Count(row => (bits[(row * rowWords) + (position / 64)] >> (position % 64) & 1) == 1)),
        ];
    }
}
