using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Audience;

namespace Kuajie.Storage.Tests.Audience;

public sealed class TagMappingTableTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WriteAndRead_DecisionsAndLearntPairs_GivesTheDecisionsBack()
    {
        TagMappingEdit[] edits =
        [
            new("跑步, 越野", "马拉松", TagEditKind.Pin, 1.0 / 3, "li", At, "多\n行 \"x\""),
            new("chess", "boxing", TagEditKind.Forbid, null, "li", At),
            new("-1", "+2", TagEditKind.Add, 1, "li", At),
        ];
        var mapping = new ToldTagMapping(
            "courses",
            "games",
            60,
            1,
            At,
            [
                .. edits.Select(edit => new ToldTags(edit.From, edit.To, edit.Weight ?? 0, TagOrigin.Pinned, null, edit)),
                new ToldTags("a", "b", 0.4, TagOrigin.Learnt, new ToldTagEvidence(10, 20, 30, 2.5, 1.7, 3.5, 0.01), null),
            ],
            null
        );
        using var writer = new StringWriter();

        TagMappingTable.Write(writer, mapping);

        Assert.Equal(edits.Select(edit => edit with { By = "", At = default }), TagMappingTable.Read(new StringReader(writer.ToString())));
        Assert.Contains("\na,b,,0.4,,learnt,,,10,20,30,2.5,1.7,3.5,0.01\n", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAnEditedTable_TakesCaseAndMissingColumns()
    {
        var edit = Assert.Single(TagMappingTable.Read(new StringReader("To_Tag,From_Tag,Decision,Weight\nb, a ,PIN,0.5\nd,c,,0.7\n")));

        Assert.Equal(new TagMappingEdit("a", "b", TagEditKind.Pin, 0.5, "", default), edit);
    }

    [Theory]
    [InlineData("", "tag-table-columns")]
    [InlineData("from_tag,decision\na,pin\n", "tag-table-columns")]
    [InlineData("from_tag,to_tag,decision,weight\na,b,maybe,1\n", "tag-table-rows")]
    [InlineData("from_tag,to_tag,decision,weight\na,b,pin,half\n", "tag-table-rows")]
    public void Read_NoTable_SaysWhatIsWrong(string table, string code) =>
        Assert.Equal(code, Assert.Throws<KuajieException>(() => TagMappingTable.Read(new StringReader(table))).Code);
}
