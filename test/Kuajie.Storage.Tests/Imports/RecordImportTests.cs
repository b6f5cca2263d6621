using Kuajie.Platform.Catalog;
using Kuajie.Platform.Imports;

namespace Kuajie.Storage.Tests.Imports;

public sealed class RecordImportTests : IDisposable
{
    private readonly ImportingStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public void Import_Items_ReadsCommonColumnsAndTypedAttributes()
    {
        var path = store.Write(
            "items.csv",
            "课程ID,标题,标签,价格,类型,讲师,课时,上架时间\nc1,运动解剖学,体育|健康,￥199.00,课程,李老师,24,2024/1/2 8:00\nc2,足球史,,免费,电子书,,007,\nc3,坏价格,,很贵,课程,,,\nc4,坏类型,,1,飞机,,,\n,没有编号,,1,课程,,,\nc5,坏时间,,1,课程,,,改天\n"
        );

        var report = store.Import(
            new ImportRequest
            {
                Domain = "knowledge",
                Items = [path],
                TimeZone = "Asia/Shanghai",
            }
        );

        Assert.Equal((6, 2, 4), (report.Items!.RowsRead, report.Items.RowsKept, report.Items.RowsRejected));
        var items = store.Temporary.Store.ItemsOf("knowledge");
        Assert.Equal((19900, "CNY", "course"), (items[0].PriceMinorUnits, items[0].Currency, items[0].Kind));
        Assert.Equal(["体育", "健康"], items[0].Tags);
        Assert.Equal("""{"lecturer":"李老师","lessons":24}""", items[0].AttributesJson);
        Assert.Equal(new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero), items[0].AvailableFrom);
        Assert.Equal(("book", 0, """{"lessons":"007"}"""), (items[1].Kind, items[1].PriceMinorUnits, items[1].AttributesJson));
        Assert.Equal("c1", Assert.Single(store.Temporary.Store.Search("knowledge", "李老师", 5)).ItemId);
    }

    [Fact]
    public void Import_ItemsAgain_OnlyChangedOnesCount()
    {
        store.Import(new ImportRequest { Domain = "k", Items = [store.Write("a.csv", "item_id,title\nc1,One\nc2,Two\n")] });
        var report = store.Import(
            new ImportRequest { Domain = "k", Items = [store.Write("b.csv", "item_id,title\nc1,One\nc2,Zwei\nc2,Deux\nc3,Three\n")] }
        );

        Assert.Equal((4, 2, 2), (report.Items!.RowsRead, report.Items.RowsKept, report.Items.DuplicateRows));
        Assert.Equal(["One", "Deux", "Three"], store.Temporary.Store.ItemsOf("k").Select(item => item.Title));
    }

    [Theory]
    [InlineData("R3", "R3")]
    [InlineData("中高", "R4")]
    [InlineData("R9", null)]
    public void Import_FinancialProduct_TestsTheRiskLevel(string risk, string? expected)
    {
        var report = store.Import(
            new ImportRequest { Domain = "finance", Items = [store.Write("a.csv", $"产品代码,名称,风险等级\nf1,稳健理财,{risk}\n")] }
        );

        Assert.Equal(expected is null ? 0 : 1, report.Items!.RowsKept);
        Assert.All(
            store.Temporary.Store.ItemsOf("finance"),
            item => Assert.Equal(($$"""{"riskLevel":"{{expected}}"}""", ItemKinds.FinancialProduct), (item.AttributesJson, item.Kind))
        );
    }
}
