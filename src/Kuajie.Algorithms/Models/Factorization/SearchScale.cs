using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// Turns what selection searches into options for the data's size and density. Two numbers hardly differ between catalogs of some hundred and of some
/// ten thousand items, while the best α₀ and λ do: how much all unobserved items together weigh against the observed ones of a mean user, and the ridge
/// λ · (observed + α₀ · items) on that user.
/// </summary>
internal sealed class SearchScale
{
    private readonly double meanRowLength;
    private readonly double targetItems;
    private readonly double otherItems;

    /// <summary>Measures the data.</summary>
    public SearchScale(InteractionDataset dataset, int targetDomain)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var target = dataset.Domains[targetDomain];
        meanRowLength = target.Interactions.EntryCount / (double)Math.Max(1, target.Users.Count);
        targetItems = Math.Max(1, target.Items.Count);
        otherItems = dataset.Domains.Where((_, domain) => domain != targetDomain).Sum(domain => (double)domain.Items.Count);
    }

    /// <summary>α₀ at which all items of the target, unobserved, weigh <paramref name="ratio"/> times the mean user's observed ones; 0.001 … 0.5.</summary>
    public double UnobservedWeight(double ratio) => Math.Clamp(Math.Round(ratio * meanRowLength / targetItems, 4), 0.001, 0.5);

    /// <summary>λ, within the options' range, at which the ridge on a mean user is <paramref name="ridge"/>.</summary>
    public double Regularization(double ridge, double unobservedWeight, double otherDomainWeight = 0)
    {
        var mass = meanRowLength + (unobservedWeight * (targetItems + (otherDomainWeight * otherItems)));
        return Math.Clamp(Math.Round(ridge / mass, 6), 1e-4, 10);
    }
}
