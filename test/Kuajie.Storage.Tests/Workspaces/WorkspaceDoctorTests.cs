using Kuajie.Conformance.Stores;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Training;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Storage.Tests.Workspaces;

public sealed class WorkspaceDoctorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public WorkspaceDoctorTests() => Workspace.Create(folder.Path, "init", TimeProvider.System).Dispose();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Examine_NewWorkspace_FindsNothing() => Assert.Empty(Examine().Findings);

    [Fact]
    public void Examine_NoWorkspace_SaysSo()
    {
        File.Delete(folder.File("workspace.json"));

        Assert.Equal("no-workspace", Assert.Throws<KuajieException>(() => Examine()).Code);
    }

    [Fact]
    public void Examine_OwnedWorkspace_NamesTheOwner()
    {
        using var owner = Workspace.Open(folder.Path, "import", TimeProvider.System);

        var report = Examine();

        Assert.Equal("workspace-in-use", Assert.Single(report.Findings).Code);
        Assert.False(report.IsSound);
    }

    [Fact]
    public void Examine_ModelFileGone_IsAnError()
    {
        Train("v1");
        File.Delete(folder.File("models/v1.model"));

        Assert.Equal(("missing-model-file", DoctorSeverity.Error), Only(Examine()));
    }

    [Fact]
    public void Examine_ModelFileDamaged_IsAnError()
    {
        Train("v1");
        var bytes = File.ReadAllBytes(folder.File("models/v1.model"));
        bytes[200] ^= 1;
        File.WriteAllBytes(folder.File("models/v1.model"), bytes);

        Assert.Equal(("damaged-model-file", DoctorSeverity.Error), Only(Examine()));
    }

    [Fact]
    public void Examine_ResponseModelDamaged_IsAnError()
    {
        using (var workspace = Workspace.Open(folder.Path, "response", TimeProvider.System))
        {
            workspace.ResponseModels.Put(new RecordedResponseModel("courses", "clicks", DateTimeOffset.UnixEpoch, "{}", "{}", "none"));
        }

        Assert.Equal(("damaged-response-model", DoctorSeverity.Error), Only(Examine()));
    }

    [Fact]
    public void Examine_WholeButAnotherModelFile_IsAnError()
    {
        Train("v1");
        using (var workspace = Workspace.Open(folder.Path, "train", TimeProvider.System))
        {
            workspace.ModelFiles.Write("v1", ModelFileStoreSuite.Sample with { ProvenanceJson = "{}" });
        }

        Assert.Equal(("exchanged-model-file", DoctorSeverity.Error), Only(Examine()));
    }

    [Fact]
    public void Examine_ModelFileNobodyRegistered_IsAWarning()
    {
        using (var workspace = Workspace.Open(folder.Path, "train", TimeProvider.System))
        {
            workspace.ModelFiles.Write("v1", ModelFileStoreSuite.Sample);
        }

        Assert.Equal(("unregistered-model-file", DoctorSeverity.Warning), Only(Examine()));
        Assert.True(Examine().IsSound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_AfterAKillDuringTraining_HasTheModelWholeOrNotAtAll(bool isRecorded)
    {
        Train("v1");
        using (var workspace = Workspace.Open(folder.Path, "train", TimeProvider.System))
        {
            var staged = workspace.ModelFiles.Stage("v2", ModelFileStoreSuite.Sample);
            if (isRecorded)
            {
                var first = workspace.Models.Find("v1")!;
                workspace.Models.AddServing(first with { VersionId = "v2", FileChecksum = staged }, []);
            }
        }

        Assert.True(Examine().IsSound);
        using var reopened = Workspace.Open(folder.Path, "models", TimeProvider.System);
        Assert.Equal(isRecorded, File.Exists(Path.Combine(folder.Path, "models", "v2.model")));
        Assert.Equal(isRecorded ? "v2" : null, reopened.Models.Serving(null, "knowledge")?.VersionId);
        Assert.Empty(Directory.EnumerateFileSystemEntries(reopened.Layout.Staging));
    }

    [Fact]
    public void Examine_UnfinishedFile_IsDeletedOnlyWhenFixing()
    {
        File.WriteAllText(folder.File("reports/quality.html.unfinished"), "half");

        Assert.Equal(("unfinished-file", DoctorSeverity.Warning), Only(Examine()));
        Assert.True(Assert.Single(Examine(isFixing: true).Findings).IsFixed);
        Assert.Empty(Examine().Findings);
    }

    [Fact]
    public void Examine_ImportCutOff_IsAWarningUntilItIsMadeUp()
    {
        var now = TimeProvider.System.GetUtcNow();
        using (var workspace = Workspace.Open(folder.Path, "import", TimeProvider.System))
        {
            workspace.Imports.Begin(new ImportRecord("i1", "knowledge", "hash", ImportState.Running, now, null, null));
        }
        Assert.Equal(("import-cut-off", DoctorSeverity.Warning), Only(Examine()));

        using (var workspace = Workspace.Open(folder.Path, "import", TimeProvider.System))
        {
            workspace.Imports.Begin(new ImportRecord("i2", "knowledge", "hash", ImportState.Running, now, null, null));
            workspace.Imports.Complete("i2", now, "{}");
            EventRows.Commit(workspace, "i2", "{}");
        }
        Assert.Empty(Examine().Findings);
    }

    [Fact]
    public void Examine_RecordsAheadOfEvents_IsAnError()
    {
        var now = TimeProvider.System.GetUtcNow();
        using (var workspace = Workspace.Open(folder.Path, "import", TimeProvider.System))
        {
            workspace.Imports.Begin(new ImportRecord("i1", "knowledge", "hash", ImportState.Running, now, null, null));
            workspace.Imports.Complete("i1", now, "{}");
        }

        Assert.Equal(("import-without-rows", DoctorSeverity.Error), Only(Examine()));
    }

    [Fact]
    public void Examine_EventsAheadOfRecords_IsAWarning()
    {
        using (var workspace = Workspace.Open(folder.Path, "import", TimeProvider.System))
        {
            EventRows.Commit(workspace, "i1", "{}");
        }

        Assert.Equal(("import-without-record", DoctorSeverity.Warning), Only(Examine()));
    }

    [Fact]
    public void Examine_StagedFiles_AreRemovedAndTold()
    {
        File.WriteAllText(folder.File("staging/rows"), "half");

        Assert.Equal("staged-files", Assert.Single(Examine().Findings).Code);
        Assert.Empty(Examine().Findings);
    }

    [Fact]
    public void Examine_ForeignFile_IsAWarning()
    {
        File.WriteAllText(folder.File("export.csv"), "u1");

        Assert.Equal(("foreign-file", DoctorSeverity.Warning), Only(Examine()));
    }

    [Theory]
    [InlineData("records.sqlite")]
    [InlineData("events.duckdb")]
    public void Examine_DatabaseThatIsNone_IsAnError(string name)
    {
        File.WriteAllText(folder.File(name), new string('x', 10_000));

        var finding = Assert.Single(Examine().Findings);

        Assert.Equal(DoctorSeverity.Error, finding.Severity);
        Assert.StartsWith("damaged", finding.Code, StringComparison.Ordinal);
        Assert.EndsWith(name, finding.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_RecordsDamagedInTheMiddle_IsAnError()
    {
        var path = folder.File("records.sqlite");
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 2, 4096).Fill(0xEE);
        File.WriteAllBytes(path, bytes);

        var report = Examine();

        Assert.False(report.IsSound);
        Assert.Contains(report.Findings, finding => finding.Code == "damaged-records");
    }

    private void Train(string versionId)
    {
        using var workspace = Workspace.Open(folder.Path, "train", TimeProvider.System);
        var checksum = workspace.ModelFiles.Write(versionId, ModelFileStoreSuite.Sample);
        workspace.Models.Add(
            new ModelVersion(
                versionId,
                "sample",
                ["knowledge"],
                "knowledge",
                "{}",
                1,
                "{}",
                "",
                "",
                TimeProvider.System.GetUtcNow(),
                1,
                checksum,
                null
            )
        );
    }

    private DoctorReport Examine(bool isFixing = false) => new WorkspaceDoctor(folder.Path, TimeProvider.System, isFixing).Examine();

    private static (string, DoctorSeverity) Only(DoctorReport report)
    {
        var finding = Assert.Single(report.Findings);
        Assert.NotEmpty(finding.Cure);
        return (finding.Code, finding.Severity);
    }
}
