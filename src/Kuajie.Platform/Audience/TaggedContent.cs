using Kuajie.Algorithms.CrossDomain.ContentBridge;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Audience;

/// <summary>
/// What people decided about pairs of tags, in the content of a dataset's items: an item of another domain with the one tag has the other too, by the pair's weight. Only decisions of people: what is
/// learnt from linked people is learnt from the interactions that held-out rows are taken from, and would have a say in what they are to judge.
/// </summary>
public static class TaggedContent
{
    /// <summary>The dataset with the decisions of the lasting partnerships between its last domain and the others. Itself where there are none.</summary>
    public static InteractionDataset AddTo(InteractionDataset dataset, IWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(workspace);
        var target = dataset.Domains.Count - 1;
        var maps = dataset.Domains.Select(
            (domain, place) => place == target ? null : MapOf(workspace, domain.Domain, dataset.Domains[target].Domain)
        );
        var contents = dataset.Domains.Zip(maps, (domain, map) => map is null ? domain.Content : Mapped(domain.Content, map)).ToArray();
        return contents.SequenceEqual(dataset.Domains.Select(domain => domain.Content)) ? dataset : dataset.WithContent(contents);
    }

    private static TagMap? MapOf(IWorkspace workspace, string source, string target)
    {
        var partnership = workspace.Partners.Partnerships().FirstOrDefault(known => known.Joins(source, target));
        if (partnership is null || workspace.TagMappings.Find(partnership.PartnershipId) is not { } stored)
        {
            return null;
        }
        var isForward = string.Equals(partnership.FirstDomain, source, StringComparison.Ordinal);
        var pairs = stored
            .Edits.Where(edit => edit.Kind != TagEditKind.Forbid)
            .Select(edit => isForward ? (edit.From, edit.To, edit.Weight!.Value) : (edit.To, edit.From, edit.Weight!.Value))
            .ToArray();
        return pairs.Length == 0 ? null : TagMap.Of(pairs);
    }

    private static ItemContent? Mapped(ItemContent? content, TagMap map)
    {
        if (content is null)
        {
            return null;
        }
        var terms = map.Apply(content.Terms, content.Vocabulary);
        return ReferenceEquals(terms, content.Terms)
            ? content
            : new ItemContent(content.Vocabulary, OfLengthOne(terms), content.Vectors, content.VectorLength);
    }

    private static SparseMatrix OfLengthOne(SparseMatrix terms)
    {
        var values = terms.Values.ToArray();
        for (var row = 0; row < terms.RowCount; row++)
        {
            var own = values.AsSpan(terms.RowOffsets.Span[row], terms.RowLength(row));
            var square = 0.0;
            foreach (var value in own)
            {
                square += value * value;
            }
            for (var place = 0; place < own.Length; place++)
            {
                own[place] = (float)(own[place] / Math.Sqrt(square));
            }
        }
        return terms.WithValues(values);
    }
}
