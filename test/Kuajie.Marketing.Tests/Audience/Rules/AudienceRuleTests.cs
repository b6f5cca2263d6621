using System.Globalization;
using CsCheck;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Rules;

namespace Kuajie.Marketing.Tests.Audience.Rules;

public sealed class AudienceRuleTests
{
    private static readonly DateTimeOffset Today = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly UserProfile Runner = Profile();

    [Fact]
    public void Read_APrintedRule_IsTheRule() =>
        RuleGenerator.Rules.Sample(
            rule =>
            {
                var text = AudienceRule.Of(rule).Text;
                if (text.Length <= AudienceRule.MostLength)
                {
                    var reading = AudienceRule.Read(text);
                    Assert.Empty(reading.Faults);
                    Assert.Equal(rule, reading.Rule!.Root);
                }
            },
            iter: 2000
        );

    [Fact]
    public void Matches_NotOfAnd_IsOrOfNots() =>
        Gen.Select(RuleGenerator.Rules, RuleGenerator.Rules)
            .Sample(
                (left, right) =>
                {
                    Assert.Equal(!(left.Matches(Runner) && right.Matches(Runner)), new NotNode(new AndNode(left, right)).Matches(Runner));
                    Assert.Equal(
                        new NotNode(new AndNode(left, right)).Matches(Runner),
                        new OrNode(new NotNode(left), new NotNode(right)).Matches(Runner)
                    );
                }
            );

    [Theory]
    [InlineData(
        "tag(\"马拉松\") > 0.3 and recency < 30d and stage in (active, new) and not money < 100 CNY and took(\"item-1\", within 90d)",
        true
    )]
    [InlineData("tag(\"马拉松\") > 0.9", false)]
    [InlineData("TAG(“马拉松”) ＞ 0.3 AND （recency ≤ 2w）", true)]
    [InlineData("tag(\"chess\") = 0", true)]
    [InlineData("tagLift(\"马拉松\") >= 1 and tagConfidence(\"马拉松\") > 0.1", true)]
    [InlineData("recency < 48h", false)]
    [InlineData("recency <= 48h", true)]
    [InlineData("recency = 2d", true)]
    [InlineData("age > 1d", true)]
    [InlineData("money = 198 CNY and money = 0 USD", true)]
    [InlineData("price > 98 CNY and price < 100 CNY", true)]
    [InlineData("price > 0 USD or not price > 0 USD", true)]
    [InlineData("price > 0 USD", false)]
    [InlineData("churn >= 0 or expectedDays >= 0", false)]
    [InlineData("frequency = 2 and events = 3", true)]
    [InlineData("stage != lapsed and priceLevel in (low, middle)", true)]
    [InlineData("hour(12) > 0.5 and weekday(friday) > 0.2 and weekday(monday) = 0", true)]
    [InlineData("format(\"course\") > 0.5", true)]
    [InlineData("category(\"sport\") > 0.5", true)]
    [InlineData("took(\"item-1\")", true)]
    [InlineData("took(\"item-1\", within 48h)", false)]
    [InlineData("took(\"item-2\")", false)]
    [InlineData("took(\"item-2\") or took(\"item-1\") and frequency > 100", false)]
    [InlineData("(took(\"item-1\") or took(\"item-2\")) and frequency < 100", true)]
    public void Matches_AKnownProfile_IsAsThought(string text, bool expected)
    {
        var reading = AudienceRule.Read(text);

        Assert.Empty(reading.Faults);
        Assert.Equal(expected, reading.Rule!.Matches(Runner));
    }

    [Theory]
    [InlineData("", "RuleEnds", 1, "Column 1: the rule ends here; expected 'not', '(', a field such as recency, 'took'.")]
    [InlineData("recency", "RuleEnds", 8, "Column 8: the rule ends here; expected '<', '<=', '>', '>=', '=', '!='.")]
    [InlineData("recency < 100 CNY", "RuleUnexpected", 11, "Column 11: found '100', expected a duration such as 30d.")]
    [InlineData(
        "recency < 30m",
        "RuleDuration",
        11,
        "Column 11: '30m' is no duration; expected a whole number up to 99999 and h, d or w, such as 30d."
    )]
    [InlineData("money < 100", "RuleEnds", 12, "Column 12: the rule ends here; expected a currency such as CNY.")]
    [InlineData("money < CNY", "RuleUnexpected", 9, "Column 9: found 'CNY', expected an amount with its currency such as 100 CNY.")]
    [InlineData("stage = gone", "RuleUnexpected", 9, "Column 9: found 'gone', expected 'new', 'active', 'lapsing', 'lapsed', 'returned'.")]
    [InlineData("stage < new", "RuleUnexpected", 7, "Column 7: found '<', expected 'in', '=', '!='.")]
    [InlineData("mood > 3", "RuleUnexpected", 1, "Column 1: found 'mood', expected 'not', '(', a field such as recency, 'took'.")]
    [InlineData("events > 3 recency < 3d", "RuleUnexpected", 12, "Column 12: found 'recency', expected 'and', 'or', the end of the rule.")]
    [InlineData("(events > 3", "RuleEnds", 12, "Column 12: the rule ends here; expected 'and', 'or', ')'.")]
    [InlineData("tag(\"x) > 0.3", "RuleUnexpected", 5, "Column 5: found 'x) > 0.3', expected a tag in quotes.")]
    [InlineData("tag(\"\") > 0.3", "RuleEmptyText", 5, "Column 5: the text is empty; expected a name in quotes.")]
    [InlineData("tag(\"x\") > 3", "RuleShare", 12, "Column 12: 3 is above 1; this field lies between 0 and 1.")]
    [InlineData("hour(24) > 0.1", "RuleHour", 6, "Column 6: 24 is no hour; hours are whole numbers from 0 to 23.")]
    [InlineData("events > 3 ; events < 4", "RuleUnexpected", 12, "Column 12: found ';', expected 'and', 'or', the end of the rule.")]
    [InlineData("took(\"i\", 90d)", "RuleUnexpected", 11, "Column 11: found '90d', expected 'within'.")]
    public void Read_AMistake_PointsAtItAndSaysWhatWasExpected(string text, string code, int column, string message)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var reading = AudienceRule.Read(text);

        Assert.Null(reading.Rule);
        Assert.Equal((code, column, message), (reading.Faults[0].Code, reading.Faults[0].Column, reading.Faults[0].Message.ToString()));
    }

    [Fact]
    public void Read_AMistakeInChinese_SaysSoInChinese()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");

        Assert.Equal("第 11 列：出现 '100'，应为 时长，例如 30d。", AudienceRule.Read("recency < 100 CNY").Faults[0].Message.ToString());
    }

    [Fact]
    public void Read_SeveralWrongValues_NamesThemAll() =>
        Assert.Equal(
            ["RuleShare", "RuleHour", "RuleDuration"],
            AudienceRule.Read("tag(\"x\") > 2 and hour(30) > 0.1 and recency < 5y").Faults.Select(fault => fault.Code)
        );

    [Fact]
    public void Read_BeyondTheLimits_IsRefused()
    {
        Assert.Equal("RuleTooLong", AudienceRule.Read(new string(' ', 4001)).Faults.Single().Code);
        var (deep, tooDeep) = (Nested(RuleParser.MostDepth), Nested(RuleParser.MostDepth + 1));
        Assert.Empty(AudienceRule.Read(deep).Faults);
        Assert.Equal(
            ("RuleTooDeep", 33),
            (AudienceRule.Read(tooDeep).Faults.Single().Code, AudienceRule.Read(tooDeep).Faults.Single().Column)
        );
        Assert.Equal("RuleTooDeep", AudienceRule.Read(string.Concat(Enumerable.Repeat("not ", 33)) + "events > 1").Faults.Single().Code);
        static string Nested(int depth) => new string('(', depth) + "events > 1" + new string(')', depth);
    }

    [Fact]
    public void Read_AnyText_NeverThrows() =>
        Gen.OneOf(
                Gen.String,
                RuleGenerator
                    .Choice([
                        "tag(",
                        "\"马\"",
                        ")",
                        ">",
                        "0.3",
                        "and",
                        "not",
                        "30d",
                        "in",
                        "stage",
                        ",",
                        "took(",
                        "recency",
                        "100",
                        "CNY",
                        "!",
                        "\\",
                    ])
                    .Array[0, 12]
                    .Select(parts => string.Join(' ', parts))
            )
            .Sample(text =>
            {
                var reading = AudienceRule.Read(text);
                Assert.True(reading.Rule is null == reading.Faults.Count > 0);
                Assert.All(reading.Faults, fault => Assert.InRange(fault.Column, 1, text.Length + 1));
            });

    private static UserProfile Profile()
    {
        var tally = new UserTally();
        foreach (var day in new[] { 9, 9, 2 })
        {
            tally.Add(
                new AudienceEvent("item-1", Today.AddDays(-day), 5)
                {
                    Tags = ["马拉松"],
                    Format = "course",
                    Category = "sport",
                    IsTaken = day == 9,
                    PaidMinorUnits = day == 9 ? 9900 : null,
                    Currency = "CNY",
                }
            );
        }
        return new ProfileBuilder(AudienceBase.Of([tally, Other()], Today)).Of("u", tally, Today)!;
    }

    private static UserTally Other()
    {
        var tally = new UserTally();
        tally.Add(
            new AudienceEvent("item-3", Today.AddDays(-1).AddHours(5), 1)
            {
                Tags = ["chess"],
                PaidMinorUnits = 20_000,
                Currency = "CNY",
            }
        );
        return tally;
    }
}
