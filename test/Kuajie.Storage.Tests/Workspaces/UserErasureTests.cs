using System.Text;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Training;
using Kuajie.Platform.Users;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Storage.Tests.Workspaces;

public sealed class UserErasureTests : IDisposable
{
    private const string Victim = "victim-7Q4Z";
    private const string Neighbour = "victim-7Q4Z5";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Erase_UserInEveryStoreAndReport_LeavesNoTraceInAnyFile()
    {
        using (var workspace = Workspace.Create(folder.Path, "init", TimeProvider.System))
        {
            Fill(workspace);
        }
        Assert.NotEmpty(FilesThatHold(Victim, except: Neighbour));

        ErasureReceipt receipt;
        using (var workspace = Workspace.Open(folder.Path, "erase", TimeProvider.System))
        {
            receipt = new UserErasure(workspace).Erase("knowledge", [Victim]);
            Assert.Empty(FilesThatHold(Victim, except: Neighbour));
        }

        Assert.Empty(FilesThatHold(Victim, except: Neighbour));
        Assert.Equal(1 + 2, receipt.Rows);
        Assert.Equal(1, receipt.Links);
        Assert.Equal(1, receipt.ImportReports);
        Assert.Equal(["quality.json", "rejected.csv"], receipt.Reports.Redacted);
        Assert.Equal(["quality.html", "[erased].txt"], receipt.Reports.Removed);
        Assert.DoesNotContain(Victim, receipt.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Erase_LeavesTheNeighbourAlone()
    {
        using var workspace = Workspace.Create(folder.Path, "init", TimeProvider.System);
        Fill(workspace);

        new UserErasure(workspace).Erase("knowledge", [Victim]);

        Assert.Single(workspace.Interactions.OfUser("knowledge", Neighbour));
        Assert.Single(workspace.Links.OfUser("knowledge", Neighbour));
        Assert.Contains(Neighbour, File.ReadAllText(Path.Combine(workspace.ReportsFolder, "rejected.csv")), StringComparison.Ordinal);
        Assert.Contains(Neighbour, workspace.Imports.All()[0].ReportJson, StringComparison.Ordinal);
    }

    [Fact]
    public void Erase_Twice_FindsNothingMore()
    {
        using var workspace = Workspace.Create(folder.Path, "init", TimeProvider.System);
        Fill(workspace);
        new UserErasure(workspace).Erase("knowledge", [Victim]);

        var again = new UserErasure(workspace).Erase("knowledge", [Victim]);

        Assert.Equal((0, 0, 0), (again.Rows, again.Links, again.ImportReports));
        Assert.Empty(again.Reports.Redacted);
        Assert.Empty(again.Reports.Removed);
    }

    [Fact]
    public void Erase_SameIdInAnotherDomain_IsNamedAndLeft()
    {
        using var workspace = Workspace.Create(folder.Path, "init", TimeProvider.System);
        EventRows.Append(workspace, "knowledge", Victim);
        EventRows.Append(workspace, "sports", Victim);

        var receipt = new UserErasure(workspace).Erase("knowledge", [Victim]);

        Assert.Equal(["sports"], receipt.AlsoIn);
        Assert.Single(workspace.Interactions.OfUser("sports", Victim));
    }

    [Fact]
    public void Erase_PseudonymisedUser_IsFoundByRawIdAndKey()
    {
        var key = new Pseudonymizer(Encoding.ASCII.GetBytes("0123456789abcdefghijklmnopqrstuv"));
        var pseudonym = key.UserPseudonym(Victim);
        using (var workspace = Workspace.Create(folder.Path, "init", TimeProvider.System))
        {
            EventRows.Append(workspace, "knowledge", pseudonym);
            new UserErasure(workspace).Erase("knowledge", [pseudonym, Victim]);
        }

        Assert.Empty(FilesThatHold(pseudonym, except: Neighbour));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("report")]
    [InlineData("csv")]
    public void Erase_UserWithAnEverydayId_LeavesOtherPartiesAndOtherTextsAlone(string id)
    {
        using var workspace = Workspace.Create(folder.Path, "init", TimeProvider.System);
        EventRows.Append(workspace, "knowledge", id, "other");
        EventRows.Append(workspace, "sports", "s1");
        EventRows.Reject(workspace, null, $"{id},c1,view");
        EventRows.Reject(workspace, null, $"u9,the {id} of May,view");
        Import(workspace, "i1", "knowledge", id);
        Import(workspace, "i2", "sports", id);
        var foreign = Texts(workspace, "i2");

        var receipt = new UserErasure(workspace).Erase("knowledge", [id]);

        Assert.Equal(foreign, Texts(workspace, "i2"));
        Assert.Equal(1 + 1, receipt.Rows);
        Assert.Equal(1, receipt.ImportReports);
        var own = workspace.Imports.All().Single(import => import.ImportId == "i1").ReportJson!;
        Assert.Contains("\"raw\": \"[erased],c1,view\"", own, StringComparison.Ordinal);
        Assert.Contains($"the {id} of May", own, StringComparison.Ordinal);
        Assert.Contains("\"file\": \"report.csv\"", own, StringComparison.Ordinal);
        Assert.Contains("\"line\": 7", own, StringComparison.Ordinal);
        Assert.Equal(
            $"part,source_file,line,reason,found,raw\ninteractions,report.csv,7,missingItem,,\"u9,the {id} of May\"\n",
            File.ReadAllText(Path.Combine(workspace.ReportsFolder, "imports", "i1", "rejected.csv"))
        );
    }

    [Fact]
    public void Erase_ModelsThatHoldUserRows_AreWithdrawnAndTheOthersStay()
    {
        using var workspace = Workspace.Create(folder.Path, "init", TimeProvider.System);
        Fill(workspace);
        AddModel(workspace, "rows", "user-knn", "{}", "knowledge", "sports");
        AddModel(workspace, "sessions", "sequence-knn", "{}", "sports", "knowledge");
        AddModel(workspace, "gate", "auto", """{"singleModel":"user-knn","crossModel":"joint-als"}""", "sports", "knowledge");
        AddModel(workspace, "elsewhere", "user-knn", "{}", "sports", "auto");
        AddModel(workspace, "factors", "joint-als", "{}", "knowledge", "sports");
        workspace.Models.Promote("factors", "knowledge");
        workspace.Models.Promote("rows", "knowledge");
        var erasure = new UserErasure(workspace);
        Assert.Equal(3, erasure.Preview("knowledge", [Victim]).ModelVersions);

        var receipt = erasure.Erase("knowledge", [Victim]);

        Assert.Equal(["gate", "rows", "sessions"], receipt.WithdrawnModels.Order());
        Assert.Equal(["elsewhere", "factors"], workspace.Models.All().Select(version => version.VersionId).Order());
        Assert.Equal("factors", workspace.Models.Serving("knowledge", "sports")!.VersionId);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "rows*", SearchOption.AllDirectories));
        Assert.NotEmpty(Directory.EnumerateFiles(folder.Path, "elsewhere*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Erase_UserWithoutInteractions_WithdrawsNothing()
    {
        using var workspace = Workspace.Create(folder.Path, "init", TimeProvider.System);
        Fill(workspace);
        AddModel(workspace, "rows", "user-knn", "{}", "knowledge", "sports");

        Assert.Empty(new UserErasure(workspace).Erase("knowledge", ["nobody"]).WithdrawnModels);
        Assert.NotNull(workspace.Models.Find("rows"));
    }

    private static void AddModel(Workspace workspace, string versionId, string model, string options, params string[] domains)
    {
        var checksum = workspace.ModelFiles.Write(versionId, ModelFileStoreSuite.Sample);
        var now = TimeProvider.System.GetUtcNow();
        workspace.Models.Add(
            new ModelVersion(versionId, model, domains, domains[^1], options, 1, "{}", "hash", "code", now, 1, checksum, null)
        );
    }

    private static string ReportWith(string id) =>
        $$"""{"domain": "report", "examples": [{"part": "interactions", "file": "report.csv", "line": 7, "raw": "{{id}},c1,view"}, {"raw": "u9,the {{id}} of May,view"}]}""";

    private static void Import(Workspace workspace, string importId, string domain, string id)
    {
        var now = TimeProvider.System.GetUtcNow();
        workspace.Imports.Begin(new ImportRecord(importId, domain, "hash", ImportState.Running, now, null, null));
        workspace.Imports.Complete(importId, now, ReportWith(id));
        Directory.CreateDirectory(Path.Combine(workspace.ReportsFolder, "imports", importId));
        Write(workspace, $"imports/{importId}/report.json", ReportWith(id));
        Write(
            workspace,
            $"imports/{importId}/rejected.csv",
            $"part,source_file,line,reason,found,raw\ninteractions,report.csv,7,missingItem,,\"{id},c1\"\ninteractions,report.csv,7,missingItem,,\"u9,the {id} of May\"\n"
        );
    }

    private static string[] Texts(Workspace workspace, string importId) =>
        [
            workspace.Imports.All().Single(import => import.ImportId == importId).ReportJson!,
            .. Directory.EnumerateFiles(Path.Combine(workspace.ReportsFolder, "imports", importId)).Order().Select(File.ReadAllText),
        ];

    private static void Fill(Workspace workspace)
    {
        EventRows.Append(workspace, "knowledge", Victim, Neighbour, "other");
        EventRows.Reject(workspace, Victim, "x");
        EventRows.Reject(workspace, null, $"broken;{Victim};row");
        EventRows.Reject(workspace, null, $"broken;{Neighbour};row");
        var report = $$"""{"examples":["{{Victim}},c1","{{Neighbour}},c1"],"rowsRead":3}""";
        EventRows.Commit(workspace, "i1", report);
        var now = TimeProvider.System.GetUtcNow();
        workspace.Imports.Begin(new ImportRecord("i1", "knowledge", "hash", ImportState.Running, now, null, null));
        workspace.Imports.Complete("i1", now, report);
        workspace.Links.Add([Link(Victim, "s1", now), Link(Neighbour, "s2", now)]);
        Write(workspace, "rejected.csv", $"line,raw\n7,{Victim}\n8,{Neighbour}\n");
        Write(workspace, "quality.json", report);
        Write(workspace, "quality.html", $"<p>{Victim}</p>");
        Write(workspace, "summary.html", $"<p>{Neighbour}</p>");
        Write(workspace, Victim + ".txt", "history");
    }

    private static Link Link(string user, string other, DateTimeOffset now) =>
        new("knowledge", user, "sports", other, LinkMethod.File, now);

    private static void Write(Workspace workspace, string name, string text) =>
        File.WriteAllText(Path.Combine(workspace.ReportsFolder, name), text);

    /// <summary>Every file whose name or bytes hold the id in UTF-8 or UTF-16, whatever stands around it, except as part of the longer one.</summary>
    private List<string> FilesThatHold(string id, string except)
    {
        var found = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(path) == "lock")
            {
                // Held by this very process while it owns the workspace, and always empty.
                Assert.Equal(0, new FileInfo(path).Length);
                continue;
            }
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            var holds = new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode }.Any(encoding =>
                Count(content.ToArray(), encoding.GetBytes(id)) > Count(content.ToArray(), encoding.GetBytes(except))
            );
            if (holds || path.Contains(id, StringComparison.Ordinal))
            {
                found.Add(path);
            }
        }
        return found;
    }

    private static int Count(ReadOnlySpan<byte> content, byte[] wanted)
    {
        var count = 0;
        for (var at = content.IndexOf(wanted); at >= 0; at = content.IndexOf(wanted))
        {
            count++;
            content = content[(at + 1)..];
        }
        return count;
    }
}
