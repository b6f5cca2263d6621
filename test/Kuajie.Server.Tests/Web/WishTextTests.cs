using Kuajie.Server.Web.Parts;

namespace Kuajie.Server.Tests.Web;

/// <summary>Wishes within an address.</summary>
public sealed class WishTextTests
{
    [Fact]
    public void Write_Wishes_AreReadBackTheSame()
    {
        var wishes = new Dictionary<string, string>(StringComparer.Ordinal) { ["robust"] = "yes", ["budget"] = "600000" };

        var text = WishText.Write(wishes);

        Assert.Equal("budget:600000,robust:yes", text);
        Assert.Equal(wishes, WishText.Read(text));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(",:,budget:,:5,budget", 0)]
    [InlineData("budget:1,budget:2", 1)]
    public void Read_WhatIsNoWish_IsPassedOver(string text, int count) => Assert.Equal(count, WishText.Read(text).Count);
}
