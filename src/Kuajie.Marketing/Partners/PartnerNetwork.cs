using Kuajie.Algorithms.Graph;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Partners;

/// <summary>What two firms earned, or expect to earn, together.</summary>
/// <param name="First">Name of a firm.</param>
/// <param name="Second">Name of another.</param>
/// <param name="ProfitMinorUnits">Their common profit; a loss or none makes no tie.</param>
public sealed record PartnerTie(string First, string Second, long ProfitMinorUnits);

/// <summary>A firm in the network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ProfitMinorUnits">Profit of all its ties.</param>
/// <param name="Eigenvector">Eigenvector centrality; sums to 1 over the network.</param>
/// <param name="PageRank">PageRank; sums to 1 over the network.</param>
/// <param name="Community">Number of its community, from 0.</param>
public sealed record NetworkPartner(string Name, long ProfitMinorUnits, double Eigenvector, double PageRank, int Community);

/// <summary>Firms tied by common profit: who is central, and who belongs together.</summary>
public sealed record PartnerNetwork(IReadOnlyList<NetworkPartner> Partners, IReadOnlyList<PartnerTie> Ties, double Modularity)
{
    /// <summary>Measures a network; firms in the order of their names. O(ties · steps).</summary>
    /// <exception cref="InvalidInputException">A firm has no name or a tie to itself.</exception>
    public static PartnerNetwork Of(IEnumerable<PartnerTie> ties)
    {
        ArgumentNullException.ThrowIfNull(ties);
        var all = ties.ToArray();
        InvalidInputException.ThrowIfAny(
            all.Where(tie => string.IsNullOrWhiteSpace(tie.First) || string.IsNullOrWhiteSpace(tie.Second) || tie.First == tie.Second)
                .Select(tie => new InputFault("Tie", tie.First, tie.Second))
        );
        var names = all.SelectMany(tie => new[] { tie.First, tie.Second }).Distinct().Order(StringComparer.Ordinal).ToArray();
        var kept = all.Where(tie => tie.ProfitMinorUnits > 0).ToArray();
        var graph = new WeightedGraph(
            names.Length,
            kept.Select(tie => new WeightedEdge(Index(tie.First), Index(tie.Second), tie.ProfitMinorUnits))
        );
        var (eigenvector, rank, division) = (Centrality.Eigenvector(graph), Centrality.PageRank(graph), Communities.Find(graph));
        return new PartnerNetwork(
            [
                .. names.Select(
                    (name, index) =>
                        new NetworkPartner(name, (long)graph.Strength(index), eigenvector[index], rank[index], division.Of[index])
                ),
            ],
            kept,
            division.Modularity
        );

        int Index(string name) => Array.BinarySearch(names, name, StringComparer.Ordinal);
    }
}
