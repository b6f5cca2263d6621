using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>Turns columns of G into weights and keeps the largest of each by magnitude. Scratch of one thread.</summary>
internal sealed class WeightSelection(RegressionData data, int neighbors)
{
    private const float LeastRest = 1e-6f;
    private readonly TopSelector[] selectors =
    [
        .. Enumerable.Range(0, LaneMatrix.Lanes).Select(_ => new TopSelector(neighbors == 0 ? Math.Max(1, data.Scales.Length) : neighbors)),
    ];

    /// <summary>
    /// B[i, j] = s_i G[i, j] / (s_j (1 − G[j, j])) with B[j, j] = 0 where target items explain each other, else s_i G[i, j]. Changes <paramref name="columns"/>.
    /// O(regressors · 16).
    /// </summary>
    public void Keep(int first, int count, float[] columns, WeightColumns result)
    {
        var factors = Factors(first, count, columns);
        var bars = Vector512<float>.Zero;
        for (var regressor = 0; regressor < data.Scales.Length; regressor++)
        {
            ref var line = ref columns[regressor * LaneMatrix.Lanes];
            var weights = Vector512.LoadUnsafe(ref line) * factors * data.Scales[regressor];
            weights.StoreUnsafe(ref line);
            if (Vector512.GreaterThanAny(Vector512.Abs(weights), bars))
            {
                bars = Offer(regressor, count, Vector512.Abs(weights), bars);
            }
        }
        for (var lane = 0; lane < count; lane++)
        {
            var (regressors, weights) = (new int[selectors[lane].Count], new float[selectors[lane].Count]);
            selectors[lane].Drain(regressors, weights);
            Array.Sort(regressors);
            for (var entry = 0; entry < weights.Length; entry++)
            {
                weights[entry] = columns[(regressors[entry] * LaneMatrix.Lanes) + lane];
            }
            result.Set(first + lane, regressors, weights);
        }
    }

    private Vector512<float> Factors(int first, int count, float[] columns)
    {
        var factors = Vector512<float>.One;
        for (var lane = 0; data.FirstTarget >= 0 && lane < count; lane++)
        {
            var own = data.FirstTarget + first + lane;
            var rest = Math.Max(LeastRest, 1 - columns[(own * LaneMatrix.Lanes) + lane]);
            columns[(own * LaneMatrix.Lanes) + lane] = 0;
            factors = factors.WithElement(lane, data.Scales[own] == 0 ? 0 : 1 / (rest * data.Scales[own]));
        }
        return factors;
    }

    private Vector512<float> Offer(int regressor, int count, Vector512<float> sizes, Vector512<float> bars)
    {
        for (var lane = 0; lane < count; lane++)
        {
            if (sizes[lane] > bars[lane])
            {
                selectors[lane].Offer(regressor, sizes[lane]);
                bars = bars.WithElement(lane, Math.Max(0, selectors[lane].Bar));
            }
        }
        return bars;
    }
}
