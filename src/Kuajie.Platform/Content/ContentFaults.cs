using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Content;

/// <summary>Checks before work begins that models which learn from content have some.</summary>
public static class ContentFaults
{
    /// <summary>The fault of a domain without content.</summary>
    internal static KuajieException Missing(string domain, string model) =>
        ContentTexts.Source.Fault("no-content", "NoContent", isUsage: true, arguments: [domain, model]);

    /// <summary>Throws where one of the models needs what the data lacks.</summary>
    /// <param name="models">Names of kinds; unknown ones are left to others.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="targetDomain">Index of the domain to recommend.</param>
    /// <exception cref="KuajieException">A named model learns from content, and a domain it looks at has none.</exception>
    public static void ThrowIfMissing(IEnumerable<string> models, InteractionDataset dataset, int targetDomain)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(dataset);
        foreach (var kind in models.Select(ModelCatalog.Find).OfType<ModelKind>().Where(kind => kind.NeedsContent))
        {
            var silent = dataset.Domains.Where((domain, index) => !domain.HasContent && (kind.IsCrossDomain || index == targetDomain));
            if (silent.FirstOrDefault() is { } domain)
            {
                throw Missing(domain.Domain, kind.Name);
            }
        }
    }
}
