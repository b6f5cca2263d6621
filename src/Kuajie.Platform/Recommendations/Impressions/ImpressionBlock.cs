namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>Lists shown to users of one domain, encoded one after the other: what a store writes at once, for a fraction of what a row each costs.</summary>
/// <param name="UserDomain">The domain whose users and visitors saw them.</param>
/// <param name="FirstList">The smallest id among them, by ordinal comparison.</param>
/// <param name="LastList">The largest.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Content">The lists, as <see cref="ImpressionEncoder"/> writes them.</param>
public sealed record ImpressionBlock(string UserDomain, string FirstList, string LastList, int Count, ReadOnlyMemory<byte> Content)
{
    /// <summary>Blocks of some lists, one for each domain.</summary>
    public static IReadOnlyList<ImpressionBlock> Of(IEnumerable<Impression> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var encoder = new ImpressionEncoder();
        var group = new ImpressionGroup();
        foreach (var list in lists)
        {
            group.Add(list, encoder.Encode(list));
        }
        return group.ToBlocks();
    }

    /// <summary>The list of an id, or null.</summary>
    public Impression? Find(string listId)
    {
        foreach (var record in Records())
        {
            if (ImpressionDecoder.IsOf(record.Span, listId))
            {
                return ImpressionDecoder.Decode(record.Span, UserDomain);
            }
        }
        return null;
    }

    /// <summary>Every list.</summary>
    /// <exception cref="FormatException">The content is damaged.</exception>
    public IEnumerable<Impression> Lists() => Records().Select(record => ImpressionDecoder.Decode(record.Span, UserDomain));

    /// <summary>The block without the lists shown to a user or in one of some visits; itself where there are none, null where no other is left.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="visits">The visits.</param>
    public ImpressionBlock? Without(string userId, IReadOnlySet<string> visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        var group = new ImpressionGroup();
        foreach (var record in Records())
        {
            var list = ImpressionDecoder.Decode(record.Span, UserDomain);
            // What somebody else was shown in the same visit stays theirs.
            var isOfVisit = list.UserId is null && list.SessionId is not null && visits.Contains(list.SessionId);
            if (list.UserId != userId && !isOfVisit)
            {
                group.Add(list, record.Span);
            }
        }
        return group.Count == Count ? this
            : group.Count == 0 ? null
            : group.ToBlocks()[0];
    }

    private IEnumerable<ReadOnlyMemory<byte>> Records()
    {
        var left = Content;
        while (!left.IsEmpty)
        {
            var length = ImpressionDecoder.LengthOf(left.Span);
            yield return left[..length];
            left = left[length..];
        }
    }
}
