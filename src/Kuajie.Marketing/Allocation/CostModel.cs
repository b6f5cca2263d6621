namespace Kuajie.Marketing.Allocation;

/// <summary>How exposures are paid: an amount per exposure, expected, and a fee once where there is any exposure.</summary>
public sealed record CostModel
{
    private CostModel(long amount, string currency, double exposuresPerAmount)
    {
        AmountMinorUnits = amount;
        Currency = currency;
        Rate = exposuresPerAmount;
    }

    /// <summary>The price, in whole minor units of <see cref="Currency"/>.</summary>
    public long AmountMinorUnits { get; }

    /// <summary>Currency of the price, for example <c>CNY</c>.</summary>
    public string Currency { get; }

    /// <summary>How often the price is due per exposure: 1/1000, the click rate, the conversion rate; 0 for a fee.</summary>
    public double Rate { get; }

    /// <summary>Expected minor units per exposure; may hold a fraction.</summary>
    public double PerExposure => Rate * AmountMinorUnits;

    /// <summary>Minor units due once.</summary>
    public long Fee => Rate == 0 ? AmountMinorUnits : 0;

    /// <summary>CPM: a price per thousand exposures.</summary>
    public static CostModel PerThousand(long amountMinorUnits, string currency) => new(amountMinorUnits, currency, 0.001);

    /// <summary>CPC: a price per click; the expected cost of an exposure is price · click rate.</summary>
    public static CostModel PerClick(long amountMinorUnits, string currency, double clickRate) =>
        new(amountMinorUnits, currency, clickRate);

    /// <summary>CPA: a price per conversion; the expected cost of an exposure is price · conversions per exposure.</summary>
    public static CostModel PerAction(long amountMinorUnits, string currency, double actionRate) =>
        new(amountMinorUnits, currency, actionRate);

    /// <summary>A fee for the whole window, whatever the exposures.</summary>
    public static CostModel Fixed(long amountMinorUnits, string currency) => new(amountMinorUnits, currency, 0);
}
