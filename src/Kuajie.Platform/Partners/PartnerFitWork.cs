using Kuajie.Marketing.Partners;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Partners;

/// <summary>Judges partners by what a workspace knows and what tables say.</summary>
public static class PartnerFitWork
{
    /// <summary>Ranks partners, the best first.</summary>
    /// <param name="domain">Our domain, for messages; null where only tables are asked.</param>
    /// <param name="known">What the workspace knows.</param>
    /// <param name="tables">What tables say.</param>
    /// <param name="currency">Currency of the prices in tables.</param>
    /// <param name="weights">Weights of the parts.</param>
    /// <exception cref="KuajieException">An input cannot be used, or there is no partner.</exception>
    /// <exception cref="SeveralFaultsException">Several inputs cannot be used.</exception>
    public static IReadOnlyList<PartnerFit> Rank(
        string? domain,
        IReadOnlyList<PartnerAggregates> known,
        AggregateTables tables,
        string currency,
        FitWeights weights
    )
    {
        ArgumentNullException.ThrowIfNull(tables);
        var aggregates = tables.Read(known, currency);
        if (aggregates.Count == 0)
        {
            throw PartnerTexts.Source.Fault("no-partners", "NoPartners", arguments: [domain ?? "–"]);
        }
        return InputFaults.Guard(tables.Aggregates?.Source ?? domain ?? "partners", () => PartnerFit.Rank(aggregates, weights));
    }
}
