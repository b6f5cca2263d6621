using System.Globalization;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Algorithms.Text;

namespace Kuajie.Algorithms.CrossDomain.ContentBridge;

/// <summary>
/// What a tag of the source says in the target's words, as people write it down: <c>跑步 -> 马拉松 : 0.8; nutrition -> recovery</c>. A source item with the
/// first tag counts as having the second too, by that share of the first one's weight (1 where none is given).
/// </summary>
public sealed class TagMap
{
    private const string Arrow = "->";

    private TagMap(IReadOnlyList<(string From, string To, double Weight)> pairs) => Pairs = pairs;

    /// <summary>How a map is written, in symbols that read in any language.</summary>
    public static string Form => "tag -> tag : 0 … 1; …";

    /// <summary>The pairs, folded.</summary>
    public IReadOnlyList<(string From, string To, double Weight)> Pairs { get; }

    /// <summary>Reads a map; null and the part that is none where the text is no map.</summary>
    public static (TagMap? Map, string? Wrong) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pairs = new List<(string, string, double)>();
        foreach (var part in text.Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ParsePair(part) is not { } pair)
            {
                return (null, part);
            }
            pairs.Add(pair);
        }
        return (new TagMap(pairs), null);
    }

    /// <summary>The map of some pairs; tags are folded. What a text cannot hold, a semicolon in a tag, is welcome here.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not above 0 and at most 1.</exception>
    public static TagMap Of(IEnumerable<(string From, string To, double Weight)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new TagMap([
            .. pairs.Select(pair =>
                pair.Weight is > 0 and <= 1
                    ? (TextSegmenter.Fold(pair.From), TextSegmenter.Fold(pair.To), pair.Weight)
                    : throw new ArgumentOutOfRangeException(nameof(pairs), pair.Weight, "Expected weights above 0 and at most 1.")
            ),
        ]);
    }

    /// <summary>The terms of source items with those the map adds. Tags that no item of either side has change nothing.</summary>
    public SparseMatrix Apply(SparseMatrix terms, IdMap vocabulary)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var targets = Pairs
            .Select(pair =>
                (From: vocabulary.IndexOf(ContentTerm.TagKey(pair.From)), To: vocabulary.IndexOf(ContentTerm.TagKey(pair.To)), pair.Weight)
            )
            .Where(pair => pair is { From: >= 0, To: >= 0 })
            .ToLookup(pair => pair.From);
        if (targets.Count == 0)
        {
            return terms;
        }
        var offsets = new int[terms.RowCount + 1];
        var columns = new List<int>(terms.EntryCount);
        var values = new List<float>(terms.EntryCount);
        for (var item = 0; item < terms.RowCount; item++)
        {
            var row = new SortedDictionary<int, float>();
            for (var place = 0; place < terms.RowLength(item); place++)
            {
                var (term, weight) = (terms.RowColumns(item)[place], terms.RowValues(item)[place]);
                row[term] = row.GetValueOrDefault(term) + weight;
                foreach (var (_, to, share) in targets[term])
                {
                    row[to] = row.GetValueOrDefault(to) + (float)(share * weight);
                }
            }
            columns.AddRange(row.Keys);
            values.AddRange(row.Values);
            offsets[item + 1] = columns.Count;
        }
        return new SparseMatrix(terms.RowCount, terms.ColumnCount, offsets, [.. columns], [.. values]);
    }

    private static (string From, string To, double Weight)? ParsePair(string part)
    {
        var arrow = part.IndexOf(Arrow, StringComparison.Ordinal);
        if (arrow < 0)
        {
            return null;
        }
        var rest = part[(arrow + Arrow.Length)..];
        var colon = rest.LastIndexOfAny([':', '：']);
        var weight = 1.0;
        if (colon >= 0 && !double.TryParse(rest.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out weight))
        {
            return null;
        }
        var (from, to) = (TextSegmenter.Fold(part[..arrow]), TextSegmenter.Fold(colon < 0 ? rest : rest[..colon]));
        return from.Length > 0 && to.Length > 0 && weight is > 0 and <= 1 ? (from, to, weight) : null;
    }
}
