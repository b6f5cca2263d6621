using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain;

/// <summary>What each domain but the target counts: one number for all, or with three or more domains one for each, in the dataset's order.</summary>
internal static class DomainWeights
{
    /// <summary>What a search gives the domains that do not stand ahead.</summary>
    private const double Behind = 0.1;

    /// <summary>What is wrong with weights whatever the data.</summary>
    public static IEnumerable<OptionFault> Faults(IReadOnlyList<double> weights) =>
        weights.SelectMany(weight => OptionFault.OutsideRange("domainWeights", weight, 0, 100));

    /// <summary>Refuses weights that are not as many as the other domains.</summary>
    /// <exception cref="InvalidModelOptionsException">They are given and of another number.</exception>
    public static void ThrowIfOtherNumber(IReadOnlyList<double> weights, int domains)
    {
        if (weights.Count != 0 && weights.Count != domains - 1)
        {
            throw new InvalidModelOptionsException([new OptionFault("domainWeights", $"{weights.Count}", $"0 | {domains - 1}")]);
        }
    }

    /// <summary>A domain's weight; 1 for the target.</summary>
    public static double Of(IReadOnlyList<double> weights, double common, int domain, int targetDomain) =>
        domain == targetDomain ? 1
        : weights.Count == 0 ? common
        : weights[domain < targetDomain ? domain : domain - 1];

    /// <summary>
    /// With several partners: each in turn counts in full and the others little, so that one useful partner is found among useless ones. Nothing with one.
    /// </summary>
    public static IEnumerable<double[]> OneAhead(int domains)
    {
        var others = domains - 1;
        return Enumerable
            .Range(0, others < 2 ? 0 : others)
            .Select(ahead => Enumerable.Range(0, others).Select(domain => domain == ahead ? 1 : Behind).ToArray());
    }
}
