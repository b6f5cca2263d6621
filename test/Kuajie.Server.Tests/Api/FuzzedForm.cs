using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Kuajie.Server.Tests.Api;

/// <summary>Forms of imports as no honest program sends them, from a seeded source.</summary>
internal sealed class FuzzedForm(Random random)
{
    private const string Boundary = "kuajie-form";
    private const string Rows = "user,item,kind,time\nu1,c1,view,2026-05-01\nu2,c1,view,2026-05-02\n";
    private static readonly byte[] Bomb = Pack(new byte[128 << 20]);
    private static readonly string[] Parts = ["interactions", "items", "users"];
    private static readonly string[] Options = ["map", "preset", "encoding", "timeZone", "ratingRange", "kind", "dryRun"];
    private static readonly string[] Oddities =
    [
        "",
        "null",
        "\u0000",
        "../../../etc/passwd",
        "..\\..\\boot.ini",
        "'; DROP TABLE interactions; --",
        "utf-7",
        "gb18030",
        "Mars/Olympus",
        "5..1",
        "user=#1,item=#2",
        "user=user,item=nowhere",
        "马拉松",
        "movielens",
        "*.csv",
        "con.csv",
        "a.parquet",
        "a.jsonl",
        "a.csv.gz",
    ];

    /// <summary>What was made of the last form, for the report.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>A body, its type and what is wrong with it.</summary>
    public ByteArrayContent Next()
    {
        var (kind, type, body) = random.Next(14) switch
        {
            0 => ("another boundary", Type("other"), Form(File(Rows))),
            1 => ("cut short", Type(Boundary), Cut(Form(File(Rows), Option()))),
            2 => ("no boundary", "multipart/form-data", Form(File(Rows))),
            3 => ("endless boundary", Type(new string('b', 1 + random.Next(5_000))), Form(File(Rows))),
            4 => ("no parts", Type(Boundary), Encoding.ASCII.GetBytes($"--{Boundary}--\r\n")),
            5 => ("parts without names", Type(Boundary), Form(Part("Content-Disposition: form-data", Bytes(Rows)))),
            6 => ("unknown or huge part names", Type(Boundary), Form(Part(Named(new string('n', random.Next(60_000))), Bytes(Rows)))),
            7 => ("odd or huge file names", Type(Boundary), Form(File(Bytes(Rows), FileName()))),
            8 => ("bytes that are no text", Type(Boundary), Form(File(Noise(random.Next(4_000)), "a.csv"))),
            9 => ("another encoding", Type(Boundary), Form(File(Encoding.BigEndianUnicode.GetBytes("用户" + Rows), "a.csv"), Option())),
            10 => ("packed too tightly", Type(Boundary), Form(File(Bomb, "a.csv.gz"))),
            11 => ("archives and broken packings", Type(Boundary), Form(File(Archive(), FileName()))),
            12 => ("odd options", Type(Boundary), Form(File(Rows), Option(), Option())),
            _ => ("flipped bytes", Type(Boundary), Flipped(Form(File(Rows), Option()))),
        };
        Kind = kind;
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static string Type(string boundary) => $"multipart/form-data; boundary={boundary}";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Form(params byte[][] parts) =>
        [.. parts.SelectMany(part => (byte[])[.. Bytes($"--{Boundary}\r\n"), .. part, .. "\r\n"u8]), .. Bytes($"--{Boundary}--\r\n")];

    private static byte[] Part(string head, byte[] body) => [.. Bytes(head), .. "\r\n\r\n"u8, .. body];

    private static string Named(string name) => $"Content-Disposition: form-data; name=\"{name}\"";

    private byte[] File(string rows) => File(Bytes(rows), "a.csv");

    private byte[] File(byte[] content, string name) => Part($"{Named(Parts[random.Next(Parts.Length)])}; filename=\"{name}\"", content);

    private byte[] Option() =>
        Part(
            Named(Options[random.Next(Options.Length)]),
            Bytes(random.Next(6) == 0 ? new string('o', random.Next(20_000)) : Oddities[random.Next(Oddities.Length)])
        );

    private string FileName() =>
        random.Next(3) == 0 ? new string('f', random.Next(30_000)) + ".csv" : Oddities[random.Next(Oddities.Length)];

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Archive() =>
        random.Next(4) switch
        {
            0 => [.. "PK\u0003\u0004"u8, .. Noise(500)],
            1 => [.. "PAR1"u8, .. Noise(500), .. "PAR1"u8],
            2 => Cut(Pack(Bytes(string.Concat(Enumerable.Repeat(Rows, 500))))),
            _ => [0x1f, 0x8b, .. Noise(200)],
        };

    private byte[] Cut(byte[] whole) => whole[..random.Next(whole.Length)];

    private byte[] Flipped(byte[] whole)
    {
        for (var flip = 0; flip < 1 + random.Next(8); flip++)
        {
            whole[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
        }
        return whole;
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            packing.Write(content);
        }
        return packed.ToArray();
    }
}
