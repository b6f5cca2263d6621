using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Users;

/// <summary>What one person did, in their own domain and, through links, in others; with the items it was done to.</summary>
public sealed class UserStory
{
    private readonly Dictionary<(string Domain, string Item), Item> items;

    private UserStory(IReadOnlyList<Interaction> done, Dictionary<(string Domain, string Item), Item> items) =>
        (Done, this.items) = (done, items);

    /// <summary>What was done, the latest first; what has no time stands at the end.</summary>
    public IReadOnlyList<Interaction> Done { get; }

    /// <summary>The item something was done to, or null where no catalog knows it.</summary>
    public Item? ItemOf(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        return items.GetValueOrDefault((interaction.Domain, interaction.ItemId));
    }

    /// <summary>Reads it, or gives null for somebody of whom nothing at all is known.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="domain">The user's domain.</param>
    /// <param name="userId">The user.</param>
    /// <param name="mayJoin">Which other domains may be looked into.</param>
    public static UserStory? Read(IWorkspace workspace, string domain, string userId, Func<string, bool> mayJoin)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(mayJoin);
        var own = workspace.Interactions.OfUser(domain, userId);
        var links = workspace.Links.OfUser(domain, userId);
        if (own.Count == 0 && links.Count == 0 && !workspace.Users.KnownAmong(domain, [userId]).Contains(userId))
        {
            return null;
        }
        var elsewhere = links
            .Where(link => mayJoin(link.SecondDomain))
            .SelectMany(link => workspace.Interactions.OfUser(link.SecondDomain, link.SecondUser));
        Interaction[] done = [.. own.Concat(elsewhere).OrderByDescending(each => each.At)];
        return new UserStory(done, ItemsOf(workspace.Catalog, done));
    }

    private static Dictionary<(string, string), Item> ItemsOf(ICatalogStore catalog, Interaction[] done) =>
        done.GroupBy(each => each.Domain, StringComparer.Ordinal)
            .SelectMany(domain => catalog.Find(domain.Key, [.. domain.Select(each => each.ItemId).Distinct(StringComparer.Ordinal)]).Values)
            .ToDictionary(item => (item.Domain, item.ItemId));
}
