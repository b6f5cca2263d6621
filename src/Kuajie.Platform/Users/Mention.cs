using System.Buffers;

namespace Kuajie.Platform.Users;

/// <summary>
/// Finds and removes a user id in text that was written about something else: a row of an export, a field of it, a page. An id is mentioned where it is a whole field, that is where
/// nothing but blanks stands between it and separators, quotes, brackets or the text's ends: erasing <c>report</c> leaves "quality report" alone, and <c>7</c> leaves 17 and 7.5.
/// A telling id (long, with a digit) is no word of a language: it is mentioned wherever it stands by itself, also within a sentence.
/// </summary>
public static class Mention
{
    /// <summary>What stands in the place of an erased id.</summary>
    public const string Erased = "[erased]";

    private const int FewestTelling = 8;

    private static readonly SearchValues<char> Edges = SearchValues.Create(",;|:=\t\r\n\"'“”<>[]{}()");

    /// <summary>Whether a text mentions the id.</summary>
    public static bool Of(string userId, string text) => IndexOf(userId, text, 0) >= 0;

    /// <summary>The text without the id.</summary>
    public static string Remove(string userId, string text)
    {
        for (var at = IndexOf(userId, text, 0); at >= 0; at = IndexOf(userId, text, at + Erased.Length))
        {
            text = string.Concat(text.AsSpan(0, at), Erased, text.AsSpan(at + userId.Length));
        }
        return text;
    }

    private static int IndexOf(string userId, string text, int from)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        var isTelling = IsTelling(userId);
        while (from < text.Length)
        {
            var at = text.IndexOf(userId, from, StringComparison.Ordinal);
            if (at < 0 || (IsEdge(text, at - 1, -1, isTelling) && IsEdge(text, at + userId.Length, 1, isTelling)))
            {
                return at;
            }
            from = at + 1;
        }
        return -1;
    }

    private static bool IsTelling(string userId) => userId.Length >= FewestTelling && userId.Any(char.IsAsciiDigit);

    private static bool IsEdge(string text, int at, int step, bool isTelling)
    {
        if (isTelling)
        {
            return at < 0 || at >= text.Length || !(char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_');
        }
        while (at >= 0 && at < text.Length && text[at] is ' ' or '\u3000' or '\u00a0')
        {
            at += step;
        }
        return at < 0 || at >= text.Length || Edges.Contains(text[at]);
    }
}
