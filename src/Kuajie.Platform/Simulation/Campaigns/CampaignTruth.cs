using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Simulation.Campaigns;

/// <summary>
/// What a campaign caused on the users it was shown to: for each of them what its impressions sell, and how far they make the user look for and mention the promoted side, by expectation, beside what the user did without it. Sales count where the outcome report can see them: on the
/// promoted side through links, at the catalog's prices, from the first impression on. Effects are those on all users reached.
/// </summary>
internal sealed class CampaignTruth
{
    private readonly SimulatedCampaign campaign;
    private readonly Dictionary<string, int> hostPlaces;
    private readonly Dictionary<string, int> promotedPlaces;
    private readonly UserTruth[] users;

    /// <summary>Nobody has seen it.</summary>
    public CampaignTruth(SimulatedCampaign campaign, SimulatedUsers hosts)
    {
        this.campaign = campaign;
        hostPlaces = hosts.UserIds.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        promotedPlaces = hosts
            .LinkedIds.Index()
            .Where(each => each.Item is not null)
            .ToDictionary(each => each.Item!, each => each.Index, StringComparer.Ordinal);
        users = [.. hosts.LinkedIds.Select(linked => new UserTruth { IsLinked = linked is not null, Misses = 1 })];
    }

    /// <summary>A user saw a creative, or would have, were they not held out.</summary>
    /// <param name="user">Index of the user.</param>
    /// <param name="at">When.</param>
    /// <param name="creative">The creative; null for who is held out.</param>
    public void Seen(int user, DateTimeOffset at, string? creative)
    {
        ref var seen = ref users[user];
        seen.First = seen.First is { } first && first <= at ? first : at;
        if (creative is null)
        {
            return;
        }
        seen.IsShown = true;
        if (seen.IsLinked)
        {
            var (probability, amount) = campaign.SaleOf(creative);
            seen.Misses *= 1 - probability;
            seen.CausedSales += probability * amount;
            var (searches, mentions) = campaign.AwarenessOf(creative);
            seen.CausedSearches += searches;
            seen.CausedMentions += mentions;
        }
    }

    /// <summary>Something happened that the campaign did not cause.</summary>
    /// <param name="domain">Where.</param>
    /// <param name="userId">Who, as known there.</param>
    /// <param name="at">When.</param>
    /// <param name="kind">What.</param>
    /// <param name="amount">At which price, in whole units.</param>
    public void Usual(string domain, string userId, DateTimeOffset at, InteractionKind kind, double amount)
    {
        var isHost = string.Equals(domain, campaign.Host, StringComparison.Ordinal);
        if (
            !(isHost ? hostPlaces : promotedPlaces).TryGetValue(userId, out var place)
            || users[place].First is not { } first
            || at < first
            || at >= campaign.Until
        )
        {
            return;
        }
        ref var side = ref isHost ? ref users[place].Ours : ref users[place].Theirs;
        switch (kind)
        {
            case InteractionKind.Enrol or InteractionKind.Purchase:
                side.IsBuyer = true;
                side.Sales += amount;
                break;
            case InteractionKind.Search:
                side.Searches++;
                break;
            case InteractionKind.Comment or InteractionKind.Share:
                side.Mentions++;
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// The true effect on one user, and what users did without the campaign; both zero where nobody was shown it. Of a share the effect is on the share itself, and null where nobody searched, or mentioned anything,
    /// without the campaign.
    /// </summary>
    public (double Effect, double Usual)? Of(OutcomeMeasureKind kind, OutcomeSide side)
    {
        var shown = users.Where(user => user.IsShown).ToArray();
        return kind switch
        {
            OutcomeMeasureKind.SearchShare => ShareOf(shown, user => (user.Ours.Searches, user.Theirs.Searches, user.CausedSearches)),
            OutcomeMeasureKind.MentionShare => ShareOf(shown, user => (user.Ours.Mentions, user.Theirs.Mentions, user.CausedMentions)),
            _ when shown.Length == 0 => (0, 0),
            _ => (shown.Average(user => EffectOn(user, kind, side)), shown.Average(user => UsualOf(user, kind, side))),
        };
    }

    private static (double Effect, double Usual)? ShareOf(
        UserTruth[] shown,
        Func<UserTruth, (int Ours, int Theirs, double Caused)> countsOf
    )
    {
        var (ours, theirs, caused) = (0.0, 0.0, 0.0);
        foreach (var counts in shown.Select(countsOf))
        {
            (ours, theirs, caused) = (ours + counts.Ours, theirs + counts.Theirs, caused + counts.Caused);
        }
        if (ours + theirs == 0)
        {
            return null;
        }
        var usual = theirs / (ours + theirs);
        return (((theirs + caused) / (ours + theirs + caused)) - usual, usual);
    }

    private static double EffectOn(UserTruth user, OutcomeMeasureKind kind, OutcomeSide side) =>
        side == OutcomeSide.Host ? 0
        : kind == OutcomeMeasureKind.Sales ? user.CausedSales
        : user.Theirs.IsBuyer ? 0
        : 1 - user.Misses;

    private static double UsualOf(UserTruth user, OutcomeMeasureKind kind, OutcomeSide side) =>
        (kind, side) switch
        {
            (OutcomeMeasureKind.Sales, OutcomeSide.Both) => user.Ours.Sales + user.Theirs.Sales,
            (OutcomeMeasureKind.Sales, OutcomeSide.Host) => user.Ours.Sales,
            (OutcomeMeasureKind.Sales, _) => user.Theirs.Sales,
            (_, OutcomeSide.Host) => Convert.ToDouble(user.Ours.IsBuyer),
            _ => Convert.ToDouble(user.Theirs.IsBuyer),
        };

    private struct UserTruth
    {
        public bool IsLinked;
        public bool IsShown;
        public DateTimeOffset? First;

        /// <summary>Probability that none of the impressions sold anything.</summary>
        public double Misses;
        public double CausedSales;
        public double CausedSearches;
        public double CausedMentions;
        public Done Ours;
        public Done Theirs;
    }

    private struct Done
    {
        public bool IsBuyer;
        public double Sales;
        public int Searches;
        public int Mentions;
    }
}
