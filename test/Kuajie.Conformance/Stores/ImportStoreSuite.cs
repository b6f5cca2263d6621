using Kuajie.Platform.Imports;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every import store must do, whatever its engine.</summary>
public abstract class ImportStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(8));

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IImportStore Store { get; }

    [Fact]
    public void Begin_IsRunningUntilCompleted()
    {
        Store.Begin(Running("i1"));
        Assert.Equal(ImportState.Running, Assert.Single(Store.All()).State);
        Assert.Null(Store.FindCompleted("knowledge", "hash"));

        Store.Complete("i1", At.AddMinutes(1), """{"rowsRead":3}""");

        var completed = Assert.Single(Store.All());
        Assert.Equal(ImportState.Completed, completed.State);
        Assert.Equal(At.AddMinutes(1), completed.FinishedAt);
        Assert.Equal("""{"rowsRead":3}""", completed.ReportJson);
        Assert.Equal(completed, Store.FindCompleted("knowledge", "hash"));
    }

    [Fact]
    public void FindCompleted_AsksForDomainAndContent()
    {
        Store.Begin(Running("i1"));
        Store.Complete("i1", At, "{}");

        Assert.Null(Store.FindCompleted("sports", "hash"));
        Assert.Null(Store.FindCompleted("knowledge", "other"));
    }

    [Fact]
    public void Interrupt_IsNotCompleted()
    {
        Store.Begin(Running("i1"));
        Store.Interrupt("i1", At);

        Assert.Equal(ImportState.Interrupted, Assert.Single(Store.All()).State);
        Assert.Null(Store.FindCompleted("knowledge", "hash"));
    }

    [Fact]
    public void All_NewestFirst()
    {
        Store.Begin(Running("i2") with { StartedAt = At.AddHours(1) });
        Store.Begin(Running("i1"));
        Store.Begin(Running("i3") with { StartedAt = At.AddHours(2).ToUniversalTime() });

        Assert.Equal(["i3", "i2", "i1"], Store.All().Select(import => import.ImportId));
    }

    [Fact]
    public void Complete_NeverBegun_Refuses() => Assert.Throws<InvalidOperationException>(() => Store.Complete("nothing", At, "{}"));

    [Fact]
    public void EraseUser_TakesMentionsOutOfReportsOfThatDomain()
    {
        const string Report = """{"examples":[{"part":"interactions","raw":"u7,c1,view"},{"raw":"u70,c1,view"}],"rowsRead":7}""";
        Store.Begin(Running("i1"));
        Store.Complete("i1", At, Report);
        Store.Begin(Running("i2") with { Domain = "sports" });
        Store.Complete("i2", At, Report);

        Assert.Equal(1, Store.EraseUser("knowledge", "u7"));
        var reports = Store.All().ToDictionary(import => import.ImportId, import => import.ReportJson!);
        Assert.DoesNotContain("u7,", reports["i1"], StringComparison.Ordinal);
        Assert.Contains("[erased],c1,view", reports["i1"], StringComparison.Ordinal);
        Assert.Contains("u70,c1,view", reports["i1"], StringComparison.Ordinal);
        Assert.Equal(Report, reports["i2"]);
        Assert.Equal(0, Store.EraseUser("knowledge", "u7"));
    }

    [Fact]
    public void Begin_OfOneThatWasCutOff_RunsAgain()
    {
        Store.Begin(Running("i1"));
        Store.Interrupt("i1", At);

        Store.Begin(Running("i1") with { StartedAt = At.AddHours(1) });

        var again = Assert.Single(Store.All());
        Assert.Equal((ImportState.Running, null), (again.State, again.FinishedAt));
    }

    [Fact]
    public void Withdraw_OfACompletedOne_TakesItsReport()
    {
        Store.Begin(Running("i1"));
        Store.BeginWithdrawal("i1");
        Assert.Equal(ImportState.Running, Store.All()[0].State);
        Store.Complete("i1", At, "{}");

        Store.BeginWithdrawal("i1");
        Assert.Equal((ImportState.Withdrawing, "{}"), (Store.All()[0].State, Store.All()[0].ReportJson));
        Store.Withdraw("i1", At.AddDays(1));

        Assert.Equal((ImportState.Withdrawn, null), (Store.All()[0].State, Store.All()[0].ReportJson));
        Assert.Null(Store.FindCompleted("knowledge", "hash"));
    }

    private static ImportRecord Running(string id) => new(id, "knowledge", "hash", ImportState.Running, At, null, null);
}
