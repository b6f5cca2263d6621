using System.Text;

namespace Kuajie.Storage.Files;

/// <summary>One record: the fields and where it begins.</summary>
/// <param name="Line">Its first line.</param>
/// <param name="Raw">Its text; line ends inside quotes as LF.</param>
/// <param name="Fields">Fields without their quotes.</param>
/// <param name="IsUnclosed">A quote was opened and never closed: the record is its first line only.</param>
/// <param name="IsTooLong">The line was longer than a row can be.</param>
internal readonly record struct DelimitedRecord(long Line, string Raw, IReadOnlyList<string> Fields, bool IsUnclosed, bool IsTooLong);

/// <summary>
/// Splits lines into records after RFC 4180: a field that begins with a quote runs to the closing quote, over separators and line ends; two quotes inside
/// stand for one. A quote elsewhere in a field is an ordinary character. Other than the usual libraries it comes back from a quote that is never closed: only
/// the line that opened it is lost, not the rest of the file.
/// </summary>
internal static class DelimitedRecords
{
    private const int MostLines = 1000;
    private const int MostCharacters = 1 << 20;

    public static IEnumerable<DelimitedRecord> Read(IEnumerable<TextLine> lines, string delimiter)
    {
        using var source = lines.GetEnumerator();
        var waiting = new Queue<TextLine>();
        var fields = new List<string>();
        while (TryNext(source, waiting, out var line))
        {
            if (line.Text.AsSpan().IsWhiteSpace() && (delimiter != "\t" || line.Text.Length == 0))
            {
                continue;
            }
            if (!line.Text.Contains('"', StringComparison.Ordinal))
            {
                SplitPlain(line.Text, delimiter, fields);
                yield return new DelimitedRecord(line.Number, line.Text, fields, false, line.IsTooLong);
                continue;
            }
            var text = line.Text;
            var isClosed = TrySplitQuoted(text, delimiter, fields);
            if (!isClosed && Extend(source, waiting, line, delimiter, fields) is { } whole)
            {
                text = whole;
                isClosed = true;
            }
            if (!isClosed)
            {
                SplitPlain(line.Text, delimiter, fields);
            }
            yield return new DelimitedRecord(line.Number, text, fields, !isClosed, line.IsTooLong);
        }
    }

    /// <summary>Adds lines until the quote closes; gives them back to the queue where it does not.</summary>
    private static string? Extend(
        IEnumerator<TextLine> source,
        Queue<TextLine> waiting,
        TextLine first,
        string delimiter,
        List<string> fields
    )
    {
        var taken = new List<TextLine>();
        var text = new StringBuilder(first.Text);
        while (taken.Count < MostLines && text.Length < MostCharacters && TryNext(source, waiting, out var next))
        {
            taken.Add(next);
            text.Append('\n').Append(next.Text);
            if (next.Text.Contains('"', StringComparison.Ordinal) && TrySplitQuoted(text.ToString(), delimiter, fields))
            {
                return text.ToString();
            }
        }
        var rest = waiting.ToArray();
        waiting.Clear();
        foreach (var line in taken.Concat(rest))
        {
            waiting.Enqueue(line);
        }
        return null;
    }

    private static bool TryNext(IEnumerator<TextLine> source, Queue<TextLine> waiting, out TextLine line)
    {
        if (waiting.TryDequeue(out line))
        {
            return true;
        }
        var any = source.MoveNext();
        line = any ? source.Current : default;
        return any;
    }

    private static void SplitPlain(string text, string delimiter, List<string> fields)
    {
        fields.Clear();
        var start = 0;
        while (text.IndexOf(delimiter, start, StringComparison.Ordinal) is var end and >= 0)
        {
            fields.Add(text[start..end]);
            start = end + delimiter.Length;
        }
        fields.Add(text[start..]);
    }

    private static bool TrySplitQuoted(string text, string delimiter, List<string> fields)
    {
        fields.Clear();
        var place = 0;
        while (true)
        {
            if (place < text.Length && text[place] == '"')
            {
                if (!TryQuoted(text, delimiter, fields, ref place))
                {
                    return false;
                }
            }
            else
            {
                var end = text.IndexOf(delimiter, place, StringComparison.Ordinal);
                fields.Add(end < 0 ? text[place..] : text[place..end]);
                place = end < 0 ? text.Length + 1 : end + delimiter.Length;
            }
            if (place > text.Length)
            {
                return true;
            }
        }
    }

    private static bool TryQuoted(string text, string delimiter, List<string> fields, ref int place)
    {
        var field = new StringBuilder();
        place++;
        while (place < text.Length)
        {
            if (text[place] != '"')
            {
                field.Append(text[place++]);
            }
            else if (place + 1 < text.Length && text[place + 1] == '"')
            {
                field.Append('"');
                place += 2;
            }
            else
            {
                var end = text.IndexOf(delimiter, place + 1, StringComparison.Ordinal);
                field.Append(end < 0 ? text[(place + 1)..] : text[(place + 1)..end]);
                fields.Add(field.ToString());
                place = end < 0 ? text.Length + 1 : end + delimiter.Length;
                return true;
            }
        }
        return false;
    }
}
