using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>
/// The regression behind a linear item model in scaled form. With R users × regressors, row factors r and regressor factors s, X = diag(r) R diag(s):
/// an item's own λ_i and a domain's weight become regressor factors, so that every form solves one plain ridge regression.
/// </summary>
internal sealed class RegressionData
{
    private RegressionData(
        IReadOnlyList<RegressorBlock> blocks,
        SparseMatrix byUser,
        SparseMatrix targets,
        float[] scales,
        int firstTarget,
        double ridge
    )
    {
        Blocks = blocks;
        ByUser = byUser;
        ByRegressor = byUser.Transpose();
        Targets = targets;
        Scales = scales;
        FirstTarget = firstTarget;
        Ridge = ridge;
    }

    /// <summary>Which regressors belong to which domain.</summary>
    public IReadOnlyList<RegressorBlock> Blocks { get; }

    /// <summary>X: users of the target × regressors.</summary>
    public SparseMatrix ByUser { get; }

    /// <summary>Xᵀ.</summary>
    public SparseMatrix ByRegressor { get; }

    /// <summary>T: what is explained, target items × users; the regressors' own rows where target items explain each other.</summary>
    public SparseMatrix Targets { get; }

    /// <summary>Shape regressors: s.</summary>
    public float[] Scales { get; }

    /// <summary>The regressor that is target item 0 itself, or −1 where target items explain nothing.</summary>
    public int FirstTarget { get; }

    /// <summary>λ.</summary>
    public double Ridge { get; }

    /// <summary>Collects the regression of a target domain's items.</summary>
    /// <param name="dataset">All domains.</param>
    /// <param name="target">Domain to explain. Only its active users are rows: who never came to it says neither yes nor no about its items.</param>
    /// <param name="domains">Domains whose items explain, ascending, with the weight of their columns. Without the target among them, users who did nothing in any are left out.</param>
    /// <param name="settings">The model's numbers.</param>
    public static RegressionData Create(
        InteractionDataset dataset,
        int target,
        IReadOnlyList<(int Domain, double Weight)> domains,
        RegressionSettings settings
    )
    {
        var explained = NeighborParts.ConfidencesOf(dataset.Domains[target], settings.WeightExponent, out _);
        var (blocks, matrices, first) = (new List<RegressorBlock>(), new List<SparseMatrix>(), 0);
        foreach (var (domain, _) in domains)
        {
            matrices.Add(NeighborParts.ConfidencesOf(dataset.Domains[domain], settings.WeightExponent, out var meanWeight));
            blocks.Add(new RegressorBlock(domain, first, matrices[^1].ColumnCount, meanWeight));
            first += matrices[^1].ColumnCount;
        }
        int[] users =
        [
            .. Enumerable
                .Range(0, dataset.UserCount)
                .Where(user => explained.RowLength(user) > 0 && matrices.Exists(matrix => matrix.RowLength(user) > 0)),
        ];
        var rowFactors = RowFactors(matrices, users, settings.UserExponent);
        var scales = new float[first];
        for (var block = 0; block < blocks.Count; block++)
        {
            Scale(
                matrices[block],
                users,
                domains[block].Weight,
                settings.ItemExponent,
                scales.AsSpan(blocks[block].First, blocks[block].Count)
            );
        }
        var byUser = Join(matrices, blocks, users, rowFactors, scales);
        var own = blocks.Find(block => block.Domain == target);
        var targetScales = own is null ? null : scales.AsSpan(own.First, own.Count).ToArray();
        var targets = Join([explained], [new RegressorBlock(target, 0, explained.ColumnCount, 1)], users, rowFactors, targetScales);
        return new RegressionData(blocks, byUser, targets.Transpose(), scales, own?.First ?? -1, settings.Regularization);
    }

    private static float[] RowFactors(List<SparseMatrix> matrices, int[] users, double exponent)
    {
        var energies = Array.ConvertAll(users, user => matrices.Sum(matrix => Energy(matrix.RowValues(user))));
        var mean = energies.Length == 0 ? 1 : energies.Average();
        return Array.ConvertAll(energies, energy => exponent == 0 ? 1 : (float)Math.Pow(energy / mean, -exponent / 2));
    }

    /// <summary>s_i = weight · (energy of i / mean energy)^(−ν/2): then λ on every column is λ · (energy / mean)^ν / weight² on the item's own.</summary>
    private static void Scale(SparseMatrix matrix, int[] users, double weight, double exponent, Span<float> scales)
    {
        scales.Fill((float)weight);
        if (exponent == 0)
        {
            return;
        }
        var energies = new double[matrix.ColumnCount];
        foreach (var user in users)
        {
            var items = matrix.RowColumns(user);
            var values = matrix.RowValues(user);
            for (var entry = 0; entry < items.Length; entry++)
            {
                energies[items[entry]] += (double)values[entry] * values[entry];
            }
        }
        var mean = energies.Where(energy => energy > 0).DefaultIfEmpty(1).Average();
        for (var item = 0; item < energies.Length; item++)
        {
            scales[item] = energies[item] == 0 ? 0 : (float)(weight * Math.Pow(energies[item] / mean, -exponent / 2));
        }
    }

    private static SparseMatrix Join(
        List<SparseMatrix> matrices,
        List<RegressorBlock> blocks,
        int[] users,
        float[] rowFactors,
        float[]? scales
    )
    {
        var offsets = new int[users.Length + 1];
        for (var row = 0; row < users.Length; row++)
        {
            offsets[row + 1] = checked(offsets[row] + matrices.Sum(matrix => matrix.RowLength(users[row])));
        }
        var (columns, values, next) = (new int[offsets[^1]], new float[offsets[^1]], 0);
        for (var row = 0; row < users.Length; row++)
        {
            for (var block = 0; block < matrices.Count; block++)
            {
                var items = matrices[block].RowColumns(users[row]);
                var confidences = matrices[block].RowValues(users[row]);
                for (var entry = 0; entry < items.Length; entry++, next++)
                {
                    columns[next] = blocks[block].First + items[entry];
                    values[next] = confidences[entry] * rowFactors[row] * (scales is null ? 1 : scales[columns[next]]);
                }
            }
        }
        return new SparseMatrix(users.Length, blocks.Sum(block => block.Count), offsets, columns, values);
    }

    private static double Energy(ReadOnlySpan<float> values)
    {
        var energy = 0.0;
        foreach (var value in values)
        {
            energy += (double)value * value;
        }
        return energy;
    }
}

/// <summary>The items of one domain as regressors.</summary>
/// <param name="Domain">Domain index.</param>
/// <param name="First">Regressor index of the domain's item 0.</param>
/// <param name="Count">Number of items.</param>
/// <param name="MeanWeight">Mean weight of the domain's interactions.</param>
internal sealed record RegressorBlock(int Domain, int First, int Count, float MeanWeight);
