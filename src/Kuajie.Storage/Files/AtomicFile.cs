namespace Kuajie.Storage.Files;

/// <summary>Writes whole files so that a reader sees the old or the new content and never a part, whenever the process ends.</summary>
public static class AtomicFile
{
    /// <summary>Ending of files being written; one left behind by a killed process is safe to delete.</summary>
    public const string UnfinishedEnding = ".unfinished";

    /// <summary>Writes beside the place, flushes to the disk, then renames over it.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var unfinished = path + UnfinishedEnding;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Writes UTF-8 text without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
