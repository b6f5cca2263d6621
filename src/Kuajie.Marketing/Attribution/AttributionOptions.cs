namespace Kuajie.Marketing.Attribution;

/// <summary>How conversions are credited. Immutable; valid defaults.</summary>
public sealed record AttributionOptions
{
    /// <summary>Share of the first touch by position, 0 … 1. Default 0.4.</summary>
    public double FirstShare { get; init; } = 0.4;

    /// <summary>Share of the last touch by position, 0 … 1; with the first at most 1. Default 0.4. The touches between share the rest.</summary>
    public double LastShare { get; init; } = 0.4;

    /// <summary>Most channels for which Shapley's value is computed exactly, 1 … 16; beyond, orders are drawn. Default 12.</summary>
    public int MostExact { get; init; } = 12;

    /// <summary>Pairs of orders that are drawn, 10 … 1,000,000. Default 1,000.</summary>
    public int OrderPairs { get; init; } = 1_000;

    /// <summary>Seed of the orders. Default 1.</summary>
    public ulong Seed { get; init; } = 1;
}
