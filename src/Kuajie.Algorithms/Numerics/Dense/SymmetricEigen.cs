namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations in double precision. About 10 · 4 · order³ multiply-adds.</summary>
public static class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Decomposes A = Q Λ Qᵀ.</summary>
    /// <param name="matrix">Shape order × order, symmetric; both triangles are read.</param>
    /// <param name="order">Order of the matrix.</param>
    /// <returns>The eigenvalues, in no particular order, and Qᵀ row-major: row j is the eigenvector of eigenvalue j.</returns>
    public static (double[] Values, double[] Vectors) Decompose(ReadOnlySpan<float> matrix, int order)
    {
        SymmetricMatrix.CheckSquare(matrix.Length, order);
        var work = new double[order * order];
        var vectors = new double[order * order];
        for (var place = 0; place < work.Length; place++)
        {
            work[place] = matrix[place];
            vectors[place] = place % (order + 1) == 0 ? 1 : 0;
        }
        for (var sweep = 0; sweep < MostSweeps && OffDiagonal(work, order) > 0; sweep++)
        {
            Sweep(work, vectors, order);
        }
        return ([.. Enumerable.Range(0, order).Select(place => work[place * (order + 1)])], vectors);
    }

    private static void Sweep(double[] work, double[] vectors, int order)
    {
        for (var first = 0; first < order; first++)
        {
            for (var second = first + 1; second < order; second++)
            {
                var off = work[(first * order) + second];
                if (off != 0)
                {
                    var (cosine, sine) = Rotation(work[first * (order + 1)], work[second * (order + 1)], off);
                    RotateColumns(work, order, first, second, cosine, sine);
                    RotateRows(work, order, first, second, cosine, sine);
                    RotateRows(vectors, order, first, second, cosine, sine);
                    work[(first * order) + second] = work[(second * order) + first] = 0;
                }
            }
        }
    }

    /// <summary>The rotation that makes the off-diagonal element zero, by the smaller angle.</summary>
    private static (double Cosine, double Sine) Rotation(double first, double second, double off)
    {
        var theta = (second - first) / (2 * off);
        var tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        return (cosine, tangent * cosine);
    }

    private static void RotateRows(double[] matrix, int order, int first, int second, double cosine, double sine) =>
        RotatePair(matrix.AsSpan(first * order, order), matrix.AsSpan(second * order, order), cosine, sine);

    private static void RotatePair(Span<double> first, Span<double> second, double cosine, double sine)
    {
        for (var place = 0; place < first.Length; place++)
        {
            var (a, b) = (first[place], second[place]);
            first[place] = (cosine * a) - (sine * b);
            second[place] = (sine * a) + (cosine * b);
        }
    }

    private static void RotateColumns(double[] matrix, int order, int first, int second, double cosine, double sine)
    {
        for (var row = 0; row < order; row++)
        {
            ref var a = ref matrix[(row * order) + first];
            ref var b = ref matrix[(row * order) + second];
            (a, b) = ((cosine * a) - (sine * b), (sine * a) + (cosine * b));
        }
    }

    /// <summary>Sum of squares off the diagonal, or zero where it has fallen below what doubles resolve.</summary>
    private static double OffDiagonal(double[] work, int order)
    {
        var (off, all) = (0.0, 0.0);
        for (var place = 0; place < work.Length; place++)
        {
            var square = work[place] * work[place];
            all += square;
            off += place % (order + 1) == 0 ? 0 : square;
        }
        return off <= all * 1e-26 ? 0 : off;
    }
}
