using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Simulation;

/// <summary>What visitors look for and talk about on their own platform anyhow. Draws of its own: a scenario in which nobody does either is otherwise the same.</summary>
internal static class OwnAwareness
{
    private const ulong AwarenessSeed = 0x617761726531;

    /// <summary>The searches and mentions of a visit, at most one of each, and the item that each is about. O(1).</summary>
    public static IEnumerable<(InteractionKind Kind, string ItemId)> Of(SimulatedVisit visit, SideResponse response, SimulatedTastes tastes)
    {
        var random = new SplittableRandom(visit.Seed ^ AwarenessSeed);
        if (random.NextDouble() < response.OwnSearch)
        {
            yield return (InteractionKind.Search, tastes.OwnItem(visit.User, ref random));
        }
        if (random.NextDouble() < response.OwnMention)
        {
            yield return (InteractionKind.Comment, tastes.OwnItem(visit.User, ref random));
        }
    }
}
