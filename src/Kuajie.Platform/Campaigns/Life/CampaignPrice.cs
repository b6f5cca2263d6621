namespace Kuajie.Platform.Campaigns.Life;

/// <summary>What a campaign pays, in whole minor units.</summary>
/// <param name="Model">What for.</param>
/// <param name="AmountMinorUnits">The price.</param>
public readonly record struct CampaignPrice(CampaignPriceModel Model, long AmountMinorUnits)
{
    private const long Thousand = 1000;

    /// <summary>The price of a definition.</summary>
    public static CampaignPrice Of(CampaignDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new CampaignPrice(definition.PriceModel, definition.PriceMinorUnits);
    }

    /// <summary>The most that one thing paid for costs: what has to be left of a budget before another is sought.</summary>
    public long MostOfOne =>
        Model == CampaignPriceModel.PerThousand
            ? (AmountMinorUnits / Thousand) + (AmountMinorUnits % Thousand == 0 ? 0 : 1)
            : AmountMinorUnits;

    /// <summary>What is held back for an impression before it is known which one it is.</summary>
    public long ReservedForImpression => Model == CampaignPriceModel.PerThousand ? MostOfOne : 0;

    /// <summary>What the impression of a number costs, so that any first n of them cost ⌊n · price / 1000⌋ together, without a fraction.</summary>
    /// <param name="number">How many impressions of the campaign there are with it, from 1.</param>
    public long OfImpression(long number) => Model == CampaignPriceModel.PerThousand ? Sum(number) - Sum(number - 1) : 0;

    private long Sum(long impressions) => (long)((Int128)impressions * AmountMinorUnits / Thousand);
}
