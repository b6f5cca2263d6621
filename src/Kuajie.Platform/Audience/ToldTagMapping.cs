using Kuajie.Marketing.Audience;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Audience;

/// <summary>A tag mapping as it may be told.</summary>
/// <param name="From">The first domain.</param>
/// <param name="To">The second domain.</param>
/// <param name="People">Linked people it was learnt from.</param>
/// <param name="Revision">Counts changes by people; 0 where there was none.</param>
/// <param name="ChangedAt">When people changed it last, or null.</param>
/// <param name="Pairs">The heaviest first.</param>
/// <param name="Shortage">Why nothing could be learnt, or null.</param>
public sealed record ToldTagMapping(
    string From,
    string To,
    long People,
    int Revision,
    DateTimeOffset? ChangedAt,
    IReadOnlyList<ToldTags> Pairs,
    string? Shortage
)
{
    internal static ToldTagMapping Of(
        Partnership partnership,
        string from,
        TagMapping learnt,
        MergedTagMapping merged,
        TagMappingEdits? stored,
        BridgeDiscretion discretion
    ) =>
        new(
            from,
            string.Equals(partnership.FirstDomain, from, StringComparison.Ordinal) ? partnership.SecondDomain : partnership.FirstDomain,
            discretion.Told(learnt.People),
            stored?.Revision ?? 0,
            stored?.ChangedAt,
            [.. merged.Pairs.Select(pair => ToldTags.Of(pair, discretion)).OfType<ToldTags>()],
                // The sentence counts people.
                learnt.Shortage
                    is null
                    ? null
                : discretion.Told(learnt.People) == learnt.People ? learnt.Shortage.ToString()
                : TagMappingTexts.Source.Format("TooFewLinked")
        );
}

/// <summary>A pair of tags as it may be told.</summary>
/// <param name="From">The tag of the first domain.</param>
/// <param name="To">The tag of the second domain.</param>
/// <param name="Weight">0 to 1; 0 where it is forbidden.</param>
/// <param name="Origin">Where the weight comes from.</param>
/// <param name="Evidence">What was learnt; null where nothing was, or of too few people.</param>
/// <param name="Edit">What a person decided, or null.</param>
public sealed record ToldTags(string From, string To, double Weight, TagOrigin Origin, ToldTagEvidence? Evidence, TagMappingEdit? Edit)
{
    /// <summary>
    /// Where counts are rounded, lifts and weights are too, to a tenth and a twentieth: from exact ones the counts could be had back. A pair that too few people have and nobody decided is not told.
    /// </summary>
    internal static ToldTags? Of(MergedTags pair, BridgeDiscretion discretion)
    {
        var learnt = pair.Learnt is { } known && discretion.Told(known.Lift.Observed) > 0 ? known : null;
        if (learnt is null && pair.Edit is null)
        {
            return null;
        }
        if (pair.Origin == TagOrigin.Learnt && learnt is null)
        {
            // Its weight would tell that it was learnt, so of few people: it is told as it was decided.
            return new ToldTags(pair.From, pair.To, pair.Edit!.Weight ?? 0, TagOrigin.Added, null, pair.Edit);
        }
        var isExact = !discretion.IsRounded || pair.Origin != TagOrigin.Learnt;
        return new ToldTags(
            pair.From,
            pair.To,
            isExact ? pair.Weight : Math.Round(20 * pair.Weight) / 20,
            pair.Origin,
            learnt is null ? null : ToldTagEvidence.Of(learnt, discretion),
            pair.Edit
        );
    }
}

/// <summary>What was learnt of a pair, as it may be told.</summary>
/// <param name="Both">People with a taste for both.</param>
/// <param name="FromPeople">People with a taste for the first.</param>
/// <param name="ToPeople">People with a taste for the second.</param>
/// <param name="Lift">How much oftener than by chance.</param>
/// <param name="Low">2.5 % point of the lift.</param>
/// <param name="High">97.5 % point.</param>
/// <param name="FalseDiscovery">The smallest false-discovery rate at which the pair is found; rounded up to a power of ten where counts are rounded.</param>
public readonly record struct ToldTagEvidence(
    long Both,
    long FromPeople,
    long ToPeople,
    double Lift,
    double Low,
    double High,
    double FalseDiscovery
)
{
    internal static ToldTagEvidence Of(MappedTags pair, BridgeDiscretion discretion) =>
        new(
            discretion.Told(pair.Lift.Observed),
            discretion.Told(pair.FromPeople),
            discretion.Told(pair.ToPeople),
            Rounded(pair.Lift.Ratio, discretion),
            Rounded(pair.Lift.Low, discretion),
            Rounded(pair.Lift.High, discretion),
            discretion.IsRounded ? Math.Pow(10, Math.Ceiling(Math.Log10(pair.FalseDiscovery))) : pair.FalseDiscovery
        );

    private static double Rounded(double lift, BridgeDiscretion discretion) => discretion.IsRounded ? Math.Round(lift, 1) : lift;
}
