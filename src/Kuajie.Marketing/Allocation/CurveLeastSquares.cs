using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Marketing.Allocation;

/// <summary>The nonlinear least squares of one curve: Levenberg–Marquardt over two or three parameters with derivatives by differences.</summary>
internal sealed class CurveLeastSquares(
    CurveFamily family,
    IReadOnlyList<ResponsePoint> points,
    IReadOnlyList<CurveExperiment> experiments,
    double regularization
)
{
    private const int Steps = 60;
    private const double Step = 1e-5;
    private readonly int size = family.Means.Length;

    public double[] Minimize(double[] start, double noise)
    {
        var at = start;
        var loss = Loss(at, noise);
        var damping = 1e-3;
        for (var step = 0; step < Steps && damping < 1e12; step++)
        {
            var (normal, gradient) = Normal(at, noise);
            for (var row = 0; row < size; row++)
            {
                normal[row, row] *= 1 + damping;
            }
            var move = SmallSystem.Solve(normal, gradient);
            double[] next = [.. at.Select((value, row) => value - move[row])];
            var nextLoss = Loss(next, noise);
            if (nextLoss < loss)
            {
                var isDone = loss - nextLoss < 1e-12 * loss;
                (at, loss, damping) = (next, nextLoss, damping / 5);
                if (isDone)
                {
                    break;
                }
            }
            else
            {
                damping *= 4;
            }
        }
        return at;
    }

    /// <summary>Standard deviation of an observation of weight 1 around the curve.</summary>
    public double Noise(double[] at)
    {
        var curve = family.Curve(at);
        var squares = points.Sum(point => point.Weight * Math.Pow(point.Effect - curve.Effect(point.Exposures), 2));
        return Math.Sqrt(squares / Math.Max(1, points.Count - size));
    }

    /// <summary>Curves drawn from the normal approximation of the posterior around its peak.</summary>
    public ResponseCurve[] Draws(double[] at, double noise, int count, SplittableRandom random)
    {
        var (precision, _) = Normal(at, noise);
        var root = SmallSystem.Cholesky(precision);
        var draws = new ResponseCurve[count];
        for (var draw = 0; draw < count; draw++)
        {
            var normal = new double[size];
            for (var row = 0; row < size; row++)
            {
                normal[row] = random.NextNormal();
            }
            var move = SmallSystem.BackSubstitute(root, normal);
            draws[draw] = family.Curve([.. at.Select((value, row) => value + move[row])]);
        }
        return draws;
    }

    private double Loss(double[] at, double noise) => Residuals(at, noise).Sum(residual => residual * residual);

    private double[] Residuals(double[] at, double noise)
    {
        var curve = family.Curve(at);
        return
        [
            .. points.Select(point => Math.Sqrt(point.Weight) * (curve.Effect(point.Exposures) - point.Effect) / noise),
            .. experiments.Select(test =>
                (curve.Effect(test.ToExposures) - curve.Effect(test.FromExposures) - test.Effect) / test.StandardError
            ),
            .. at.Select((value, row) => Math.Sqrt(regularization) * (value - family.Means[row]) / family.Deviations[row]),
        ];
    }

    private (double[,] Normal, double[] Gradient) Normal(double[] at, double noise)
    {
        var residuals = Residuals(at, noise);
        var slopes = Enumerable.Range(0, size).Select(row => Slopes(at, row, noise)).ToArray();
        var normal = new double[size, size];
        var gradient = new double[size];
        for (var row = 0; row < size; row++)
        {
            gradient[row] = slopes[row].Zip(residuals, (slope, residual) => slope * residual).Sum();
            for (var column = 0; column < size; column++)
            {
                normal[row, column] = slopes[row].Zip(slopes[column], (left, right) => left * right).Sum();
            }
            normal[row, row] += 1e-9;
        }
        return (normal, gradient);
    }

    private double[] Slopes(double[] at, int row, double noise)
    {
        double[] up = [.. at];
        double[] down = [.. at];
        up[row] += Step;
        down[row] -= Step;
        return [.. Residuals(up, noise).Zip(Residuals(down, noise), (above, below) => (above - below) / (2 * Step))];
    }
}
