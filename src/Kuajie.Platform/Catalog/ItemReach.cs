using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Catalog;

/// <summary>How far an item reaches into another domain's audience: which of its takers are known there.</summary>
/// <param name="Domain">The other domain.</param>
/// <param name="LinkedTakers">Takers of the item that are known in the other domain.</param>
/// <param name="LinkedUsers">Users of the other domain that are known in the item's domain.</param>
/// <param name="TakersThere">Those among them who took the item.</param>
public sealed record ItemReach(string Domain, long LinkedTakers, long LinkedUsers, long TakersThere)
{
    /// <summary>Counts. O(links between the domains + takers).</summary>
    public static ItemReach Of(IWorkspace workspace, string domain, IReadOnlyCollection<string> takers, string other)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var took = takers.ToHashSet(StringComparer.Ordinal);
        var links = workspace.Links.Between(domain, other);
        var crossing = links.Where(link => took.Contains(link.FirstUser)).ToArray();
        return new ItemReach(
            other,
            crossing.Select(link => link.FirstUser).Distinct(StringComparer.Ordinal).LongCount(),
            links.Select(link => link.SecondUser).Distinct(StringComparer.Ordinal).LongCount(),
            crossing.Select(link => link.SecondUser).Distinct(StringComparer.Ordinal).LongCount()
        );
    }
}
