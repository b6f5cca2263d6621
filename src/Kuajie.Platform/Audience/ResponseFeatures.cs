using Kuajie.Marketing.Response;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Audience;

/// <summary>
/// What is known of a user and an item at a moment, from interactions before it alone. Interactions are shown to it in order of time; what happens in one moment is not known in that moment.
/// </summary>
internal sealed class ResponseFeatures(IReadOnlyDictionary<string, Item> items)
{
    /// <summary>Takers an item is thought to have had at the domain's rate before it had any.</summary>
    private const double PriorEvents = 20;

    private readonly Dictionary<string, UserPast> users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ItemPast> pasts = new(StringComparer.Ordinal);
    private double events;
    private double taken;

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
    public FeatureValue[] At(string userId, string itemId, DateTimeOffset at, params ReadOnlySpan<FeatureValue> shown)
    {
        var user = users.GetValueOrDefault(userId);
        var item = pasts.GetValueOrDefault(itemId);
        var known = items.GetValueOrDefault(itemId);
        var price = known?.PriceMinorUnits is { } minor ? Math.Log(1 + (minor / 100.0)) : (double?)null;
        return
        [
            FeatureValue.Of(Math.Log(1 + (user?.Events ?? 0))),
            FeatureValue.Of(Math.Log(1 + (user?.Taken ?? 0))),
            user is null ? FeatureValue.Missing : FeatureValue.Of(Math.Log(1 + (at - user.Last).TotalDays)),
            FeatureValue.Of(Math.Log(1 + (user?.Met(itemId) ?? 0))),
            user?.Affinity(known) is { } affinity ? FeatureValue.Of(affinity) : FeatureValue.Missing,
            FeatureValue.Of(Math.Log(1 + (item?.Events ?? 0))),
            FeatureValue.Of(((item?.Taken ?? 0) + (PriorEvents * Rate)) / ((item?.Events ?? 0) + PriorEvents)),
            price is { } paid ? FeatureValue.Of(paid) : FeatureValue.Missing,
            price is { } asked && user?.MeanPrice is { } usual ? FeatureValue.Of(asked - usual) : FeatureValue.Missing,
            known is null ? FeatureValue.Missing : FeatureValue.Of(known.Kind),
            FeatureValue.Of(PartOfDay(at.UtcDateTime.Hour)),
            FeatureValue.Of(at.UtcDateTime.DayOfWeek.ToString()),
            .. shown,
        ];
    }

    /// <summary>Takes in what happened.</summary>
    public void Learn(Interaction interaction)
    {
        var isTaking = IsTaking(interaction.Kind);
        var known = items.GetValueOrDefault(interaction.ItemId);
        if (!users.TryGetValue(interaction.UserId, out var user))
        {
            users[interaction.UserId] = user = new UserPast();
        }
        if (!pasts.TryGetValue(interaction.ItemId, out var item))
        {
            pasts[interaction.ItemId] = item = new ItemPast();
        }
        user.Learn(interaction, known, isTaking);
        item.Events++;
        item.Taken += isTaking ? 1 : 0;
        events++;
        taken += isTaking ? 1 : 0;
    }

    private double Rate => events == 0 ? 0 : taken / events;

    private static string PartOfDay(int hour) =>
        hour < 6 ? "00–06"
        : hour < 12 ? "06–12"
        : hour < 18 ? "12–18"
        : "18–24";

    private sealed class ItemPast
    {
        public double Events { get; set; }

        public double Taken { get; set; }
    }

    private sealed class UserPast
    {
        private readonly Dictionary<string, int> tags = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> met = new(StringComparer.Ordinal);
        private double logPrices;
        private int prices;

        public double Events { get; private set; }

        public double Taken { get; private set; }

        public DateTimeOffset Last { get; private set; }

        public double? MeanPrice => prices == 0 ? null : logPrices / prices;

        public int Met(string itemId) => met.GetValueOrDefault(itemId);

        /// <summary>Share of the past interactions that had a tag of the item, the mean over its tags; null for an item without.</summary>
        public double? Affinity(Item? item) =>
            item is null || item.Tags.Count == 0 ? null : item.Tags.Average(tag => tags.GetValueOrDefault(tag) / Events);

        public void Learn(Interaction interaction, Item? item, bool isTaking)
        {
            Events++;
            Taken += isTaking ? 1 : 0;
            Last = interaction.At!.Value;
            met[interaction.ItemId] = Met(interaction.ItemId) + 1;
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
