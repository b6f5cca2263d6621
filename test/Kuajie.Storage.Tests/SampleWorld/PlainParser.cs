using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;

namespace Kuajie.Storage.Tests.SampleWorld;

/// <summary>
/// A second reader of the sample world's interaction files that shares nothing with the writer nor the importer: plain rules, one row at a time. A row
/// with two defects is itself a failure.
/// </summary>
internal static class PlainParser
{
    private static readonly HashSet<string> KnownKinds =
    [
        "浏览",
        "搜索",
        "点击",
        "点赞",
        "收藏",
        "评论",
        "分享",
        "报名",
        "购买",
        "学完",
        "观看",
        "打赏",
        "评分",
        "view",
        "search",
        "click",
        "like",
        "favourite",
        "comment",
        "share",
        "enrol",
        "purchase",
        "complete",
        "watch",
        "gift",
        "rating",
    ];
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public static PlainCounts Count(string path)
    {
        var counts = new PlainCounts();
        var seen = new HashSet<(string?, string?, string?, string?, string?)>();
        foreach (var (row, fault) in Rows(path))
        {
            counts.Read++;
            List<string> faults = fault is null ? Faults(row) : [fault];
            Assert.True(faults.Count <= 1, $"{path}, row {counts.Read}: {string.Join(", ", faults)}");
            if (faults.Count == 1)
            {
                counts.Reject(faults[0]);
            }
            else if (seen.Add((row.User, row.Item, row.Kind, row.Time, row.Value)))
            {
                counts.Kept++;
            }
            else
            {
                counts.Copies++;
            }
        }
        return counts;
    }

    private static List<string> Faults(PlainRow row)
    {
        List<string> faults = [];
        void If(bool isBad, string reason)
        {
            if (isBad)
            {
                faults.Add(reason);
            }
        }
        If(string.IsNullOrEmpty(row.User), "missingUser");
        If(string.IsNullOrEmpty(row.Item), "missingItem");
        If(row.User?.Length > 256 || row.Item?.Length > 256, "tooLongId");
        If(!KnownKinds.Contains(row.Kind ?? ""), "unknownKind");
        If(row.At is null, "unparsableTime");
        If(row.At < Earliest || row.At > Latest, "impossibleTime");
        If(
            row.Kind is "评分" or "rating" && double.Parse(row.Value ?? "NaN", CultureInfo.InvariantCulture) is not (>= 0 and <= 10),
            "ratingOutOfRange"
        );
        return faults;
    }

    private static IEnumerable<(PlainRow Row, string? Fault)> Rows(string path) =>
        path.EndsWith(".csv", StringComparison.Ordinal) ? CsvRows(path)
        : path.EndsWith(".parquet", StringComparison.Ordinal) ? ParquetRows(path)
        : JsonRows(path);

    private static IEnumerable<(PlainRow, string?)> CsvRows(string path)
    {
        var strict = CodePagesEncodingProvider.Instance.GetEncoding(
            "GB18030",
            EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback
        )!;
        var bytes = File.ReadAllBytes(path);
        var isHeader = true;
        for (var start = 0; start < bytes.Length; )
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            var text = Decode(strict, bytes.AsSpan(start, end - start));
            start = end + 1;
            if (!isHeader)
            {
                yield return text is null ? (default, "brokenEncoding") : CsvRow(text.TrimEnd('\r').Split(','));
            }
            isHeader = false;
        }
    }

    private static string? Decode(Encoding strict, ReadOnlySpan<byte> line)
    {
        try
        {
            return strict.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static (PlainRow, string?) CsvRow(string[] cells)
    {
        if (cells.Length != 6)
        {
            return (default, "wrongColumnCount");
        }
        DateTimeOffset? at = DateTime.TryParseExact(
            cells[3],
            "yyyy/M/d H:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        )
            ? new DateTimeOffset(local, TimeSpan.FromHours(8))
            : null;
        return (new PlainRow(cells[0], cells[1], cells[2], cells[3], cells[4], at), null);
    }

    private static IEnumerable<(PlainRow, string?)> JsonRows(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(
            path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file
        );
        while (reader.ReadLine() is { } line)
        {
            yield return JsonRow(line);
        }
    }

    private static (PlainRow, string?) JsonRow(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            string? Text(string name) =>
                row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
            var time = Text("timestamp");
            DateTimeOffset? at = DateTimeOffset.TryParseExact(
                time,
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var parsed
            )
                ? parsed
                : null;
            return (new PlainRow(Text("user_id"), Text("item_id"), Text("event"), time, Text("value"), at), null);
        }
        catch (JsonException)
        {
            return (default, "brokenJson");
        }
    }

    private static IEnumerable<(PlainRow, string?)> ParquetRows(string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT user_id, item_id, event, ts, value FROM read_parquet('{path}')";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
            var time = reader.GetInt64(3);
            var value = reader.IsDBNull(4) ? null : reader.GetDouble(4).ToString(CultureInfo.InvariantCulture);
            yield return (
                new PlainRow(
                    Text(0),
                    Text(1),
                    Text(2),
                    time.ToString(CultureInfo.InvariantCulture),
                    value,
                    DateTimeOffset.FromUnixTimeMilliseconds(time)
                ),
                null
            );
        }
    }

    private readonly record struct PlainRow(string? User, string? Item, string? Kind, string? Time, string? Value, DateTimeOffset? At);
}
