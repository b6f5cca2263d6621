using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>
/// The dense form over users (Woodbury): (λI + XXᵀ)⁻¹ is inverted once, then a target item costs the rows of its users and one product with Xᵀ.
/// O(users³ + target items · entries), for catalogs larger than the audience.
/// </summary>
internal sealed class DualSolver : IRegressionSolver
{
    private readonly RegressionData data;
    private readonly int users;
    private readonly float[] inverse;

    public DualSolver(RegressionData data, TrainingRun run, IProgress<double>? progress)
    {
        this.data = data;
        users = data.ByUser.RowCount;
        inverse = GC.AllocateUninitializedArray<float>(checked(users * users));
        GramRows.Fill(inverse, data.ByUser, data.ByRegressor, data.Ridge, run);
        SpdMatrix.Invert(inverse, users, run.Threads, progress, run.Cancellation);
    }

    /// <inheritdoc/>
    public void Solve(int first, int count, RegressionScratch scratch)
    {
        for (var lane = 0; lane < LaneMatrix.Lanes; lane++)
        {
            var sum = scratch.Image.AsSpan(lane * users, users);
            sum.Clear();
            if (lane < count)
            {
                AddRows(first + lane, sum);
            }
        }
        for (var user = 0; user < users; user++)
        {
            for (var lane = 0; lane < LaneMatrix.Lanes; lane++)
            {
                scratch.Solution[(user * LaneMatrix.Lanes) + lane] = scratch.Image[(lane * users) + user];
            }
        }
        LaneMatrix.Multiply(data.ByRegressor, scratch.Solution, scratch.Weights);
    }

    private void AddRows(int target, Span<float> sum)
    {
        var rows = data.Targets.RowColumns(target);
        var values = data.Targets.RowValues(target);
        for (var entry = 0; entry < rows.Length; entry++)
        {
            TensorPrimitives.MultiplyAdd(inverse.AsSpan(rows[entry] * users, users), values[entry], sum, sum);
        }
    }
}
