using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Defects;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.SampleWorld;

/// <summary>A file of a sample world.</summary>
/// <param name="Name">Path relative to the folder, with forward slashes.</param>
/// <param name="Rows">Rows or lines, headers not counted; 1 for truth.json.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Tally">What was planted, for interaction files; null for others.</param>
public sealed record SampleFile(string Name, long Rows, long Bytes, ExportTally? Tally);

/// <summary>Writes the raw exports of both sides of a world into a folder. The folder appears whole or not at all.</summary>
public static class SampleWorldFolder
{
    /// <summary>Name of the file with the truth; marks a folder as a sample world.</summary>
    public const string TruthName = "truth.json";

    /// <summary>Writes a world. Time and file sizes grow with its users, memory does not, but for links and catalogs.</summary>
    /// <param name="world">The world.</param>
    /// <param name="folder">A new or empty folder, or with <paramref name="replace"/> one that holds an earlier sample world.</param>
    /// <param name="replace">Whether an earlier sample world may be replaced.</param>
    /// <param name="usersDone">Told how many users of both sides are done.</param>
    /// <param name="cancellation">Stops the writing; nothing is left behind.</param>
    /// <exception cref="Platform.Faults.KuajieException">The folder holds something that may not be replaced.</exception>
    public static IReadOnlyList<SampleFile> Write(
        World world,
        string folder,
        bool replace,
        IProgress<long>? usersDone,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(world);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        CheckFree(folder, replace);
        var unfinished = folder + AtomicFile.UnfinishedEnding;
        RemoveFolder(unfinished);
        try
        {
            var files = WriteAll(world, unfinished, usersDone, cancellation);
            RemoveFolder(folder);
            Directory.Move(unfinished, folder);
            return files;
        }
        finally
        {
            RemoveFolder(unfinished);
        }
    }

    /// <summary>Fails if the folder may not be written to, before any work is done.</summary>
    public static void CheckFree(string folder, bool replace)
    {
        if (File.Exists(folder))
        {
            throw SampleTexts.FolderIsFile(folder);
        }
        var entries = Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder).Length : 0;
        if (entries > 0 && !replace)
        {
            throw SampleTexts.FolderNotEmpty(folder, entries);
        }
        if (entries > 0 && !File.Exists(Path.Combine(folder, TruthName)))
        {
            throw SampleTexts.FolderNotASample(folder);
        }
    }

    private static List<SampleFile> WriteAll(World world, string folder, IProgress<long>? usersDone, CancellationToken cancellation)
    {
        var (knowledge, partner) = (world.Knowledge, world.Partner);
        Directory.CreateDirectory(Path.Combine(folder, knowledge.Name));
        Directory.CreateDirectory(Path.Combine(folder, partner.Name));
        var knowledgeFiles = WriteKnowledge(world, folder, usersDone, cancellation);
        var partnerFiles = WritePartner(world, folder, usersDone, cancellation);
        List<SampleFile> files = [];
        AddTallies(files, folder, knowledgeFiles);
        Add(files, folder, $"{knowledge.Name}/items.csv", path => CatalogFiles.WriteKnowledgeItems(path, knowledge));
        Add(files, folder, $"{knowledge.Name}/users.csv", path => CatalogFiles.WriteKnowledgeUsers(path, knowledge));
        AddTallies(files, folder, partnerFiles);
        Add(files, folder, $"{partner.Name}/items.jsonl", path => CatalogFiles.WritePartnerItems(path, partner));
        Add(files, folder, $"{partner.Name}/users.jsonl", path => CatalogFiles.WritePartnerUsers(path, partner));
        Add(files, folder, "links.csv", path => CatalogFiles.WriteLinks(path, world));
        var tallies = new Dictionary<WorldDomain, IReadOnlyList<(string, ExportTally)>>
        {
            [knowledge] = knowledgeFiles,
            [partner] = partnerFiles,
        };
        Add(
            files,
            folder,
            TruthName,
            path =>
            {
                TruthFile.Write(path, world, tallies);
                return 1;
            }
        );
        return files;
    }

    private static List<(string Name, ExportTally Tally)> WriteKnowledge(
        World world,
        string folder,
        IProgress<long>? usersDone,
        CancellationToken cancellation
    )
    {
        var domain = world.Knowledge;
        using var rows = new ChineseCsvRows(folder, $"{domain.Name}/interactions.csv", domain.Items, world.Options.Seed, 1);
        foreach (var row in domain.Interactions(usersDone))
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(row);
        }
        rows.Finish();
        return [(rows.Name, rows.Tally)];
    }

    private static IReadOnlyList<(string Name, ExportTally Tally)> WritePartner(
        World world,
        string folder,
        IProgress<long>? usersDone,
        CancellationToken cancellation
    )
    {
        using var rows = new PartnerRows(folder, world.Partner, world.Options.Seed);
        foreach (var row in world.Partner.Interactions(usersDone is null ? null : new After(usersDone, world.Knowledge.UserCount)))
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(row);
        }
        return rows.Finish();
    }

    private static void AddTallies(List<SampleFile> files, string folder, IReadOnlyList<(string Name, ExportTally Tally)> written)
    {
        foreach (var (name, tally) in written)
        {
            files.Add(new SampleFile(name, tally.RowsWritten, new FileInfo(Path.Combine(folder, name)).Length, tally));
        }
    }

    private static void Add(List<SampleFile> files, string folder, string name, Func<string, long> write)
    {
        var path = Path.Combine(folder, name);
        var rows = write(path);
        files.Add(new SampleFile(name, rows, new FileInfo(path).Length, null));
    }

    private static void RemoveFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Counts on from the first side's users.</summary>
    private sealed class After(IProgress<long> total, long before) : IProgress<long>
    {
        public void Report(long value) => total.Report(before + value);
    }
}
