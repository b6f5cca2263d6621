using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Tests.Numerics;

public class TridiagonalTests
{
    [Fact]
    public void Reduce_GramMatrices_RebuildsTheMatrixFromAnOrthogonalBasis() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[0, 40], Gen.ULong)
            .Sample(
                (order, rows, seed) =>
                {
                    var matrix = SymmetricMatrix.Gram(DenseTwins.Normals(rows * order, seed), order);
                    var reduced = Tridiagonal.Reduce(matrix, order);
                    var (diagonal, beside, basis) = (reduced.Diagonal, reduced.Beside, reduced.Basis);
                    double At(int row, int column) => basis[(row * order) + column];
                    for (var row = 0; row < order; row++)
                    {
                        for (var column = 0; column < order; column++)
                        {
                            var rebuilt = Sum(order, k => diagonal[k] * At(row, k) * At(column, k));
                            rebuilt += Sum(
                                order - 1,
                                k => beside[k] * ((At(row, k) * At(column, k + 1)) + (At(row, k + 1) * At(column, k)))
                            );
                            Assert.Equal(matrix[(row * order) + column], rebuilt, 1e-5 * (rows + order));
                            Assert.Equal(row == column ? 1 : 0, Sum(order, k => At(k, row) * At(k, column)), 1e-5);
                        }
                    }
                },
                iter: 60
            );

    [Fact]
    public void Reduce_ThreeByThree_IsTheOneByHand()
    {
        // The reflection takes (3, 4) to (−5, 0): e.g. the corner is (9 · 1 + 16 · 2) / 25.
        var reduced = Tridiagonal.Reduce([7, 3, 4, 3, 1, 0, 4, 0, 2], 3);
        Assert.Equal([7, 1.64f, 1.36f], reduced.Diagonal, Near);
        Assert.Equal([-5, 0.48f, 0], reduced.Beside.Select((value, place) => place == 1 ? Math.Abs(value) : value), Near);
    }

    [Fact]
    public void Reduce_WrongLength_Throws() => Assert.Throws<ArgumentException>(() => Tridiagonal.Reduce(new float[5], 2));

    private static bool Near(float one, float other) => Math.Abs(one - other) < 1e-6;

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, Math.Max(0, count)).Sum(term);
}
