namespace Kuajie.Platform.Bridges;

/// <summary>Where the people of one side's segments are on the other side.</summary>
/// <param name="People">People in the flows.</param>
/// <param name="Flows">The widest first.</param>
public sealed record BridgeFlows(long People, IReadOnlyList<BridgeFlow> Flows)
{
    /// <summary>
    /// Counts as they may be told: the flows out of a segment that too few people are in are put together under no name, and left out where they are still too few.
    /// </summary>
    internal static BridgeFlows Of(BridgeCounts counts, BridgeDiscretion discretion)
    {
        var flows = new Dictionary<(string Source, string? Target), long>();
        foreach (var pair in counts.Pairs)
        {
            var target = discretion.Told(pair.People) == 0 ? null : counts.Target[pair.Target].Name;
            var key = (counts.Source[pair.Source].Name, target);
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
/// <param name="Source">The segment of the first domain.</param>
/// <param name="Target">The segment of the second domain; null for all that too few people are in, together.</param>
/// <param name="People">How many.</param>
public sealed record BridgeFlow(string Source, string? Target, long People);
