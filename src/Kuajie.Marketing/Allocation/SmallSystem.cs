namespace Kuajie.Marketing.Allocation;

/// <summary>Small symmetric positive definite systems in double precision: a few dozen unknowns.</summary>
internal static class SmallSystem
{
    /// <summary>Solves matrix · x = right. O(n³).</summary>
    public static double[] Solve(double[,] matrix, double[] right)
    {
        var root = Cholesky(matrix);
        return BackSubstitute(root, ForwardSubstitute(root, right));
    }

    /// <summary>Solves root · x = right.</summary>
    public static double[] ForwardSubstitute(double[,] root, double[] right)
    {
        var answer = new double[right.Length];
        for (var row = 0; row < right.Length; row++)
        {
            var sum = right[row];
            for (var column = 0; column < row; column++)
            {
                sum -= root[row, column] * answer[column];
            }
            answer[row] = sum / root[row, row];
        }
        return answer;
    }

    /// <summary>Solves rootᵀ · x = right.</summary>
    public static double[] BackSubstitute(double[,] root, double[] right)
    {
        var size = right.Length;
        var answer = new double[size];
        for (var row = size - 1; row >= 0; row--)
        {
            var sum = right[row];
            for (var column = row + 1; column < size; column++)
            {
                sum -= root[column, row] * answer[column];
            }
            answer[row] = sum / root[row, row];
        }
        return answer;
    }

    /// <summary>The lower triangle L of matrix = L · Lᵀ.</summary>
    public static double[,] Cholesky(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var root = new double[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[row, column];
                for (var inner = 0; inner < column; inner++)
                {
                    sum -= root[row, inner] * root[column, inner];
                }
                root[row, column] = row == column ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / root[column, column];
            }
        }
        return root;
    }
}
