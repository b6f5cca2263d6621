using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kuajie.Platform.SampleWorld;

namespace Kuajie.Storage.SampleWorld;

/// <summary>Items and users of either side and the links between them.</summary>
internal static class CatalogFiles
{
    private static readonly string[] Levels = ["普通", "银卡", "金卡", "铂金", "黑卡"];
    private static readonly string[] Tiers = ["free", "basic", "plus", "premium", "vip"];
    private static readonly Dictionary<string, string> ChineseKinds = new(StringComparer.Ordinal)
    {
        ["course"] = "课程",
        ["book"] = "图书",
        ["audio"] = "音频",
        ["column"] = "专栏",
    };

    /// <summary>GB18030 CSV with the Chinese headers of the knowledge platform.</summary>
    public static long WriteKnowledgeItems(string path, WorldDomain domain)
    {
        using var writer = Chinese(path);
        writer.WriteLine("课程ID,标题,简介,标签,价格,类型,讲师,课时,语言,上架时间");
        foreach (var item in domain.Items)
        {
            WriteCells(
                writer,
                item.ItemId,
                item.Title,
                item.Description,
                string.Join('|', item.Tags),
                item.PriceMinorUnits is { } price ? (price / 100m).ToString("0.00", CultureInfo.InvariantCulture) : "",
                ChineseKinds[item.Kind],
                $"{item.Attributes[0].Value}",
                $"{item.Attributes[1].Value}",
                item.Language == "zh" ? "中文" : "英文",
                LocalMinute(item.ListedAtUnixSeconds)
            );
        }
        return domain.Items.Count;
    }

    /// <summary>GB18030 CSV with the Chinese headers of the knowledge platform.</summary>
    public static long WriteKnowledgeUsers(string path, WorldDomain domain)
    {
        using var writer = Chinese(path);
        writer.WriteLine("用户ID,注册时间,城市,性别,出生年份,会员等级");
        foreach (var user in domain.Users())
        {
            var gender = user.Gender switch
            {
                "f" => "女",
                "m" => "男",
                _ => "",
            };
            WriteCells(
                writer,
                user.UserId,
                LocalMinute(user.RegisteredAtUnixSeconds),
                user.City,
                gender,
                $"{user.BirthYear}",
                Levels[user.Level]
            );
        }
        return domain.UserCount;
    }

    /// <summary>JSON lines with the attributes of each kind.</summary>
    public static long WritePartnerItems(string path, WorldDomain domain)
    {
        using var lines = new JsonLines(path);
        foreach (var item in domain.Items)
        {
            lines.Write(json => WriteItem(json, item));
        }
        return domain.Items.Count;
    }

    /// <summary>JSON lines.</summary>
    public static long WritePartnerUsers(string path, WorldDomain domain)
    {
        using var lines = new JsonLines(path);
        foreach (var user in domain.Users())
        {
            lines.Write(json =>
            {
                json.WriteString("user_id", user.UserId);
                json.WriteString("registered_at", Iso(user.RegisteredAtUnixSeconds));
                json.WriteString("city", user.City);
                json.WriteString("gender", user.Gender);
                json.WriteString("tier", Tiers[user.Level]);
            });
        }
        return domain.UserCount;
    }

    /// <summary>UTF-8 CSV of the people both sides know.</summary>
    public static long WriteLinks(string path, World world)
    {
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine("source_user,target_user");
        foreach (var (knowledgeUser, partnerUser) in world.Links())
        {
            writer.WriteLine($"{knowledgeUser},{partnerUser}");
        }
        return world.LinkedCount;
    }

    private static void WriteItem(Utf8JsonWriter json, WorldItem item)
    {
        json.WriteString("item_id", item.ItemId);
        json.WriteString("kind", item.Kind);
        json.WriteString("title", item.Title);
        if (item.Description is not null)
        {
            json.WriteString("description", item.Description);
        }
        WriteValue(json, "tags", item.Tags);
        if (item.PriceMinorUnits is { } price)
        {
            json.WriteNumber("price", price / 100m);
            json.WriteString("currency", "CNY");
        }
        json.WriteString("language", item.Language);
        json.WriteString("listed_at", Iso(item.ListedAtUnixSeconds));
        foreach (var (name, value) in item.Attributes)
        {
            WriteValue(json, name, value);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, value.GetType(), JsonLines.Options);
    }

    private static StreamWriter Chinese(string path) => new(path, false, ChineseEncoding.Strict) { NewLine = "\r\n" };

    private static void WriteCells(StreamWriter writer, params ReadOnlySpan<string?> cells)
    {
        for (var place = 0; place < cells.Length; place++)
        {
            writer.Write(place == 0 ? "" : ",");
            writer.Write(Quoted(cells[place] ?? ""));
        }
        writer.WriteLine();
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string LocalMinute(long unixSeconds) =>
        DateTimeOffset
            .FromUnixTimeSeconds(unixSeconds + WorldCalendar.ShanghaiOffsetSeconds)
            .ToString("yyyy'/'M'/'d H:mm", CultureInfo.InvariantCulture);

    private static string Iso(long unixSeconds) =>
        DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A file of one JSON object a line, in readable UTF-8.</summary>
    private sealed class JsonLines : IDisposable
    {
        public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        private readonly FileStream stream;
        private readonly Utf8JsonWriter json;

        public JsonLines(string path)
        {
            stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = Options.Encoder });
        }

        public void Write(Action<Utf8JsonWriter> properties)
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            stream.WriteByte((byte)'\n');
        }

        public void Dispose()
        {
            json.Dispose();
            stream.Dispose();
        }
    }
}
