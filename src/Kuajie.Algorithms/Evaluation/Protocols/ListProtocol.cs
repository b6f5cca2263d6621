namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>How lists are measured in general evaluation (P3).</summary>
/// <param name="Cutoffs">List lengths, ascending; each at least 1.</param>
/// <param name="Negatives">Sampled negatives per user, or null to rank the whole catalog.</param>
/// <param name="Seed">Seed of sampled negatives.</param>
/// <param name="IncludesUntrainedItems">Whether items without training interactions are candidates (cold items), else only trained ones.</param>
public sealed record ListProtocol(IReadOnlyList<int> Cutoffs, int? Negatives, ulong Seed, bool IncludesUntrainedItems)
{
    /// <summary>Full ranking, lists of 10 and 20.</summary>
    public static ListProtocol Full { get; } = new([10, 20], null, 1, false);
}
