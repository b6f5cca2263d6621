using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Campaigns.Outcomes;

/// <summary>The users of a campaign as the record of shown lists tells them: shown or held out, and since when. Visitors nobody knows are left out: nothing they do later can be told theirs.</summary>
internal sealed class ReachedUsers
{
    private readonly Dictionary<string, Seen> users = new(StringComparer.Ordinal);

    public ReachedUsers(string campaign, IEnumerable<Impression> lists, DateTimeOffset until)
    {
        var name = CampaignArms.ExperimentOf(campaign);
        foreach (var list in lists)
        {
            if (list.UserId is { } user && list.At < until && ArmText.Find(list.Arm, name) is { } arm)
            {
                // Events are stored to the microsecond: one of the same moment must not seem to come before its list.
                var at = list.At.AddTicks(-(list.At.Ticks % TimeSpan.TicksPerMicrosecond));
                Add(user, arm == CampaignArms.Holdout, at);
            }
        }
    }

    /// <summary>Users it was shown to.</summary>
    public long Reached => users.Values.Count(each => each is { IsCrossed: false, IsHeldOut: false });

    /// <summary>Users held out.</summary>
    public long HeldOut => users.Values.Count(each => each is { IsCrossed: false, IsHeldOut: true });

    /// <summary>Users who were both.</summary>
    public int Crossed => users.Values.Count(each => each.IsCrossed);

    /// <summary>Those who count, with whether they were held out and since when.</summary>
    public IEnumerable<(string User, bool IsHeldOut, DateTimeOffset First)> Counted =>
        users.Where(each => !each.Value.IsCrossed).Select(each => (each.Key, each.Value.IsHeldOut, each.Value.First));

    private void Add(string user, bool isHeldOut, DateTimeOffset at)
    {
        if (!users.TryGetValue(user, out var seen))
        {
            users[user] = new Seen(isHeldOut, at, IsCrossed: false);
            return;
        }
        users[user] = seen with { IsCrossed = seen.IsCrossed || seen.IsHeldOut != isHeldOut, First = at < seen.First ? at : seen.First };
    }

    private readonly record struct Seen(bool IsHeldOut, DateTimeOffset First, bool IsCrossed);
}
