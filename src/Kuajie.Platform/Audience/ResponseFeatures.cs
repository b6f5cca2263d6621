using Kuajie.Marketing.Response;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Audience;

/// <summary>
/// What is known of a user and an item at a moment, from interactions before it alone. Interactions are shown to it in order of time; what happens in one moment is not known in that moment.
/// </summary>
/// <param name="domain">The domain whose users are looked at.</param>
/// <param name="items">What items are; those of other domains may be shown too.</param>
/// <param name="zone">Time zone of hours and weekdays.</param>
internal sealed class ResponseFeatures(string domain, IReadOnlyDictionary<(string Domain, string ItemId), Item> items, TimeZoneInfo zone)
{
    /// <summary>Takers an item is thought to have had at the domain's rate before it had any.</summary>
    private const double PriorEvents = 20;

    private readonly Dictionary<string, UserPast> users = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Domain, string ItemId), ItemPast> pasts = [];
    private readonly Dictionary<string, ItemPast> ofDomain = new(StringComparer.Ordinal);

    /// <summary>The features, in the order of the values.</summary>
    public static IReadOnlyList<ResponseFeature> Names { get; } =
    [
        new("user interactions", FeatureSort.Number),
        new("user taken", FeatureSort.Number),
        new("days since last interaction", FeatureSort.Number),
        new("met the item before", FeatureSort.Number),
        new("tag affinity", FeatureSort.Number),
        new("item interactions", FeatureSort.Number),
        new("item taken rate", FeatureSort.Number),
        new("price", FeatureSort.Number),
        new("price against paid before", FeatureSort.Number),
        new("kind", FeatureSort.Category),
        new("part of day", FeatureSort.Category),
        new("weekday", FeatureSort.Category),
    ];

    /// <summary>Whether an interaction takes an item: enrolling or paying.</summary>
    public static bool IsTaking(InteractionKind kind) => kind is InteractionKind.Enrol or InteractionKind.Purchase;

    /// <summary>The values at a moment, with those that only a shown list has at the end.</summary>
    public FeatureValue[] At(
        string userId,
        (string Domain, string ItemId) shownItem,
        DateTimeOffset at,
        params ReadOnlySpan<FeatureValue> shown
    )
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var user = users.GetValueOrDefault(userId);
        var item = pasts.GetValueOrDefault(shownItem);
        var known = items.GetValueOrDefault(shownItem);
        var price = known?.PriceMinorUnits is { } minor ? Math.Log(1 + (minor / 100.0)) : (double?)null;
        return
        [
            FeatureValue.Of(Math.Log(1 + (user?.Events ?? 0))),
            FeatureValue.Of(Math.Log(1 + (user?.Taken ?? 0))),
            user is null ? FeatureValue.Missing : FeatureValue.Of(Math.Log(1 + (at - user.Last).TotalDays)),
            FeatureValue.Of(Math.Log(1 + (user?.Met(shownItem) ?? 0))),
            user?.Affinity(known) is { } affinity ? FeatureValue.Of(affinity) : FeatureValue.Missing,
            FeatureValue.Of(Math.Log(1 + (item?.Events ?? 0))),
            FeatureValue.Of(((item?.Taken ?? 0) + (PriorEvents * Rate(shownItem.Domain))) / ((item?.Events ?? 0) + PriorEvents)),
            price is { } paid ? FeatureValue.Of(paid) : FeatureValue.Missing,
            price is { } asked && user?.MeanPrice is { } usual ? FeatureValue.Of(asked - usual) : FeatureValue.Missing,
            known is null ? FeatureValue.Missing : FeatureValue.Of(known.Kind),
            FeatureValue.Of(PartOfDay(local.Hour)),
            FeatureValue.Of($"{local.DayOfWeek}"),
            .. shown,
        ];
    }

    /// <summary>Takes in what happened. Users of other domains are other people, whatever their ids: they tell of items alone.</summary>
    public void Learn(Interaction interaction)
    {
        var isTaking = IsTaking(interaction.Kind);
        var id = (interaction.Domain, interaction.ItemId);
        if (interaction.Domain == domain)
        {
            Past(users, interaction.UserId).Learn(interaction, items.GetValueOrDefault(id), isTaking);
        }
        Past(pasts, id).Learn(isTaking);
        Past(ofDomain, interaction.Domain).Learn(isTaking);
    }

    private double Rate(string ofItem) => ofDomain.GetValueOrDefault(ofItem) is { } all ? all.Taken / all.Events : 0;

    private static TPast Past<TKey, TPast>(Dictionary<TKey, TPast> pasts, TKey key)
        where TKey : notnull
        where TPast : new()
    {
        if (!pasts.TryGetValue(key, out var past))
        {
            pasts[key] = past = new TPast();
        }
        return past;
    }

    private static string PartOfDay(int hour) =>
        hour < 6 ? "00–06"
        : hour < 12 ? "06–12"
        : hour < 18 ? "12–18"
        : "18–24";

    private sealed class ItemPast
    {
        public double Events { get; private set; }

        public double Taken { get; private set; }

        public void Learn(bool isTaking)
        {
            Events++;
            Taken += isTaking ? 1 : 0;
        }
    }

    private sealed class UserPast
    {
        private readonly Dictionary<string, int> tags = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Domain, string ItemId), int> met = [];
        private double logPrices;
        private int prices;

        public double Events { get; private set; }

        public double Taken { get; private set; }

        public DateTimeOffset Last { get; private set; }

        public double? MeanPrice => prices == 0 ? null : logPrices / prices;

        public int Met((string Domain, string ItemId) item) => met.GetValueOrDefault(item);

        /// <summary>Share of the past interactions that had a tag of the item, the mean over its tags; null for an item without.</summary>
        public double? Affinity(Item? item) =>
            item is null || item.Tags.Count == 0 ? null : item.Tags.Average(tag => tags.GetValueOrDefault(tag) / Events);

        public void Learn(Interaction interaction, Item? item, bool isTaking)
        {
            Events++;
            Taken += isTaking ? 1 : 0;
            Last = interaction.At!.Value;
            met[(interaction.Domain, interaction.ItemId)] = Met((interaction.Domain, interaction.ItemId)) + 1;
            foreach (var tag in item?.Tags.Distinct(StringComparer.Ordinal) ?? [])
            {
                tags[tag] = tags.GetValueOrDefault(tag) + 1;
            }
            if (isTaking && item?.PriceMinorUnits is { } price)
            {
                logPrices += Math.Log(1 + (price / 100.0));
                prices++;
            }
        }
    }
}
