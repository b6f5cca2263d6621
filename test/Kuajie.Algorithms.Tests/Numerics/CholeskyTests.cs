using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Tests.Numerics;

public class CholeskyTests
{
    [Fact]
    public void Solve_OddOrders_EqualsPlainTwin() =>
        Gen.Select(Gen.Int[1, 41], Gen.ULong)
            .Sample(
                (order, seed) =>
                {
                    var rows = order + 3;
                    var factors = DenseTwins.Normals(order * rows, seed);
                    var rightHandSide = DenseTwins.Normals(order, seed + 1);
                    int[] indexes = [.. Enumerable.Range(0, rows)];
                    var plain = DenseTwins.OuterProducts(factors, order, indexes, [.. indexes.Select(_ => 1f)]);
                    var matrix = SymmetricMatrix.Gram(factors, order);
                    for (var place = 0; place < order; place++)
                    {
                        plain[place, place] += 2;
                        matrix[(place * order) + place] += 2;
                    }
                    var expected = DenseTwins.Solve(plain, [.. rightHandSide.Select(value => (double)value)]);
                    Cholesky.Factor(matrix, order);
                    Cholesky.Solve(matrix, order, rightHandSide);
                    Assert.All(
                        expected.Zip(rightHandSide),
                        pair => Assert.Equal(pair.First, pair.Second, 1e-3 * (1 + Math.Abs(pair.First)))
                    );
                },
                iter: 300
            );

    [Fact]
    public void Solve_TwoByTwo_EqualsHandCalculation()
    {
        // [4 2; 2 3] x = [2; 5]: x = (−1/2, 2).
        float[] matrix = [4, 2, 2, 3];
        float[] solution = [2, 5];
        Cholesky.Factor(matrix, 2);
        Cholesky.Solve(matrix, 2, solution);
        Assert.Equal([-0.5f, 2f], solution);
    }

    [Fact]
    public void Factor_SemidefiniteMatrix_StaysFinite()
    {
        float[] matrix = [1, 1, 0, 1, 1, 0, 0, 0, 0];
        float[] solution = [1, 1, 1];
        Cholesky.Factor(matrix, 3);
        Cholesky.Solve(matrix, 3, solution);
        Assert.All(solution, value => Assert.True(float.IsFinite(value)));
    }
}
