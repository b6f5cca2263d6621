using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Tests.Workspaces;

public sealed class SharedReadingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SharedReadingTests() => Own("init").Dispose();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void OpenForReading_TwiceAtOnce_BothRead()
    {
        Fill();
        using var first = Read("evaluate");
        using var second = Read("status");

        Assert.Equal(2, first.Interactions.Totals()[0].Interactions);
        Assert.Equal(2, second.Interactions.Totals()[0].Interactions);
        Assert.Equal("k", Assert.Single(second.Partners.Domains()).Name);
        Assert.Equal(2, WorkspaceStatus.Of(second).Domains[0].Totals!.Interactions);
    }

    [Fact]
    public void Open_WhileRead_NamesEveryReaderAndTheirVerbs()
    {
        using (Read("evaluate"))
        using (Read("status"))
        {
            var fault = Assert.Throws<KuajieException>(() => Own("import"));

            Assert.Equal("workspace-in-use", fault.Code);
            Assert.Contains($"{Environment.ProcessId} (kuajie evaluate", fault.Found, StringComparison.Ordinal);
            Assert.Contains($"{Environment.ProcessId} (kuajie status", fault.Found, StringComparison.Ordinal);
        }

        Own("import").Dispose();
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "reader-*"));
    }

    [Fact]
    public void OpenForReading_WhileOwned_NamesTheOwner()
    {
        using var owner = Own("import");

        var fault = Assert.Throws<KuajieException>(() => Read("status"));

        Assert.Equal("workspace-in-use", fault.Code);
        Assert.Contains("kuajie import", fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenForReading_Writing_IsRefusedByBothDatabases()
    {
        Fill();
        using var reader = Read("status");

        Assert.Throws<DbUpdateException>(() => reader.Partners.EnsureDomain("new"));
        Assert.ThrowsAny<Exception>(() => EventRows.Commit(reader, "i9", "{}"));
    }

    [Fact]
    public void OpenForReading_WorkThatWasCutOff_IsSettledFirst()
    {
        using (var owner = Own("import"))
        {
            owner.Imports.Begin(new ImportRecord("i1", "k", "hash", ImportState.Running, TimeProvider.System.GetUtcNow(), null, null));
            File.WriteAllText(Path.Combine(owner.Layout.Staging, "half"), "half");
        }

        using var reader = Read("status");

        Assert.Equal(ImportState.Interrupted, Assert.Single(reader.Imports.All()).State);
        Assert.False(File.Exists(Path.Combine(reader.Layout.Staging, "half")));
        // It reads on together with others.
        Read("status").Dispose();
    }

    [Fact]
    public void OpenForReading_FilesOfKilledProcesses_AreNoObstacleAndNoOwners()
    {
        const string Dead = """{"pid":1,"verb":"import","since":"2020-01-01T00:00:00Z","machine":"gone"}""";
        File.WriteAllText(folder.File("owner.json"), Dead);
        File.WriteAllText(folder.File("reader-1-1.json"), Dead);

        using (Read("evaluate"))
        {
            Assert.Contains("kuajie evaluate", Assert.Throws<KuajieException>(() => Own("import")).Found, StringComparison.Ordinal);
        }
        Own("import").Dispose();
        Assert.False(File.Exists(folder.File("reader-1-1.json")));
    }

    [Fact]
    public void OpenForReading_NoWorkspace_SaysHowToMakeOne() =>
        Assert.Equal(
            "no-workspace",
            Assert.Throws<KuajieException>(() => Workspace.OpenForReading(folder.File("nowhere"), "status", TimeProvider.System)).Code
        );

    private void Fill()
    {
        using var owner = Own("import");
        owner.Partners.EnsureDomain("k");
        ((DuckDbEventStore)owner.Events).Append([
            new Platform.Interactions.Interaction("k", "u1", "c1", Platform.Interactions.InteractionKind.View, null, null),
            new Platform.Interactions.Interaction("k", "u2", "c1", Platform.Interactions.InteractionKind.View, null, null),
        ]);
    }

    private Workspace Own(string verb) => Workspace.OpenOrCreate(folder.Path, verb, TimeProvider.System);

    private Workspace Read(string verb) => Workspace.OpenForReading(folder.Path, verb, TimeProvider.System);
}
