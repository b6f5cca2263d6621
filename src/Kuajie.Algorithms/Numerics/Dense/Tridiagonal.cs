using System.Numerics.Tensors;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// A symmetric matrix turned into a tridiagonal one by Householder reflections in double precision: A = Q T Qᵀ. Unlike an eigendecomposition it takes a
/// fixed number of steps, about 4 · order³ floating-point operations in all, and products with T cost no more than those with a diagonal.
/// </summary>
internal sealed class Tridiagonal
{
    private readonly int order;
    private readonly double[] work;
    private readonly double[] basis;
    private readonly double[] reflector;
    private readonly double[] product;

    private Tridiagonal(ReadOnlySpan<float> matrix, int order)
    {
        this.order = order;
        work = new double[order * order];
        basis = new double[order * order];
        reflector = new double[order];
        product = new double[order];
        TensorPrimitives.ConvertTruncating<float, double>(matrix, work);
        for (var place = 0; place < order; place++)
        {
            basis[place * (order + 1)] = 1;
        }
    }

    /// <summary>Shape order: the diagonal of T.</summary>
    public float[] Diagonal => [.. Enumerable.Range(0, order).Select(place => (float)work[place * (order + 1)])];

    /// <summary>Shape order: element k stands in T right of and below the k-th of the diagonal; the last is zero.</summary>
    public float[] Beside =>
        [.. Enumerable.Range(0, order).Select(place => place + 1 < order ? (float)work[(place * (order + 1)) + 1] : 0)];

    /// <summary>Shape order × order, row-major: Q. A row vector times Q is that vector in the new basis.</summary>
    public float[] Basis => Array.ConvertAll(basis, value => (float)value);

    /// <summary>Reduces a matrix.</summary>
    /// <param name="matrix">Shape order × order, symmetric; both triangles are read.</param>
    /// <param name="order">Order of the matrix.</param>
    public static Tridiagonal Reduce(ReadOnlySpan<float> matrix, int order)
    {
        SymmetricMatrix.CheckSquare(matrix.Length, order);
        var reduced = new Tridiagonal(matrix, order);
        for (var column = 0; column + 2 < order; column++)
        {
            reduced.Clear(column);
        }
        return reduced;
    }

    /// <summary>Makes zero what stands in a column more than one place below the diagonal.</summary>
    private void Clear(int column)
    {
        var first = column + 1;
        var v = reflector.AsSpan(first);
        Row(column, first).CopyTo(v);
        var tail = TensorPrimitives.SumOfSquares<double>(v[1..]);
        if (tail == 0)
        {
            return;
        }
        var length = Math.Sqrt((v[0] * v[0]) + tail);
        var kept = v[0] > 0 ? -length : length;
        v[0] -= kept;
        // H = 1 − scale v vᵀ.
        var scale = 2 / ((v[0] * v[0]) + tail);
        ReflectBothSides(first, v, scale);
        var row = Row(column, first);
        row.Clear();
        row[0] = kept;
        for (var below = 0; below < order; below++)
        {
            if (below >= first)
            {
                work[(below * order) + column] = below == first ? kept : 0;
            }
            var own = basis.AsSpan((below * order) + first, order - first);
            TensorPrimitives.MultiplyAdd(v, -scale * TensorPrimitives.Dot<double>(own, v), own, own);
        }
    }

    /// <summary>B := H B H on the part of the matrix from <paramref name="first"/> on.</summary>
    private void ReflectBothSides(int first, ReadOnlySpan<double> v, double scale)
    {
        var w = product.AsSpan(first);
        for (var row = first; row < order; row++)
        {
            w[row - first] = scale * TensorPrimitives.Dot(Row(row, first), v);
        }
        TensorPrimitives.MultiplyAdd(v, -0.5 * scale * TensorPrimitives.Dot(w, v), w, w);
        for (var row = first; row < order; row++)
        {
            var own = Row(row, first);
            TensorPrimitives.MultiplyAdd(w, -v[row - first], own, own);
            TensorPrimitives.MultiplyAdd(v, -w[row - first], own, own);
        }
    }

    private Span<double> Row(int row, int first) => work.AsSpan((row * order) + first, order - first);
}
