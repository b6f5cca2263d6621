using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Tests.Numerics;

public class PaddedSpdTests
{
    [Fact]
    public void FactorAndSolve_AnyShapeAndLevel_EqualPlainElimination() =>
        Gen.Select(
                Gen.Int[0, 90],
                Gen.Int[1, 75],
                Gen.Double[0.1, 3],
                Gen.Int[0, SimdLevels.Supported.Count - 1].Select(level => SimdLevels.Supported[level]),
                Gen.ULong
            )
            .Sample(
                (count, order, ridge, level, seed) =>
                {
                    var rows = new PaddedRows(count, order, seed);
                    var start = Identity(rows.Stride, (float)ridge);
                    var matrix = new AlignedFloats(rows.Stride * rows.Stride);
                    PaddedSpd.AddOuterProducts(
                        level,
                        ref rows.Memory.First,
                        count,
                        rows.Stride,
                        rows.Stride,
                        ref start.First,
                        rows.Stride,
                        ref matrix.First
                    );
                    int[] all = [.. Enumerable.Range(0, count)];
                    var expected = DenseTwins.OuterProducts(rows.Values, order, all, [.. all.Select(_ => 1f)]);
                    for (var row = 0; row < order; row++)
                    {
                        expected[row, row] += (float)ridge;
                        for (var column = row; column < order; column++)
                        {
                            var found = matrix.Span[(row * rows.Stride) + column];
                            Assert.Equal(expected[row, column], found, 1e-5 * (count + 1));
                        }
                    }
                    var rightHandSide = DenseTwins.Normals(order, seed + 1);
                    var (values, reciprocals) = (PaddedRows.Padded(rightHandSide, rows.Stride), new AlignedFloats(rows.Stride));
                    PaddedSpd.Factor(level, ref matrix.First, rows.Stride, ref reciprocals.First);
                    PaddedSpd.Solve(level, ref matrix.First, rows.Stride, ref reciprocals.First, ref values.First);
                    var solution = DenseTwins.Solve(expected, [.. rightHandSide.Select(value => (double)value)]);
                    for (var place = 0; place < rows.Stride; place++)
                    {
                        var wanted = place < order ? solution[place] : 0;
                        Assert.Equal(wanted, values.Span[place], 1e-2 * (1 + Math.Abs(wanted)));
                    }
                },
                iter: 150
            );

    [Fact]
    public void AddOuterProducts_PartOfRows_AddsThatPartToPartOfAMatrix()
    {
        var rows = new PaddedRows(5, 48, 3);
        var start = Identity(48, 2);
        var matrix = new AlignedFloats(16 * 16);
        PaddedSpd.AddOuterProducts(
            SimdLevels.Best,
            ref rows.Memory.Span[32],
            5,
            48,
            16,
            ref start.Span[(32 * 48) + 32],
            48,
            ref matrix.First
        );
        var expected = 2 + Enumerable.Range(0, 5).Sum(row => (double)rows.Values[(row * 48) + 33] * rows.Values[(row * 48) + 33]);
        Assert.Equal(expected, matrix.Span[17], 1e-4);
    }

    [Fact]
    public void Factor_SemidefiniteMatrix_RaisesPivotsAndStaysFinite()
    {
        var matrix = new AlignedFloats(16 * 16);
        matrix.Span.Fill(1);
        var (reciprocals, values) = (new AlignedFloats(16), PaddedRows.Padded([1, 1], 16));
        foreach (var level in SimdLevels.Supported)
        {
            PaddedSpd.Factor(level, ref matrix.First, 16, ref reciprocals.First);
            PaddedSpd.Solve(level, ref matrix.First, 16, ref reciprocals.First, ref values.First);
            Assert.All(values.Span.ToArray(), value => Assert.True(float.IsFinite(value)));
            matrix.Span.Fill(1);
            values.Span.Fill(1);
        }
    }

    private static AlignedFloats Identity(int order, float diagonal)
    {
        var matrix = PaddedRows.Padded([], order * order);
        for (var row = 0; row < order; row++)
        {
            matrix.Span[row * (order + 1)] = diagonal;
        }
        return matrix;
    }
}
