using Kuajie.Platform.Workbooks;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of workbooks must do, whatever its engine.</summary>
public abstract class WorkbookStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IWorkbookStore Store { get; }

    [Fact]
    public void Put_ThenFind_RoundTripsAndReplaces()
    {
        Store.Put(Of("spring", "{}", WorkbookKind.Partners));
        Store.Put(Of("spring", """{"tables":{"候选":"a,b\n"}}""", WorkbookKind.Partners) with { ChangedAt = At.AddDays(1) });

        Assert.Equal(
            Of("spring", """{"tables":{"候选":"a,b\n"}}""", WorkbookKind.Partners) with
            {
                ChangedAt = At.AddDays(1),
            },
            Store.Find("shop", WorkbookKind.Partners, "spring")
        );
        Assert.Null(Store.Find("other", WorkbookKind.Partners, "spring"));
        Assert.Null(Store.Find("shop", WorkbookKind.AdPlan, "spring"));
    }

    [Fact]
    public void Of_DomainAndKind_InNameOrderWithoutTheOthers()
    {
        Store.Put(Of("b", "{}", WorkbookKind.AdPlan));
        Store.Put(Of("B", "{}", WorkbookKind.AdPlan));
        Store.Put(Of("a", "{}", WorkbookKind.AdPlan));
        Store.Put(Of("c", "{}", WorkbookKind.Partners));
        Store.Put(Of("d", "{}", WorkbookKind.AdPlan) with { Domain = "other" });

        Assert.Equal([new("B", At), new("a", At), new("b", At)], Store.Of("shop", WorkbookKind.AdPlan));
    }

    [Fact]
    public void Remove_Known_IsGoneAndItsNamesakeStays()
    {
        Store.Put(Of("spring", "{}", WorkbookKind.Partners));
        Store.Put(Of("spring", "{}", WorkbookKind.AdPlan));

        Assert.True(Store.Remove("shop", WorkbookKind.Partners, "spring"));
        Assert.False(Store.Remove("shop", WorkbookKind.Partners, "spring"));
        Assert.Empty(Store.Of("shop", WorkbookKind.Partners));
        Assert.Single(Store.Of("shop", WorkbookKind.AdPlan));
    }

    private static Workbook Of(string name, string json, WorkbookKind kind) => new("shop", kind, name, json, At);
}
