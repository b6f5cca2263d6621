using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// Solves a row with few interactions in the dual: with D = Λ + ridge and the turned regressors X, the row's factor is
/// D⁻¹ Xᵀ (C⁻¹ + X D⁻¹ Xᵀ)⁻¹ 1, a system as large as the number of interactions (matrix inversion lemma). Scratch of one thread.
/// </summary>
internal sealed class DualEquations(int rank)
{
    private readonly float[] scaledRows = new float[MostRows(rank) * rank];
    private readonly float[] confidences = new float[MostRows(rank)];
    private readonly float[] kernel = new float[MostRows(rank) * MostRows(rank)];
    private readonly float[] roots = new float[rank];
    private readonly float[] turned = new float[rank];
    private int count;

    /// <summary>The number of interactions up to which the dual is the cheaper way.</summary>
    public static int MostRows(int rank) => Math.Max(1, rank / 3);

    /// <summary>Starts a row: D = <paramref name="values"/> + <paramref name="ridge"/>.</summary>
    public void Start(ReadOnlySpan<float> values, float ridge)
    {
        count = 0;
        for (var place = 0; place < rank; place++)
        {
            roots[place] = 1 / MathF.Sqrt(values[place] + ridge);
        }
    }

    /// <summary>Adds observations of one.</summary>
    public void AddObserved(ReadOnlySpan<float> turnedFactors, ReadOnlySpan<int> indexes, ReadOnlySpan<float> rowConfidences)
    {
        for (var entry = 0; entry < indexes.Length; entry++, count++)
        {
            TensorPrimitives.Multiply(turnedFactors.Slice(indexes[entry] * rank, rank), roots, scaledRows.AsSpan(count * rank, rank));
            confidences[count] = rowConfidences[entry];
        }
    }

    /// <summary>Solves the row and turns it back.</summary>
    public void Solution(SpectralBase spectral, Span<float> factor)
    {
        var system = kernel.AsSpan(0, count * count);
        for (var row = 0; row < count; row++)
        {
            var own = scaledRows.AsSpan(row * rank, rank);
            for (var column = row; column < count; column++)
            {
                system[(row * count) + column] = TensorPrimitives.Dot<float>(own, scaledRows.AsSpan(column * rank, rank));
            }
            system[(row * count) + row] += 1 / confidences[row];
        }
        var solution = confidences.AsSpan(0, count);
        solution.Fill(1);
        Cholesky.Factor(system, count);
        Cholesky.Solve(system, count, solution);
        turned.AsSpan().Clear();
        for (var row = 0; row < count; row++)
        {
            TensorPrimitives.MultiplyAdd(scaledRows.AsSpan(row * rank, rank), solution[row], turned, turned);
        }
        TensorPrimitives.Multiply(turned, roots, turned);
        spectral.TurnBack(turned, factor);
    }
}
