using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace Kuajie.Storage.Catalog;

/// <summary>
/// Cuts Chinese and English into terms: full-width letters made plain, lower case, neighbouring Chinese characters in pairs, English words by their stem. While indexing,
/// each Chinese character is a term as well, so that a single one can be looked for.
/// </summary>
internal sealed class CatalogAnalyzer(bool isIndexing) : Analyzer
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var source = new StandardTokenizer(Version, reader);
        TokenStream terms = new CJKWidthFilter(source);
        terms = new LowerCaseFilter(Version, terms);
        terms = new CJKBigramFilter(terms, CJKScript.HAN | CJKScript.HIRAGANA | CJKScript.KATAKANA | CJKScript.HANGUL, isIndexing);
        return new TokenStreamComponents(source, new PorterStemFilter(terms));
    }
}
