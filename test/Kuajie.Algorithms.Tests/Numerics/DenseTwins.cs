using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Numerics;

/// <summary>Plain double-precision twins of the dense kernels, and seeded inputs.</summary>
internal static class DenseTwins
{
    public static float[] Normals(int count, ulong seed)
    {
        var random = new SplittableRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }

    /// <summary>base + Σ scales[k] · f_k f_kᵀ.</summary>
    public static double[,] OuterProducts(float[] factors, int order, int[] indexes, float[] scales)
    {
        var matrix = new double[order, order];
        for (var k = 0; k < indexes.Length; k++)
        {
            for (var row = 0; row < order; row++)
            {
                for (var column = 0; column < order; column++)
                {
                    matrix[row, column] += (double)scales[k] * factors[(indexes[k] * order) + row] * factors[(indexes[k] * order) + column];
                }
            }
        }
        return matrix;
    }

    /// <summary>left · right in double precision.</summary>
    public static double[] Product(float[] left, float[] right, int rows, int columns, int inner)
    {
        var product = new double[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < inner; k++)
            {
                for (var column = 0; column < columns; column++)
                {
                    product[(row * columns) + column] += (double)left[(row * inner) + k] * right[(k * columns) + column];
                }
            }
        }
        return product;
    }

    /// <summary>Rows and columns exchanged.</summary>
    public static float[] Transposed(float[] matrix, int rows, int columns) =>
        [.. Enumerable.Range(0, rows * columns).Select(place => matrix[(place % rows * columns) + (place / rows)])];

    /// <summary>A symmetric positive definite matrix: Gram matrix of order + 10 rows of normals, plus one on the diagonal.</summary>
    public static float[] Spd(int order, ulong seed)
    {
        var factors = Normals(order * (order + 10), seed);
        var gram = Product(Transposed(factors, order + 10, order), factors, order, order, order + 10);
        return [.. gram.Select((value, place) => (float)(value + (place % (order + 1) == 0 ? 1 : 0)))];
    }

    /// <summary>Sets what lies above the diagonal to zero.</summary>
    public static void ClearAboveDiagonal(float[] matrix, int order)
    {
        for (var row = 0; row < order; row++)
        {
            matrix.AsSpan((row * order) + row + 1, order - row - 1).Clear();
        }
    }

    /// <summary>Solves A x = b by Gauss–Jordan elimination with row exchange.</summary>
    public static double[] Solve(double[,] matrix, double[] rightHandSide)
    {
        var order = rightHandSide.Length;
        var (a, b) = ((double[,])matrix.Clone(), (double[])rightHandSide.Clone());
        for (var pivot = 0; pivot < order; pivot++)
        {
            var best = Enumerable.Range(pivot, order - pivot).MaxBy(row => Math.Abs(a[row, pivot]));
            (b[pivot], b[best]) = (b[best], b[pivot]);
            for (var column = 0; column < order; column++)
            {
                (a[pivot, column], a[best, column]) = (a[best, column], a[pivot, column]);
            }
            for (var row = 0; row < order; row++)
            {
                var factor = row == pivot ? 0 : a[row, pivot] / a[pivot, pivot];
                b[row] -= factor * b[pivot];
                for (var column = pivot; column < order && factor != 0; column++)
                {
                    a[row, column] -= factor * a[pivot, column];
                }
            }
        }
        return [.. Enumerable.Range(0, order).Select(row => b[row] / a[row, row])];
    }
}
