using Kuajie.Client.Catalog;
using Kuajie.Client.Overview;

namespace Kuajie.Server.Web.Pages.Users;

/// <summary>How usual an item is among everybody: what a share among those who did something else is to be compared with.</summary>
internal sealed class UsualShares
{
    private readonly Dictionary<string, double> shares = new(StringComparer.Ordinal);

    /// <summary>Of nobody anything is known.</summary>
    public static UsualShares None { get; } = new();

    /// <summary>From who did something with the item, and from how many users its domain has.</summary>
    /// <param name="audience">Who did something with the item.</param>
    /// <param name="overview">How many users the domains have; null, or without figures, where that is not for the caller to know.</param>
    public static UsualShares Of(AudienceResponse audience, OverviewResponse? overview)
    {
        ArgumentNullException.ThrowIfNull(audience);
        var usual = new UsualShares();
        foreach (var reach in audience.Reach)
        {
            if (reach.Share is { } share)
            {
                usual.shares[reach.Domain] = share;
            }
        }
        var figures = overview?.Domains.FirstOrDefault(each => each.Domain == audience.Domain)?.Figures;
        // Robots are counted neither among the users of the item nor here.
        if (figures is not null && figures.Users - figures.FlaggedUsers is > 0 and var everybody && audience.Users is { } users)
        {
            usual.shares[audience.Domain] = Math.Min(1, (double)users / everybody);
        }
        return usual;
    }

    /// <summary>
    /// Share of those who are known both in a domain and in the item's that did something with the item, 0 … 1; of all users of the item's domain where it is that one; null where it is not
    /// known.
    /// </summary>
    public double? AmongUsersOf(string domain) => shares.TryGetValue(domain, out var share) ? share : null;
}
