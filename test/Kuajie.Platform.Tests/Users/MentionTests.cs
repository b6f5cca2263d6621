using Kuajie.Platform.Users;

namespace Kuajie.Platform.Tests.Users;

public sealed class MentionTests
{
    [Theory]
    [InlineData("u1", true)]
    [InlineData("a,u1,b", true)]
    [InlineData("\"u1\"", true)]
    [InlineData("user=u1;", true)]
    [InlineData("u1-2026", true)]
    [InlineData("用户u1的", true)]
    [InlineData("u10 u1", true)]
    [InlineData("u10", false)]
    [InlineData("bu1", false)]
    [InlineData("u1_x", false)]
    [InlineData("U1", false)]
    [InlineData("", false)]
    public void Of_OnlyWhereTheIdStandsByItself(string text, bool expected) => Assert.Equal(expected, Mention.Of("u1", text));

    [Fact]
    public void Remove_EveryMention() => Assert.Equal("[erased],u10,[erased]", Mention.Remove("u1", "u1,u10,u1"));

    [Fact]
    public void Remove_IdThatTheReplacementHolds_Ends() => Assert.Equal("[erased] x", Mention.Remove("erased", "erased x"));

    [Fact]
    public void RemoveFromJson_TextsAndNamesButNotFigures() =>
        Assert.Equal("""{"[erased]":[7,"see [erased]",null,true]}""", Mention.RemoveFromJson("7", """{"7":[7,"see 7",null,true]}"""));

    [Fact]
    public void RemoveFromJson_NoMention_IsNull() => Assert.Null(Mention.RemoveFromJson("7", """{"rows":7,"id":"70"}"""));
}
