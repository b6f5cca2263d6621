namespace Kuajie.Server.Tests.Api;

/// <summary>
/// What there is in the workspace of a server, in short; sign-in counters of nobody are not among it. A database is read again only where a file of it has changed since: what is stored is in the files
/// by the time that a request is answered. Refused changes are recorded as activity, so the records are read often; the events, dearer to read, hardly ever.
/// </summary>
internal sealed class WorkspaceTrace(RunningServer running)
{
    private static readonly string[] Domains = [RunningServer.Knowledge, RunningServer.Sports, RunningServer.Auto];
    private readonly Dictionary<string, (string Files, string Trace)> last = new(StringComparer.Ordinal);

    /// <summary>The trace as it is now, told by the files.</summary>
    public string Now() => $"{Of(running.Workspace.Layout.Records, Records)}|{Of(running.Workspace.Layout.Events, Events)}";

    /// <summary>The trace as it is now, whatever the files say.</summary>
    public string Read() => $"{Records()}|{Events()}";

    private string Of(string database, Func<string> read)
    {
        var files = Files(database);
        if (!last.TryGetValue(database, out var known) || known.Files != files)
        {
            // What is written while it is read shows in the files the next time.
            last[database] = known = (files, read());
        }
        return known.Trace;
    }

    private string Records()
    {
        var workspace = running.Workspace;
        return string.Join(
            '|',
            workspace.Partners.Domains().Count,
            string.Join(',', workspace.Partners.Parties()),
            string.Join(',', workspace.Partners.Partnerships()),
            workspace.Keys.All().Count,
            workspace.People.All().Count,
            string.Join(',', workspace.Links.Totals()),
            workspace.Imports.All().Count
        );
    }

    private string Events()
    {
        var workspace = running.Workspace;
        return string.Join(
            '|',
            string.Join(',', workspace.Interactions.Totals()),
            string.Join(',', Domains.Select(workspace.Catalog.Stamp)),
            string.Join(',', Domains.SelectMany(domain => workspace.Users.UsersOf(domain)).Select(user => user.UserId).Order())
        );
    }

    /// <summary>The files of a database, its journal among them, with their lengths and times. The map of SQLite's journal (<c>-shm</c>) is left out: reading changes it, and nothing is stored there.</summary>
    private static string Files(string database) =>
        string.Join(
            '|',
            new DirectoryInfo(Path.GetDirectoryName(database)!)
                .EnumerateFiles(Path.GetFileName(database) + "*")
                .Where(file => !file.Name.EndsWith("-shm", StringComparison.Ordinal))
                .Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}")
                .Order(StringComparer.Ordinal)
        );
}
