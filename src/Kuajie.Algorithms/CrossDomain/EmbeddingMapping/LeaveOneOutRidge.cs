using System.Numerics.Tensors;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.CrossDomain.EmbeddingMapping;

/// <summary>
/// Weighted ridge regression of target factors on source factors, with the ridge that predicts left-out users best: the residual of a user that the fit has
/// not seen is e_u / (1 − h_uu) in closed form (Allen 1974, PRESS), so no fit is repeated. Errors are measured where they count, in scores: eᵀ (YᵀY) e.
/// </summary>
internal sealed class LeaveOneOutRidge
{
    /// <summary>Users whose left-out error is computed; more change nothing.</summary>
    private const int MostJudges = 20_000;

    /// <summary>Ridges tried, in multiples of the mean eigenvalue of the weighted source Gram matrix; the last leaves nothing of the map.</summary>
    private static readonly double[] Multiples = [1e-4, 1e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100, double.PositiveInfinity];

    private readonly int rank;
    private readonly double[] values;
    private readonly float[] turnedSources;
    private readonly float[] turnedProducts;
    private readonly float[] basis;
    private readonly float[] targets;
    private readonly float[] weights;

    /// <summary>Prepares the regression. O(users · rank²).</summary>
    /// <param name="sources">Shape users × rank.</param>
    /// <param name="targets">Shape users × rank.</param>
    /// <param name="weights">Shape users: how much each counts.</param>
    /// <param name="rank">Length of a factor.</param>
    /// <param name="run">Threads and cancellation.</param>
    public LeaveOneOutRidge(float[] sources, float[] targets, float[] weights, int rank, TrainingRun run)
    {
        (this.rank, this.targets, this.weights) = (rank, targets, weights);
        var joint = JointGram(sources, targets, weights, rank, run);
        var own = new float[rank * rank];
        var products = new float[rank * rank];
        for (var row = 0; row < rank; row++)
        {
            joint.AsSpan(row * 2 * rank, rank).CopyTo(own.AsSpan(row * rank));
            joint.AsSpan((row * 2 * rank) + rank, rank).CopyTo(products.AsSpan(row * rank));
        }
        var (eigenvalues, vectors) = SymmetricEigen.Decompose(own, rank);
        values = Array.ConvertAll(eigenvalues, value => Math.Max(0, value));
        basis = Array.ConvertAll(vectors, value => (float)value);
        turnedProducts = new float[rank * rank];
        turnedSources = new float[sources.Length];
        for (var place = 0; place < rank; place++)
        {
            FactorMap.Forward(products, basis.AsSpan(place * rank, rank), 1, turnedProducts.AsSpan(place * rank, rank));
        }
        for (var user = 0; user < weights.Length; user++)
        {
            FactorMap.Backward(basis, sources.AsSpan(user * rank, rank), 1, turnedSources.AsSpan(user * rank, rank));
        }
    }

    /// <summary>The map with the least left-out error, shape rank × rank, and that error.</summary>
    /// <param name="gram">Gram matrix of the target's item factors.</param>
    public (float[] Map, double Error, double Multiple) Best(ReadOnlySpan<float> gram)
    {
        var best = (Error: double.PositiveInfinity, Multiple: double.PositiveInfinity);
        foreach (var multiple in Multiples)
        {
            var error = LeftOutError(multiple, gram);
            if (error < best.Error)
            {
                best = (error, multiple);
            }
        }
        return (MapOf(best.Multiple), best.Error, best.Multiple);
    }

    /// <summary>Σ_u w_u ‖Y e_u / (1 − h_uu)‖² over evenly spread users.</summary>
    internal double LeftOutError(double multiple, ReadOnlySpan<float> gram)
    {
        var step = Math.Max(1, weights.Length / MostJudges);
        var inverses = InverseValues(multiple);
        Span<float> shrunk = new float[rank];
        Span<float> residual = new float[rank];
        var error = 0.0;
        for (var user = 0; user < weights.Length; user += step)
        {
            var source = turnedSources.AsSpan(user * rank, rank);
            TensorPrimitives.Multiply(source, inverses, shrunk);
            var leverage = Math.Min(0.999f, weights[user] * TensorPrimitives.Dot<float>(source, shrunk));
            residual.Clear();
            FactorMap.Forward(turnedProducts, shrunk, -1, residual);
            TensorPrimitives.Add(residual, targets.AsSpan(user * rank, rank), residual);
            var square = 0.0;
            for (var row = 0; row < rank; row++)
            {
                square += residual[row] * TensorPrimitives.Dot(gram.Slice(row * rank, rank), residual);
            }
            error += weights[user] * square / ((1 - leverage) * (1 - leverage));
        }
        return error;
    }

    /// <summary>W = Q (Λ + ridge)⁻¹ QᵀXᵀT.</summary>
    internal float[] MapOf(double multiple)
    {
        var inverses = InverseValues(multiple);
        var map = new float[rank * rank];
        for (var place = 0; place < rank; place++)
        {
            for (var row = 0; row < rank; row++)
            {
                var into = map.AsSpan(row * rank, rank);
                TensorPrimitives.MultiplyAdd(
                    turnedProducts.AsSpan(place * rank, rank),
                    inverses[place] * basis[(place * rank) + row],
                    into,
                    into
                );
            }
        }
        return map;
    }

    private float[] InverseValues(double multiple)
    {
        var mean = values.Average();
        return Array.ConvertAll(values, value => mean == 0 ? 0 : (float)(1 / (value + (multiple * mean))));
    }

    /// <summary>The Gram matrix of the rows √w [s t]: source with source and source with target in one.</summary>
    private static float[] JointGram(float[] sources, float[] targets, float[] weights, int rank, TrainingRun run)
    {
        var rows = new float[2 * sources.Length];
        for (var user = 0; user < weights.Length; user++)
        {
            var root = MathF.Sqrt(weights[user]);
            var row = rows.AsSpan(2 * user * rank, 2 * rank);
            TensorPrimitives.Multiply(sources.AsSpan(user * rank, rank), root, row[..rank]);
            TensorPrimitives.Multiply(targets.AsSpan(user * rank, rank), root, row[rank..]);
        }
        return SymmetricMatrix.Gram(rows, 2 * rank, run.Threads, run.Cancellation);
    }
}
