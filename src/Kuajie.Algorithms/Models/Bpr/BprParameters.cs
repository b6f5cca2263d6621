using System.Numerics.Tensors;

namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>Rows of factors with the sum of their squared gradients (AdaGrad: Duchi, Hazan and Singer 2011, one step size per row).</summary>
internal sealed class BprParameters(int rows, int rank, double learningRate, double regularization)
{
    private readonly float[] squares = new float[rows];

    /// <summary>Shape rows × rank.</summary>
    public float[] Values { get; } = new float[rows * rank];

    /// <summary>One row.</summary>
    public Span<float> Row(int row) => Values.AsSpan(row * rank, rank);

    /// <summary>Moves a row up along the gradient of the log-likelihood less the pull of the regularisation.</summary>
    public void Step(int row, ReadOnlySpan<float> gradient, float scale)
    {
        var values = Row(row);
        squares[row] += scale * scale * TensorPrimitives.SumOfSquares(gradient) / rank;
        var step = (float)learningRate / MathF.Sqrt(squares[row] + 1e-6f);
        TensorPrimitives.Multiply(values, 1 - Math.Min(0.5f, step * (float)regularization * MathF.Abs(scale)), values);
        TensorPrimitives.MultiplyAdd(gradient, step * scale, values, values);
    }
}
