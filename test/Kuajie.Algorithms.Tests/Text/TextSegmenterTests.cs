using Kuajie.Algorithms.Text;

namespace Kuajie.Algorithms.Tests.Text;

public class TextSegmenterTests
{
    [Theory]
    [InlineData("马拉松训练", "马拉 拉松 松训 训练")]
    [InlineData("跑", "跑")]
    [InlineData("Marathon Training, 10 Lessons!", "marathon training 10 lessons")]
    [InlineData("ＡＢＣ　ｄｅｆ１２", "abc def12")]
    [InlineData("学Python编程", "学 python 编程")]
    [InlineData("《三体》·刘慈欣", "三体 刘慈 慈欣")]
    [InlineData("C++ and C# vs C+x", "c++ and c# vs c x")]
    [InlineData("𠀀𠀁𠀂", "𠀀𠀁 𠀁𠀂")]
    [InlineData("  ，。!  ", "")]
    [InlineData("", "")]
    public void Segment_ChineseAndEnglish_GivesPairsAndWords(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', TextSegmenter.Segment(text).Select(token => token.Text)));

    [Fact]
    public void Segment_RunOfHan_MarksWhatContinuesThePairBefore() =>
        Assert.Equal([false, true, false, false], TextSegmenter.Segment("马拉松 go 跑步").Select(token => token.IsContinuation));

    [Fact]
    public void Segment_BrokenSurrogate_IsNoWordAndEnds() =>
        Assert.Equal(["a", "b"], TextSegmenter.Segment("a\uD840b").Select(token => token.Text));

    [Fact]
    public void Of_SharedPairs_ArePutTogetherHeaviestFirst()
    {
        var amounts = new Dictionary<string, float>
        {
            ["马拉"] = 1,
            ["拉松"] = 1,
            ["训练"] = 3,
            ["runner"] = 0.5f,
            ["𠀀𠀁"] = 0.2f,
            ["𠀁𠀂"] = 0.2f,
        };

        Assert.Equal(["训练", "马拉松", "runner"], SharedPhrases.Of("马拉松的训练 Runner", amounts, 3));
        Assert.Equal(["马拉松"], SharedPhrases.Of("半程马拉松；马拉", amounts, 3));
        Assert.Equal(["𠀀𠀁𠀂"], SharedPhrases.Of("𠀀𠀁𠀂", amounts, 1));
        Assert.Empty(SharedPhrases.Of("别的", amounts, 3));
    }

    [Theory]
    [InlineData("#跑步", ContentTermKind.Tag, "跑步")]
    [InlineData("@lecturer=王芳", ContentTermKind.Attribute, "王芳")]
    [InlineData("c#", ContentTermKind.Word, "c#")]
    public void Parse_Key_TellsItsKind(string key, ContentTermKind kind, string text) =>
        Assert.Equal(new ContentTerm(kind, text), ContentTerm.Parse(key));
}
