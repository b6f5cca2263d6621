using System.Runtime.CompilerServices;
using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Tests.Numerics;

public class RowProductsTests
{
    private static readonly Gen<(int Count, int Length, SimdLevel Level, ulong Seed)> Shapes = Gen.Select(
        Gen.Int[0, 41],
        Gen.Int[1, 130],
        Gen.Int[0, SimdLevels.Supported.Count - 1].Select(level => SimdLevels.Supported[level]),
        Gen.ULong
    );

    [Fact]
    public void AddResiduals_AnyShapeAndLevel_EqualsPlainLoops() =>
        Shapes.Sample(
            shape =>
            {
                var rows = new PaddedRows(shape.Count, shape.Length, shape.Seed);
                var scales = DenseTwins.Normals(shape.Count, shape.Seed + 1).Select(Math.Abs).ToArray();
                var vector = DenseTwins.Normals(shape.Length, shape.Seed + 2);
                var start = DenseTwins.Normals(shape.Length, shape.Seed + 3);
                foreach (var target in new[] { 0f, 1f })
                {
                    var (expected, squares) = (start.Select(value => (double)value).ToArray(), 0.0);
                    for (var row = 0; row < rows.Count; row++)
                    {
                        var left = target - rows.Dot(row, vector);
                        squares += scales[row] * left * left;
                        for (var place = 0; place < rows.Length; place++)
                        {
                            expected[place] += scales[row] * left * rows.Values[(row * rows.Length) + place];
                        }
                    }
                    var found = PaddedRows.Padded(start, rows.Stride);
                    var foundSquares = RowProducts.AddResiduals(
                        shape.Level,
                        ref rows.Memory.First,
                        rows.Count,
                        rows.Stride,
                        ref PaddedRows.Padded(scales, RowProducts.PaddedRows(rows.Count)).First,
                        target,
                        ref PaddedRows.Padded(vector, rows.Stride).First,
                        ref found.First
                    );
                    Assert.Equal(squares, foundSquares, 1e-4 * (1 + squares));
                    AssertNear(expected, found, rows.Length * (1 + rows.Count));
                }
            },
            iter: 200
        );

    [Fact]
    public void AddDotsAndAddWeighted_PartOfEachRow_EqualPlainLoops() =>
        Shapes.Sample(
            shape =>
            {
                var rows = new PaddedRows(shape.Count, shape.Length, shape.Seed);
                var (first, width) = rows.Stride == 16 ? (0, 16) : (16, rows.Stride - 16);
                var vector = new float[width];
                DenseTwins.Normals(Math.Max(0, shape.Length - first), shape.Seed + 2).CopyTo(vector, 0);
                var whole = new float[rows.Length];
                vector.AsSpan(0, Math.Max(0, rows.Length - first)).CopyTo(whole.AsSpan(Math.Min(first, rows.Length)));
                var padded = RowProducts.PaddedRows(rows.Count);
                var weights = DenseTwins.Normals(rows.Count, shape.Seed + 4);
                var (dots, sum) = (PaddedRows.Padded(weights, padded), PaddedRows.Padded(vector, width));
                if (first < rows.Length)
                {
                    ref var part = ref Unsafe.Add(ref rows.Memory.First, first);
                    RowProducts.AddDots(shape.Level, ref part, rows.Count, rows.Stride, width, ref sum.First, ref dots.First);
                    RowProducts.AddWeighted(
                        shape.Level,
                        ref part,
                        rows.Count,
                        rows.Stride,
                        width,
                        ref PaddedRows.Padded(weights, padded).First,
                        ref sum.First
                    );
                    AssertNear([.. weights.Select((weight, row) => weight + rows.Dot(row, whole))], dots, rows.Length);
                    var expected = vector.Select(value => (double)value).ToArray();
                    for (var place = first; place < rows.Length; place++)
                    {
                        expected[place - first] += weights
                            .Select((weight, row) => (double)weight * rows.Values[(row * rows.Length) + place])
                            .Sum();
                    }
                    AssertNear(expected, sum, rows.Count + 1);
                }
            },
            iter: 200
        );

    [Fact]
    public void TridiagonalProduct_AnyShapeAndLevel_EqualsPlainLoops() =>
        Shapes.Sample(
            shape =>
            {
                var (length, stride) = (shape.Length, RowProducts.Stride(shape.Length));
                var (diagonal, beside) = (DenseTwins.Normals(length, shape.Seed), DenseTwins.Normals(length - 1, shape.Seed + 1));
                var matrix = PaddedRows.Padded(diagonal, 3 * stride);
                beside.CopyTo(matrix.Span[stride..]);
                beside.CopyTo(matrix.Span[((2 * stride) + 1)..]);
                var values = DenseTwins.Normals(length, shape.Seed + 2);
                var (vector, result) = (new MarginedVector(length), new MarginedVector(length));
                values.CopyTo(vector.Span);
                RowProducts.TridiagonalProduct(shape.Level, ref matrix.First, 0.5f, stride, ref vector.First, ref result.First);
                for (var place = 0; place < length; place++)
                {
                    var expected = (diagonal[place] + 0.5) * values[place];
                    expected += place + 1 < length ? (double)beside[place] * values[place + 1] : 0;
                    expected += place > 0 ? (double)beside[place - 1] * values[place - 1] : 0;
                    Assert.Equal(expected, result.Span[place], 1e-5);
                }
            },
            iter: 200
        );

    [Fact]
    public void AddSymmetricProduct_AnyShapeAndLevel_EqualsPlainLoops() =>
        Shapes.Sample(
            shape =>
            {
                var gram = SymmetricMatrix.Gram(DenseTwins.Normals(7 * shape.Length, shape.Seed), shape.Length);
                var stride = RowProducts.Stride(shape.Length);
                var matrix = new AlignedFloats(stride * stride);
                matrix.Span.Clear();
                for (var row = 0; row < shape.Length; row++)
                {
                    gram.AsSpan(row * shape.Length, shape.Length).CopyTo(matrix.Span[(row * stride)..]);
                }
                var vector = DenseTwins.Normals(shape.Length, shape.Seed + 1);
                var found = PaddedRows.Padded(vector, stride);
                var padded = PaddedRows.Padded(vector, stride);
                RowProducts.AddSymmetricProduct(shape.Level, ref matrix.First, shape.Length, stride, ref padded.First, ref found.First);
                double[] expected =
                [
                    .. vector.Select(
                        (value, row) => value + vector.Select((other, column) => (double)other * gram[(row * shape.Length) + column]).Sum()
                    ),
                ];
                AssertNear(expected, found, 7 * shape.Length);
            },
            iter: 100
        );

    [Fact]
    public void AddResiduals_Denormals_StayFinite()
    {
        var rows = new PaddedRows(9, 20, 1);
        rows.Memory.Span.Fill(1e-40f);
        var result = PaddedRows.Padded([], rows.Stride);
        foreach (var level in SimdLevels.Supported)
        {
            var squares = RowProducts.AddResiduals(
                level,
                ref rows.Memory.First,
                9,
                rows.Stride,
                ref PaddedRows.Padded([1, 1, 1, 1, 1, 1, 1, 1, 1], 16).First,
                1,
                ref result.First,
                ref result.First
            );
            Assert.Equal(9, squares);
        }
        Assert.All(result.Span.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    private static void AssertNear(double[] expected, AlignedFloats found, int terms)
    {
        for (var place = 0; place < found.Length; place++)
        {
            var wanted = place < expected.Length ? expected[place] : 0;
            Assert.Equal(wanted, found.Span[place], 2e-6 * terms * (1 + Math.Abs(wanted)));
        }
    }
}
