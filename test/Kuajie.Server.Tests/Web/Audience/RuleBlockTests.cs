using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Rules;
using Kuajie.Server.Web.Pages.Audience;

namespace Kuajie.Server.Tests.Web.Audience;

public sealed class RuleBlockTests
{
    public static TheoryData<string, string, string, string, string> Whole =>
        new()
        {
            { "Interest", "跑\"步\\", "90", "", "tagConfidence(\"跑\\\"步\\\\\") >= 0.9" },
            { "Interest", "tea", "12.5", "", "tagConfidence(\"tea\") >= 0.125" },
            { "Recency", "", "30", "", "recency < 30d" },
            { "Frequency", "", "3", "", "frequency >= 3" },
            { "Money", "", "99.5", "CNY", "money >= 99.5 CNY" },
            { "Price", "high", "", "", "priceLevel = high" },
            { "Stage", "lapsing", "", "", "stage = lapsing" },
            { "Churn", "", "50", "", "churn >= 0.5" },
            { "Took", "c1", "90", "", "took(\"c1\", within 90d)" },
        };

    [Theory]
    [MemberData(nameof(Whole))]
    public void ToRule_AWholeCondition_ReadsBackAsItself(string kind, string name, string amount, string currency, string expected)
    {
        var rule = new RuleBlock(Enum.Parse<RuleBlockKind>(kind), name, amount, currency).ToRule()!;

        Assert.Equal(expected, rule);
        var reading = AudienceRule.Read(rule);
        Assert.Empty(reading.Faults);
        Assert.Equal(rule, reading.Rule!.Text);
    }

    [Theory]
    [InlineData("Interest", " ", "90", "")]
    [InlineData("Interest", "tea", "101", "")]
    [InlineData("Interest", "tea", "", "")]
    [InlineData("Recency", "", "0", "")]
    [InlineData("Recency", "", "-3", "")]
    [InlineData("Frequency", "", "2.5", "")]
    [InlineData("Money", "", "10", "")]
    [InlineData("Money", "", "1e3", "CNY")]
    [InlineData("Stage", "gone", "", "")]
    [InlineData("Took", "c1", "", "")]
    public void ToRule_LessOrWrong_IsNone(string kind, string name, string amount, string currency) =>
        Assert.Null(new RuleBlock(Enum.Parse<RuleBlockKind>(kind), name, amount, currency).ToRule());

    [Fact]
    public void WordsOf_StagesAndLevels_AreThoseOfProfiles()
    {
        Assert.Equal(Enum.GetNames<LifecycleStage>(), RuleBlock.WordsOf(RuleBlockKind.Stage), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(Enum.GetNames<PriceLevel>(), RuleBlock.WordsOf(RuleBlockKind.Price), StringComparer.OrdinalIgnoreCase);
    }
}
