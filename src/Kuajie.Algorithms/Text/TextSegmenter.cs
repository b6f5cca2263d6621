using System.Text;

namespace Kuajie.Algorithms.Text;

/// <summary>
/// Cuts Chinese and English text into words without a dictionary: runs of Han characters (and kana and hangul) into overlapping pairs of characters,
/// everything else at what is no letter or digit. Full-width forms count as half-width ones, upper case as lower case. O(text).
/// </summary>
public static class TextSegmenter
{
    private const int FullWidthFirst = 0xFF01;
    private const int FullWidthLast = 0xFF5E;
    private const int FullWidthShift = 0xFEE0;
    private const int WideSpace = 0x3000;

    /// <summary>The text as it is compared: half width, lower case, without spaces around it.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Create(
                text.Length,
                text,
                static (folded, original) =>
                {
                    for (var place = 0; place < folded.Length; place++)
                    {
                        folded[place] = Fold(original[place]);
                    }
                }
            )
            .Trim();
    }

    /// <summary>The words of a text in their order, repeated ones repeated.</summary>
    public static IReadOnlyList<TextToken> Segment(string text)
    {
        var folded = Fold(text);
        var tokens = new List<TextToken>();
        for (var place = 0; place < folded.Length; )
        {
            Rune.DecodeFromUtf16(folded.AsSpan(place), out var rune, out var length);
            var end = place + length;
            if (IsUnspaced(rune))
            {
                end = RunEnd(folded, place, IsUnspaced);
                AddPairs(folded.AsSpan(place, end - place), tokens);
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                end = SuffixEnd(folded, RunEnd(folded, place, static letter => Rune.IsLetterOrDigit(letter) && !IsUnspaced(letter)));
                tokens.Add(new TextToken(folded[place..end], false));
            }
            place = end;
        }
        return tokens;
    }

    private static char Fold(char letter) =>
        letter is (char)WideSpace ? ' '
        : letter is >= (char)FullWidthFirst and <= (char)FullWidthLast ? char.ToLowerInvariant((char)(letter - FullWidthShift))
        : char.ToLowerInvariant(letter);

    /// <summary>Whether words of this script are written without spaces between them.</summary>
    private static bool IsUnspaced(Rune rune) =>
        rune.Value
            is (>= 0x4E00 and <= 0x9FFF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x20000 and <= 0x323AF)
                or (>= 0x3041 and <= 0x30FF)
                or (>= 0xAC00 and <= 0xD7A3);

    private static int RunEnd(string text, int start, Func<Rune, bool> isInside)
    {
        var end = start;
        while (end < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(end), out var rune, out var length);
            if (!isInside(rune))
            {
                break;
            }
            end += length;
        }
        return end;
    }

    /// <summary>c++ and c# are other things than c.</summary>
    private static int SuffixEnd(string text, int end)
    {
        while (end < text.Length && text[end] is '+' or '#' && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1])))
        {
            end++;
        }
        return end;
    }

    private static void AddPairs(ReadOnlySpan<char> run, List<TextToken> tokens)
    {
        Rune.DecodeFromUtf16(run, out _, out var first);
        if (first == run.Length)
        {
            tokens.Add(new TextToken(run.ToString(), false));
            return;
        }
        for (var start = 0; ; )
        {
            Rune.DecodeFromUtf16(run[(start + first)..], out _, out var second);
            tokens.Add(new TextToken(run.Slice(start, first + second).ToString(), start > 0));
            start += first;
            first = second;
            if (start + first == run.Length)
            {
                return;
            }
        }
    }
}
