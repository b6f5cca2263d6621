namespace Kuajie.Storage.Workspaces;

/// <summary>Where things lie in a workspace folder.</summary>
/// <param name="Folder">Full path of the folder.</param>
public sealed record WorkspaceLayout(string Folder)
{
    private const string SpillName = "spill";

    /// <summary>What the folder is and its version; a folder without it is no workspace.</summary>
    public string Manifest => Path.Combine(Folder, "workspace.json");

    /// <summary>Held by the operating system's lock while a process owns the workspace; always empty.</summary>
    public string Lock => Path.Combine(Folder, "lock");

    /// <summary>Who owns the workspace now, for people; gone when nobody does.</summary>
    public string Owner => Path.Combine(Folder, "owner.json");

    /// <summary>A process that reads the workspace now, for people; gone when it ends.</summary>
    /// <param name="pid">Process id.</param>
    /// <param name="number">Tells several readers of one process apart.</param>
    internal string Reader(int pid, int number) => FormattableString.Invariant($"{ReaderBeginning}{pid}-{number}.json");

    /// <summary>Files of the processes that read the workspace; those of killed ones stay until somebody owns it.</summary>
    internal IEnumerable<string> Readers() => Directory.EnumerateFiles(Folder, Path.GetFileName(ReaderBeginning) + "*.json");

    /// <summary>Domains, parties, links, imports, model versions.</summary>
    public string Records => Path.Combine(Folder, "records.sqlite");

    /// <summary>Interactions, catalogs, rejected rows.</summary>
    public string Events => Path.Combine(Folder, "events.duckdb");

    /// <summary>One file per model version.</summary>
    public string Models => Path.Combine(Folder, "models");

    /// <summary>Quality reports, rejected rows, evaluation tables.</summary>
    public string Reports => Path.Combine(Folder, "reports");

    /// <summary>Work in progress; empty whenever nobody owns the workspace, and emptied on opening.</summary>
    public string Staging => Path.Combine(Folder, "staging");

    /// <summary>Files that arrived over the network and wait for their import, one folder per import; removed when it is over.</summary>
    public string Uploads => Path.Combine(Folder, "uploads");

    /// <summary>Indexes of the catalogs' words, one folder per domain; made again from the store where they are missing or old.</summary>
    public string Search => Path.Combine(Folder, "search");

    private string ReaderBeginning => Path.Combine(Folder, "reader-");

    /// <summary>Where the engine of events puts what does not fit into memory; readers have one each.</summary>
    internal static string Spill(string folder, bool isShared) =>
        Path.Combine(folder, "staging", isShared ? FormattableString.Invariant($"{SpillName}-{Environment.ProcessId}") : SpillName);

    /// <summary>Whether work was cut off that is to be settled before anybody reads. Spills of readers are none.</summary>
    internal bool HasStagedWork() =>
        Directory.Exists(Staging)
        && Directory
            .EnumerateFileSystemEntries(Staging)
            .Any(entry => !Path.GetFileName(entry).StartsWith(SpillName, StringComparison.Ordinal));

    /// <summary>Keys that the service signs cookies and cursors with; readable by the owner of the folder alone.</summary>
    public string Secrets => Path.Combine(Folder, "secrets");

    /// <summary>Names that may lie in a workspace folder.</summary>
    internal IReadOnlyList<string> Everything =>
        [Manifest, Lock, Owner, ReaderBeginning, Records, Events, Models, Reports, Staging, Uploads, Secrets, Search];

    /// <summary>Makes the folders that are missing.</summary>
    internal void CreateFolders()
    {
        foreach (var folder in (string[])[Folder, Models, Reports, Staging])
        {
            Directory.CreateDirectory(folder);
        }
    }
}
