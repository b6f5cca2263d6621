namespace Kuajie.Algorithms.Text;

/// <summary>A term of the content vocabulary: a whole tag, an attribute with its value, or a word of a text.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Text">The folded tag or word; for an attribute its value.</param>
public readonly record struct ContentTerm(ContentTermKind Kind, string Text)
{
    private const char TagMark = '#';
    private const char AttributeMark = '@';
    private const char ValueMark = '=';

    /// <summary>The vocabulary's key of a tag.</summary>
    public static string TagKey(string tag) => TagMark + TextSegmenter.Fold(tag);

    /// <summary>The vocabulary's key of an attribute's value.</summary>
    public static string AttributeKey(string name, string value) =>
        $"{AttributeMark}{TextSegmenter.Fold(name)}{ValueMark}{TextSegmenter.Fold(value)}";

    /// <summary>Reads a key. Words are their own keys, and hold neither mark in front: they begin with a letter or digit.</summary>
    public static ContentTerm Parse(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return key[0] switch
        {
            TagMark => new ContentTerm(ContentTermKind.Tag, key[1..]),
            AttributeMark => new ContentTerm(ContentTermKind.Attribute, key[(key.IndexOf(ValueMark, StringComparison.Ordinal) + 1)..]),
            _ => new ContentTerm(ContentTermKind.Word, key),
        };
    }
}

/// <summary>The sorts of term.</summary>
public enum ContentTermKind
{
    /// <summary>A word of a title, description, tag or attribute.</summary>
    Word = 0,

    /// <summary>A whole tag.</summary>
    Tag = 1,

    /// <summary>An attribute with its value.</summary>
    Attribute = 2,
}
