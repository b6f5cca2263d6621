using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// Turns what selection searches, the pull λ · α₀ · items on a user without interactions, into a λ for the data's size. The best pull hardly differs between
/// catalogs, while the best λ at a fixed α₀ is inversely proportional to their size.
/// </summary>
internal static class SearchScale
{
    /// <summary>λ within the options' range.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="targetDomain">The target.</param>
    /// <param name="pull">The pull wanted.</param>
    /// <param name="unobservedWeight">α₀.</param>
    /// <param name="otherDomainWeight">Weight of the other domains' items; 0 for one domain.</param>
    public static double Regularization(
        InteractionDataset dataset,
        int targetDomain,
        double pull,
        double unobservedWeight,
        double otherDomainWeight
    )
    {
        double items = 0;
        for (var domain = 0; domain < dataset.Domains.Count; domain++)
        {
            items += (domain == targetDomain ? 1 : otherDomainWeight) * dataset.Domains[domain].Items.Count;
        }
        return Math.Clamp(Math.Round(pull / (unobservedWeight * Math.Max(items, 1)), 6), 1e-6, 1000);
    }
}
