using System.Text;
using CsCheck;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Tables;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Tests.Files;

public sealed class TableFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-table-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WriteThenParse_AnyTexts_ComeBack() =>
        Gen.Char["ab,\"\n ;\t|中:"]
            .Array[0, 6]
            .Select(letters => new string(letters))
            .Array[2]
            .Array[1, 5]
            .Sample(rows =>
            {
                // A row of nothing but blanks is a blank line to every reader of delimited text, so each begins with a mark.
                var table = new Table("t", ["first", "second"], [.. rows.Select(row => new TableRow(0, ["#" + row[0], row[1]]))]);
                var back = TableFile.Parse("t", TableFile.Write(table));
                return back.Columns.SequenceEqual(table.Columns)
                    && back.Rows.Count == table.Rows.Count
                    && back.Rows.Zip(table.Rows).All(pair => pair.First.Values.SequenceEqual(pair.Second.Values));
            });

    [Fact]
    public void Read_ChineseSpreadsheet_IsUnderstood()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var path = Path.Combine(folder, "候选.csv");
        File.WriteAllText(path, "合作方;领域\r\n湖城马拉松;体育\r\n", Encoding.GetEncoding("gb18030"));

        var table = TableFile.Read(path);

        Assert.Equal(["合作方", "领域"], table.Columns);
        Assert.Equal(["湖城马拉松", "体育"], Assert.Single(table.Rows).Values);
        Assert.Equal(2, table.Rows[0].Line);
    }

    [Fact]
    public void Parse_RowsOfWrongWidth_AreAllNamedWithTheirLines()
    {
        var several = Assert.Throws<SeveralFaultsException>(() => TableFile.Parse("plan.csv", "a,b\n1\n1,2\n1,2,3\n"));

        Assert.Equal(["plan.csv:2", "plan.csv:4"], several.Faults.Select(fault => fault.Where));
        Assert.All(several.Faults, fault => Assert.Equal("wrong-column-count", fault.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n  \n")]
    public void Parse_Nothing_IsRefused(string text) =>
        Assert.Equal("empty-file", Assert.Throws<KuajieException>(() => TableFile.Parse("plan.csv", text)).Code);

    [Fact]
    public void Read_FileThatIsNoTable_IsRefused()
    {
        var path = Path.Combine(folder, "a.jsonl");
        File.WriteAllText(path, "{}\n");

        Assert.Equal("not-a-table", Assert.Throws<KuajieException>(() => TableFile.Read(path)).Code);
    }
}
