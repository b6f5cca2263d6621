using System.Globalization;
using Kuajie.Marketing.Texts;
using Kuajie.Platform.Audience;

namespace Kuajie.Platform.Tests.Audience;

public sealed class ResponseFeatureNamesTests
{
    [Fact]
    public void Of_EveryFeature_HasWordsInBothLanguages()
    {
        foreach (var feature in ResponseSweep.Features(ResponseOccasion.Impression))
        {
            Assert.NotEqual(
                In("en", () => ResponseFeatureNames.Of(feature.Name)),
                In("zh-Hans", () => ResponseFeatureNames.Of(feature.Name))
            );
        }
    }

    [Theory]
    [InlineData("weekday = Monday", "Weekday: Monday", "星期：星期一")]
    [InlineData("price = –", "Price: not known", "价格：未知")]
    [InlineData("kind = *", "Kind of item: a rare one", "内容类型：少见的")]
    [InlineData("somebody's own", "somebody's own", "somebody's own")]
    public void Of_ALevel_SaysWhichOfWhat(string name, string english, string chinese)
    {
        Assert.Equal(english, In("en", () => ResponseFeatureNames.Of(name)));
        Assert.Equal(chinese, In("zh-Hans", () => ResponseFeatureNames.Of(name)));
    }

    [Fact]
    public void Of_ANote_NamesItsFeaturesInWords()
    {
        var note = MarketingText.Of("NoteToldByOthers", "price, tag affinity = –");

        Assert.Contains(
            "Price, Liking for the item's tags: not known",
            In("en", () => ResponseFeatureNames.Of(note)),
            StringComparison.Ordinal
        );
        Assert.Contains("价格、对该内容标签的偏好：未知", In("zh-Hans", () => ResponseFeatureNames.Of(note)), StringComparison.Ordinal);
    }

    private static string In(string language, Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
