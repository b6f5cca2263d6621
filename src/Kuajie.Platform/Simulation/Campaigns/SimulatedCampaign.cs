using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Delivery;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Previews;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Simulation.Campaigns;

/// <summary>A campaign under simulation: how users respond to its creatives, and the truth of what that comes to.</summary>
internal sealed class SimulatedCampaign
{
    private readonly CreativeTruth[] truth;
    private readonly Item?[] items;
    private readonly long[] impressions;
    private readonly long[] clicks;
    private readonly long[] conversions;
    private readonly Dictionary<string, int> placeOf;
    private readonly ulong seed;

    /// <summary>What was forecast of it when it was agreed.</summary>
    public required DeliveryForecast Forecast { get; init; }

    /// <summary>Nobody has seen it.</summary>
    /// <param name="campaign">The campaign as it was agreed on.</param>
    /// <param name="known">What is true of its creatives.</param>
    /// <param name="hosts">The users who see it.</param>
    /// <param name="catalog">The items of the domain that is shown.</param>
    public SimulatedCampaign(Campaign campaign, ScenarioCampaign known, SimulatedUsers hosts, IReadOnlyList<Item> catalog)
    {
        (Campaign, Definition) = (campaign, CampaignDefinition.Of(campaign.DefinitionJson));
        var creatives = Definition.Creatives;
        truth = [.. creatives.Select(creative => known.Truth.Single(each => each.Creative == creative.Name))];
        placeOf = creatives.Index().ToDictionary(each => each.Item.Name, each => each.Index, StringComparer.Ordinal);
        // A creative about nothing in particular leads to the first item that has a price.
        var usual = catalog.FirstOrDefault(item => PriceOf(item) > 0) ?? (catalog.Count > 0 ? catalog[0] : null);
        items = [.. creatives.Select(creative => catalog.FirstOrDefault(item => item.ItemId == creative.Item) ?? usual)];
        (impressions, clicks, conversions) = (new long[truth.Length], new long[truth.Length], new long[truth.Length]);
        seed = UnitHash.SeedOf("campaign:" + campaign.Name);
        ConversionKind = Definition.ConversionKinds[0];
        Truth = new CampaignTruth(this, hosts);
    }

    public Campaign Campaign { get; }

    public CampaignDefinition Definition { get; }

    public CampaignTruth Truth { get; }

    public string Host => Definition.HostOf(Campaign.Owner);

    public string Promoted => Definition.PromotedOf(Campaign.Owner);

    /// <summary>Wire name of the kind of event that a conversion is: the first that the definition names.</summary>
    public string ConversionKind { get; }

    /// <summary>The last moment, exclusive, at which what users do counts.</summary>
    public DateTimeOffset Until => Definition.EndsAt.AddDays(Definition.AttributionDays);

    /// <summary>What an impression comes to: whether it is clicked, whether it converts, and which item that and whatever else it brings is about.</summary>
    public ImpressionResponse Respond(string creative, ulong visitSeed, string slot)
    {
        var place = placeOf[creative];
        var random = new SplittableRandom(visitSeed ^ seed ^ UnitHash.SeedOf(slot));
        var isClicked = random.NextDouble() < truth[place].Click && items[place] is not null;
        var converts = isClicked && random.NextDouble() < truth[place].Conversion;
        impressions[place]++;
        clicks[place] += isClicked ? 1 : 0;
        conversions[place] += converts ? 1 : 0;
        var searches = random.NextDouble() < truth[place].Search && items[place] is not null;
        var mentions = random.NextDouble() < truth[place].Mention && items[place] is not null;
        return new ImpressionResponse(items[place], isClicked, converts, searches, mentions);
    }

    /// <summary>Probability that an impression of a creative sells something, and for how much in whole units of the campaign's currency.</summary>
    public (double Probability, double Amount) SaleOf(string creative)
    {
        var place = placeOf[creative];
        var isSale =
            items[place] is not null && InteractionKinds.Parse(ConversionKind) is InteractionKind.Enrol or InteractionKind.Purchase;
        return isSale ? (truth[place].Click * truth[place].Conversion, PriceOf(items[place]!)) : (0, 0);
    }

    /// <summary>Probabilities that an impression of a creative brings a search and a mention on the promoted side.</summary>
    public (double Search, double Mention) AwarenessOf(string creative) =>
        items[placeOf[creative]] is null ? (0, 0) : (truth[placeOf[creative]].Search, truth[placeOf[creative]].Mention);

    /// <summary>An item's price in whole units of the campaign's currency; 0 where it has none in it.</summary>
    public double PriceOf(Item item) =>
        item.PriceMinorUnits > 0 && string.Equals(item.Currency, Definition.Currency, StringComparison.Ordinal)
            ? (double)CurrencyUnits.ToMajor(item.PriceMinorUnits.Value, item.Currency)
            : 0;

    public CreativeRegret Regret() => CreativeRegret.Of(truth, impressions, Definition.Goal == CampaignGoal.Conversion);

    /// <summary>What became of its creatives, beside what a preview says of each alone.</summary>
    public IReadOnlyList<SimulatedCreative> Creatives(CampaignPreview preview) =>
        [
            .. truth.Select(
                (each, place) =>
                    new SimulatedCreative(
                        each.Creative,
                        each.Click,
                        each.Conversion,
                        impressions[place],
                        clicks[place],
                        conversions[place],
                        each.Click * (Definition.Goal == CampaignGoal.Conversion ? each.Conversion : 1),
                        preview.Policies.FirstOrDefault(policy => policy.Creative == each.Creative)?.Preview.DoublyRobust
                    )
                    {
                        Search = each.Search,
                        Mention = each.Mention,
                    }
            ),
        ];
}

/// <summary>What followed an impression.</summary>
/// <param name="Item">What it was about; null where the promoted catalog is empty, and then nothing follows.</param>
/// <param name="IsClicked">Whether it was clicked.</param>
/// <param name="Converts">Whether the click converted.</param>
/// <param name="Searches">Whether the user looked for it on the promoted side.</param>
/// <param name="Mentions">Whether the user mentioned it there.</param>
internal readonly record struct ImpressionResponse(Item? Item, bool IsClicked, bool Converts, bool Searches, bool Mentions);
