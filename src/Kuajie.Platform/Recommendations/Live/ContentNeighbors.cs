using Kuajie.Algorithms.Text;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Which items of a domain are about the same, by tags, kind and words of titles, rare ones counting more. Made when first asked for and then kept up as items come.
/// </summary>
internal sealed class ContentNeighbors(DomainItems items)
{
    private const int MostAlike = 20;

    /// <summary>Terms of more items than this say nothing and would cost much.</summary>
    private const int MostOfTerm = 20_000;

    private readonly Lock changing = new();
    private readonly Dictionary<string, List<int>> itemsOf = new(StringComparer.Ordinal);
    private readonly HashSet<int> known = [];
    private ItemColumns? upTo;

    /// <summary>The items a model knows that are most like one, best first. O(items that share a term).</summary>
    public IReadOnlyList<(int Index, float Similarity)> Alike(LiveModel model, int number)
    {
        lock (changing)
        {
            TakeIn();
            var sums = new Dictionary<int, float>();
            foreach (var (term, weight) in TermsOf(items.Columns, number))
            {
                var others = itemsOf.GetValueOrDefault(term);
                if (others is null || others.Count > MostOfTerm)
                {
                    continue;
                }
                var rarity = MathF.Log(1 + ((float)known.Count / others.Count));
                foreach (var other in others)
                {
                    if (model.IndexOf(model.Model.TargetDomain, other) is >= 0 and var index)
                    {
                        sums[index] = sums.GetValueOrDefault(index) + (weight * rarity * rarity);
                    }
                }
            }
            return [.. sums.OrderByDescending(sum => sum.Value).ThenBy(sum => sum.Key).Take(MostAlike).Select(sum => (sum.Key, sum.Value))];
        }
    }

    private void TakeIn()
    {
        var columns = items.Columns;
        if (ReferenceEquals(upTo, columns))
        {
            return;
        }
        upTo = columns;
        for (var number = 0; number < columns.Chunks.Length * ItemChunk.Size; number++)
        {
            if (columns.Has(number) && known.Add(number))
            {
                foreach (var (term, _) in TermsOf(columns, number))
                {
                    if (!itemsOf.TryGetValue(term, out var others))
                    {
                        itemsOf.Add(term, others = []);
                    }
                    others.Add(number);
                }
            }
        }
    }

    private Dictionary<string, float> TermsOf(ItemColumns columns, int number)
    {
        var terms = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (var tag in columns.TagsOf(number))
        {
            terms[$"#{TextSegmenter.Fold(items.Words[tag])}"] = 2;
        }
        if (columns.KindOf(number) is >= 0 and var kind)
        {
            terms[$"={items.Words[kind]}"] = 0.5f;
        }
        foreach (var token in TextSegmenter.Segment(columns.TitleOf(number) ?? ""))
        {
            terms[token.Text] = 1;
        }
        return terms;
    }
}
