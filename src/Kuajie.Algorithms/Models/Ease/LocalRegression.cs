using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>
/// The sparse form: a target item is explained by the items that would explain most of it one by one, (x_iᵀt)² / (x_iᵀx_i + λ), in a ridge regression of
/// their own (after the sparse approximation of Steck, NeurIPS 2019). No matrix is larger than those items squared. Scratch of one thread.
/// </summary>
internal sealed class LocalRegression(RegressionData data, FrequentGram frequent, int mostItems, int neighbors)
{
    private readonly double[] sums = new double[data.Scales.Length];
    private readonly int[] places = CreatePlaces(data.Scales.Length);
    private readonly List<int> touched = [];
    private readonly TopSelector selector = new(mostItems);
    private readonly TopSelector largest = new(neighbors == 0 ? mostItems : Math.Min(neighbors, mostItems));
    private readonly int[] chosen = new int[mostItems];
    private readonly float[] gains = new float[mostItems];
    private readonly float[] matrix = new float[mostItems * mostItems];
    private readonly float[] solution = new float[mostItems];

    /// <summary>Solves one target item. O(entries of its items' users + localItems³ / 6).</summary>
    public void Solve(int target, WeightColumns result)
    {
        var own = data.FirstTarget < 0 ? -1 : data.FirstTarget + target;
        Gather(target);
        var count = Choose(own);
        var system = matrix.AsSpan(0, count * count);
        Fill(system, count);
        var weights = solution.AsSpan(0, count);
        Cholesky.Factor(system, count);
        Cholesky.Solve(system, count, weights);
        Keep(target, own, weights, result);
    }

    /// <summary>Xᵀ t over the users of the target item.</summary>
    private void Gather(int target)
    {
        touched.Clear();
        var users = data.Targets.RowColumns(target);
        var values = data.Targets.RowValues(target);
        for (var entry = 0; entry < users.Length; entry++)
        {
            var regressors = data.ByUser.RowColumns(users[entry]);
            var confidences = data.ByUser.RowValues(users[entry]);
            for (var place = 0; place < regressors.Length; place++)
            {
                if (sums[regressors[place]] == 0)
                {
                    touched.Add(regressors[place]);
                }
                sums[regressors[place]] += values[entry] * confidences[place];
            }
        }
    }

    /// <summary>Picks the regressors, ascending, with their right-hand side; empties the sums.</summary>
    private int Choose(int own)
    {
        foreach (var regressor in touched)
        {
            if (regressor != own)
            {
                selector.Offer(regressor, (float)(sums[regressor] * sums[regressor] / (Energy(regressor) + data.Ridge)));
            }
        }
        var count = selector.Count;
        selector.Drain(chosen.AsSpan(0, count), gains.AsSpan(0, count));
        chosen.AsSpan(0, count).Sort();
        for (var place = 0; place < count; place++)
        {
            solution[place] = (float)sums[chosen[place]];
        }
        foreach (var regressor in touched)
        {
            sums[regressor] = 0;
        }
        return count;
    }

    /// <summary>λI + XᵀX of the chosen regressors, upper triangle.</summary>
    private void Fill(Span<float> system, int count)
    {
        system.Clear();
        for (var place = 0; place < count; place++)
        {
            places[chosen[place]] = place;
        }
        for (var row = 0; row < count; row++)
        {
            system[(row * count) + row] = (float)data.Ridge;
            if (frequent.Holds(chosen[row]))
            {
                for (var column = row; column < count; column++)
                {
                    system[(row * count) + column] += frequent.Holds(chosen[column]) ? frequent[chosen[row], chosen[column]] : 0;
                }
            }
            else
            {
                Walk(system, count, row);
            }
        }
        for (var place = 0; place < count; place++)
        {
            places[chosen[place]] = -1;
        }
    }

    /// <summary>Adds the products of a regressor that is cheap to walk; those with another cheap one once only, from the smaller of the two.</summary>
    private void Walk(Span<float> system, int count, int row)
    {
        var users = data.ByRegressor.RowColumns(chosen[row]);
        var values = data.ByRegressor.RowValues(chosen[row]);
        for (var entry = 0; entry < users.Length; entry++)
        {
            var regressors = data.ByUser.RowColumns(users[entry]);
            var confidences = data.ByUser.RowValues(users[entry]);
            for (var other = 0; other < regressors.Length; other++)
            {
                var column = places[regressors[other]];
                if (column >= row)
                {
                    system[(row * count) + column] += values[entry] * confidences[other];
                }
                else if (column >= 0 && frequent.Holds(regressors[other]))
                {
                    system[(column * count) + row] += values[entry] * confidences[other];
                }
            }
        }
    }

    private void Keep(int target, int own, ReadOnlySpan<float> weights, WeightColumns result)
    {
        var factor =
            own < 0 ? 1
            : data.Scales[own] == 0 ? 0
            : 1 / data.Scales[own];
        for (var place = 0; place < weights.Length; place++)
        {
            solution[place] = weights[place] * data.Scales[chosen[place]] * factor;
            if (solution[place] != 0)
            {
                largest.Offer(place, Math.Abs(solution[place]));
            }
        }
        var kept = new int[largest.Count];
        largest.Drain(kept, gains.AsSpan(0, kept.Length));
        Array.Sort(kept);
        result.Set(target, Array.ConvertAll(kept, place => chosen[place]), Array.ConvertAll(kept, place => solution[place]));
    }

    private double Energy(int regressor)
    {
        var energy = 0.0;
        foreach (var value in data.ByRegressor.RowValues(regressor))
        {
            energy += (double)value * value;
        }
        return energy;
    }

    private static int[] CreatePlaces(int count)
    {
        var empty = new int[count];
        Array.Fill(empty, -1);
        return empty;
    }
}
