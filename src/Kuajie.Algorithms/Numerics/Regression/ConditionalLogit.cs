using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Numerics.Regression;

/// <summary>
/// The conditional (listwise) logit: of several alternatives one was chosen, each with probability proportional to exp(wᵀx) (McFadden, 1974). Weights are
/// found by Newton's method on the penalised log-likelihood, which is concave; so the answer is unique and does not depend on the start or on threads.
/// </summary>
internal static class ConditionalLogit
{
    private const int BlockRows = 64;
    private const int MostSteps = 25;
    private const double SmallestGain = 1e-7;

    /// <summary>
    /// Minimises −Σ_r m_r · log p(first alternative of r) / Σ_r m_r + ridge / 2 · ‖w − prior‖². O(steps · rows · alternatives · features²).
    /// </summary>
    /// <param name="choices">The rows.</param>
    /// <param name="ridge">Strength of the pull towards <paramref name="prior"/>, above 0.</param>
    /// <param name="prior">Shape features: where weights are pulled to, and the start.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="mostSteps">Bound on Newton steps: few where a good start is at hand and only a comparison is wanted.</param>
    /// <param name="cancellation">Checked between blocks of rows.</param>
    public static double[] Fit(
        ChoiceRows choices,
        double ridge,
        double[] prior,
        int threads,
        int mostSteps = MostSteps,
        CancellationToken cancellation = default
    ) => Fit(choices, ridge, prior, new bool[prior.Length], threads, mostSteps, cancellation);

    /// <summary>The same with no weight below 0: what would be negative is held at 0 and the rest fitted again, until none is.</summary>
    public static double[] FitNonNegative(
        ChoiceRows choices,
        double ridge,
        double[] prior,
        int threads,
        int mostSteps = MostSteps,
        CancellationToken cancellation = default
    )
    {
        var isHeld = new bool[prior.Length];
        while (true)
        {
            var weights = Fit(choices, ridge, prior, isHeld, threads, mostSteps, cancellation);
            var negative = Enumerable.Range(0, weights.Length).Where(feature => weights[feature] < 0).ToArray();
            if (negative.Length == 0)
            {
                return weights;
            }
            Array.ForEach(negative, feature => isHeld[feature] = true);
        }
    }

    private static double[] Fit(
        ChoiceRows choices,
        double ridge,
        double[] prior,
        bool[] isHeld,
        int threads,
        int mostSteps,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ridge);
        double[] weights = [.. prior.Select((weight, feature) => isHeld[feature] ? 0 : weight)];
        if (choices.RowCount == 0)
        {
            return weights;
        }
        var moments = Sum(choices, weights, threads, true, cancellation);
        var loss = Penalised(moments, weights, ridge, prior);
        for (var step = 0; step < mostSteps; step++)
        {
            var direction = NewtonDirection(moments, weights, ridge, prior, isHeld);
            var (next, nextLoss) = LineSearch(choices, weights, direction, loss, ridge, prior, threads, cancellation);
            var gain = loss - nextLoss;
            if (!(gain > 0))
            {
                break;
            }
            (weights, loss) = (next, nextLoss);
            if (gain < SmallestGain)
            {
                break;
            }
            moments = Sum(choices, weights, threads, true, cancellation);
        }
        return weights;
    }

    /// <summary>Mean of −log p(first alternative) over rows, weighted by their mass.</summary>
    public static double Loss(ChoiceRows choices, double[] weights, int threads) =>
        Sum(choices, weights, threads, false, CancellationToken.None).Loss;

    private static (double[] Weights, double Loss) LineSearch(
        ChoiceRows choices,
        double[] weights,
        double[] direction,
        double loss,
        double ridge,
        double[] prior,
        int threads,
        CancellationToken cancellation
    )
    {
        var next = (double[])weights.Clone();
        for (var length = 1.0; length > 1e-3; length /= 2)
        {
            for (var feature = 0; feature < next.Length; feature++)
            {
                next[feature] = weights[feature] - (length * direction[feature]);
            }
            var nextLoss = Penalised(Sum(choices, next, threads, false, cancellation), next, ridge, prior);
            if (nextLoss < loss)
            {
                return (next, nextLoss);
            }
        }
        return (weights, loss);
    }

    private static double Penalised(LogitMoments moments, double[] weights, double ridge, double[] prior)
    {
        var loss = moments.Loss;
        for (var feature = 0; feature < weights.Length; feature++)
        {
            loss += ridge / 2 * (weights[feature] - prior[feature]) * (weights[feature] - prior[feature]);
        }
        return loss;
    }

    private static double[] NewtonDirection(LogitMoments moments, double[] weights, double ridge, double[] prior, bool[] isHeld)
    {
        var count = weights.Length;
        var system = new float[count * count];
        var scales = new double[count];
        for (var row = 0; row < count; row++)
        {
            scales[row] = 1 / Math.Sqrt(moments.Curvature[(row * count) + row] + ridge);
        }
        for (var row = 0; row < count; row++)
        {
            for (var column = row; column < count; column++)
            {
                var value = moments.Curvature[(row * count) + column] + (row == column ? ridge : 0);
                var isFree = row == column || !(isHeld[row] || isHeld[column]);
                system[(row * count) + column] = isFree ? (float)(value * scales[row] * scales[column]) : 0;
            }
        }
        var direction = new float[count];
        for (var feature = 0; feature < count; feature++)
        {
            direction[feature] = isHeld[feature]
                ? 0
                : (float)((moments.Gradient[feature] + (ridge * (weights[feature] - prior[feature]))) * scales[feature]);
        }
        Cholesky.Factor(system, count);
        Cholesky.Solve(system, count, direction);
        return [.. direction.Select((value, feature) => isHeld[feature] ? 0 : value * scales[feature])];
    }

    private static LogitMoments Sum(ChoiceRows choices, double[] weights, int threads, bool withCurvature, CancellationToken cancellation)
    {
        var partials = new LogitMoments[RowBlocks.Count(choices.RowCount, BlockRows)];
        RowBlocks.ForEach(
            choices.RowCount,
            BlockRows,
            threads,
            () => new double[choices.Alternatives],
            (block, start, end, probabilities) =>
            {
                var partial = new LogitMoments(weights.Length);
                for (var row = start; row < end; row++)
                {
                    partial.Add(choices, row, weights, probabilities, withCurvature);
                }
                partials[block] = partial;
            },
            cancellation
        );
        return LogitMoments.Mean(partials, weights.Length);
    }
}
