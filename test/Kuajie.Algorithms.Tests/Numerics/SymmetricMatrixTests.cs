using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Tests.Numerics;

public class SymmetricMatrixTests
{
    [Fact]
    public void AddOuterProducts_OddShapes_EqualsPlainTwin() =>
        Gen.Select(Gen.Int[1, 37], Gen.Int[1, 9], Gen.Int[0, 11], Gen.ULong)
            .Sample(
                (order, rows, count, seed) =>
                {
                    var factors = DenseTwins.Normals(order * rows, seed);
                    var indexes = Enumerable.Range(0, count).Select(k => k * 7 % rows).ToArray();
                    var scales = DenseTwins.Normals(count, seed + 1);
                    var matrix = new float[order * order];
                    SymmetricMatrix.AddOuterProducts(matrix, order, factors, indexes, scales);
                    AssertUpper(DenseTwins.OuterProducts(factors, order, indexes, scales), matrix, order);
                },
                iter: 300
            );

    [Fact]
    public void Gram_OddShapes_EqualsPlainTwinAndIsSymmetric() =>
        Gen.Select(Gen.Int[1, 33], Gen.Int[0, 50], Gen.ULong)
            .Sample(
                (order, rows, seed) =>
                {
                    var factors = DenseTwins.Normals(order * rows, seed);
                    var gram = SymmetricMatrix.Gram(factors, order);
                    var ones = Enumerable.Repeat(1f, rows).ToArray();
                    AssertUpper(DenseTwins.OuterProducts(factors, order, [.. Enumerable.Range(0, rows)], ones), gram, order);
                    for (var place = 0; place < gram.Length; place++)
                    {
                        Assert.Equal(gram[place], gram[(place % order * order) + (place / order)]);
                    }
                },
                iter: 200
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

    private static void AssertUpper(double[,] expected, float[] found, int order)
    {
        for (var row = 0; row < order; row++)
        {
            for (var column = row; column < order; column++)
            {
                Assert.Equal(expected[row, column], found[(row * order) + column], 1e-4 * (1 + Math.Abs(expected[row, column])));
            }
        }
    }
}
