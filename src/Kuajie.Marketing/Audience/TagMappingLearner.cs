using Kuajie.Algorithms.Association;
using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience;

/// <summary>
/// Learns which tags of one domain go with which of another from linked people: the shrunk lift of <see cref="ObservedToExpected"/> against what is expected within strata, a one-sided exact
/// test of every pair that can be told at all, and the pairs whose false-discovery q is small enough. O(pairs · strata · √people).
/// </summary>
public sealed record TagMappingLearner
{
    /// <summary>The share of pairs of chance that is put up with among those found, above 0 and at most 0.5. Default 0.05.</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>
    /// Tags that fewer people have a taste for are not tested, and pairs that fewer people have are not found, at least 1. Default 3. (That a tag is rare says nothing of a pair, so leaving it out
    /// does not bend the tests; a rare pair is tested and counted all the same.)
    /// </summary>
    public int FewestPeople { get; init; } = 3;

    /// <summary>People that are too few to learn anything from.</summary>
    public const int FewestLinked = 20;

    /// <summary>The mapping.</summary>
    /// <exception cref="InvalidInputException">Counts that contradict each other, tags that stand twice, options out of range; all at once.</exception>
    public TagMapping Learn(TagCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        InvalidInputException.ThrowIfAny(TagMappingFaults.Of(counts, this));
        var people = counts.Strata.Sum(stratum => stratum.People);
        if (people < FewestLinked)
        {
            return new TagMapping(people, 0, [], MarketingText.Of("ShortageLinkedPeople", people, FewestLinked));
        }
        var tested = Tested(counts);
        var adjusted = FalseDiscoveries.AdjustedProbabilities([.. tested.Select(pair => pair.Probability)]);
        MappedTags[] found =
        [
            .. tested
                .Zip(adjusted, (pair, q) => pair with { FalseDiscovery = q })
                .Where(pair => pair.FalseDiscovery <= FalseDiscoveryRate && pair.Lift.Observed >= FewestPeople && pair.Lift.Low > 1)
                .OrderByDescending(pair => pair.Lift.Low)
                .ThenBy(pair => pair.From, StringComparer.Ordinal)
                .ThenBy(pair => pair.To, StringComparer.Ordinal),
        ];
        return new TagMapping(people, tested.Count, found, null);
    }

    private List<MappedTags> Tested(TagCounts counts)
    {
        var fromPeople = Totals(counts, stratum => stratum.From, counts.FromTags.Count);
        var toPeople = Totals(counts, stratum => stratum.To, counts.ToTags.Count);
        var tested = new List<MappedTags>();
        for (var from = 0; from < fromPeople.Length; from++)
        {
            for (var to = 0; to < toPeople.Length; to++)
            {
                if (Math.Min(fromPeople[from], toPeople[to]) >= FewestPeople)
                {
                    tested.Add(Test(counts, from, to, fromPeople[from], toPeople[to]));
                }
            }
        }
        return tested;
    }

    private static MappedTags Test(TagCounts counts, int from, int to, long fromPeople, long toPeople)
    {
        TwoMargins[] margins = [.. counts.Strata.Select(stratum => new TwoMargins(stratum.From[from], stratum.To[to], stratum.People))];
        var both = counts.Strata.Sum(stratum => stratum.Both.GetValueOrDefault((from, to)));
        var lift = ObservedToExpected.Against(both, margins.Sum(margin => margin.Mean));
        var probability = HypergeometricSum.AtLeast(both, margins);
        return new MappedTags(counts.FromTags[from], counts.ToTags[to], fromPeople, toPeople, lift, probability, 1);
    }

    private static long[] Totals(TagCounts counts, Func<TagStratum, IReadOnlyList<long>> of, int tags) =>
        [.. Enumerable.Range(0, tags).Select(tag => counts.Strata.Sum(stratum => of(stratum)[tag]))];
}
