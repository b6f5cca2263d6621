using System.Text.Encodings.Web;
using System.Text.Json;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Defects;

namespace Kuajie.Storage.SampleWorld;

/// <summary>Everything that is true about a sample world and that no export says: what an import must find, who likes what, which tastes carry over.</summary>
internal static class TruthFile
{
    /// <summary>Users of each side whose tastes are written; all of them in worlds up to this size.</summary>
    private const int MostUsers = 10_000;
    private const double SmallestShareWritten = 0.01;

    public static void Write(
        string path,
        World world,
        IReadOnlyDictionary<WorldDomain, IReadOnlyList<(string Name, ExportTally Tally)>> files
    )
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        using var json = new Utf8JsonWriter(
            stream,
            new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        json.WriteStartObject();
        json.WriteString("scenario", world.Options.Scenario);
        json.WriteNumber("usersPerSide", world.Options.Users);
        json.WriteNumber("seed", world.Options.Seed);
        json.WriteNumber("links", world.LinkedCount);
        json.WriteString("timeZone", "Asia/Shanghai");
        WriteTastes(json, world);
        json.WriteStartObject("domains");
        foreach (var (domain, itsFiles) in files)
        {
            json.WriteStartObject(domain.Name);
            WriteDomain(json, world, domain, itsFiles);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTastes(Utf8JsonWriter json, World world)
    {
        json.WriteStartArray("tastes");
        foreach (var taste in world.Tastes)
        {
            json.WriteStartObject();
            json.WriteString("name", taste.Name);
            json.WriteString("nameChinese", taste.ChineseName);
            json.WriteString("nameEnglish", taste.EnglishName);
            json.WriteBoolean("shared", taste.IsShared);
            json.WriteString(World.KnowledgeDomain, taste.KnowledgeFace);
            json.WriteString(world.Partner.Name, taste.PartnerFace);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDomain(
        Utf8JsonWriter json,
        World world,
        WorldDomain domain,
        IReadOnlyList<(string Name, ExportTally Tally)> files
    )
    {
        json.WriteStartObject("import");
        WriteTally(json, ExportTally.Sum(files.Select(file => file.Tally)));
        json.WriteEndObject();
        json.WriteStartObject("files");
        foreach (var (name, tally) in files)
        {
            json.WriteStartObject(name);
            WriteTally(json, tally);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        WriteStrings(json, "robots", domain.Robots);
        WriteStrings(json, "coldItems", domain.Items.Where(item => item.Popularity <= 0).Select(item => item.ItemId));
        WriteItems(json, world, domain);
        WriteUsers(json, world, domain);
    }

    private static void WriteTally(Utf8JsonWriter json, ExportTally tally)
    {
        json.WriteNumber("rowsRead", tally.RowsWritten);
        json.WriteNumber("rowsKept", tally.RowsGood);
        json.WriteNumber("rowsRejected", tally.RowsRejected);
        json.WriteNumber("duplicateRows", tally.DuplicateRows);
        json.WriteStartObject("rejectedByReason");
        foreach (var (reason, count) in tally.RejectedByReason)
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()), count);
        }
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }
        json.WriteEndArray();
    }

    private static void WriteItems(Utf8JsonWriter json, World world, WorldDomain domain)
    {
        json.WriteStartObject("items");
        foreach (var item in domain.Items)
        {
            json.WriteStartObject(item.ItemId);
            json.WriteNumber(world.Tastes[item.Taste].Name, Math.Round(item.ShareOf(item.Taste), 3));
            if (item.SecondTaste >= 0)
            {
                json.WriteNumber(world.Tastes[item.SecondTaste].Name, Math.Round(item.SecondShare, 3));
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteUsers(Utf8JsonWriter json, World world, WorldDomain domain)
    {
        json.WriteStartObject("users");
        foreach (var user in domain.Users().Where(user => !user.IsRobot).Take(MostUsers))
        {
            json.WriteStartObject(user.UserId);
            for (var taste = 0; taste < user.Tastes.Count; taste++)
            {
                if (user.Tastes[taste] >= SmallestShareWritten)
                {
                    json.WriteNumber(world.Tastes[taste].Name, Math.Round(user.Tastes[taste], 3));
                }
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
