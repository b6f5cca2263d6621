using Kuajie.Server.Web.Pages.Data;

namespace Kuajie.Server.Tests.Web.Data;

public sealed class LinkPanelTests
{
    [Theory]
    [InlineData("u1,s1", "u1", "s1")]
    [InlineData("\"u1\"\t s1 ", "u1", "s1")]
    [InlineData("学员1;球迷1;more", "学员1", "球迷1")]
    public void PairOf_TwoIds_IsAPair(string line, string first, string second)
    {
        var pair = LinkPanel.PairOf(line)!;

        Assert.Equal((first, second), (pair.First, pair.Second));
    }

    [Theory]
    [InlineData("u1")]
    [InlineData("u1,")]
    [InlineData(",s1")]
    [InlineData("")]
    public void PairOf_Less_IsNone(string line) => Assert.Null(LinkPanel.PairOf(line));
}
