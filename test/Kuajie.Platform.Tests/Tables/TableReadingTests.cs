using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Tests.Tables;

public sealed class TableReadingTests
{
    private static readonly TableColumn[] Columns =
    [
        new("name", "名称", true),
        new("share", "比例"),
        new("price", "价格"),
        new("currency", "币种"),
        new("count", "次数"),
        new("day", "日期"),
        new("to", "结束"),
        new("sure", "确定"),
    ];

    [Fact]
    public void Rows_GoodValues_AreReadInAnyOrderAndLanguage()
    {
        var faults = new InputFaults();
        var row = new TableReading(
            Tables.Of("价格,名称,share,次数,day,to,确定\n¥1299.50,甲,25%,12,2026-03-29,24:00,是\n"),
            Columns,
            faults
        ).Rows.Single();

        Assert.Equal("甲", row.Text("name"));
        Assert.Equal(129_950, row.Amount("price", "CNY"));
        Assert.Equal(0.25, row.ShareOrNone("share"));
        Assert.Equal(12, row.Count("count"));
        Assert.Equal(new DateOnly(2026, 3, 29), row.Day("day"));
        Assert.Equal(default(TimeOnly), row.TimeOrNone("to"));
        Assert.True(row.Flag("sure"));
        Assert.Equal(0, faults.Count);
    }

    [Theory]
    [InlineData("share", "1.5", "wrong-value")]
    [InlineData("share", "-1%", "wrong-value")]
    [InlineData("share", "half", "wrong-value")]
    [InlineData("price", "-3", "wrong-value")]
    [InlineData("price", "abc", "wrong-value")]
    [InlineData("price", "$3", "mixed-currency")]
    [InlineData("count", "-1", "wrong-value")]
    [InlineData("count", "1.5", "wrong-value")]
    [InlineData("day", "2026-02-30", "wrong-value")]
    [InlineData("to", "25:00", "wrong-value")]
    [InlineData("sure", "maybe", "wrong-value")]
    public void Rows_WrongValue_IsNotedWithItsLine(string column, string value, string code)
    {
        var faults = new InputFaults();
        var row = new TableReading(Tables.Of($"name,{column}\na,{value}\n"), Columns, faults).Rows.Single();
        _ = column switch
        {
            "share" => row.ShareOrNone(column),
            "price" => row.AmountOrNone(column, "CNY"),
            "count" => row.CountOrNone(column),
            "to" => row.TimeOrNone(column)?.Hour,
            "sure" => row.Flag(column) ? 1 : 0,
            _ => row.Day(column).DayNumber,
        };

        Assert.Equal([(code, "t.csv:2")], Tables.Faults(faults.ThrowIfAny));
    }

    [Fact]
    public void AmountOrNone_CurrencyOfTheRow_HasToBeThatOfAll()
    {
        var faults = new InputFaults();
        var rows = new TableReading(Tables.Of("name,price,currency\na,5,CNY\nb,5,USD\nc,5,\n"), Columns, faults).Rows.ToArray();

        Assert.Equal([500L, null, 500L], rows.Select(row => row.AmountOrNone("price", "CNY")));
        Assert.Equal([("mixed-currency", "t.csv:3")], Tables.Faults(faults.ThrowIfAny));
    }

    [Fact]
    public void Reading_ColumnsThatDoNotFit_AreAllNamed()
    {
        var faults = new InputFaults();
        _ = new TableReading(Tables.Of("prise,share,share\n"), Columns, faults);

        Assert.Equal(
            [("unknown-column", "t.csv:1"), ("column-twice", "t.csv:1"), ("missing-column", "t.csv:1"), ("empty-table", "t.csv:1")],
            Tables.Faults(faults.ThrowIfAny)
        );
    }

    [Fact]
    public void Note_FileOfNonsense_KeepsAHundredFaults()
    {
        var faults = new InputFaults();
        var rows = new TableReading(Tables.Of("name,count\n" + string.Concat(Enumerable.Repeat("a,x\n", 300))), Columns, faults).Rows;
        Assert.All(rows, row => Assert.Null(row.CountOrNone("count")));

        Assert.Equal(InputFaults.Most, Tables.Faults(faults.ThrowIfAny).Count);
    }
}
