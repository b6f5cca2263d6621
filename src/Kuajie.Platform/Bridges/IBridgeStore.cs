namespace Kuajie.Platform.Bridges;

/// <summary>Counts what linked people have on the two sides of a pair of domains. What is counted holds names of items and tags, never users; who they are is told by <see cref="Having"/> alone.</summary>
public interface IBridgeStore
{
    /// <summary>
    /// Of the people who did something on both sides, flagged users left out: how many have each thing, and how many have each pair of things.
    /// </summary>
    /// <param name="thing">What is counted.</param>
    /// <param name="source">The first domain.</param>
    /// <param name="target">The second domain.</param>
    /// <param name="people">A person's user in the first domain and in the second. A user linked to several counts with each.</param>
    /// <param name="most">How many things of each side: those that most people have, by name where equally many do.</param>
    BridgeCounts Count(BridgeThing thing, string source, string target, IReadOnlyList<(string Source, string Target)> people, int most);

    /// <summary>People who have a thing of each side, as they are counted: examples to look at, in the order of their first user's id.</summary>
    /// <param name="thing">What they have: an item or a tag.</param>
    /// <param name="source">The first domain.</param>
    /// <param name="target">The second domain.</param>
    /// <param name="people">A person's user in the first domain and in the second.</param>
    /// <param name="pair">The thing of the first domain and that of the second.</param>
    /// <param name="most">How many people.</param>
    IReadOnlyList<(string Source, string Target)> Having(
        BridgeThing thing,
        string source,
        string target,
        IReadOnlyList<(string Source, string Target)> people,
        (string Source, string Target) pair,
        int most
    );
}

/// <summary>What a bridge leads from and to.</summary>
public enum BridgeThing
{
    /// <summary>Who touched the item has it.</summary>
    Item = 1,

    /// <summary>Of items without tags the kind stands for one. Who touched two items with the tag, or has it on at least half of all the items they touched, has a taste for it.</summary>
    Tag = 2,

    /// <summary>
    /// Of the tags that most people have a taste for, the one that most of a person's items carry, the first by name where several do: everybody has one at most.
    /// </summary>
    Segment = 3,
}

/// <summary>How many people have what.</summary>
/// <param name="People">People who did something on both sides.</param>
/// <param name="Source">Things of the first domain, those that most people have first.</param>
/// <param name="Target">Things of the second domain, likewise.</param>
/// <param name="Pairs">Pairs that at least one person has.</param>
public sealed record BridgeCounts(
    long People,
    IReadOnlyList<NamedCount> Source,
    IReadOnlyList<NamedCount> Target,
    IReadOnlyList<PairCount> Pairs
)
{
    /// <summary>
    /// Of tags, the same counts by strata of people who do about as much on each side; of other things none. People are of one stratum where both sides' numbers of items lie in the same half
    /// octaves, ⌊2 log₂ items⌋, those of 46 items and more together. Strata in any order.
    /// </summary>
    public IReadOnlyList<StratumCounts> Strata { get; init; } = [];

    /// <summary>Nobody is linked.</summary>
    public static BridgeCounts Nobody { get; } = new(0, [], [], []);
}

/// <summary>A thing and who has it.</summary>
/// <param name="Name">The item's id, or the tag.</param>
/// <param name="People">How many have it.</param>
public readonly record struct NamedCount(string Name, long People);

/// <summary>A pair of things and who has both.</summary>
/// <param name="Source">Index of the thing of the first domain.</param>
/// <param name="Target">Index of the thing of the second domain.</param>
/// <param name="People">How many have both.</param>
public readonly record struct PairCount(int Source, int Target, long People);

/// <summary>How many people of a stratum have what.</summary>
/// <param name="People">People of the stratum.</param>
/// <param name="Source">By the places of the things of the first domain.</param>
/// <param name="Target">By the places of the things of the second domain.</param>
/// <param name="Pairs">Pairs that at least one of them has.</param>
public sealed record StratumCounts(
    long People,
    IReadOnlyDictionary<int, long> Source,
    IReadOnlyDictionary<int, long> Target,
    IReadOnlyList<PairCount> Pairs
)
{
    /// <summary>The last half octave: 46 items and more.</summary>
    public const int LastLevel = 11;
}
