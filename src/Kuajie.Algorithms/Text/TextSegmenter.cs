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
        var slices = new List<TextSlice>();
        Cut(folded, slices);
        return [.. slices.Select(slice => new TextToken(folded.Substring(slice.Start, slice.Length), slice.IsContinuation))];
    }

    /// <summary>The same words as places of a folded text: nothing is copied.</summary>
    /// <param name="folded">What <see cref="Fold(string)"/> returned.</param>
    /// <param name="slices">Emptied and filled.</param>
    internal static void Cut(string folded, List<TextSlice> slices)
    {
        slices.Clear();
        for (var place = 0; place < folded.Length; )
        {
            Rune.DecodeFromUtf16(folded.AsSpan(place), out var rune, out var length);
            var end = place + length;
            if (IsUnspaced(rune))
            {
                end = RunEnd(folded, place, IsUnspaced);
                AddPairs(folded, place, end, slices);
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                end = SuffixEnd(folded, RunEnd(folded, place, static letter => Rune.IsLetterOrDigit(letter) && !IsUnspaced(letter)));
                slices.Add(new TextSlice(place, end - place, false));
            }
            place = end;
        }
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

    private static void AddPairs(string text, int start, int end, List<TextSlice> slices)
    {
        var first = RuneLength(text, start);
        if (start + first == end)
        {
            slices.Add(new TextSlice(start, first, false));
            return;
        }
        for (var place = start; place + first < end; )
        {
            var second = RuneLength(text, place + first);
            slices.Add(new TextSlice(place, first + second, place > start));
            place += first;
            first = second;
        }
    }

    private static int RuneLength(string text, int place) => char.IsHighSurrogate(text[place]) ? 2 : 1;
}

/// <summary>The place of a word in a text.</summary>
internal readonly record struct TextSlice(int Start, int Length, bool IsContinuation);
