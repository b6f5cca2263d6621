using Kuajie.Algorithms.Association;

namespace Kuajie.Platform.Bridges;

/// <summary>How much oftener people with the one thing have the other.</summary>
/// <param name="Source">The thing of the first domain.</param>
/// <param name="Target">The thing of the second domain.</param>
/// <param name="Strength">How many have both, how many would by chance, the shrunk ratio and its interval.</param>
public sealed record Bridge(NamedCount Source, NamedCount Target, ObservedToExpected Strength)
{
    /// <summary>Share of the people with the first thing that have the second, 0 … 1.</summary>
    public double Share => (double)Strength.Observed / Source.People;
}

/// <summary>The bridges between two domains.</summary>
/// <param name="People">People who did something on both sides.</param>
/// <param name="Source">Things of the first domain, those that most people have first.</param>
/// <param name="Target">Things of the second domain, likewise.</param>
/// <param name="Bridges">The strongest first: by the lower end of the interval, so that little evidence does not come to the top.</param>
public sealed record BridgeTable(
    long People,
    IReadOnlyList<NamedCount> Source,
    IReadOnlyList<NamedCount> Target,
    IReadOnlyList<Bridge> Bridges
);

/// <summary>What may be told.</summary>
/// <param name="FewestPeople">Things and pairs that fewer people have are left out.</param>
/// <param name="IsRounded">Whether counts are rounded down to tens before anything is computed from them, so that two answers do not tell who came between.</param>
public readonly record struct BridgeDiscretion(int FewestPeople, bool IsRounded)
{
    /// <summary>For who owns both domains: what two people have in common may be chance, three are an example.</summary>
    public static BridgeDiscretion Owner => new(3, false);

    /// <summary>For who owns one of them.</summary>
    /// <param name="fewest">Things and pairs that fewer people have are left out.</param>
    public static BridgeDiscretion Partner(int fewest) => new(Math.Max(1, fewest), true);

    /// <summary>The count as it is told; 0 where it is not.</summary>
    internal long Told(long people) =>
        people < FewestPeople ? 0
        : IsRounded ? people - (people % 10)
        : people;
}
