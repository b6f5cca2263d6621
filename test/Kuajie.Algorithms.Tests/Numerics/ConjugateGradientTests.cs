using System.Numerics.Tensors;
using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Tests.Numerics;

public class ConjugateGradientTests
{
    [Fact]
    public void Solve_TwoByTwo_EqualsHandCalculation()
    {
        // [4 2; 2 3] x = [2; 5]: x = (−1/2, 2); two steps suffice for two unknowns.
        var solution = new float[2];
        var steps = ConjugateGradient.Solve(Operator([4, 2, 2, 3], 2), [2, 5], solution, [], 2, 0, new float[8]);
        Assert.Equal(2, steps);
        Assert.Equal(-0.5, solution[0], 1e-5);
        Assert.Equal(2, solution[1], 1e-5);
    }

    [Fact]
    public void Solve_OddOrders_EqualsPlainTwin() =>
        Gen.Select(Gen.Int[1, 30], Gen.Bool, Gen.ULong)
            .Sample(
                (order, isPreconditioned, seed) =>
                {
                    var matrix = DenseTwins.Spd(order, seed);
                    var rightHandSide = DenseTwins.Normals(order, seed + 1);
                    var plain = new double[order, order];
                    Buffer.BlockCopy(Array.ConvertAll(matrix, value => (double)value), 0, plain, 0, order * order * sizeof(double));
                    var expected = DenseTwins.Solve(plain, Array.ConvertAll(rightHandSide, value => (double)value));
                    float[] diagonal = isPreconditioned ? [.. Enumerable.Range(0, order).Select(row => matrix[row * (order + 1)])] : [];
                    var solution = DenseTwins.Normals(order, seed + 2);
                    ConjugateGradient.Solve(
                        Operator(matrix, order),
                        rightHandSide,
                        solution,
                        diagonal,
                        40 * order,
                        1e-6f,
                        new float[4 * order]
                    );
                    for (var place = 0; place < order; place++)
                    {
                        Assert.Equal(expected[place], solution[place], 2e-3);
                    }
                },
                iter: 100
            );

    [Fact]
    public void Solve_StartIsTheSolution_TakesNoStep()
    {
        float[] solution = [-0.5f, 2];
        Assert.Equal(0, ConjugateGradient.Solve(Operator([4, 2, 2, 3], 2), [2, 5], solution, [], 9, 1e-6f, new float[8]));
        Assert.Equal([-0.5f, 2], solution);
    }

    [Fact]
    public void Solve_NothingAllocated()
    {
        var multiply = Operator(DenseTwins.Spd(20, 1), 20);
        var (rightHandSide, solution, scratch) = (DenseTwins.Normals(20, 2), new float[20], new float[80]);
        ConjugateGradient.Solve(multiply, rightHandSide, solution, [], 3, 0, scratch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ConjugateGradient.Solve(multiply, rightHandSide, solution, [], 3, 0, scratch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Solve_WrongShape_SaysWhatWasFound() =>
        Assert.Equal(
            "Found 2 unknowns, a diagonal of 0 and scratch of 7; expected 2, 2 or 0, and at least 8. (Parameter 'scratch')",
            Assert
                .Throws<ArgumentException>(() =>
                    ConjugateGradient.Solve(Operator([1, 0, 0, 1], 2), [1, 1], new float[2], [], 1, 0, new float[7])
                )
                .Message
        );

    private static SymmetricOperator Operator(float[] matrix, int order) =>
        (vector, result) =>
        {
            for (var row = 0; row < order; row++)
            {
                result[row] = TensorPrimitives.Dot(matrix.AsSpan(row * order, order), vector);
            }
        };
}
