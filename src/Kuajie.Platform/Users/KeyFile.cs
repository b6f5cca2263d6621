using System.Security.Cryptography;
using System.Text;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Users;

/// <summary>
/// A file that holds a secret key. White space at the end and a byte order mark at the beginning do not count, so that a key keeps its value on its way
/// through mail or an editor.
/// </summary>
public static class KeyFile
{
    /// <summary>Fewest bytes of a key: as many as SHA-256 gives.</summary>
    public const int FewestBytes = 32;

    private const int MostBytes = 4096;
    private const int FewestDistinctBytes = 8;

    /// <summary>Reads a key.</summary>
    /// <exception cref="KuajieException">The file is absent, unreadable, too short, too long or one pattern over and over.</exception>
    public static byte[] Read(string path)
    {
        byte[] content;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes } large)
            {
                throw UserTexts.Source.Fault("invalid-key-file", "KeyTooLong", path, isUsage: true, arguments: [large.Length, MostBytes]);
            }
            content = File.ReadAllBytes(path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw UserTexts.Source.Fault(
                "unreadable-key-file",
                "KeyUnreadable",
                path,
                isUsage: true,
                inner: refusal,
                arguments: [refusal.Message]
            );
        }
        var key = Trimmed(content).ToArray();
        if (key.Length < FewestBytes)
        {
            throw UserTexts.Source.Fault("invalid-key-file", "KeyTooShort", path, isUsage: true, arguments: [key.Length, FewestBytes]);
        }
        if (key.Distinct().Count() < FewestDistinctBytes)
        {
            throw UserTexts.Source.Fault(
                "invalid-key-file",
                "KeyTooSimple",
                path,
                isUsage: true,
                arguments: [key.Distinct().Count(), FewestBytes]
            );
        }
        return key;
    }

    /// <summary>Writes a new random key (256 bits as 64 hexadecimal digits), readable by its owner alone. An existing file is never replaced.</summary>
    /// <exception cref="KuajieException">The file exists already or cannot be written.</exception>
    public static void Generate(string path)
    {
        if (File.Exists(path))
        {
            throw UserTexts.Source.Fault("key-file-exists", "KeyExists", path, isUsage: true);
        }
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var stream = new FileStream(path, options);
            stream.Write(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(2 * FewestBytes, lowercase: true) + "\n"));
            stream.Flush(flushToDisk: true);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw UserTexts.Source.Fault(
                "unwritable-key-file",
                "KeyUnwritable",
                path,
                isUsage: true,
                inner: refusal,
                arguments: [refusal.Message]
            );
        }
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> content)
    {
        var mark = Encoding.UTF8.Preamble;
        return (content.StartsWith(mark) ? content[mark.Length..] : content).TrimEnd(" \t\r\n"u8);
    }
}
