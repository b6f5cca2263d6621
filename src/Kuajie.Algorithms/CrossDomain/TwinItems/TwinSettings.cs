namespace Kuajie.Algorithms.CrossDomain.TwinItems;

/// <summary>What makes two items twins; either sign suffices.</summary>
public sealed record TwinSettings
{
    /// <summary>By users. Default: cosine at least 0.7 with at least 3 shared users.</summary>
    public TwinRule Rule { get; init; } = TwinRule.Default;

    /// <summary>Least cosine of titles, tags and descriptions, above 0 … 1; null leaves content out. Default 0.9.</summary>
    public double? LeastContentCosine { get; init; } = 0.9;
}
