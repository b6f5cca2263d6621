using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Defects;

namespace Kuajie.Storage.SampleWorld;

/// <summary>Partner's interactions as JSON lines from an event log, plain or gzip, with ISO 8601 times in UTC.</summary>
internal sealed class JsonLineRows : RowFile
{
    private static readonly string[] BadTimes = ["yesterday", "2026-02-30T25:61:00Z", "next Tuesday", "some time in March"];
    private static readonly string[] ImpossibleTimes = ["1970-01-01T00:00:00Z", "1900-01-01T00:00:00Z", "2126-03-05T01:07:00Z"];
    private static readonly int[] BadRatings = [-1, 999, -3, 120];
    private readonly IReadOnlyList<WorldItem> items;
    private readonly Stream stream;
    private readonly MemoryStream line = new();
    private readonly Utf8JsonWriter json;

    public JsonLineRows(string folder, string name, IReadOnlyList<WorldItem> items, ulong seed, int number)
        : base(
            name,
            seed,
            number,
            [
                .. Enum.GetValues<DefectReason>()
                    .Where(reason => reason is not (DefectReason.BrokenEncoding or DefectReason.WrongColumnCount)),
            ]
        )
    {
        this.items = items;
        var file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public override void Dispose()
    {
        json.Dispose();
        stream.Dispose();
        line.Dispose();
    }

    protected override void Close() => stream.Dispose();

    protected override void Write(ExportRow row)
    {
        line.SetLength(0);
        json.Reset();
        WriteObject(row);
        json.Flush();
        var written = line.GetBuffer().AsSpan(0, (int)line.Length);
        stream.Write(row.Defect is DefectReason.BrokenJson ? Broken(written, row.Variant) : written);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>A line cut off in the middle, as a full disk leaves it, or without its opening brace.</summary>
    private static ReadOnlySpan<byte> Broken(ReadOnlySpan<byte> line, int variant) =>
        variant % 2 == 0 ? line[..(line.Length / 2)] : line[1..];

    private void WriteObject(ExportRow row)
    {
        var (good, defect, variant) = row;
        json.WriteStartObject();
        WriteId("user_id", good.UserId, defect is DefectReason.MissingUser, defect is DefectReason.TooLongId && variant % 2 == 0, variant);
        WriteId(
            "item_id",
            items[good.Item].ItemId,
            defect is DefectReason.MissingItem,
            defect is DefectReason.TooLongId && variant % 2 == 1,
            variant
        );
        json.WriteString("event", KindOf(row));
        json.WriteString("timestamp", TimeOf(row));
        if (defect is DefectReason.RatingOutOfRange)
        {
            json.WriteNumber("value", BadRatings[variant % BadRatings.Length]);
        }
        else if (good.Value is { } value)
        {
            json.WriteNumber("value", value);
        }
        json.WriteEndObject();
    }

    private void WriteId(string name, string id, bool isMissing, bool isTooLong, int variant)
    {
        if (!isMissing)
        {
            json.WriteString(name, isTooLong ? LongId.From(id, variant) : id);
        }
        else if (variant % 3 == 0)
        {
            json.WriteNull(name);
        }
        else if (variant % 3 == 1)
        {
            json.WriteString(name, "");
        }
    }

    private static string KindOf(ExportRow row) =>
        row.Defect switch
        {
            DefectReason.UnknownKind => EnglishKinds.UnknownOf(row.Variant),
            DefectReason.RatingOutOfRange => EnglishKinds.Of(InteractionKind.Rating),
            _ => EnglishKinds.Of(row.Row.Kind),
        };

    private static string TimeOf(ExportRow row) =>
        row.Defect switch
        {
            DefectReason.UnparsableTime => BadTimes[row.Variant % BadTimes.Length],
            DefectReason.ImpossibleTime => ImpossibleTimes[row.Variant % ImpossibleTimes.Length],
            _ => DateTimeOffset.FromUnixTimeSeconds(row.Row.UnixSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
}
