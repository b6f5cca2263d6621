namespace Kuajie.Server.Web.Parts;

/// <summary>Marks stored data (titles, ids, names) within a sentence of ours by Unicode isolates, so that <see cref="Sentence"/> can tell browsers and readers that it has no translation.</summary>
internal static class Stored
{
    private const char Begin = '\u2068';
    private const char End = '\u2069';

    /// <summary>The data with its marks, to be put into a sentence.</summary>
    public static string Of(string data) => $"{Begin}{data}{End}";

    /// <summary>A sentence cut at the marks.</summary>
    public static IReadOnlyList<(string Text, bool IsStored)> PartsOf(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var parts = new List<(string, bool)>();
        var rest = sentence.AsSpan();
        while (rest.IndexOf(Begin) is >= 0 and var begin && rest[begin..].IndexOf(End) is > 0 and var length)
        {
            parts.Add((rest[..begin].ToString(), false));
            parts.Add((rest.Slice(begin + 1, length - 1).ToString(), true));
            rest = rest[(begin + length + 1)..];
        }
        parts.Add((rest.ToString(), false));
        return [.. parts.Where(part => part.Item1.Length > 0)];
    }
}
