using System.Text.Json;
using Kuajie.Platform.Imports.Live;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Imports;

/// <summary>What becomes of imports that an earlier process did not finish.</summary>
public sealed class LeftImportsTests
{
    private const string Imports = "/v1/domains/knowledge/imports";
    private const string Orders = "user,item,kind,time\nu1,c1,purchase,2026-05-01\nu2,c1,view,2026-05-02\n,c1,view,2026-05-02\n";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);
    private static readonly DateTimeOffset At = new(2026, 6, 1, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ImportRunState.Waiting, 0)]
    [InlineData(ImportRunState.Running, 1)]
    [InlineData(ImportRunState.Running, 2)]
    public async Task Start_AfterAnEndBeforeTheImport_ImportsIt(ImportRunState left, int starts)
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace => Leave(workspace, left, starts, withFile: true));
        var client = running.Client(Firm);

        var done = await client.EndAsync(Imports, "20260601T070000000-aaaaaa");

        Assert.True(done.State() == "succeeded", done.GetRawText());
        Assert.Equal(2, Assert.Single(running.Workspace.Interactions.Totals()).Interactions);
        Assert.Empty(Directory.EnumerateFileSystemEntries(running.Workspace.Layout.Uploads));
    }

    [Theory]
    [InlineData(3, true, false, "interrupted")]
    [InlineData(0, false, false, "interrupted")]
    [InlineData(1, true, true, "cancelled")]
    public async Task Start_AfterWhatCannotGoOn_SaysSoAndStoresNothing(int starts, bool withFile, bool isCancelled, string state)
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace =>
            Leave(workspace, ImportRunState.Running, starts, withFile, isCancelled)
        );
        var client = running.Client(Firm);

        var listed = Assert.Single((await (await client.GetAsync(Imports)).DocumentAsync()).EnumerateArray());

        Assert.Equal(state, listed.State());
        var cure = listed.TryGetProperty("faultText", out var text) ? text.GetString()! : "";
        Assert.Equal(state == "interrupted", cure.EndsWith("the files again.", StringComparison.Ordinal));
        Assert.Empty(running.Workspace.Interactions.Totals());
        Assert.False(Directory.Exists(Path.Combine(running.Workspace.Layout.Uploads, "20260601T070000000-aaaaaa")));
    }

    [Fact]
    public async Task Start_AfterTheCommitButBeforeItsRecord_FindsItDone()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm);
        var import = await client.StartAsync(Imports, Uploads.Form(("interactions", "a.csv", Orders)));
        await client.EndAsync(Imports, import);
        var recorded = running.Workspace.Uploads.Find(import)!;
        running.Workspace.Uploads.Put(recorded with { Run = recorded.Run with { State = ImportRunState.Running, ReportJson = null } });

        await running.RestartAsync();

        var found = await (await running.Client(Firm).GetAsync($"{Imports}/{import}")).DocumentAsync();
        Assert.Equal("succeeded", found.State());
        Assert.Equal(2, found.GetProperty("report").GetProperty("rowsKept").GetInt64());
        Assert.Equal(2, Assert.Single(running.Workspace.Interactions.Totals()).Interactions);
    }

    [Fact]
    public async Task List_AfterARestart_HoldsFilesThatWereThereAlreadyAndFailures()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm);
        foreach (var text in (string[])[Orders, Orders, "a,b\n1,2\n"])
        {
            await client.EndAsync(Imports, await client.StartAsync(Imports, Uploads.Form(("interactions", "a.csv", text))));
            running.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await running.RestartAsync();
        var again = running.Client(Firm);

        var listed = (await (await again.GetAsync(Imports)).DocumentAsync()).EnumerateArray().ToArray();
        var repeated = await (await again.GetAsync($"{Imports}/{listed[1].GetProperty("import").GetString()}")).DocumentAsync();

        Assert.Equal(["failed", "succeeded", "succeeded"], listed.Select(import => import.State()));
        Assert.Equal("missing-column", listed[0].GetProperty("faultCode").GetString());
        Assert.All(listed, import => Assert.NotEmpty(import.GetProperty("requestedBy").GetString()!));
        Assert.True(repeated.GetProperty("report").GetProperty("alreadyImported").GetBoolean());
    }

    private static void Leave(Workspace workspace, ImportRunState state, int starts, bool withFile, bool isCancelled = false)
    {
        var run = new ImportRun("20260601T070000000-aaaaaa", "knowledge", state, At) { RequestedBy = "somebody" };
        var form = new UploadedForm { Interactions = ["a.csv"] };
        workspace.Uploads.Put(new UploadedImport(run, form, "en") { Starts = starts, IsCancelled = isCancelled });
        var folder = Directory.CreateDirectory(Path.Combine(workspace.Layout.Uploads, run.ImportId));
        // What no record knows is removed.
        Directory.CreateDirectory(Path.Combine(workspace.Layout.Uploads, "unknown"));
        if (withFile)
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a.csv"), Orders);
        }
    }
}
