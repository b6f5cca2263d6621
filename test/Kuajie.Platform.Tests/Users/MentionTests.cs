using Kuajie.Platform.Users;

namespace Kuajie.Platform.Tests.Users;

public sealed class MentionTests
{
    [Theory]
    [InlineData("u1", true)]
    [InlineData("a,u1,b", true)]
    [InlineData("a; u1 |b", true)]
    [InlineData("\"u1\"", true)]
    [InlineData("user=u1;", true)]
    [InlineData("{\"user\":\"u1\"}", true)]
    [InlineData("<td>u1</td>", true)]
    [InlineData("u10 u1", false)]
    [InlineData("u1-2026", false)]
    [InlineData("see u1 there", false)]
    [InlineData("u10", false)]
    [InlineData("bu1", false)]
    [InlineData("u1_x", false)]
    [InlineData("U1", false)]
    [InlineData("", false)]
    public void Of_ShortId_OnlyWhereItIsAWholeField(string text, bool expected) => Assert.Equal(expected, Mention.Of("u1", text));

    [Theory]
    [InlineData("report", "the quality report of May")]
    [InlineData("7", "17 7.5 line 7 of 70")]
    public void Of_AWordOfItsOwn_IsNoMention(string id, string text) => Assert.False(Mention.Of(id, text));

    [Theory]
    [InlineData("用户member-1024的", true)]
    [InlineData("as member-1024 said", true)]
    [InlineData("member-10245", false)]
    public void Of_TellingId_WhereverItStandsByItself(string text, bool expected) =>
        Assert.Equal(expected, Mention.Of("member-1024", text));

    [Fact]
    public void Remove_EveryMention() => Assert.Equal("[erased],u10,[erased]", Mention.Remove("u1", "u1,u10,u1"));

    [Fact]
    public void Remove_IdThatTheReplacementHolds_Ends() => Assert.Equal("[erased],x", Mention.Remove("erased", "erased,x"));
}
