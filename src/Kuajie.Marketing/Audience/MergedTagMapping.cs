using Kuajie.Algorithms.Text;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Audience;

/// <summary>What was learnt about tags together with what people decided.</summary>
/// <param name="Pairs">Every pair learnt or decided, forbidden ones too: the heaviest first, then by name.</param>
public sealed record MergedTagMapping(IReadOnlyList<MergedTags> Pairs)
{
    /// <summary>The pairs that count.</summary>
    public IEnumerable<MergedTags> InForce => Pairs.Where(pair => pair.Weight > 0);

    /// <summary>Puts both together. Tags are compared as searches compare them: half width, lower case, without spaces around them. O(pairs log pairs).</summary>
    /// <exception cref="InvalidInputException">Edits that cannot be; all of them at once.</exception>
    public static MergedTagMapping Of(TagMapping learnt, IReadOnlyList<TagMappingEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(learnt);
        ArgumentNullException.ThrowIfNull(edits);
        ThrowIfInvalid(edits);
        var decided = edits.ToDictionary(edit => Key(edit.From, edit.To));
        var seen = new HashSet<(string, string)>();
        var merged = new List<MergedTags>();
        foreach (var pair in learnt.Pairs)
        {
            // Tags that differ only in case or width are one to people; the stronger pair comes first and stands.
            if (seen.Add(Key(pair.From, pair.To)))
            {
                merged.Add(Merge(pair, decided.GetValueOrDefault(Key(pair.From, pair.To))));
            }
        }
        merged.AddRange(edits.Where(edit => !seen.Contains(Key(edit.From, edit.To))).Select(edit => Merge(null, edit)));
        return new MergedTagMapping([
            .. merged
                .OrderByDescending(pair => pair.Weight)
                .ThenBy(pair => pair.From, StringComparer.Ordinal)
                .ThenBy(pair => pair.To, StringComparer.Ordinal),
        ]);
    }

    /// <exception cref="InvalidInputException">Edits that cannot be; all of them at once.</exception>
    public static void ThrowIfInvalid(IReadOnlyList<TagMappingEdit> edits) => InvalidInputException.ThrowIfAny(TagMappingFaults.Of(edits));

    private static (string From, string To) Key(string from, string to) => (TextSegmenter.Fold(from), TextSegmenter.Fold(to));

    private static MergedTags Merge(MappedTags? learnt, TagMappingEdit? edit) =>
        edit switch
        {
            null => new MergedTags(learnt!.From, learnt.To, learnt.Weight, TagOrigin.Learnt, learnt, null),
            { Kind: TagEditKind.Forbid } => new MergedTags(edit.From, edit.To, 0, TagOrigin.Forbidden, learnt, edit),
            { Kind: TagEditKind.Add } when learnt is not null => new MergedTags(
                edit.From,
                edit.To,
                learnt.Weight,
                TagOrigin.Learnt,
                learnt,
                edit
            ),
            _ => new MergedTags(
                edit.From,
                edit.To,
                edit.Weight!.Value,
                edit.Kind == TagEditKind.Pin ? TagOrigin.Pinned : TagOrigin.Added,
                learnt,
                edit
            ),
        };
}

/// <summary>A pair of tags with its weight and where that comes from.</summary>
/// <param name="From">The tag of the first domain.</param>
/// <param name="To">The tag of the second domain.</param>
/// <param name="Weight">0 … 1; 0 where the pair is forbidden.</param>
/// <param name="Origin">Where the weight comes from.</param>
/// <param name="Learnt">What was learnt, or null.</param>
/// <param name="Edit">What a person decided, or null.</param>
public sealed record MergedTags(string From, string To, double Weight, TagOrigin Origin, MappedTags? Learnt, TagMappingEdit? Edit);

/// <summary>Where a weight comes from.</summary>
public enum TagOrigin
{
    /// <summary>From linked people.</summary>
    Learnt = 1,

    /// <summary>A person fixed it.</summary>
    Pinned = 2,

    /// <summary>A person gave it and nothing is learnt of the pair yet.</summary>
    Added = 3,

    /// <summary>A person ruled the pair out.</summary>
    Forbidden = 4,
}
