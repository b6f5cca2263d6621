using System.Text;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;

namespace Kuajie.Storage.Files;

/// <summary>One line of a text without its line end.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Text">The text; cut where the line was too long.</param>
/// <param name="IsTooLong">Whether it had more than <see cref="TextLines.MostCharacters"/>.</param>
internal readonly record struct TextLine(long Number, string Text, bool IsTooLong);

/// <summary>Reads a text file line by line in bounded memory: unpacks gzip, decodes, splits at LF, CR LF or CR.</summary>
internal static class TextLines
{
    /// <summary>A line longer than this is no row of an export.</summary>
    public const int MostCharacters = 8 << 20;

    private const int KeptOfTooLong = 2000;

    /// <summary>The file's bytes, unpacked.</summary>
    public static Stream Open(SourceFile file)
    {
        var stream = new FileStream(file.FilePath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return file.IsCompressed ? new UnpackedStream(stream, file.FilePath) : stream;
    }

    /// <summary>All lines.</summary>
    /// <param name="file">The file.</param>
    /// <param name="encoding">Its encoding; a byte order mark is skipped.</param>
    /// <param name="consumed">Told the packed bytes read so far after every block.</param>
    public static IEnumerable<TextLine> Read(SourceFile file, Encoding encoding, Action<long> consumed)
    {
        using var packed = new FileStream(
            file.FilePath,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            1 << 16,
            FileOptions.SequentialScan
        );
        using var stream = file.IsCompressed ? new UnpackedStream(packed, file.FilePath) : (Stream)packed;
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, 1 << 16);
        var buffer = new char[1 << 16];
        var rest = new StringBuilder();
        var (number, isTooLong, endsWithReturn, isFirst) = (1L, false, false, true);
        while (Guarded(file, () => reader.Read(buffer)) is var length and > 0)
        {
            consumed(packed.Position);
            var start = isFirst && buffer[0] == '\ufeff' ? 1 : 0;
            isFirst = false;
            if (endsWithReturn && buffer[start] == '\n')
            {
                start++;
            }
            endsWithReturn = false;
            while (buffer.AsSpan(start, length - start).IndexOfAny('\n', '\r') is var end and >= 0)
            {
                yield return Take(number++, rest, buffer.AsSpan(start, end), isTooLong);
                isTooLong = false;
                var isReturn = buffer[start + end] == '\r';
                start += end + 1;
                if (isReturn && start < length && buffer[start] == '\n')
                {
                    start++;
                }
                endsWithReturn = isReturn && start == length && buffer[length - 1] == '\r';
            }
            isTooLong |= Keep(rest, buffer.AsSpan(start, length - start));
        }
        if (rest.Length > 0)
        {
            yield return Take(number, rest, [], isTooLong);
        }
    }

    private static TextLine Take(long number, StringBuilder rest, ReadOnlySpan<char> end, bool isTooLong)
    {
        if (rest.Length == 0)
        {
            return new TextLine(number, new string(end), isTooLong);
        }
        isTooLong |= Keep(rest, end);
        var text = isTooLong ? rest.ToString(0, Math.Min(rest.Length, KeptOfTooLong)) : rest.ToString();
        rest.Clear();
        return new TextLine(number, text, isTooLong);
    }

    private static bool Keep(StringBuilder rest, ReadOnlySpan<char> text)
    {
        if (rest.Length + text.Length > MostCharacters)
        {
            return true;
        }
        rest.Append(text);
        return false;
    }

    /// <summary>Reads, and turns a damaged file into a fault that names it.</summary>
    public static T Guarded<T>(SourceFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            throw ImportTexts.Source.Fault("broken-file", "BrokenFile", file.FilePath, inner: damage, arguments: [damage.Message]);
        }
    }
}
