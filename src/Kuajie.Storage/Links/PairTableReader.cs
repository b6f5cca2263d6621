using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Links;

/// <summary>
/// Reads two columns of a CSV or TSV file, packed (<c>.gz</c>) or not: comma, tab or semicolon; UTF-8, UTF-16 with a byte order mark, or GB18030 where the
/// bytes are no UTF-8.
/// </summary>
public static class PairTableReader
{
    private const int MostBytes = int.MaxValue / 2;
    private static readonly TextSource Texts = TextSource.Of(typeof(PairTableReader));

    /// <summary>Reads the whole file. O(file) in memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns to find.</param>
    /// <param name="map">Headers named by the person: column name to header, or null.</param>
    /// <exception cref="KuajieException">The file cannot be read or lacks a column; the columns found are named.</exception>
    public static PairTable Read(string path, PairColumns columns, IReadOnlyDictionary<string, string>? map = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var text = Decode(ReadBytes(path), path);
        var lineEnd = text.IndexOf('\n', StringComparison.Ordinal);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(lineEnd < 0 ? text : text[..lineEnd]),
            BadDataFound = null,
            IgnoreBlankLines = true,
            TrimOptions = TrimOptions.Trim,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        if (!parser.Read() || parser.Record is not { } header)
        {
            throw Texts.Fault("empty-file", "Empty", path, arguments: [columns.First, columns.Second]);
        }
        var first = Find(header, columns.First, columns.FirstAliases, map, path);
        var second = Find(header, columns.Second, columns.SecondAliases, map, path);
        return ReadRows(parser, header.Length, first, second);
    }

    private static PairTable ReadRows(CsvParser parser, int width, int first, int second)
    {
        var rows = new List<PairRow>();
        var rejected = new List<long>();
        var read = 0L;
        while (parser.Read())
        {
            read++;
            var record = parser.Record!;
            if (record.Length == width && record[first].Length > 0 && record[second].Length > 0)
            {
                rows.Add(new PairRow(record[first], record[second]));
            }
            else
            {
                rejected.Add(parser.RawRow);
            }
        }
        return new PairTable(rows, read, rejected);
    }

    private static int Find(
        string[] header,
        string column,
        IReadOnlyList<string> aliases,
        IReadOnlyDictionary<string, string>? map,
        string path
    )
    {
        var wanted = map is not null && map.TryGetValue(column, out var mapped) ? [mapped] : aliases;
        var place = Array.FindIndex(header, title => wanted.Any(alias => Plain(alias) == Plain(title)));
        return place >= 0
            ? place
            : throw Texts.Fault(
                "missing-column",
                "MissingColumn",
                path,
                arguments: [column, string.Join(", ", header), string.Join(", ", wanted)]
            );
    }

    private static string Plain(string title) =>
        string.Concat(title.Where(letter => letter is not (' ' or '-' or '_' or '\uFEFF'))).ToLowerInvariant();

    private static string DelimiterOf(string header) =>
        ((string[])[",", "\t", ";"]).MaxBy(delimiter => header.Count(letter => letter == delimiter[0]))!;

    private static byte[] ReadBytes(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes } large)
            {
                throw Texts.Fault("file-too-large", "TooLarge", path, arguments: [large.Length, MostBytes]);
            }
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                return File.ReadAllBytes(path);
            }
            using var packed = File.OpenRead(path);
            using var unpacking = new UnpackedStream(packed, path);
            using var unpacked = new MemoryStream();
            var part = new byte[1 << 16];
            for (int length; (length = unpacking.Read(part)) > 0; )
            {
                unpacked.Write(part, 0, length);
                if (unpacked.Length > MostBytes)
                {
                    throw Texts.Fault("file-too-large", "TooLarge", path, arguments: [unpacked.Length, MostBytes]);
                }
            }
            return unpacked.ToArray();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Texts.Fault("unreadable-file", "Unreadable", path, inner: refusal, arguments: [refusal.Message]);
        }
    }

    private static string Decode(byte[] bytes, string path)
    {
        foreach (
            var encoding in (Encoding[])
                [new UTF8Encoding(true, true), new UnicodeEncoding(false, true, true), new UnicodeEncoding(true, true, true)]
        )
        {
            if (encoding.Preamble.Length > 0 && bytes.AsSpan().StartsWith(encoding.Preamble))
            {
                return Decode(encoding, bytes.AsSpan(encoding.Preamble.Length), path);
            }
        }
        try
        {
            return new UTF8Encoding(false, true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            var simplifiedChinese = CodePagesEncodingProvider.Instance.GetEncoding(
                "GB18030",
                EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback
            )!;
            return Decode(simplifiedChinese, bytes, path);
        }
    }

    private static string Decode(Encoding encoding, ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException broken)
        {
            throw Texts.Fault("broken-encoding", "BrokenEncoding", path, inner: broken, arguments: [encoding.WebName]);
        }
    }
}
