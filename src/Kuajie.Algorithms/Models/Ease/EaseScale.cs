using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>
/// Turns what selection searches into options for the data. λ is searched in multiples of the mean user's number of rows; the popularity prior in multiples of
/// the score that an item gets from independence alone, when a mean user's items share users with it by chance: users of the item · Σ users of those items /
/// users / λ.
/// </summary>
internal sealed class EaseScale
{
    private readonly double meanRowLength;
    private readonly double chanceOfMostPopular;

    /// <summary>Measures the data.</summary>
    public EaseScale(InteractionDataset dataset, int targetDomain)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var target = dataset.Domains[targetDomain];
        var users = Math.Max(1, target.Users.Count);
        var counts = new long[target.Items.Count];
        foreach (var item in target.Interactions.Columns.Span)
        {
            counts[item]++;
        }
        var entries = Math.Max(1, target.Interactions.EntryCount);
        var meanUsersOfARowsItem = counts.Sum(count => (double)count * count) / entries;
        meanRowLength = entries / (double)users;
        chanceOfMostPopular = counts.DefaultIfEmpty(0).Max() * meanRowLength * meanUsersOfARowsItem / users;
    }

    /// <summary>λ as a multiple of the mean row length, within the options' range.</summary>
    public double Regularization(double multiple) => Math.Clamp(Math.Round(multiple * meanRowLength, 2), 1, 1e5);

    /// <summary>ε as a multiple of chance, within the options' range.</summary>
    public double PopularityPrior(double multiple, double regularization) =>
        Math.Clamp(Math.Round(multiple * chanceOfMostPopular / regularization, 5), 1e-5, 1);
}
