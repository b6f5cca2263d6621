using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>One row's weighted ridge regression on the other side's factors, gathered term by term and solved. Scratch of one thread.</summary>
internal sealed class NormalEquations(int rank)
{
    private readonly float[] matrix = new float[rank * rank];
    private readonly float[] rightHandSide = new float[rank];

    /// <summary>Scratch for the confidences of a row; at least as long as asked for.</summary>
    public float[] Confidences { get; private set; } = new float[64];

    /// <summary>Sum of all terms' masses: observed confidences plus the weight of unobserved pairs.</summary>
    public double Mass { get; private set; }

    /// <summary>Starts a new row.</summary>
    public void Clear()
    {
        matrix.AsSpan().Clear();
        rightHandSide.AsSpan().Clear();
        Mass = 0;
    }

    /// <summary>A span of scratch for confidences.</summary>
    public Span<float> ConfidencesOf(int length)
    {
        if (Confidences.Length < length)
        {
            Confidences = new float[Math.Max(length, Confidences.Length * 2)];
        }
        return Confidences.AsSpan(0, length);
    }

    /// <summary>Adds observations of one: for each index k, confidence c_k and regressor f_k. O(indexes · rank²).</summary>
    public void AddObserved(ReadOnlySpan<float> factors, ReadOnlySpan<int> indexes, ReadOnlySpan<float> confidences)
    {
        SymmetricMatrix.AddOuterProducts(matrix, rank, factors, indexes, confidences);
        for (var entry = 0; entry < indexes.Length; entry++)
        {
            var factor = factors.Slice(indexes[entry] * rank, rank);
            TensorPrimitives.MultiplyAdd(factor, confidences[entry], rightHandSide, rightHandSide);
            Mass += confidences[entry];
        }
    }

    /// <summary>Adds observations of zero for all rows behind a Gram matrix.</summary>
    /// <param name="gram">Gram matrix of the other side's factors.</param>
    /// <param name="rowCount">How many rows it sums over.</param>
    /// <param name="weight">Weight of each observation.</param>
    public void AddUnobserved(ReadOnlySpan<float> gram, int rowCount, float weight)
    {
        TensorPrimitives.MultiplyAdd(gram, weight, matrix, matrix);
        Mass += (double)weight * rowCount;
    }

    /// <summary>Adds the ridge and factors the matrix: after this, <see cref="Solution"/> and <see cref="Solve"/> may be called.</summary>
    public void Factor(float ridge)
    {
        for (var place = 0; place < matrix.Length; place += rank + 1)
        {
            matrix[place] += ridge;
        }
        Cholesky.Factor(matrix, rank);
    }

    /// <summary>The row's factor.</summary>
    public void Solution(Span<float> factor)
    {
        rightHandSide.CopyTo(factor);
        Cholesky.Solve(matrix, rank, factor);
    }

    /// <summary>Solves for another right-hand side in place.</summary>
    public void Solve(Span<float> values) => Cholesky.Solve(matrix, rank, values);
}
