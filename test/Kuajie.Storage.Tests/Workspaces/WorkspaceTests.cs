using System.Text.Json;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Storage.Tests.Workspaces;

public sealed class WorkspaceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_FolderWithoutWorkspace_SaysHowToMakeOneAndTouchesNothing()
    {
        var fault = Assert.Throws<KuajieException>(() => Open("status"));

        Assert.Equal("no-workspace", fault.Code);
        Assert.Contains("kuajie init", fault.Cure, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Create_ThenOpen_FindsWhatWasWritten()
    {
        using (var created = Create())
        {
            created.Partners.EnsureDomain("knowledge");
        }

        using var opened = Open("status");

        Assert.Equal("knowledge", Assert.Single(opened.Partners.Domains()).Name);
        Assert.Equal(
            ["events.duckdb", "lock", "models", "owner.json", "records.sqlite", "reports", "staging", "workspace.json"],
            Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Where(IsNoJournal).Order()
        );
    }

    [Fact]
    public void Create_AmongOtherFiles_RefusesAndLeavesThem()
    {
        File.WriteAllText(folder.File("mine.txt"), "mine");

        Assert.Equal("folder-not-empty", Assert.Throws<KuajieException>(Create).Code);
        Assert.Equal([folder.File("mine.txt")], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Create_AfterACreationThatWasCutOff_FinishesIt()
    {
        Create().Dispose();
        File.Delete(folder.File("workspace.json"));
        File.WriteAllText(folder.File("workspace.json.unfinished"), "{");

        Create().Dispose();

        Assert.True(Workspace.Exists(folder.Path));
    }

    [Fact]
    public void Create_Twice_Refuses()
    {
        Create().Dispose();

        Assert.Equal("workspace-exists", Assert.Throws<KuajieException>(Create).Code);
    }

    [Fact]
    public void Open_WhileOwned_NamesTheOwner()
    {
        using (Create())
        {
            var fault = Assert.Throws<KuajieException>(() => Open("status"));

            Assert.Equal("workspace-in-use", fault.Code);
            Assert.Contains($"{Environment.ProcessId}", fault.Found, StringComparison.Ordinal);
            Assert.Contains("kuajie init", fault.Found, StringComparison.Ordinal);
        }

        Open("status").Dispose();
        Assert.False(File.Exists(folder.File("owner.json")));
    }

    [Fact]
    public void Open_OwnerFileOfADeadProcess_IsNoObstacle()
    {
        Create().Dispose();
        File.WriteAllText(folder.File("owner.json"), """{"pid":1,"verb":"import","since":"2020-01-01T00:00:00Z","machine":"gone"}""");

        Open("status").Dispose();
    }

    [Fact]
    public void Open_NewerWorkspace_SaysSoAndChangesNothing()
    {
        Create().Dispose();
        var manifest = File.ReadAllText(folder.File("workspace.json"))
            .Replace("\"formatVersion\": 1", "\"formatVersion\": 2", StringComparison.Ordinal);
        File.WriteAllText(folder.File("workspace.json"), manifest);

        var fault = Assert.Throws<KuajieException>(() => Open("status"));

        Assert.Equal("newer-workspace", fault.Code);
        Assert.Contains("2", fault.Found, StringComparison.Ordinal);
        Assert.Contains("up to version 1", fault.Expected, StringComparison.Ordinal);
        Assert.Equal(manifest, File.ReadAllText(folder.File("workspace.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"format":"something","formatVersion":1}""")]
    public void Open_DamagedManifest_SaysSo(string manifest)
    {
        Create().Dispose();
        File.WriteAllText(folder.File("workspace.json"), manifest);

        Assert.Equal("damaged-manifest", Assert.Throws<KuajieException>(() => Open("status")).Code);
    }

    [Fact]
    public void Open_AfterAnyRefusal_CanBeTriedAgain()
    {
        Create().Dispose();
        var manifest = File.ReadAllText(folder.File("workspace.json"));
        File.WriteAllText(folder.File("workspace.json"), "{}");
        Assert.Throws<KuajieException>(() => Open("status"));
        File.WriteAllText(folder.File("workspace.json"), manifest);

        Open("status").Dispose();
    }

    [Fact]
    public void Open_ImportThatNeverCommitted_IsInterruptedAndItsStagingRemoved()
    {
        using (var created = Create())
        {
            created.Imports.Begin(Running("i1"));
            Directory.CreateDirectory(Path.Combine(created.Layout.Staging, "i1"));
            File.WriteAllText(Path.Combine(created.Layout.Staging, "i1", "rows"), "half");
        }

        using var opened = Open("status");

        Assert.Equal(ImportState.Interrupted, Assert.Single(opened.Imports.All()).State);
        Assert.Empty(Directory.EnumerateFileSystemEntries(opened.Layout.Staging));
    }

    [Fact]
    public void Open_ImportThatCommittedButWasNotAcknowledged_IsCompletedWithItsReport()
    {
        using (var created = Create())
        {
            created.Imports.Begin(Running("i1"));
            EventRows.Commit(created, "i1", """{"rowsRead":3}""");
        }

        using var opened = Open("status");

        var import = Assert.Single(opened.Imports.All());
        Assert.Equal(ImportState.Completed, import.State);
        Assert.Equal(3, JsonDocument.Parse(import.ReportJson!).RootElement.GetProperty("rowsRead").GetInt32());
    }

    private static bool IsNoJournal(string? name) =>
        !name!.Contains('-', StringComparison.Ordinal) && !name.EndsWith(".wal", StringComparison.Ordinal);

    private static ImportRecord Running(string id) =>
        new(id, "knowledge", "hash", ImportState.Running, TimeProvider.System.GetUtcNow(), null, null);

    private Workspace Create() => Workspace.Create(folder.Path, "init", TimeProvider.System);

    private Workspace Open(string verb) => Workspace.Open(folder.Path, verb, TimeProvider.System);
}
