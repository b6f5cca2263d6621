using Kuajie.Marketing.Response;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Audience;

/// <summary>
/// Interactions and shown lists → rows of a response model. A sweep over time: features come from what was before an occasion, outcomes from what was after it and within the window. Occasions whose
/// window is not over yet are left out, those of an item the user has taken already too. O(interactions log interactions).
/// </summary>
internal sealed class ResponseRows
{
    /// <summary>Features that only an item in a shown list has.</summary>
    public static readonly ResponseFeature[] Shown =
    [
        new("position", FeatureSort.Number),
        new("slot", FeatureSort.Category),
        new("model score", FeatureSort.Number),
    ];

    private readonly ResponseRequest request;
    private readonly ResponseFeatures features;
    private readonly Interaction[] interactions;
    private readonly ILookup<(string User, string Item), Interaction> after;

    public ResponseRows(ResponseRequest request, ResponseFeatures features, IEnumerable<Interaction> interactions)
    {
        (this.request, this.features) = (request, features);
        this.interactions =
        [
            .. interactions
                .Where(interaction => interaction.At is not null)
                .OrderBy(interaction => interaction.At)
                .ThenBy(interaction => interaction.UserId, StringComparer.Ordinal)
                .ThenBy(interaction => interaction.ItemId, StringComparer.Ordinal)
                .ThenBy(interaction => interaction.Kind),
        ];
        after = this.interactions.ToLookup(interaction => (interaction.UserId, interaction.ItemId));
    }

    /// <summary>Rows for what users looked at.</summary>
    public ResponseData OfViews() => Of(Looks(), ResponseFeatures.Names);

    /// <summary>Rows for what users were shown.</summary>
    public ResponseData OfImpressions(IEnumerable<Impression> lists) => Of(Places(lists), [.. ResponseFeatures.Names, .. Shown]);

    private IEnumerable<Occasion> Looks()
    {
        var last = new Dictionary<(string, string), DateTimeOffset>();
        foreach (var interaction in interactions.Where(interaction => interaction.Kind is InteractionKind.View or InteractionKind.Click))
        {
            var key = (interaction.UserId, interaction.ItemId);
            if (!last.TryGetValue(key, out var before) || interaction.At!.Value - before > request.Window)
            {
                last[key] = interaction.At!.Value;
                yield return new Occasion(interaction.UserId, interaction.ItemId, interaction.At!.Value, []);
            }
        }
    }

    private IEnumerable<Occasion> Places(IEnumerable<Impression> lists) =>
        lists
            .Where(list => list.UserId is not null)
            .SelectMany(list =>
                list.Items.Where(place => place.Domain == request.Domain)
                    .Select(place => new Occasion(
                        list.UserId!,
                        place.ItemId,
                        list.At,
                        [
                            FeatureValue.Of(Math.Log(place.Position)),
                            place.Slot is { } slot ? FeatureValue.Of(slot) : FeatureValue.Missing,
                            double.IsFinite(place.Score) ? FeatureValue.Of(place.Score) : FeatureValue.Missing,
                        ]
                    ))
            )
            .OrderBy(place => place.At)
            .ThenBy(place => place.UserId, StringComparer.Ordinal)
            .ThenBy(place => place.ItemId, StringComparer.Ordinal);

    private ResponseData Of(IEnumerable<Occasion> occasions, IReadOnlyList<ResponseFeature> names)
    {
        var rows = new List<ResponseRow>();
        var end = interactions.Length == 0 ? default : interactions[^1].At!.Value;
        var next = 0;
        foreach (var occasion in occasions.Where(occasion => occasion.At + request.Window <= end))
        {
            for (; next < interactions.Length && interactions[next].At < occasion.At; next++)
            {
                features.Learn(interactions[next]);
            }
            var own = after[(occasion.UserId, occasion.ItemId)];
            if (!own.Any(each => each.At < occasion.At && ResponseFeatures.IsTaking(each.Kind)))
            {
                var values = features.At(occasion.UserId, occasion.ItemId, occasion.At, occasion.Shown);
                rows.Add(new ResponseRow(occasion.At, values, Outcome(own, occasion.At), occasion.UserId));
            }
        }
        return new ResponseData(request.Outcome, names, rows);
    }

    private double Outcome(IEnumerable<Interaction> own, DateTimeOffset at)
    {
        var later = own.Where(each => each.At > at && each.At <= at + request.Window);
        return request.Outcome switch
        {
            ResponseOutcome.Click => later.Any(each => each.Kind != InteractionKind.Seen) ? 1 : 0,
            ResponseOutcome.Conversion => later.Any(each => ResponseFeatures.IsTaking(each.Kind)) ? 1 : 0,
            ResponseOutcome.ViewTime => later.Where(each => each.Kind == InteractionKind.Watch).Sum(each => Math.Max(0, each.Value ?? 0)),
            _ => later.Sum(each => KindWeights.Default.WeightOf(each.Kind, each.Value)),
        };
    }

    private sealed record Occasion(string UserId, string ItemId, DateTimeOffset At, FeatureValue[] Shown);
}
