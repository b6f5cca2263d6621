using System.Collections.Concurrent;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Faults;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Audience;

/// <summary>Which tags of a partnership's two domains go together: learnt from linked people, corrected by people. Safe to call from many threads.</summary>
/// <param name="bridges">Counts.</param>
/// <param name="store">Decisions.</param>
/// <param name="clock">The clock.</param>
public sealed class TagMappings(TasteBridges bridges, ITagMappingStore store, TimeProvider clock)
{
    /// <summary>Edits of a partnership at most.</summary>
    public const int MostEdits = 5000;

    private readonly ConcurrentDictionary<string, (BridgeCounts Counts, TagMapping Learnt)> learnt = new(StringComparer.Ordinal);

    /// <summary>What was learnt and decided, with exact evidence: for targeting, not for telling others.</summary>
    /// <param name="partnership">The partnership.</param>
    /// <param name="from">Which of its domains comes first.</param>
    /// <exception cref="KuajieException">The domain is none of the partnership's.</exception>
    public MergedTagMapping Merged(Partnership partnership, string from) => Of(partnership, from).Merged;

    /// <summary>What was learnt and decided, as it may be told.</summary>
    /// <param name="partnership">The partnership.</param>
    /// <param name="from">Which of its domains comes first.</param>
    /// <param name="discretion">What may be told.</param>
    /// <exception cref="KuajieException">The domain is none of the partnership's.</exception>
    public ToldTagMapping Read(Partnership partnership, string from, BridgeDiscretion discretion)
    {
        var (mapping, merged, stored) = Of(partnership, from);
        return ToldTagMapping.Of(partnership, from, mapping, merged, stored, discretion);
    }

    /// <summary>Replaces the decisions of a partnership. Those that stand as they were keep who and when.</summary>
    /// <param name="partnership">The partnership.</param>
    /// <param name="from">The domain whose tags come first in <paramref name="wanted"/>.</param>
    /// <param name="wanted">All decisions that are to stand; who and when are filled in.</param>
    /// <param name="revision">The revision that the caller saw; 0 where there was none.</param>
    /// <param name="by">Who decides.</param>
    /// <exception cref="KuajieException">Decisions that cannot be, too many, or somebody changed them in between.</exception>
    public TagMappingEdits Put(Partnership partnership, string from, IReadOnlyList<TagMappingEdit> wanted, int revision, string by)
    {
        ArgumentNullException.ThrowIfNull(partnership);
        ArgumentNullException.ThrowIfNull(wanted);
        var isForward = IsForward(partnership, from);
        ThrowIfInvalid(wanted);
        var known = store.Find(partnership.PartnershipId);
        var asked = wanted.Select(edit => (isForward ? edit : Turned(edit)) with { By = "", At = default }).ToArray();
        if (known?.Revision == revision + 1 && known.Edits.Select(edit => edit with { By = "", At = default }).ToHashSet().SetEquals(asked))
        {
            // Somebody whose answer was lost asks again: it is done.
            return known;
        }
        if ((known?.Revision ?? 0) != revision)
        {
            throw Changed(revision, known?.Revision ?? 0);
        }
        var now = clock.GetUtcNow();
        var before = (known?.Edits ?? []).ToDictionary(edit => edit with { By = "", At = default });
        var edits = asked
            .Select(edit => before.GetValueOrDefault(edit) ?? edit with { By = by, At = now })
            .OrderBy(edit => edit.From, StringComparer.Ordinal)
            .ThenBy(edit => edit.To, StringComparer.Ordinal)
            .ToArray();
        var put = new TagMappingEdits(partnership.PartnershipId, revision + 1, now, edits);
        return store.TryPut(put) ? put : throw Changed(revision, store.Find(partnership.PartnershipId)?.Revision ?? 0);
    }

    internal static TagMappingEdit Turned(TagMappingEdit edit) => edit with { From = edit.To, To = edit.From };

    private (TagMapping Learnt, MergedTagMapping Merged, TagMappingEdits? Stored) Of(Partnership partnership, string from)
    {
        ArgumentNullException.ThrowIfNull(partnership);
        var isForward = IsForward(partnership, from);
        var mapping = Learnt(partnership);
        var stored = store.Find(partnership.PartnershipId);
        var edits = stored?.Edits ?? [];
        return isForward
            ? (mapping, MergedTagMapping.Of(mapping, edits), stored)
            : (Turned(mapping), MergedTagMapping.Of(Turned(mapping), [.. edits.Select(Turned)]), stored);
    }

    /// <summary>Learnt once for each counting: the same counts, held by the bridges, give the same mapping.</summary>
    private TagMapping Learnt(Partnership partnership)
    {
        var counts = bridges.TagCounts(partnership.FirstDomain, partnership.SecondDomain);
        var known = learnt.GetValueOrDefault(partnership.PartnershipId);
        if (!ReferenceEquals(known.Counts, counts))
        {
            known = (counts, new TagMappingLearner().Learn(ToTagCounts(counts)));
            learnt[partnership.PartnershipId] = known;
        }
        return known.Learnt;
    }

    private static TagCounts ToTagCounts(BridgeCounts counts) =>
        new(
            [.. counts.Source.Select(tag => tag.Name)],
            [.. counts.Target.Select(tag => tag.Name)],
            [
                .. counts.Strata.Select(stratum => new TagStratum(
                    stratum.People,
                    [.. counts.Source.Select((_, place) => stratum.Source.GetValueOrDefault(place))],
                    [.. counts.Target.Select((_, place) => stratum.Target.GetValueOrDefault(place))],
                    stratum.Pairs.ToDictionary(pair => (pair.Source, pair.Target), pair => pair.People)
                )),
            ]
        );

    private static TagMapping Turned(TagMapping mapping) =>
        mapping with
        {
            Pairs =
            [
                .. mapping.Pairs.Select(pair =>
                    pair with
                    {
                        From = pair.To,
                        To = pair.From,
                        FromPeople = pair.ToPeople,
                        ToPeople = pair.FromPeople,
                    }
                ),
            ],
        };

    private static bool IsForward(Partnership partnership, string from) =>
        string.Equals(partnership.FirstDomain, from, StringComparison.Ordinal)
        || (
            string.Equals(partnership.SecondDomain, from, StringComparison.Ordinal)
                ? false
                : throw TagMappingTexts.Source.Fault(
                    "no-domain-of-partnership",
                    "NoDomainOfPartnership",
                    "from",
                    isUsage: true,
                    arguments: [from, partnership.FirstDomain, partnership.SecondDomain]
                )
        );

    private static void ThrowIfInvalid(IReadOnlyList<TagMappingEdit> wanted)
    {
        if (wanted.Count > MostEdits)
        {
            throw TagMappingTexts.Source.Fault(
                "too-many-edits",
                "TooManyEdits",
                "edits",
                isUsage: true,
                arguments: [wanted.Count, MostEdits]
            );
        }
        try
        {
            MergedTagMapping.ThrowIfInvalid(wanted);
        }
        catch (InvalidInputException invalid)
        {
            throw TagMappingTexts.Source.Fault(
                "invalid-tag-edits",
                "InvalidTagEdits",
                "edits",
                isUsage: true,
                arguments: [invalid.Message]
            );
        }
    }

    private static KuajieException Changed(int expected, int found) =>
        TagMappingTexts.Source.Fault("tag-mapping-changed", "TagMappingChanged", "revision", arguments: [found, expected]);
}
