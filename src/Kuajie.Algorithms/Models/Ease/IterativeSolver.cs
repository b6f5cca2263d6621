using System.Runtime.Intrinsics;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>
/// Solves (λI + XXᵀ) V = T by preconditioned conjugate gradients, sixteen target items at a time: only products with the interactions are needed, no
/// matrix of users × users or items × items. The ridge bounds the condition number, so some twenty iterations do. O(entries · iterations) per item.
/// </summary>
internal sealed class IterativeSolver : IRegressionSolver
{
    private const int MostIterations = 200;
    private const float RelativeResidual = 1e-4f;
    private readonly RegressionData data;
    private readonly float[] inverseDiagonal;

    public IterativeSolver(RegressionData data)
    {
        this.data = data;
        inverseDiagonal = new float[data.ByUser.RowCount];
        for (var user = 0; user < inverseDiagonal.Length; user++)
        {
            var energy = data.Ridge;
            foreach (var value in data.ByUser.RowValues(user))
            {
                energy += (double)value * value;
            }
            inverseDiagonal[user] = (float)(1 / energy);
        }
    }

    /// <inheritdoc/>
    public void Solve(int first, int count, RegressionScratch scratch)
    {
        var squares = Start(first, count, scratch);
        var goal = squares * (RelativeResidual * RelativeResidual);
        var energy = NextDirection(scratch, Vector512<float>.Zero);
        for (var iteration = 0; iteration < MostIterations && Vector512.GreaterThanAny(squares, goal); iteration++)
        {
            LaneMatrix.Multiply(data.ByRegressor, scratch.Direction, scratch.Weights);
            var curvature = LaneMatrix.MultiplyShifted(data.ByUser, scratch.Weights, (float)data.Ridge, scratch.Direction, scratch.Image);
            squares = Step(scratch, LaneMatrix.Ratio(energy, curvature));
            energy = NextDirection(scratch, energy);
        }
        LaneMatrix.Multiply(data.ByRegressor, scratch.Solution, scratch.Weights);
    }

    private Vector512<float> Start(int first, int count, RegressionScratch scratch)
    {
        Array.Clear(scratch.Solution);
        Array.Clear(scratch.Residual);
        Array.Clear(scratch.Direction);
        var squares = Vector512<float>.Zero;
        for (var lane = 0; lane < count; lane++)
        {
            var users = data.Targets.RowColumns(first + lane);
            var values = data.Targets.RowValues(first + lane);
            var square = 0f;
            for (var entry = 0; entry < users.Length; entry++)
            {
                scratch.Residual[(users[entry] * LaneMatrix.Lanes) + lane] = values[entry];
                square += values[entry] * values[entry];
            }
            squares = squares.WithElement(lane, square);
        }
        return squares;
    }

    /// <summary>Moves along the direction; returns the squared residuals.</summary>
    private static Vector512<float> Step(RegressionScratch scratch, Vector512<float> lengths)
    {
        var squares = Vector512<float>.Zero;
        for (var place = 0; place < scratch.Solution.Length; place += LaneMatrix.Lanes)
        {
            var direction = Vector512.LoadUnsafe(ref scratch.Direction[place]);
            var solution = Vector512.FusedMultiplyAdd(lengths, direction, Vector512.LoadUnsafe(ref scratch.Solution[place]));
            solution.StoreUnsafe(ref scratch.Solution[place]);
            var residual = Vector512.FusedMultiplyAdd(
                -lengths,
                Vector512.LoadUnsafe(ref scratch.Image[place]),
                Vector512.LoadUnsafe(ref scratch.Residual[place])
            );
            residual.StoreUnsafe(ref scratch.Residual[place]);
            squares = Vector512.FusedMultiplyAdd(residual, residual, squares);
        }
        return squares;
    }

    /// <summary>direction = preconditioned residual + β · direction; returns the new energies of the residual.</summary>
    private Vector512<float> NextDirection(RegressionScratch scratch, Vector512<float> earlier)
    {
        var energy = Vector512<float>.Zero;
        for (var user = 0; user < inverseDiagonal.Length; user++)
        {
            var residual = Vector512.LoadUnsafe(ref scratch.Residual[user * LaneMatrix.Lanes]);
            energy = Vector512.FusedMultiplyAdd(residual * inverseDiagonal[user], residual, energy);
        }
        var ratio = LaneMatrix.Ratio(energy, earlier);
        for (var user = 0; user < inverseDiagonal.Length; user++)
        {
            ref var direction = ref scratch.Direction[user * LaneMatrix.Lanes];
            var residual = Vector512.LoadUnsafe(ref scratch.Residual[user * LaneMatrix.Lanes]);
            var turned = Vector512.FusedMultiplyAdd(ratio, Vector512.LoadUnsafe(ref direction), residual * inverseDiagonal[user]);
            turned.StoreUnsafe(ref direction);
        }
        return energy;
    }
}
