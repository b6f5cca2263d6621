using Kuajie.Platform.Catalog;

namespace Kuajie.Platform.Workspaces;

/// <summary>Told of what changed in the stores by other means than events: after it is stored, before whoever asked for it is answered. Holders of caches listen.</summary>
public interface IWorkspaceListener
{
    /// <summary>Items were added to a catalog or replaced.</summary>
    void ItemsPut(string domain, IReadOnlyList<Item> items);

    /// <summary>Items were removed from a catalog.</summary>
    void ItemsRemoved(string domain, IReadOnlyList<string> itemIds);

    /// <summary>Everything of a user is about to be erased. What is returned is disposed after <see cref="UserErased"/>, on the same thread.</summary>
    IDisposable? UserErasing(string domain, string userId) => null;

    /// <summary>Everything of a user was erased.</summary>
    void UserErased(string domain, string userId);

    /// <summary>What a domain says of some of its users was added or replaced.</summary>
    void UsersPut(string domain) { }

    /// <summary>Links between two domains were added.</summary>
    void LinksAdded(string domain, string other);

    /// <summary>Files were imported: interactions, items and users of the domain may all be different.</summary>
    void Imported(string domain);
}
