using Kuajie.Platform.Catalog;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Server.Recommendations;

/// <summary>Keeps the live read side true to what changes in the stores by other means than events: an item added now is recommendable now, an erased user is held no longer.</summary>
internal sealed class LiveUpkeep(LiveRecommendations live, ImpressionLog impressions) : IWorkspaceListener
{
    public void ItemsPut(string domain, IReadOnlyList<Item> items) => live.Items.Put(domain, items);

    public void ItemsRemoved(string domain, IReadOnlyList<string> itemIds) => live.Items.Remove(domain, itemIds);

    public IDisposable? UserErasing(string domain, string userId)
    {
        // A list that still waits would be written after everything else of the user is gone.
        impressions.FlushAsync().GetAwaiter().GetResult();
        return live.Joins.Hold();
    }

    public void UserErased(string domain, string userId)
    {
        live.Joins.Forget(domain, userId);
        live.Histories.Forget(domain, userId);
        live.Recommender.LinksChanged();
        live.Audiences.Forget(domain);
    }

    public void UsersPut(string domain) => live.Audiences.UsersChanged();

    public void LinksAdded(string domain, string other)
    {
        live.Histories.LinksChanged();
        live.Recommender.LinksChanged();
    }

    public void Imported(string domain)
    {
        live.Items.Reload(domain);
        live.Histories.ForgetDomain(domain);
        live.Audiences.Forget(domain);
        live.Histories.LinksChanged();
        live.Recommender.LinksChanged();
    }
}
