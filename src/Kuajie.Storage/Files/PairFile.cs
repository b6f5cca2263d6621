using System.Globalization;
using System.Text;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Storage.Files;

/// <summary>
/// Reads and writes pair files: UTF-8, tab-separated, a header <c>user_id item_id [rating]</c>, one pair per line. Blank lines at the end are allowed;
/// anything else that does not fit is refused with its line, since a measured figure must not rest on half a file.
/// </summary>
public static class PairFile
{
    private const string UserColumn = "user_id";
    private const string ItemColumn = "item_id";
    private const string RatingColumn = "rating";

    /// <summary>Reads a whole file. O(bytes).</summary>
    /// <exception cref="KuajieException">Missing file, wrong header, a bad line or no rows.</exception>
    public static PairTable Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            throw new KuajieException(
                "file-not-found",
                PairFileTexts.Missing(path),
                PairFileTexts.Expected,
                PairFileTexts.MissingCure,
                path
            );
        }
        using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return new PairTable(Path.GetFileName(path).Split('.')[0], path, ReadRows(path, reader));
        }
        catch (DecoderFallbackException fault)
        {
            throw new KuajieException(
                "bad-encoding",
                PairFileTexts.BadEncoding,
                PairFileTexts.Expected,
                PairFileTexts.BadEncodingCure,
                path,
                inner: fault
            );
        }
    }

    /// <summary>Writes scores, one per line under the header <c>score</c>, each with all its digits. The file appears whole or not at all.</summary>
    public static void WriteScores(string path, ReadOnlyMemory<float> scores) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
                writer.Write("score\n");
                foreach (var score in scores.Span)
                {
                    writer.Write(score.ToString("R", CultureInfo.InvariantCulture));
                    writer.Write('\n');
                }
            }
        );

    private static List<UserItemPair> ReadRows(string path, StreamReader reader)
    {
        var header = reader.ReadLine()?.Split('\t') ?? [];
        var (user, item, rating) = (
            Array.IndexOf(header, UserColumn),
            Array.IndexOf(header, ItemColumn),
            Array.IndexOf(header, RatingColumn)
        );
        if (user < 0 || item < 0)
        {
            throw Fault("wrong-header", PairFileTexts.WrongHeader(string.Join(" | ", header)), path, 1);
        }
        var rows = new List<UserItemPair>();
        var blank = 0;
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
            {
                blank = blank == 0 ? line : blank;
                continue;
            }
            if (blank > 0)
            {
                throw Fault("blank-line", PairFileTexts.BlankLine, path, blank);
            }
            rows.Add(ReadRow(text.Split('\t'), header.Length, user, item, rating, path, line));
        }
        return rows.Count > 0 ? rows : throw Fault("no-rows", PairFileTexts.NoRows, path, 1);
    }

    private static UserItemPair ReadRow(string[] fields, int columns, int user, int item, int rating, string path, int line)
    {
        if (fields.Length != columns)
        {
            throw Fault("wrong-columns", PairFileTexts.WrongColumns(fields.Length, columns), path, line);
        }
        if (fields[user].Length == 0 || fields[item].Length == 0)
        {
            throw Fault("empty-id", PairFileTexts.EmptyId, path, line);
        }
        if (rating < 0)
        {
            return new UserItemPair(fields[user], fields[item]);
        }
        return float.TryParse(fields[rating], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? new UserItemPair(fields[user], fields[item], value)
            : throw Fault("bad-rating", PairFileTexts.BadRating(fields[rating]), path, line);
    }

    private static KuajieException Fault(string code, string found, string path, int line) =>
        new(code, found, PairFileTexts.Expected, PairFileTexts.LineCure, PairFileTexts.Line(path, line));
}
