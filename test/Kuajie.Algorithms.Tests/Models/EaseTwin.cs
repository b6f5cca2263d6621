using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Tests.Numerics;

namespace Kuajie.Algorithms.Tests.Models;

/// <summary>The regression of docs/methods/ease.md in doubles, item by item, with every item's own ridge and every user's own weight written out.</summary>
internal static class EaseTwin
{
    /// <summary>B: regressors (all items of all domains in order, of domain d only if weights[d] is not null) × target items.</summary>
    public static double[,] Weights(
        InteractionDataset dataset,
        int target,
        double?[] weights,
        double ridge,
        double itemExponent,
        double userExponent
    )
    {
        var domains = Enumerable.Range(0, dataset.Domains.Count).Where(domain => weights[domain] is not null).ToArray();
        var regressors = domains
            .SelectMany(domain => Enumerable.Range(0, dataset.Domains[domain].Items.Count).Select(item => (domain, item)))
            .ToArray();
        int[] users =
        [
            .. Enumerable
                .Range(0, dataset.UserCount)
                .Where(user => dataset.HistoryOf(user)[target].Count > 0 && domains.Any(d => dataset.HistoryOf(user)[d].Count > 0)),
        ];
        var x = new double[users.Length, regressors.Length];
        for (var row = 0; row < users.Length; row++)
        {
            for (var column = 0; column < regressors.Length; column++)
            {
                x[row, column] = Confidence(dataset, users[row], regressors[column].domain, regressors[column].item);
            }
        }
        var rowEnergies = users.Select((_, row) => regressors.Select((_, column) => x[row, column] * x[row, column]).Sum()).ToArray();
        var rowWeights = rowEnergies.Select(energy => Math.Pow(energy / rowEnergies.Average(), -userExponent)).ToArray();
        var energies = regressors.Select((_, column) => users.Select((_, row) => x[row, column] * x[row, column]).Sum()).ToArray();
        var ridges = regressors.Select((regressor, column) => RidgeOf(regressor.domain, energies[column])).ToArray();
        var targetItems = dataset.Domains[target].Items.Count;
        var result = new double[regressors.Length, targetItems];
        for (var item = 0; item < targetItems; item++)
        {
            var own = Array.IndexOf(regressors, (target, item));
            var kept = Enumerable.Range(0, regressors.Length).Where(column => column != own && energies[column] > 0).ToArray();
            var (matrix, rightHandSide) = (new double[kept.Length, kept.Length], new double[kept.Length]);
            for (var row = 0; row < users.Length; row++)
            {
                var goal = Confidence(dataset, users[row], target, item);
                for (var a = 0; a < kept.Length; a++)
                {
                    rightHandSide[a] += rowWeights[row] * x[row, kept[a]] * goal;
                    for (var b = 0; b < kept.Length; b++)
                    {
                        matrix[a, b] += rowWeights[row] * x[row, kept[a]] * x[row, kept[b]];
                    }
                }
            }
            for (var a = 0; a < kept.Length; a++)
            {
                matrix[a, a] += ridges[kept[a]];
            }
            var solution = DenseTwins.Solve(matrix, rightHandSide);
            for (var a = 0; a < kept.Length; a++)
            {
                result[kept[a], item] = solution[a];
            }
        }
        return result;

        double RidgeOf(int domain, double energy)
        {
            var mean = regressors.Zip(energies).Where(pair => pair.First.domain == domain && pair.Second > 0).Average(pair => pair.Second);
            return ridge * Math.Pow(energy / mean, itemExponent) / (weights[domain]!.Value * weights[domain]!.Value);
        }
    }

    private static double Confidence(InteractionDataset dataset, int user, int domain, int item)
    {
        var matrix = dataset.Domains[domain].Interactions;
        var place = matrix.RowColumns(user).BinarySearch(item);
        return place < 0 ? 0 : Math.Sqrt(matrix.RowValues(user)[place] / matrix.Values.ToArray().Average());
    }
}
