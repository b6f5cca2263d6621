namespace Kuajie.Benchmarks;

/// <summary>Plain loops over the same shapes: the baselines of the kernel benchmarks, as one would first write them.</summary>
internal static class PlainKernels
{
    /// <summary>result := left · rightᵀ.</summary>
    public static void MultiplyTransposed(float[] left, float[] right, float[] result, int rows, int columns, int inner)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = 0f;
                for (var k = 0; k < inner; k++)
                {
                    sum += left[(row * inner) + k] * right[(column * inner) + k];
                }
                result[(row * columns) + column] = sum;
            }
        }
    }

    /// <summary>FᵀF.</summary>
    public static float[] Gram(float[] factors, int order)
    {
        var gram = new float[order * order];
        for (var first = 0; first < factors.Length; first += order)
        {
            for (var row = 0; row < order; row++)
            {
                for (var column = 0; column < order; column++)
                {
                    gram[(row * order) + column] += factors[first + row] * factors[first + column];
                }
            }
        }
        return gram;
    }

    /// <summary>Cholesky factor in the lower triangle, by dot products of rows.</summary>
    public static void Factor(float[] matrix, int order)
    {
        for (var row = 0; row < order; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[(row * order) + column];
                for (var k = 0; k < column; k++)
                {
                    sum -= matrix[(row * order) + k] * matrix[(column * order) + k];
                }
                matrix[(row * order) + column] = row == column ? MathF.Sqrt(sum) : sum / matrix[(column * order) + column];
            }
        }
    }

    /// <summary>Each user's best items: all scores, then a full sort.</summary>
    public static int[] SelectTop(float[] users, float[] items, int rank, int top)
    {
        var (userCount, itemCount) = (users.Length / rank, items.Length / rank);
        var (selected, scores, order) = (new int[userCount * top], new float[itemCount], new int[itemCount]);
        for (var user = 0; user < userCount; user++)
        {
            for (var item = 0; item < itemCount; item++)
            {
                var sum = 0f;
                for (var k = 0; k < rank; k++)
                {
                    sum += users[(user * rank) + k] * items[(item * rank) + k];
                }
                (scores[item], order[item]) = (-sum, item);
            }
            Array.Sort(scores, order);
            order.AsSpan(0, top).CopyTo(selected.AsSpan(user * top));
        }
        return selected;
    }
}
