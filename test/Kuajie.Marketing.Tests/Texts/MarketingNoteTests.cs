using System.Globalization;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Tests.Texts;

public sealed class MarketingNoteTests
{
    [Fact]
    public void Write_ThenRead_IsTheSentenceInTheReadersLanguage()
    {
        var cell = MarketingNote.Write(MarketingText.Of("ShortageLevels", 3, 5));

        Assert.Equal("ShortageLevels 3 5", cell);
        Assert.Equal(
            "Not enough data: 3 different numbers of exposures were seen, at least 5 are needed.",
            In("en", () => $"{MarketingNote.Read(cell)}")
        );
        Assert.Equal(
            In("zh-Hans", () => $"{MarketingText.Of("ShortageLevels", 3, 5)}"),
            In("zh-Hans", () => $"{MarketingNote.Read(cell)}")
        );
        Assert.NotEqual(In("en", () => $"{MarketingNote.Read(cell)}"), In("zh-Hans", () => $"{MarketingNote.Read(cell)}"));
        Assert.Equal("ShortageEffect", MarketingNote.Read(MarketingNote.Write(MarketingText.Of("ShortageEffect"))).Code);
    }

    [Theory]
    [InlineData("数据不足：只看到 3 种曝光次数。")]
    [InlineData("ShortageLevels")]
    [InlineData("ShortageLevels 3")]
    [InlineData("ShortageLevels 3 5 7")]
    [InlineData("ShortageLevels few 5")]
    [InlineData("NoSuchCode 3 5")]
    [InlineData("Noted 3")]
    [InlineData("")]
    public void Read_WhatIsNoCodeWithItsFigures_StaysAsItStands(string cell)
    {
        var read = MarketingNote.Read(cell);

        Assert.Equal(cell, $"{read}");
        Assert.Equal(cell, MarketingNote.Write(read));
    }

    [Fact]
    public void Write_ASentenceWithNames_IsRefused() =>
        Assert.Throws<ArgumentException>(() => MarketingNote.Write(MarketingText.Of("ShortageClass", "train", 1, 2, 3)));

    private static string In(string language, Func<string> say)
    {
        var was = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = was;
        }
    }
}
