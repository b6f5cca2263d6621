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
    private readonly CursorSeal seal;

    internal LiveShelves(
        LiveItems items,
        LiveModels models,
        LiveTrends trends,
        LiveRecommender recommender,
        IItemActivityStore activity,
        LiveOptions options,
        TimeProvider clock,
        CursorSeal seal
    )
    {
        (this.items, this.models, this.trends, this.recommender) = (items, models, trends, recommender);
        (this.activity, this.options, this.clock, this.seal) = (activity, options, clock, seal);
    }

    /// <summary>
    /// The items that the model of a direction gives to somebody who did nothing but take this one; for an item that came after the model, in its own domain, those that are
    /// about the same.
    /// </summary>
    /// <param name="domain">The item's domain.</param>
    /// <param name="itemId">The item.</param>
    /// <param name="target">The domain to look in.</param>
    /// <param name="page">Which part.</param>
    /// <param name="access">What the caller may.</param>
    /// <exception cref="KuajieException">Unknown item, no model, a cursor that is none, or a filter or length that cannot be.</exception>
    public LiveList Similar(string domain, string itemId, string target, ShelfPage page, ILiveAccess access)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(access);
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
            var alike = model.Target.Content.Alike(model, number);
            return Paged(
                target,
                $"similar {domain}/{itemId}",
                page,
                access,
                (mask, most) =>
                    [
                        .. alike
                            .Select(each => (Number: model.NumberOf(each.Index), Score: (double)each.Similarity))
                            .Where(each => mask.Has(each.Number))
                            .Take(most),
                    ]
            );
        }
        var taken = new Interaction(domain, "", itemId, model is null ? InteractionKind.Purchase : Weightiest(model), null, null);
        var request = new LiveRequest
        {
            UserDomain = domain,
            Targets = [new LiveTarget(target)],
            Interactions = [taken],
            Count = page.Count,
            Filter = page.Filter,
            Cursor = page.Cursor,
        };
        return recommender.Recommend(request, access);
    }

    /// <summary>
    /// The items taken up most now, best first, with their decayed counts as scores. Where nothing happened lately, of an older time: <see cref="LiveList.Span"/> says which.
    /// </summary>
    /// <exception cref="KuajieException">A cursor that is none, or a filter or length that cannot be.</exception>
    public LiveList Trending(string domain, TrendWindow window, ShelfPage page, ILiveAccess access)
    {
        TrendSpan? span = null;
        var list = Paged(
            domain,
            $"trending {window}",
            page,
            access,
            (mask, most) =>
            {
                (var top, span) = trends.Top(domain, window, mask, most);
                return top;
            }
        );
        return list with { Span = span };
    }

    /// <summary>The newest items, by when they were added or may be recommended since; older ones whose catalog tells no times are left out. Scores are Unix seconds.</summary>
    /// <exception cref="KuajieException">A cursor that is none, or a filter or length that cannot be.</exception>
    public LiveList Newest(string domain, ShelfPage page, ILiveAccess access)
    {
        var all = items.Of(domain);
        return Paged(
            domain,
            "new",
            page,
            access,
            (mask, most) => [.. ColdStart.Newest(all, mask, most).Select(number => (number, Seconds(all.Columns.NewSince(number))))]
        );
    }

    /// <summary>The users whose items are most like a user's, within one domain.</summary>
    /// <exception cref="KuajieException">A length out of range.</exception>
    public IReadOnlyList<(string UserId, double Likeness, int Shared)> UsersLike(string domain, string userId, int count)
    {
        if (count is < 1 or > MostUsers)
        {
            throw LiveTexts.InvalidRequest([.. Algorithms.Models.OptionFault.OutsideRange("count", count, 1, MostUsers)]);
        }
        return activity.UsersLike(domain, userId, count);
    }

    private static double Seconds(long ticks) => new DateTimeOffset(ticks, TimeSpan.Zero).ToUnixTimeSeconds();

    private static InteractionKind Weightiest(LiveModel model) =>
        model
            .Served.Data.KindWeights.Weights.Where(pair => pair.Key is not (InteractionKind.Rating or InteractionKind.Watch))
            .MaxBy(pair => pair.Value)
            .Key;

    /// <summary>A page of a ranking: as many more are ranked as were shown, and those left out; one more tells whether another page follows.</summary>
    private LiveList Paged(
        string domain,
        string shape,
        ShelfPage page,
        ILiveAccess access,
        Func<ItemMask, int, IReadOnlyList<(int Number, double Score)>> rank
    )
    {
        LiveRequestRules.Check(page, options);
        var all = items.Of(domain);
        var key = page.Filter.Key();
        var fingerprint = ItemIds.HashOf(key, ItemIds.HashOf(shape, ItemIds.HashOf(domain)));
        var cursor = CursorOf(page, fingerprint, access.Party);
        var mask = all.Filters.Of(page.Filter, key, clock.GetUtcNow().UtcTicks);
        var (domainHash, shown) = (ItemIds.HashOf(domain), cursor.Shown.Length);
        (int Number, double Score)[] left =
        [
            .. rank(mask, shown + page.Count + 1).Where(item => !cursor.HasShown(all.Ids.HashOf(item.Number) ^ domainHash)),
        ];
        var listed = left[..Math.Min(page.Count, left.Length)];
        var hasMore = left.Length > page.Count && shown + (2 * page.Count) <= options.DeepestPage;
        ulong[] hashes = [.. listed.Select(item => all.Ids.HashOf(item.Number) ^ domainHash)];
        return ToList(domain, listed) with { NextCursor = hasMore ? cursor.After(fingerprint, hashes).ToText(seal, access.Party) : null };
    }

    private LiveCursor CursorOf(ShelfPage page, ulong fingerprint, string party)
    {
        if (page.Cursor is null)
        {
            return LiveCursor.Start(fingerprint, 0);
        }
        var cursor = LiveCursor.Parse(page.Cursor, options.DeepestPage, seal, party) ?? throw LiveTexts.InvalidCursor();
        return cursor.Fingerprint == fingerprint ? cursor : throw LiveTexts.OtherCursor();
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
