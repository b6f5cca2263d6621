using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// Solves a row with few interactions in the dual: with D = Λ + ridge and the turned regressors X, the row's factor is
/// D⁻¹ Xᵀ (C⁻¹ + X D⁻¹ Xᵀ)⁻¹ 1, a system as large as the number of interactions (matrix inversion lemma). Scratch of one thread.
/// </summary>
internal sealed class DualEquations(int rank)
{
    private readonly float[] rows = new float[MostRows(rank) * rank];
    private readonly float[] confidences = new float[MostRows(rank)];
    private readonly float[] kernel = new float[MostRows(rank) * MostRows(rank)];
    private readonly float[] roots = new float[rank];
    private readonly float[] turned = new float[rank];
    private int count;

    /// <summary>Sum of the confidences.</summary>
    public double Mass { get; private set; }

    /// <summary>The number of interactions up to which the dual is the cheaper way.</summary>
    public static int MostRows(int rank) => Math.Max(1, rank / 4);

    /// <summary>Starts a row.</summary>
    public void Start()
    {
        count = 0;
        Mass = 0;
    }

    /// <summary>Adds observations of one: rows <paramref name="indexes"/> of the turned factors, each with its confidence times <paramref name="weight"/>.</summary>
    public void Add(ReadOnlySpan<float> turnedFactors, ReadOnlySpan<int> indexes, ReadOnlySpan<float> ownConfidences, float weight)
    {
        for (var entry = 0; entry < indexes.Length; entry++, count++)
        {
            turnedFactors.Slice(indexes[entry] * rank, rank).CopyTo(rows.AsSpan(count * rank, rank));
            confidences[count] = ownConfidences[entry] * weight;
            Mass += confidences[count];
        }
    }

    /// <summary>Solves the row with D = Λ + ridge and turns it back. Returns the least value of the row's objective.</summary>
    public double Solve(SpectralBase spectral, float ridge, Span<float> factor)
    {
        for (var place = 0; place < rank; place++)
        {
            roots[place] = 1 / MathF.Sqrt(spectral.Values[place] + ridge);
        }
        for (var row = 0; row < count; row++)
        {
            TensorPrimitives.Multiply(rows.AsSpan(row * rank, rank), roots, rows.AsSpan(row * rank, rank));
        }
        var solution = Weights();
        turned.AsSpan().Clear();
        for (var row = 0; row < count; row++)
        {
            TensorPrimitives.MultiplyAdd(rows.AsSpan(row * rank, rank), solution[row], turned, turned);
        }
        TensorPrimitives.Multiply(turned, roots, turned);
        spectral.TurnBack(turned, factor);
        return TensorPrimitives.Sum<float>(solution);
    }

    /// <summary>(C⁻¹ + X D⁻¹ Xᵀ)⁻¹ 1: how far each observation stays from one, times its confidence.</summary>
    private Span<float> Weights()
    {
        var system = kernel.AsSpan(0, count * count);
        for (var row = 0; row < count; row++)
        {
            var own = rows.AsSpan(row * rank, rank);
            for (var column = row; column < count; column++)
            {
                system[(row * count) + column] = TensorPrimitives.Dot<float>(own, rows.AsSpan(column * rank, rank));
            }
            system[(row * count) + row] += 1 / confidences[row];
        }
        var solution = confidences.AsSpan(0, count);
        solution.Fill(1);
        Cholesky.Factor(system, count);
        Cholesky.Solve(system, count, solution);
        return solution;
    }
}
