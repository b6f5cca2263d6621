using Kuajie.Platform.Catalog;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Kuajie.Storage.Catalog;

/// <summary>
/// Queries out of words and filters. Every word must be found somewhere; of a run of Chinese, three fifths of its pairs of characters, so that 马拉松训练 finds 马拉松的训练.
/// Whatever people type is words: there is no syntax to get wrong.
/// </summary>
internal static class WordQueries
{
    private const float OfExactId = 100;
    private static readonly char[] Blanks = [' ', '\u3000', '\t', '\r', '\n', ',', '，', '、', ';', '；'];

    private static readonly (string Field, float Boost)[] Fields =
    [
        (ItemDocuments.Title, 8),
        (ItemDocuments.Tags, 4),
        (ItemDocuments.Attributes, 2),
        (ItemDocuments.Description, 1),
    ];

    /// <summary>The query, or null where the words hold nothing that could be looked for.</summary>
    public static Query? Of(ItemQuery query, Analyzer analyzer)
    {
        var all = new BooleanQuery();
        if (query.Words is { } words)
        {
            if (OfWords(words, analyzer) is not { } found)
            {
                return null;
            }
            all.Add(found, Occur.MUST);
        }
        else
        {
            all.Add(new MatchAllDocsQuery(), Occur.MUST);
        }
        foreach (var filter in Filters(query))
        {
            all.Add(new ConstantScoreQuery(filter) { Boost = 0 }, Occur.MUST);
        }
        return all;
    }

    private static BooleanQuery? OfWords(string words, Analyzer analyzer)
    {
        var every = new BooleanQuery();
        foreach (var run in words.Split(Blanks, StringSplitOptions.RemoveEmptyEntries))
        {
            var terms = Terms(run, analyzer);
            if (terms.Count > 0)
            {
                every.Add(OfRun(terms), Occur.MUST);
            }
        }
        var either = new BooleanQuery(disableCoord: true)
        {
            {
                new TermQuery(new Term(ItemDocuments.Id, words.Trim())) { Boost = OfExactId },
                Occur.SHOULD
            },
        };
        if (every.Clauses.Count > 0)
        {
            either.Add(every, Occur.SHOULD);
        }
        return either;
    }

    private static Query OfRun(List<string> terms)
    {
        if (terms is [var only])
        {
            return OfTerm(only);
        }
        var run = new BooleanQuery { MinimumNumberShouldMatch = ((3 * terms.Count) + 4) / 5 };
        foreach (var term in terms)
        {
            run.Add(OfTerm(term), Occur.SHOULD);
        }
        return run;
    }

    private static DisjunctionMaxQuery OfTerm(string term)
    {
        var best = new DisjunctionMaxQuery(0.1f);
        foreach (var (field, boost) in Fields)
        {
            best.Add(new TermQuery(new Term(field, term)) { Boost = boost });
        }
        return best;
    }

    private static List<string> Terms(string run, Analyzer analyzer)
    {
        var terms = new List<string>();
        using var stream = analyzer.GetTokenStream("words", run);
        var text = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            terms.Add(text.ToString()!);
        }
        stream.End();
        return terms;
    }

    private static IEnumerable<Query> Filters(ItemQuery query)
    {
        if (query.Kinds.Count > 0)
        {
            var any = new BooleanQuery();
            foreach (var kind in query.Kinds.Distinct(StringComparer.Ordinal))
            {
                any.Add(new TermQuery(new Term(ItemDocuments.Kind, kind)), Occur.SHOULD);
            }
            yield return any;
        }
        foreach (var tag in query.Tags)
        {
            yield return new TermQuery(new Term(ItemDocuments.Tag, ItemDocuments.Folded(tag)));
        }
        if (query.LeastPrice is not null || query.MostPrice is not null)
        {
            yield return NumericRangeQuery.NewInt64Range(ItemDocuments.Price, query.LeastPrice, query.MostPrice, true, true);
        }
        if (query.Currency is { } currency)
        {
            yield return new TermQuery(new Term(ItemDocuments.Currency, currency));
        }
        if (query.AvailableAt is { } moment)
        {
            yield return NumericRangeQuery.NewInt64Range(ItemDocuments.From, null, moment.UtcTicks, true, true);
            yield return NumericRangeQuery.NewInt64Range(ItemDocuments.Until, moment.UtcTicks, null, false, true);
        }
    }
}
