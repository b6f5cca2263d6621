using Kuajie.Platform.Imports;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Storage.Tests.Workspaces;

public sealed class RescuedRejectedRowsTests : IDisposable, IImportObserver
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-rescued-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Open_AfterAKillBetweenCommitAndMove_BringsRejectedRowsToTheReports()
    {
        var export = Path.Combine(folder, "a.csv");
        File.WriteAllText(export, "user_id,item_id\nu1,c1\n,c2\n");
        var home = Path.Combine(folder, "w");
        string staged;
        string expected;
        using (var workspace = Workspace.Create(home, "test", TimeProvider.System))
        {
            var reported = Path.Combine(workspace.ReportsFolder, "imports", "i1", "rejected.csv");
            workspace.Partners.EnsureDomain("knowledge");
            workspace.Imports.Begin(
                new ImportRecord("i1", "knowledge", "hash", ImportState.Running, TimeProvider.System.GetUtcNow(), null, null)
            );
            var place = new ImportPlace("i1", Path.Combine(workspace.Layout.Staging, "i1"), reported);
            ((IEventImporter)workspace.Events).Import(
                new ImportRequest { Domain = "knowledge", Interactions = [export] },
                "hash",
                place,
                this,
                TestContext.Current.CancellationToken
            );
            expected = File.ReadAllText(reported);
            staged = Path.Combine(place.StagingFolder, "rejected.csv");
            Directory.CreateDirectory(place.StagingFolder);
            File.Move(reported, staged);
        }

        using var reopened = Workspace.Open(home, "test", TimeProvider.System);

        Assert.Contains("missingUser", expected, StringComparison.Ordinal);
        Assert.Equal(expected, File.ReadAllText(Path.Combine(reopened.ReportsFolder, "imports", "i1", "rejected.csv")));
        Assert.False(File.Exists(staged));
        Assert.Equal(ImportState.Completed, Assert.Single(reopened.Imports.All()).State);
    }

    [Theory]
    [InlineData(false, ImportState.Completed, 1)]
    [InlineData(true, ImportState.Withdrawn, 0)]
    public void Open_AfterAKillWithinAWithdrawal_SaysWhatTheStoreHolds(bool isGone, ImportState settled, int rows)
    {
        var export = Path.Combine(folder, "a.csv");
        File.WriteAllText(export, "user_id,item_id\nu1,c1\n");
        var home = Path.Combine(folder, "w");
        using (var workspace = Workspace.Create(home, "test", TimeProvider.System))
        {
            var importer = (IEventImporter)workspace.Events;
            var workflow = new ImportWorkflow(workspace, importer, workspace.Layout.Staging, TimeProvider.System);
            var request = new ImportRequest { Domain = "knowledge", Interactions = [export] };
            var import = workflow.Run(request, this, TestContext.Current.CancellationToken).ImportId;
            workspace.Imports.BeginWithdrawal(import);
            Assert.Equal(1, isGone ? importer.Withdraw(import) : 1);
        }

        using var reopened = Workspace.Open(home, "test", TimeProvider.System);

        Assert.Equal(settled, Assert.Single(reopened.Imports.All()).State);
        Assert.Equal(rows, reopened.Interactions.OfUser("knowledge", "u1").Count);
        Assert.Empty(reopened.Events.IntegrityFaults());
    }

    void IImportObserver.Begin(ImportPhase phase, long? expectedRows) { }

    void IImportObserver.Report(long rows, long? expectedRows) { }
}
