using System.Text;
using Kuajie.Algorithms.Experiments.Assignment;

namespace Kuajie.Algorithms.Tests.Experiments.Assignment;

public sealed class UnitHashTests
{
    /// <summary>The reference implementation's results, in every branch of the length: none, single bytes, four, eight, and more than a stripe of 32.</summary>
    [Theory]
    [InlineData("", 0, 0xEF46DB3751D8E999)]
    [InlineData("a", 0, 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0, 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0, 0xFBCEA83C8A378BF1)]
    public void Of_KnownTexts_AreTheReferencesHashes(string text, ulong seed, ulong expected) =>
        Assert.Equal(expected, UnitHash.Of(text, seed));

    [Fact]
    public void Of_LongAndChineseTexts_AreHashedAsUtf8()
    {
        var text = string.Concat(Enumerable.Repeat("跨界用户", 100));

        Assert.Equal(UnitHash.Of(Encoding.UTF8.GetBytes(text), 7), UnitHash.Of(text, 7));
        Assert.NotEqual(UnitHash.Of(text, 7), UnitHash.Of(text, 8));
    }

    [Fact]
    public void Position_Extremes_StayBelowOne()
    {
        Assert.Equal(0, UnitHash.Position(0));
        Assert.True(UnitHash.Position(ulong.MaxValue) < 1);
    }
}
