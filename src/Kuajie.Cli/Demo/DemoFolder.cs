using Kuajie.Platform.Faults;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Demo;

/// <summary>Where the demo puts things. A folder of an earlier demo is begun anew; any other folder with something in it is left alone.</summary>
internal sealed class DemoFolder(string path)
{
    private const string MarkerName = "kuajie-demo.txt";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Exports => In("exports");

    public string Workspace => In("workspace.kuajie");

    public string Report => In("report.html");

    private string Marker => In(MarkerName);

    /// <summary>An exported file or glob.</summary>
    public string Export(string domain, string name) => System.IO.Path.Combine(Exports, domain, name);

    /// <summary>Empties the folder of an earlier demo, or makes a new one.</summary>
    /// <exception cref="KuajieException">The folder holds something else, or another process is at work in its workspace.</exception>
    public void Clear(TimeProvider clock)
    {
        if (File.Exists(Path) || (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any() && !File.Exists(Marker)))
        {
            throw DemoTexts.Source.Fault("folder-not-a-demo", "FolderNotADemo", Path, isUsage: true, arguments: [MarkerName]);
        }
        if (Storage.Workspaces.Workspace.Exists(Workspace))
        {
            // Opening takes the lock: a running owner is named instead of losing its files.
            Storage.Workspaces.Workspace.Open(Workspace, "demo", clock).Dispose();
        }
        Directory.CreateDirectory(Path);
        File.WriteAllText(Marker, DemoTexts.Marker + Environment.NewLine);
        foreach (var folder in (string[])[Exports, Workspace])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        File.Delete(Report);
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
