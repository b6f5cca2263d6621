using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Workspaces;

/// <summary>Report files in one folder and the folders below it.</summary>
/// <param name="folder">Full path of the folder.</param>
public sealed class ReportStore(string folder) : IReportStore
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] LineEndings = [".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".log"];

    /// <inheritdoc/>
    public ReportErasure EraseUser(string userId, IReadOnlySet<string> otherImports)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(otherImports);
        var redacted = new List<string>();
        var removed = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray())
        {
            var name = Path.GetRelativePath(folder, path);
            var import = ImportOf(name);
            if (import is not null && otherImports.Contains(import))
            {
                continue;
            }
            var isNamedAfter = import is null && Path.GetFileNameWithoutExtension(name) == userId;
            if (isNamedAfter || !TryRedact(path, userId, out var isChanged))
            {
                File.Delete(path);
                removed.Add(name);
            }
            else if (isChanged)
            {
                redacted.Add(name);
            }
        }
        return new ReportErasure([.. redacted.Select(Mentionless)], [.. removed.Select(Mentionless)]);

        string Mentionless(string name) =>
            Path.GetFileNameWithoutExtension(name) == userId ? Mention.Erased + Path.GetExtension(name) : name;
    }

    /// <summary>The import that a file in <c>imports/ID/</c> is about.</summary>
    private static string? ImportOf(string name) =>
        name.Split(Path.DirectorySeparatorChar) is ["imports", var import, _, ..] ? import : null;

    /// <summary>Redacts one file; false where only removing it will do.</summary>
    private static bool TryRedact(string path, string userId, out bool isChanged)
    {
        isChanged = false;
        var ending = Path.GetExtension(path).ToLowerInvariant();
        var bytes = ending is ".gz" ? Unpacked(path) : File.ReadAllBytes(path);
        if (bytes is null || !TryDecode(bytes, out var text))
        {
            return bytes is not null && !BytesMention(bytes, userId);
        }
        if (ending is ".json" && TryRedactJson(text, userId, out var cleaned))
        {
            isChanged = cleaned is not null;
        }
        else if (ending is ".html" && ReportBeside(path) is { } report)
        {
            return !TryRedactJson(report, userId, out cleaned) || cleaned is null;
        }
        else if (ending is ".csv" && RejectedRowsFile.Without(text, userId, out cleaned))
        {
            isChanged = cleaned is not null;
        }
        else if (!AnyFormMentioned(text, userId))
        {
            return true;
        }
        else if (LineEndings.Contains(ending))
        {
            cleaned = string.Join('\n', text.Split('\n').Where(line => !AnyFormMentioned(line, userId)));
            isChanged = true;
        }
        else
        {
            return false;
        }
        if (isChanged)
        {
            AtomicFile.WriteText(path, cleaned!);
        }
        return true;
    }

    /// <summary>A page shows what the document beside it says.</summary>
    private static string? ReportBeside(string path) =>
        Path.ChangeExtension(path, ".json") is var report && File.Exists(report) ? File.ReadAllText(report) : null;

    private static bool TryRedactJson(string text, string userId, out string? cleaned)
    {
        try
        {
            cleaned = ReportMentions.Remove(userId, text);
            return true;
        }
        catch (JsonException)
        {
            cleaned = null;
            return false;
        }
    }

    /// <summary>The id as it stands, and as JSON and HTML write it.</summary>
    private static bool AnyFormMentioned(string text, string userId) =>
        new[]
        {
            userId,
            JsonEncodedText.Encode(userId).ToString(),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(userId),
            HtmlEncoder.Default.Encode(userId),
        }
            .Distinct()
            .Any(form => Mention.Of(form, text));

    private static bool BytesMention(byte[] bytes, string userId) =>
        new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode }.Any(encoding =>
            bytes.AsSpan().IndexOf(encoding.GetBytes(userId)) >= 0
        );

    private static bool TryDecode(byte[] bytes, out string text)
    {
        try
        {
            text = StrictUtf8.GetString(bytes);
            return !text.Contains('\0', StringComparison.Ordinal);
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    private static byte[]? Unpacked(string path)
    {
        try
        {
            using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            packed.CopyTo(unpacked);
            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
