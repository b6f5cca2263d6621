using Kuajie.Marketing.Response;

namespace Kuajie.Platform.Audience;

/// <summary>What was shown and clicked before a moment. Rates are drawn to the rate of all: of who or what was shown little, little is known.</summary>
internal sealed class ShownPast
{
    /// <summary>Times that somebody or something is thought to have been shown, at the rate of all, before it was.</summary>
    private const double PriorShown = 20;

    private readonly Dictionary<string, Count> users = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Domain, string ItemId), Count> items = [];
    private readonly Dictionary<(string UserId, string Domain, string ItemId), Count> pairs = [];
    private readonly Count all = new();

    /// <summary>The features, in the order of the values.</summary>
    public static IReadOnlyList<ResponseFeature> Names { get; } =
    [
        new("shown the user", FeatureSort.Number),
        new("user click rate", FeatureSort.Number),
        new("item shown", FeatureSort.Number),
        new("item click rate", FeatureSort.Number),
        new("shown the item before", FeatureSort.Number),
    ];

    /// <summary>The values of a user and an item now.</summary>
    public FeatureValue[] Of(string userId, (string Domain, string ItemId) item)
    {
        var (user, shown) = (users.GetValueOrDefault(userId), items.GetValueOrDefault(item));
        return
        [
            FeatureValue.Of(Math.Log(1 + (user?.Shown ?? 0))),
            FeatureValue.Of(Rate(user)),
            FeatureValue.Of(Math.Log(1 + (shown?.Shown ?? 0))),
            FeatureValue.Of(Rate(shown)),
            FeatureValue.Of(Math.Log(1 + (pairs.GetValueOrDefault((userId, item.Domain, item.ItemId))?.Shown ?? 0))),
        ];
    }

    /// <summary>Takes in that something was shown.</summary>
    public void Show(ShownPlace place)
    {
        foreach (var count in Counts(place))
        {
            count.Shown++;
        }
    }

    /// <summary>Takes in that something was clicked.</summary>
    public void Click(ShownPlace place)
    {
        foreach (var count in Counts(place))
        {
            count.Clicked++;
        }
    }

    private double Rate(Count? count)
    {
        var usual = all.Shown == 0 ? 0 : all.Clicked / all.Shown;
        return ((count?.Clicked ?? 0) + (PriorShown * usual)) / ((count?.Shown ?? 0) + PriorShown);
    }

    private Count[] Counts(ShownPlace place) =>
        [
            all,
            CountOf(users, place.UserId),
            CountOf(items, place.Item),
            CountOf(pairs, (place.UserId, place.Item.Domain, place.Item.ItemId)),
        ];

    private static Count CountOf<TKey>(Dictionary<TKey, Count> counts, TKey key)
        where TKey : notnull
    {
        if (!counts.TryGetValue(key, out var count))
        {
            counts[key] = count = new Count();
        }
        return count;
    }

    private sealed class Count
    {
        public double Shown { get; set; }

        public double Clicked { get; set; }
    }
}
