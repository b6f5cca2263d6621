using System.Runtime.InteropServices;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Text;

/// <summary>
/// Turns the texts of several domains' items into TF-IDF vectors over one vocabulary, each of length one:
/// ln(1 + Σ over fields of weight · count) · ln(1 + (N − n + ½) / (n + ½)) for a term in n of N items. The same texts in the same order give the same
/// vectors. O(text).
/// </summary>
public sealed class TextContentBuilder
{
    private readonly TextContentOptions options;
    private readonly Dictionary<string, int> terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> termsBySpan;
    private readonly List<TextSlice> slices = [];
    private readonly List<string> keys = [];
    private readonly List<int> itemCounts = [];
    private readonly Dictionary<int, double> counts = [];
    private readonly List<List<(int Term, float Count)[]>> domains = [];

    /// <summary>A builder without domains.</summary>
    public TextContentBuilder(TextContentOptions? options = null)
    {
        this.options = options ?? new TextContentOptions();
        termsBySpan = terms.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Adds a domain and returns its index.</summary>
    public int AddDomain()
    {
        domains.Add([]);
        return domains.Count - 1;
    }

    /// <summary>Adds the next item of a domain; null where nothing is known of it.</summary>
    public void Add(int domain, ItemText? text)
    {
        counts.Clear();
        if (text is not null)
        {
            CountFields(text);
        }
        var row = counts.Select(count => (count.Key, (float)count.Value)).ToArray();
        foreach (var (term, _) in row)
        {
            itemCounts[term]++;
        }
        domains[domain].Add(row);
    }

    /// <summary>The content of each domain, items in the order added.</summary>
    public IReadOnlyList<ItemContent> Build()
    {
        var total = domains.Sum(domain => domain.Count(row => row.Length > 0));
        var kept = KeptTerms(total);
        var columnOf = new int[keys.Count];
        Array.Fill(columnOf, -1);
        for (var column = 0; column < kept.Length; column++)
        {
            columnOf[kept[column]] = column;
        }
        var vocabulary = new IdMap(kept.Select(term => keys[term]));
        var weights = Array.ConvertAll(kept, term => Math.Log(1 + ((total - itemCounts[term] + 0.5) / (itemCounts[term] + 0.5))));
        return [.. domains.Select(rows => new ItemContent(vocabulary, Matrix(rows, columnOf, weights)))];
    }

    private void CountFields(ItemText text)
    {
        CountWords(text.Title, options.TitleWeight);
        CountWords(text.Description, options.DescriptionWeight);
        foreach (var tag in text.Tags.Select(TextSegmenter.Fold).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal))
        {
            Count(ContentTerm.TagKey(tag), options.TagWeight);
            CountWords(tag, options.TagWeight / 2);
        }
        foreach (var (name, value) in text.Attributes)
        {
            Count(ContentTerm.AttributeKey(name, value), options.AttributeWeight);
            CountWords(value, options.AttributeWeight / 2);
        }
    }

    private void CountWords(string? text, double weight)
    {
        if (string.IsNullOrEmpty(text) || weight <= 0)
        {
            return;
        }
        var folded = TextSegmenter.Fold(text);
        TextSegmenter.Cut(folded, slices);
        foreach (var slice in slices)
        {
            Count(folded.AsSpan(slice.Start, slice.Length), weight, isWord: true);
        }
    }

    /// <summary>Counts a term; function words are known by a number below zero and left out.</summary>
    private void Count(ReadOnlySpan<char> key, double weight, bool isWord = false)
    {
        if (weight <= 0)
        {
            return;
        }
        if (!termsBySpan.TryGetValue(key, out var term))
        {
            var name = key.ToString();
            term = isWord && StopWords.Contains(name) ? -1 : keys.Count;
            terms.Add(name, term);
            if (term >= 0)
            {
                keys.Add(name);
                itemCounts.Add(0);
            }
        }
        if (term >= 0)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, term, out _) += weight;
        }
    }

    /// <summary>Terms of enough and not too many items, at most so many, in order of first appearance.</summary>
    private int[] KeptTerms(int total)
    {
        var most = options.MostItemShare * total;
        int[] kept = [.. Enumerable.Range(0, keys.Count).Where(term => itemCounts[term] >= options.LeastItems && itemCounts[term] <= most)];
        return kept.Length <= options.MostTerms
            ? kept
            : [.. kept.OrderByDescending(term => itemCounts[term]).ThenBy(term => term).Take(options.MostTerms).Order()];
    }

    private SparseMatrix Matrix(List<(int Term, float Count)[]> rows, int[] columnOf, double[] weights)
    {
        var offsets = new int[rows.Count + 1];
        var columns = new List<int>();
        var values = new List<float>();
        for (var row = 0; row < rows.Count; row++)
        {
            var entries = Array
                .FindAll(rows[row], entry => columnOf[entry.Term] >= 0)
                .Select(entry => (Column: columnOf[entry.Term], Value: Math.Log(1 + entry.Count) * weights[columnOf[entry.Term]]))
                .ToArray();
            if (entries.Length > options.MostTermsPerItem)
            {
                Array.Sort(entries, (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : a.Column.CompareTo(b.Column));
                Array.Resize(ref entries, options.MostTermsPerItem);
            }
            Array.Sort(entries, (a, b) => a.Column.CompareTo(b.Column));
            var norm = Math.Sqrt(entries.Sum(entry => entry.Value * entry.Value));
            columns.AddRange(entries.Select(entry => entry.Column));
            values.AddRange(entries.Select(entry => (float)(entry.Value / norm)));
            offsets[row + 1] = columns.Count;
        }
        return new SparseMatrix(rows.Count, weights.Length, offsets, [.. columns], [.. values]);
    }
}
