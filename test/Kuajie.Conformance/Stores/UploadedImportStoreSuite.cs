using Kuajie.Platform.Imports.Live;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of imports asked for over the network must do, whatever its engine.</summary>
public abstract class UploadedImportStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IUploadedImportStore Store { get; }

    [Fact]
    public void Put_AndAgain_IsFoundAsItStands()
    {
        var import = Import("i1", ImportRunState.Waiting);
        Store.Put(import);
        var running = import with
        {
            Run = import.Run with { State = ImportRunState.Running, StartedAt = At },
            Starts = 1,
            IsCancelled = true,
        };
        Store.Put(running);

        var found = Store.Find("i1")!;

        Assert.Equal(running.Run, found.Run);
        Assert.Equal((1, true, "zh-Hans"), (found.Starts, found.IsCancelled, found.Language));
        Assert.Equal(["a.csv", "b.csv"], found.Form.Files);
        Assert.Equal(("user=uid", "GB18030", true), (found.Form.Map, found.Form.Encoding, found.Form.IsDryRun));
        Assert.Null(Store.Find("i2"));
    }

    [Fact]
    public void Unfinished_OldestFirst_AndOf_NewestFirstOfOneDomain()
    {
        Store.Put(Import("i3", ImportRunState.Running));
        Store.Put(Import("i1", ImportRunState.Waiting));
        Store.Put(Import("i2", ImportRunState.Succeeded));
        Store.Put(Import("i4", ImportRunState.Failed, "sports"));

        Assert.Equal(["i1", "i3"], Store.Unfinished().Select(import => import.Run.ImportId));
        Assert.Equal(["i3", "i2"], Store.Of("knowledge", 2).Select(import => import.Run.ImportId));
    }

    [Fact]
    public void EraseUser_TakesMentionsOfThatDomainAlone()
    {
        const string Report = """{"examples":[{"part":"interactions","raw":"u7,c1,view"}],"domain":"u7"}""";
        foreach (var (id, domain) in new[] { ("i1", "knowledge"), ("i2", "sports") })
        {
            var import = Import(id, ImportRunState.Succeeded, domain);
            Store.Put(import with { Run = import.Run with { ReportJson = Report, FaultText = "The columns are: u7, c1." } });
        }

        Assert.Equal(1, Store.EraseUser("knowledge", "u7"));
        Assert.DoesNotContain("u7,c1", Store.Find("i1")!.Run.ReportJson, StringComparison.Ordinal);
        Assert.Equal("The columns are: [erased], c1.", Store.Find("i1")!.Run.FaultText);
        Assert.Equal(Report, Store.Find("i2")!.Run.ReportJson);
        Assert.Equal(0, Store.EraseUser("knowledge", "u7"));
    }

    private static UploadedImport Import(string id, ImportRunState state, string domain = "knowledge") =>
        new(
            new ImportRun(id, domain, state, At) { RequestedBy = "key-1" },
            new UploadedForm
            {
                Interactions = ["a.csv"],
                Users = ["b.csv"],
                Map = "user=uid",
                Encoding = "GB18030",
                IsDryRun = true,
            },
            "zh-Hans"
        );
}
