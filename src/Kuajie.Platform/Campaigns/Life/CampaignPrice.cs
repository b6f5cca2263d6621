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

    /// <summary>The most that one thing paid for costs: what has to be left of a budget before another is sought. 0 for a fixed fee, which is the whole budget and leaves nothing to seek.</summary>
    public long MostOfOne =>
        Model switch
        {
            CampaignPriceModel.PerThousand => (AmountMinorUnits / Thousand) + (AmountMinorUnits % Thousand == 0 ? 0 : 1),
            CampaignPriceModel.FixedFee => 0,
            _ => AmountMinorUnits,
        };

    /// <summary>What is held back for an impression before it is known which one it is.</summary>
    public long ReservedForImpression => Model == CampaignPriceModel.PerThousand ? MostOfOne : 0;

    /// <summary>What the impression of a number costs: by the thousand so that any first n of them cost ⌊n · price / 1000⌋ together, without a fraction; of a fixed fee the first all of it.</summary>
    /// <param name="number">How many impressions of the campaign there are with it, from 1.</param>
    public long OfImpression(long number) =>
        Model switch
        {
            CampaignPriceModel.PerThousand => Sum(number) - Sum(number - 1),
            CampaignPriceModel.FixedFee => number == 1 ? AmountMinorUnits : 0,
            _ => 0,
        };

    private long Sum(long impressions) => (long)((Int128)impressions * AmountMinorUnits / Thousand);
}
