namespace Kuajie.Platform.Bridges;

/// <summary>Where the people of one side's segments are on the other side.</summary>
/// <param name="People">People in the flows.</param>
/// <param name="Flows">The widest first.</param>
public sealed record BridgeFlows(long People, IReadOnlyList<BridgeFlow> Flows)
{
    /// <summary>
    /// Counts as they may be told: segments beyond the largest, and flows that too few people are in, are put together under no name, and left out where they are still too few.
    /// </summary>
    internal static BridgeFlows Of(BridgeCounts counts, int most, BridgeDiscretion discretion)
    {
        var flows = new Dictionary<(string? Source, string? Target), long>();
        foreach (var pair in counts.Pairs)
        {
            var (source, target) = (pair.Source < most ? counts.Source[pair.Source].Name : null, pair.Target < most ? counts.Target[pair.Target].Name : null);
            var key = discretion.Told(pair.People) == 0 ? (source, null) : (source, target);
            flows[key] = flows.GetValueOrDefault(key) + pair.People;
        }
        BridgeFlow[] told =
        [
            .. flows
                .Select(flow => new BridgeFlow(flow.Key.Source, flow.Key.Target, discretion.Told(flow.Value)))
                .Where(flow => flow.People > 0)
                .OrderByDescending(flow => flow.People)
                .ThenBy(flow => flow.Source, StringComparer.Ordinal)
                .ThenBy(flow => flow.Target, StringComparer.Ordinal),
        ];
        return new BridgeFlows(told.Sum(flow => flow.People), told);
    }
}

/// <summary>People of one segment on each side.</summary>
/// <param name="Source">The tag of the first domain that most of their items carry; null for any of the smaller segments.</param>
/// <param name="Target">The tag of the second domain, likewise.</param>
/// <param name="People">How many.</param>
public sealed record BridgeFlow(string? Source, string? Target, long People);
