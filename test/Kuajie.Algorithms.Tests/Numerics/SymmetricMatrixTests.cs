using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Tests.Numerics;

public class SymmetricMatrixTests
{
    [Fact]
    public void AddOuterProducts_OddShapesAtEveryLevel_EqualsPlainTwinAndEachOtherBitByBit() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 9], Gen.Int[0, 40], Gen.ULong)
            .Sample((order, rows, count, seed) => AssertOuterProducts(order, rows, count, seed), iter: 200);

    [Theory]
    [InlineData(64, 700)]
    [InlineData(1_100, 40)]
    public void AddOuterProducts_SeveralBlocks_EqualsPlainTwinAndEachOtherBitByBit(int order, int count) =>
        AssertOuterProducts(order, 9, count, 3);

    [Fact]
    public void AddOuterProducts_Warm_AllocatesNothing()
    {
        var (matrix, factors) = (new float[64 * 64], DenseTwins.Normals(64 * 9, 1));
        var (indexes, scales) = (Enumerable.Range(0, 300).Select(k => k % 9).ToArray(), DenseTwins.Normals(300, 2));
        SymmetricMatrix.AddOuterProducts(matrix, 64, factors, indexes, scales);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SymmetricMatrix.AddOuterProducts(matrix, 64, factors, indexes, scales);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Gram_OddShapesAtEveryLevel_EqualsPlainTwinAndIsSymmetric() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[0, 300], Gen.ULong)
            .Sample(
                (order, rows, seed) =>
                {
                    var factors = DenseTwins.Normals(order * rows, seed);
                    var gram = SymmetricMatrix.Gram(factors, order);
                    var ones = Enumerable.Repeat(1f, rows).ToArray();
                    AssertUpper(DenseTwins.OuterProducts(factors, order, [.. Enumerable.Range(0, rows)], ones), gram, order);
                    Assert.Equal(gram, DenseTwins.Transposed(gram, order, order));
                    foreach (var level in SimdLevels.Supported)
                    {
                        Assert.Equal(gram, GramMatrix.Of(level, factors, order, 1, CancellationToken.None));
                    }
                },
                iter: 60
            );

    [Fact]
    public void Gram_ManyRows_IsTheSameForAnyThreads()
    {
        var factors = DenseTwins.Normals(13_000 * 5, 1);
        var expected = SymmetricMatrix.Gram(factors, 5);
        Assert.Equal(expected, SymmetricMatrix.Gram(factors, 5, 2));
        Assert.Equal(expected, SymmetricMatrix.Gram(factors, 5, 3));
    }

    [Fact]
    public void AddOuterProducts_WrongShape_Throws() =>
        Assert.Throws<ArgumentException>(() => SymmetricMatrix.AddOuterProducts(new float[5], 2, new float[2], [0], [1]));

    private static void AssertOuterProducts(int order, int rows, int count, ulong seed)
    {
        var factors = DenseTwins.Normals(order * rows, seed);
        var indexes = Enumerable.Range(0, count).Select(k => k * 7 % rows).ToArray();
        var scales = DenseTwins.Normals(count, seed + 1);
        var expected = DenseTwins.OuterProducts(factors, order, indexes, scales);
        float[]? first = null;
        foreach (var level in SimdLevels.Supported)
        {
            var matrix = new float[order * order];
            OuterProducts.Add(level, matrix, order, factors, indexes, scales);
            AssertUpper(expected, matrix, order);
            ClearBelowDiagonal(matrix, order);
            first ??= matrix;
            Assert.Equal(first, matrix);
        }
    }

    private static void ClearBelowDiagonal(float[] matrix, int order)
    {
        for (var row = 0; row < order; row++)
        {
            matrix.AsSpan(row * order, row).Clear();
        }
    }

    private static void AssertUpper(double[,] expected, float[] found, int order)
    {
        for (var row = 0; row < order; row++)
        {
            for (var column = row; column < order; column++)
            {
                Assert.Equal(expected[row, column], found[(row * order) + column], 1e-4 * (3 + Math.Abs(expected[row, column])));
            }
        }
    }
}
