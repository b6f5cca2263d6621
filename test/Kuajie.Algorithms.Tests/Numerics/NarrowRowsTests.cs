using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Tests.Numerics;

public class NarrowRowsTests
{
    private static readonly Gen<(int Count, int Length, SimdLevel Level, ulong Seed)> Shapes = Gen.Select(
        Gen.Int[0, 41],
        Gen.Int[1, 130],
        Gen.Int[0, SimdLevels.Supported.Count - 1].Select(level => SimdLevels.Supported[level]),
        Gen.ULong
    );

    [Fact]
    public void AddResidualsAndWeightedSquares_AnyShapeAndLevel_EqualPlainLoopsOverTheRoundedRows() =>
        Shapes.Sample(
            shape =>
            {
                var (count, length, stride) = (shape.Count, shape.Length, NarrowRows.Stride(shape.Length));
                var values = DenseTwins.Normals(count * length, shape.Seed);
                var rows = Filled(values, count, length);
                var padded = RowProducts.PaddedRows(count);
                var scales = DenseTwins.Normals(count, shape.Seed + 1).Select(Math.Abs).ToArray();
                var vector = DenseTwins.Normals(length, shape.Seed + 2);
                var start = DenseTwins.Normals(length, shape.Seed + 3);
                ref var scale = ref PaddedRows.Padded(scales, padded).First;
                ref var from = ref PaddedRows.Padded(vector, stride).First;
                foreach (var target in new[] { 0f, 1f })
                {
                    var (expected, squares) = Plain(values, scales, target, vector, start);
                    var found = PaddedRows.Padded(start, stride);
                    var foundSquares = NarrowProducts.AddResiduals(
                        shape.Level,
                        ref rows.First,
                        count,
                        stride,
                        ref scale,
                        target,
                        ref from,
                        ref found.First
                    );
                    Assert.Equal(squares, foundSquares, 1e-4 * (1 + squares));
                    for (var place = 0; place < stride; place++)
                    {
                        var wanted = place < length ? expected[place] : 0;
                        Assert.Equal(wanted, found.Span[place], 2e-6 * length * (1 + count) * (1 + Math.Abs(wanted)));
                    }
                    if (target == 0)
                    {
                        var alone = NarrowProducts.WeightedSquares(shape.Level, ref rows.First, count, stride, ref scale, ref from);
                        Assert.Equal(squares, alone, 1e-4 * (1 + squares));
                    }
                }
            },
            iter: 200
        );

    [Fact]
    public void Fill_AnyBits_RoundsEachNumberAlone() =>
        Gen.Select(
                Gen.Select(Gen.UInt, Gen.Bool, (own, isTie) => isTie ? (own & 0xFFFF0000u) | 0x8000u : own).Array[1, 140],
                Gen.Int[1, 70]
            )
            .Sample(
                (bits, length) =>
                {
                    var count = bits.Length / length;
                    float[] values = [.. bits.Take(count * length).Select(BitConverter.UInt32BitsToSingle)];
                    var rows = Filled(values, count, length);
                    for (var place = 0; place < values.Length; place++)
                    {
                        var expected = BitConverter.SingleToUInt32Bits(NarrowRows.Round(values[place]));
                        Assert.Equal(expected, BitConverter.SingleToUInt32Bits(At(rows, length, place / length, place % length)));
                    }
                }
            );

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(-3.140625f, -3.140625f)]
    [InlineData(1.00390625f, 1f)]
    [InlineData(1.01171875f, 1.015625f)]
    [InlineData(1e-40f, 9.1835E-41f)]
    [InlineData(float.MaxValue, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Round_KnownNumbers_GoToTheNearestTiesToEven(float value, float expected)
    {
        var rounded = NarrowRows.Round(value);
        Assert.True(expected.Equals(rounded) || Math.Abs(expected - rounded) < 1e-45f * 8, $"{value:R} became {rounded:R}.");
    }

    [Fact]
    public void Round_NotANumberWithAllBitsSet_StaysNotANumber() =>
        Assert.True(float.IsNaN(NarrowRows.Round(BitConverter.UInt32BitsToSingle(0x7FFFFFFF))));

    /// <summary>The same with a group of rows of zeros behind, which the kernels read.</summary>
    private static NarrowRows Filled(float[] values, int count, int length)
    {
        var rows = new NarrowRows(RowProducts.PaddedRows(count), length);
        rows.Fill(values, 0);
        return rows;
    }

    private static float At(NarrowRows rows, int length, int row, int place)
    {
        var word = (row * NarrowRows.Stride(length) / 2) + (place / 32 * 16) + (place % 16);
        var bits = BitConverter.SingleToUInt32Bits(System.Runtime.CompilerServices.Unsafe.Add(ref rows.First, word));
        return BitConverter.UInt32BitsToSingle(place % 32 < 16 ? bits << 16 : bits & 0xFFFF0000u);
    }

    private static (double[] Sum, double Squares) Plain(float[] values, float[] scales, float target, float[] vector, float[] start)
    {
        var (sum, squares) = (start.Select(value => (double)value).ToArray(), 0.0);
        for (var row = 0; row < scales.Length; row++)
        {
            double[] own = [.. values.Skip(row * vector.Length).Take(vector.Length).Select(value => (double)NarrowRows.Round(value))];
            var left = target - own.Zip(vector, (value, other) => value * other).Sum();
            squares += scales[row] * left * left;
            for (var place = 0; place < own.Length; place++)
            {
                sum[place] += scales[row] * left * own[place];
            }
        }
        return (sum, squares);
    }
}
