using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Overview;

/// <summary>A domain at a glance.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Totals">Its interactions, live ones included; null where it has none.</param>
/// <param name="Live">What the live service took in; null where it took nothing.</param>
/// <param name="ServedFrom">Domains whose users get its items recommended by a model; the domain itself for its own.</param>
/// <param name="LinkedTo">Links to each other domain.</param>
public sealed record DomainGlance(
    Domain Domain,
    InteractionTotals? Totals,
    LiveTotals? Live,
    IReadOnlyList<string> ServedFrom,
    IReadOnlyDictionary<string, long> LinkedTo
)
{
    /// <summary>Whether anybody did anything in it.</summary>
    public bool HasInteractions => Totals is { Interactions: > 0 };
}
