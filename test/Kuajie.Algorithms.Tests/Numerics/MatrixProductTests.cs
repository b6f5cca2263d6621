using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Tests.Numerics;

public class MatrixProductTests
{
    [Fact]
    public void Multiply_TwoByThreeByTwo_EqualsHandCalculation()
    {
        // [1 2 3; 4 5 6] · [1 0; 0 1; 2 −1] = [7 −1; 16 −1].
        var result = new float[4];
        MatrixProduct.Multiply(new float[] { 1, 2, 3, 4, 5, 6 }, new float[] { 1, 0, 0, 1, 2, -1 }, result, 2, 2, 3);
        Assert.Equal([7f, -1, 16, -1], result);
        MatrixProduct.MultiplyTransposed(new float[] { 1, 2, 3, 4, 5, 6 }, new float[] { 1, 0, 2, 0, 1, -1 }, result, 2, 2, 3);
        Assert.Equal([7f, -1, 16, -1], result);
    }

    [Fact]
    public void Compute_OddShapesAtEveryLevel_EqualsPlainTwinAndEachOtherBitByBit() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 70], Gen.Int[0, 40], Gen.Int[1, 3], Gen.ULong)
            .Sample((rows, columns, inner, threads, seed) => AssertAllLevels(rows, columns, inner, threads, seed), iter: 150);

    [Theory]
    [InlineData(197, 2_065, 3)]
    [InlineData(33, 65, 513)]
    [InlineData(1, 1, 256)]
    [InlineData(97, 1, 257)]
    public void Compute_SeveralBlocks_EqualsPlainTwinAndEachOtherBitByBit(int rows, int columns, int inner) =>
        AssertAllLevels(rows, columns, inner, 3, 7);

    [Fact]
    public void Compute_AddAndSubtract_ChangeWhatStandsThere()
    {
        var (left, right) = (DenseTwins.Normals(9 * 300, 1), DenseTwins.Normals(300 * 35, 2));
        foreach (var level in SimdLevels.Supported)
        {
            var product = new float[9 * 35];
            var result = DenseTwins.Normals(9 * 35, 3);
            var before = result.ToArray();
            Compute(level, left, right, product, 9, 35, 300, 1, ProductMode.Set);
            Compute(level, left, right, result, 9, 35, 300, 1, ProductMode.Add);
            Compute(level, left, right, result, 9, 35, 300, 1, ProductMode.Subtract);
            Compute(level, left, right, result, 9, 35, 300, 1, ProductMode.Subtract);
            for (var place = 0; place < result.Length; place++)
            {
                Assert.Equal(before[place] - product[place], result[place], 1e-3);
            }
        }
    }

    [Fact]
    public void Compute_DenormalNumbers_AreNotFlushedToZero()
    {
        var tiny = Enumerable.Repeat(float.Epsilon, 40).ToArray();
        var ones = Enumerable.Repeat(1f, 40).ToArray();
        foreach (var level in SimdLevels.Supported)
        {
            var result = new float[1];
            Compute(level, tiny, ones, result, 1, 1, 40, 1, ProductMode.Set);
            Assert.Equal(40 * float.Epsilon, result[0]);
        }
    }

    [Fact]
    public void Compute_NotANumberAndInfinity_ReachOnlyTheirRowAndColumn()
    {
        var (left, right) = (DenseTwins.Normals(7 * 9, 1), DenseTwins.Normals(9 * 40, 2));
        left[(3 * 9) + 4] = float.NaN;
        right[(2 * 40) + 39] = float.PositiveInfinity;
        foreach (var level in SimdLevels.Supported)
        {
            var result = new float[7 * 40];
            Compute(level, left, right, result, 7, 40, 9, 1, ProductMode.Set);
            for (var place = 0; place < result.Length; place++)
            {
                Assert.Equal(place / 40 != 3 && place % 40 != 39, float.IsFinite(result[place]));
            }
        }
    }

    [Fact]
    public void Multiply_WrongShape_NamesTheMatrix()
    {
        var fault = Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new float[6], new float[5], new float[4], 2, 2, 3));
        Assert.Equal("Found a matrix of 5 numbers; expected 3 × 2. (Parameter 'right')", fault.Message);
    }

    [Fact]
    public void Multiply_Cancelled_Throws() =>
        Assert.Throws<OperationCanceledException>(() =>
            MatrixProduct.Multiply(new float[6], new float[6], new float[4], 2, 2, 3, 2, new CancellationToken(canceled: true))
        );

    private static void AssertAllLevels(int rows, int columns, int inner, int threads, ulong seed)
    {
        var (left, right) = (DenseTwins.Normals(rows * inner, seed), DenseTwins.Normals(inner * columns, seed + 1));
        var expected = DenseTwins.Product(left, right, rows, columns, inner);
        float[]? first = null;
        foreach (var level in SimdLevels.Supported)
        {
            var result = Enumerable.Repeat(float.NaN, rows * columns).ToArray();
            Compute(level, left, right, result, rows, columns, inner, threads, ProductMode.Set);
            first ??= result;
            Assert.Equal(first, result);
        }
        for (var place = 0; place < expected.Length; place++)
        {
            Assert.Equal(expected[place], first![place], 1e-5 * (inner + 1));
        }
        var transposed = DenseTwins.Transposed(right, inner, columns);
        var found = new float[rows * columns];
        MatrixProduct.MultiplyTransposed(left, transposed, found, rows, columns, inner);
        Assert.Equal(first, found);
    }

    private static void Compute(
        SimdLevel level,
        float[] left,
        float[] right,
        float[] result,
        int rows,
        int columns,
        int inner,
        int threads,
        ProductMode mode
    ) =>
        BlockedProduct.Compute(
            level,
            MatrixView.Of(left, rows, inner),
            MatrixView.Of(right, inner, columns),
            MatrixView.Of(result, rows, columns),
            mode,
            threads,
            CancellationToken.None
        );
}
