using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Tests.Numerics;

public class SymmetricEigenTests
{
    [Fact]
    public void Decompose_GramMatrices_RebuildsTheMatrixFromOrthonormalVectors() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[0, 40], Gen.ULong)
            .Sample(
                (order, rows, seed) =>
                {
                    var matrix = SymmetricMatrix.Gram(DenseTwins.Normals(rows * order, seed), order);
                    var (values, vectors) = SymmetricEigen.Decompose(matrix, order);
                    for (var row = 0; row < order; row++)
                    {
                        for (var column = 0; column < order; column++)
                        {
                            var rebuilt = Sum(order, k => values[k] * vectors[(k * order) + row] * vectors[(k * order) + column]);
                            var product = Sum(order, k => vectors[(row * order) + k] * vectors[(column * order) + k]);
                            Assert.Equal(matrix[(row * order) + column], rebuilt, 1e-4);
                            Assert.Equal(row == column ? 1 : 0, product, 1e-10);
                        }
                    }
                },
                iter: 60
            );

    [Fact]
    public void Decompose_TwoByTwo_EqualsHandCalculation() =>
        Assert.Equal([1.0, 3.0], SymmetricEigen.Decompose([2, 1, 1, 2], 2).Values.Order().Select(value => Math.Round(value, 12)));

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);
}
