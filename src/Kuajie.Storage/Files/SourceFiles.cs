using System.IO.Enumeration;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;

namespace Kuajie.Storage.Files;

/// <summary>How a file is written.</summary>
internal enum SourceFormat
{
    Delimited,
    JsonLines,
    Parquet,
}

/// <summary>One input file.</summary>
/// <param name="FilePath">Full path.</param>
/// <param name="Format">How it is written.</param>
/// <param name="IsCompressed">Whether it is gzip around that.</param>
internal sealed record SourceFile(string FilePath, SourceFormat Format, bool IsCompressed)
{
    public string Name => Path.GetFileName(FilePath);
}

/// <summary>Turns files and globs as people write them into existing files, each once, in order of path.</summary>
internal static class SourceFiles
{
    /// <summary>Expands <c>*</c> and <c>?</c> in the last part of a path and checks that everything is there.</summary>
    /// <exception cref="KuajieException">A file is missing, a folder, empty or unreadable, or a glob matches nothing.</exception>
    public static IReadOnlyList<SourceFile> Expand(IReadOnlyList<string> patterns) =>
        [.. patterns.SelectMany(Expand).Distinct(StringComparer.Ordinal).Select(Describe)];

    private static IEnumerable<string> Expand(string pattern)
    {
        var full = Path.GetFullPath(pattern);
        if (File.Exists(full))
        {
            return [full];
        }
        if (Directory.Exists(full))
        {
            throw ImportTexts.Source.Fault("folder-given", "FolderGiven", full, isUsage: true, arguments: [Path.Combine(pattern, "*.csv")]);
        }
        var name = Path.GetFileName(full);
        var folder = Path.GetDirectoryName(full) ?? full;
        if (name.AsSpan().IndexOfAny('*', '?') < 0)
        {
            throw ImportTexts.Source.Fault("missing-file", "MissingFile", full, isUsage: true, arguments: [pattern, Nearby(folder, name)]);
        }
        string[] matches = Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder)
                    .Where(file => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(file), ignoreCase: false))
                    .Order(StringComparer.Ordinal),
            ]
            : [];
        return matches.Length > 0
            ? matches
            : throw ImportTexts.Source.Fault("no-match", "NoMatch", full, isUsage: true, arguments: [pattern, Nearby(folder, name)]);
    }

    private static string Nearby(string folder, string name)
    {
        if (!Directory.Exists(folder))
        {
            return ImportTexts.Source.Format("NoSuchFolder", folder);
        }
        var ending = Path.GetExtension(name);
        var names = Directory
            .EnumerateFiles(folder)
            .Select(file => Path.GetFileName(file)!)
            .OrderByDescending(file => Path.GetExtension(file) == ending)
            .ThenBy(file => file, StringComparer.Ordinal)
            .Take(5)
            .ToArray();
        return names.Length == 0 ? ImportTexts.Source.Format("EmptyFolder", folder) : string.Join(", ", names);
    }

    private static SourceFile Describe(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length == 0)
            {
                throw ImportTexts.Source.Fault("empty-file", "EmptyFile", path);
            }
            Span<byte> head = stackalloc byte[4];
            var read = stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
            return Describe(path, head[..read]);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw ImportTexts.Source.Fault("unreadable-file", "UnreadableFile", path, inner: refusal, arguments: [refusal.Message]);
        }
    }

    private static SourceFile Describe(string path, ReadOnlySpan<byte> head)
    {
        if (head.SequenceEqual("PAR1"u8))
        {
            return new SourceFile(path, SourceFormat.Parquet, false);
        }
        var isCompressed = head.Length >= 2 && head[0] == 0x1f && head[1] == 0x8b;
        if (head.Length >= 2 && head[0] == (byte)'P' && head[1] == (byte)'K')
        {
            throw ImportTexts.Source.Fault("unsupported-file", "ZipFile", path, isUsage: true);
        }
        var name = isCompressed && path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".parquet" or ".pq" => throw ImportTexts.Source.Fault("broken-parquet", "NoParquet", path),
            ".jsonl" or ".ndjson" or ".json" => new SourceFile(path, SourceFormat.JsonLines, isCompressed),
            _ => new SourceFile(path, SourceFormat.Delimited, isCompressed),
        };
    }
}
