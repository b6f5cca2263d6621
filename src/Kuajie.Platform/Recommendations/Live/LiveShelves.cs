using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Lists that are about items, not about a person: similar ones within and across domains, what is taken up now, what is new. And users like a user.</summary>
public sealed class LiveShelves
{
    private const int MostUsers = 100;
    private readonly LiveItems items;
    private readonly LiveModels models;
    private readonly LiveTrends trends;
    private readonly LiveRecommender recommender;
    private readonly IItemActivityStore activity;
    private readonly LiveOptions options;
    private readonly TimeProvider clock;

    internal LiveShelves(
        LiveItems items,
        LiveModels models,
        LiveTrends trends,
        LiveRecommender recommender,
        IItemActivityStore activity,
        LiveOptions options,
        TimeProvider clock
    )
    {
        (this.items, this.models, this.trends, this.recommender) = (items, models, trends, recommender);
        (this.activity, this.options, this.clock) = (activity, options, clock);
    }

    /// <summary>
    /// The items that the model of a direction gives to somebody who did nothing but take this one; for an item that came after the model, in its own domain, those that are
    /// about the same.
    /// </summary>
    /// <param name="domain">The item's domain.</param>
    /// <param name="itemId">The item.</param>
    /// <param name="target">The domain to look in.</param>
    /// <param name="count">How many.</param>
    /// <param name="filter">Which items.</param>
    /// <param name="access">What the caller may.</param>
    /// <param name="mostReasons">Most reasons per item, where the model can say any; none by default.</param>
    /// <exception cref="KuajieException">Unknown item, no model, or a length out of range.</exception>
    public LiveList Similar(
        string domain,
        string itemId,
        string target,
        int count,
        ItemFilter filter,
        ILiveAccess access,
        int mostReasons = 0
    )
    {
        var number = items.Of(domain).Ids.Find(itemId);
        if (number < 0)
        {
            throw LiveTexts.UnknownItem(domain, itemId);
        }
        var model = access.MayRecommend(target) ? models.Find(domain, target, access) : null;
        var place = model is null
            ? -1
            : Array.FindIndex(model.Domains, each => string.Equals(each.Domain, domain, StringComparison.Ordinal));
        if (model is not null && place >= 0 && model.IndexOf(place, number) < 0 && place == model.Model.TargetDomain)
        {
            CheckCount(count);
            var mask = items.Of(target).Filters.Of(filter, filter.Key(), clock.GetUtcNow().UtcTicks);
            var alike = model
                .Target.Content.Alike(model, number)
                .Select(each => (Number: model.NumberOf(each.Index), Score: (double)each.Similarity))
                .Where(each => mask.Has(each.Number));
            return ToList(target, [.. alike.Take(count)]);
        }
        var taken = new Interaction(domain, "", itemId, model is null ? InteractionKind.Purchase : Weightiest(model), null, null);
        var request = new LiveRequest
        {
            UserDomain = domain,
            Targets = [new LiveTarget(target)],
            Interactions = [taken],
            Count = count,
            Filter = filter,
            MostReasons = mostReasons,
        };
        return recommender.Recommend(request, access);
    }

    /// <summary>The items taken up most now, best first, with their decayed counts as scores.</summary>
    /// <exception cref="KuajieException">A length out of range.</exception>
    public LiveList Trending(string domain, TrendWindow window, int count, ItemFilter filter)
    {
        CheckCount(count);
        var mask = items.Of(domain).Filters.Of(filter, filter.Key(), clock.GetUtcNow().UtcTicks);
        return ToList(domain, trends.Top(domain, window, mask, count));
    }

    /// <summary>The newest items, by when they were added or may be recommended since; older ones whose catalog tells no times are left out. Scores are Unix seconds.</summary>
    /// <exception cref="KuajieException">A length out of range.</exception>
    public LiveList Newest(string domain, int count, ItemFilter filter)
    {
        CheckCount(count);
        var all = items.Of(domain);
        var mask = all.Filters.Of(filter, filter.Key(), clock.GetUtcNow().UtcTicks);
        return ToList(domain, [.. ColdStart.Newest(all, mask, count).Select(number => (number, Seconds(all.Columns.NewSince(number))))]);
    }

    /// <summary>The users whose items are most like a user's, within one domain.</summary>
    /// <exception cref="KuajieException">A length out of range.</exception>
    public IReadOnlyList<(string UserId, double Likeness, int Shared)> UsersLike(string domain, string userId, int count)
    {
        CheckCount(count, MostUsers);
        return activity.UsersLike(domain, userId, count);
    }

    private static double Seconds(long ticks) => new DateTimeOffset(ticks, TimeSpan.Zero).ToUnixTimeSeconds();

    private static InteractionKind Weightiest(LiveModel model) =>
        model
            .Served.Data.KindWeights.Weights.Where(pair => pair.Key is not (InteractionKind.Rating or InteractionKind.Watch))
            .MaxBy(pair => pair.Value)
            .Key;

    private void CheckCount(int count, int? most = null)
    {
        if (count < 1 || count > (most ?? options.LongestList))
        {
            throw LiveTexts.InvalidRequest([.. Algorithms.Models.OptionFault.OutsideRange("count", count, 1, most ?? options.LongestList)]);
        }
    }

    private LiveList ToList(string domain, IReadOnlyList<(int Number, double Score)> ranked)
    {
        var (all, now) = (items.Of(domain), clock.GetUtcNow());
        var columns = all.Columns;
        return new LiveList(
            LiveRecommender.NewListId(now),
            now,
            UserStanding.Cold,
            [
                .. ranked.Select(item => new LiveListItem(
                    domain,
                    all.Ids[item.Number],
                    columns.TitleOf(item.Number),
                    item.Score,
                    SlotNames.Ranked,
                    null,
                    null,
                    []
                )),
            ],
            null,
            null
        );
    }
}
