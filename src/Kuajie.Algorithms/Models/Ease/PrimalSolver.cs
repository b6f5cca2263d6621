using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>
/// The dense form over regressors: with P = (XᵀX + λI)⁻¹, G = P XᵀT, of which the columns of items that are regressors themselves are I − λP.
/// O(regressors³), for audiences larger than the catalogs.
/// </summary>
internal sealed class PrimalSolver : IRegressionSolver
{
    private readonly RegressionData data;
    private readonly int regressors;
    private readonly float[] inverse;

    public PrimalSolver(RegressionData data, TrainingRun run, IProgress<double>? progress)
    {
        this.data = data;
        regressors = data.Scales.Length;
        inverse = GC.AllocateUninitializedArray<float>(checked(regressors * regressors));
        GramRows.Fill(inverse, data.ByRegressor, data.ByUser, data.Ridge, run);
        SpdMatrix.Invert(inverse, regressors, run.Threads, progress, run.Cancellation);
    }

    /// <inheritdoc/>
    public void Solve(int first, int count, RegressionScratch scratch)
    {
        Span<float> sum = scratch.Column;
        for (var lane = 0; lane < count; lane++)
        {
            if (data.FirstTarget >= 0)
            {
                var own = data.FirstTarget + first + lane;
                TensorPrimitives.Multiply(inverse.AsSpan(own * regressors, regressors), -(float)data.Ridge, sum);
                sum[own] += 1;
            }
            else
            {
                Explain(first + lane, sum);
            }
            for (var regressor = 0; regressor < regressors; regressor++)
            {
                scratch.Weights[(regressor * LaneMatrix.Lanes) + lane] = sum[regressor];
            }
        }
        if (count < LaneMatrix.Lanes)
        {
            ClearFrom(count, scratch.Weights);
        }
    }

    /// <summary>P XᵀT e_target, one row of P for each interaction of the target's users.</summary>
    private void Explain(int target, Span<float> sum)
    {
        sum.Clear();
        var users = data.Targets.RowColumns(target);
        var values = data.Targets.RowValues(target);
        for (var entry = 0; entry < users.Length; entry++)
        {
            var rows = data.ByUser.RowColumns(users[entry]);
            var confidences = data.ByUser.RowValues(users[entry]);
            for (var place = 0; place < rows.Length; place++)
            {
                TensorPrimitives.MultiplyAdd(
                    inverse.AsSpan(rows[place] * regressors, regressors),
                    values[entry] * confidences[place],
                    sum,
                    sum
                );
            }
        }
    }

    private static void ClearFrom(int lane, float[] weights)
    {
        for (var line = 0; line < weights.Length; line += LaneMatrix.Lanes)
        {
            weights.AsSpan(line + lane, LaneMatrix.Lanes - lane).Clear();
        }
    }
}
