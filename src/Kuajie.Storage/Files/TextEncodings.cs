using System.Text;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;

namespace Kuajie.Storage.Files;

/// <summary>Names and detects text encodings. Bytes that are no text become the replacement character, so that only their row is lost.</summary>
internal static class TextEncodings
{
    private const int MostTellingLines = 4096;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly DecoderReplacementFallback Replacement = new("\ufffd");

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a name such as utf-8, gbk, gb18030, utf-16.</summary>
    /// <exception cref="KuajieException">There is none of that name.</exception>
    public static Encoding Named(string name)
    {
        var known =
            string.Equals(name, "gbk", StringComparison.OrdinalIgnoreCase)
            || string.Equals(name, "gb2312", StringComparison.OrdinalIgnoreCase)
                ? "gb18030"
                : name;
        try
        {
            return Encoding.GetEncoding(known, EncoderFallback.ReplacementFallback, Replacement);
        }
        catch (Exception refusal) when (refusal is ArgumentException or NotSupportedException)
        {
            throw ImportTexts.Source.Fault("unknown-encoding", "UnknownEncoding", "--encoding", isUsage: true, arguments: [name]);
        }
    }

    /// <summary>
    /// The encoding of a text: by its byte order mark; by zeros at every other byte (UTF-16); else UTF-8 or the fallback, whichever fits more of the lines
    /// that are not plain ASCII. The stream is read until enough such lines were seen.
    /// </summary>
    /// <param name="stream">The text from its beginning.</param>
    /// <param name="fallback">What it is when it is not UTF-8; null for GB18030.</param>
    public static Encoding Detect(Stream stream, string? fallback)
    {
        var buffer = new byte[1 << 20];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (ByMark(buffer.AsSpan(0, length)) is { } marked)
        {
            return marked;
        }
        var (telling, utf8, other) = (0, 0, 0);
        var second = Named(fallback ?? "gb18030");
        while (length > 0 && telling < MostTellingLines)
        {
            foreach (var range in Lines(buffer.AsSpan(0, length)))
            {
                var line = buffer.AsSpan(range.Start, range.Length);
                if (System.Text.Ascii.IsValid(line))
                {
                    continue;
                }
                telling++;
                utf8 += IsUtf8(line) ? 1 : 0;
                other += second.GetString(line).Contains('\ufffd', StringComparison.Ordinal) ? 0 : 1;
            }
            length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        return telling == 0 || utf8 * 2 >= telling || utf8 >= other ? Named("utf-8") : second;
    }

    private static Encoding? ByMark(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]))
        {
            return Named("utf-8");
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]))
        {
            return Named("utf-16");
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
        {
            return Named("utf-16BE");
        }
        var sample = head[..Math.Min(head.Length, 4096)];
        var zeros = (Even: 0, Odd: 0);
        for (var place = 0; place < sample.Length; place++)
        {
            zeros =
                sample[place] != 0 ? zeros
                : (place & 1) == 0 ? (zeros.Even + 1, zeros.Odd)
                : (zeros.Even, zeros.Odd + 1);
        }
        return zeros.Odd > sample.Length / 5 && zeros.Even < zeros.Odd / 8 ? Named("utf-16")
            : zeros.Even > sample.Length / 5 && zeros.Odd < zeros.Even / 8 ? Named("utf-16BE")
            : null;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> line)
    {
        try
        {
            StrictUtf8.GetCharCount(line);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Whole lines only: the last one of a chunk may be cut inside a character.</summary>
    private static List<(int Start, int Length)> Lines(ReadOnlySpan<byte> chunk)
    {
        var lines = new List<(int, int)>();
        var start = 0;
        while (chunk[start..].IndexOf((byte)'\n') is var end and >= 0)
        {
            lines.Add((start, end));
            start += end + 1;
        }
        if (start == 0 || (start < chunk.Length && chunk.Length < (1 << 20)))
        {
            lines.Add((start, chunk.Length - start));
        }
        return lines;
    }
}
