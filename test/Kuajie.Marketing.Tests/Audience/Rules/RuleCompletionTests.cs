using CsCheck;
using Kuajie.Marketing.Audience.Rules;

namespace Kuajie.Marketing.Tests.Audience.Rules;

public sealed class RuleCompletionTests
{
    private static readonly RuleVocabulary Vocabulary = new(
        ["马拉松", "马术", "chess"],
        ["sport"],
        ["course", "book"],
        ["CNY", "USD", "JPY"]
    )
    {
        Items = ["item-1"],
    };

    [Theory]
    [InlineData("rec|", "recency")]
    [InlineData("tag|", "tag(,tagConfidence(,tagLift(")]
    [InlineData("tag(|", "\"马拉松\",\"马术\",\"chess\"")]
    [InlineData("tag(\"马|", "\"马拉松\",\"马术\"")]
    [InlineData("tag(“马术|", "\"马术\"")]
    [InlineData("tag(\"马术\"|", ")")]
    [InlineData("tag(\"马术\") |", "<,<=,>,>=,=,!=")]
    [InlineData("stage |", "in,=,!=")]
    [InlineData("stage in (l|", "lapsing,lapsed")]
    [InlineData("stage = |", "new,active,lapsing,lapsed,returned")]
    [InlineData("money < 100 |", "CNY,USD,JPY")]
    [InlineData("money < 100 u|", "USD")]
    [InlineData("recency < |", "7d,30d,90d,12w")]
    [InlineData("events > 3 |", "and,or")]
    [InlineData("events > 3 a| or stage = new", "and")]
    [InlineData("(events > 3 |", "and,or,)")]
    [InlineData("format(|", "\"course\",\"book\"")]
    [InlineData("category(|", "\"sport\"")]
    [InlineData("took(|", "\"item-1\"")]
    [InlineData("took(\"item-1\", |", "within")]
    [InlineData("weekday(sa|", "saturday")]
    [InlineData("mood > |", "")]
    [InlineData("tag(\"x\") > 3 and |", "")]
    public void At_ACursor_OffersWhatCanStandThere(string marked, string expected)
    {
        var cursor = marked.IndexOf('|', StringComparison.Ordinal);

        var completion = RuleCompletion.At(marked.Replace("|", "", StringComparison.Ordinal), cursor, Vocabulary);

        Assert.Equal(expected, string.Join(',', completion.Suggestions.Select(each => each.Text)));
        Assert.Equal(cursor, completion.To);
    }

    [Fact]
    public void At_AHalfTypedText_ReplacesItWhole()
    {
        var completion = RuleCompletion.At("tag(\"马", 6, Vocabulary);

        Assert.Equal((4, 6), (completion.From, completion.To));
    }

    [Fact]
    public void At_ThePlaceOfAnyWordOfARule_OffersThatWord() =>
        RuleGenerator.Rules.Sample(rule =>
        {
            var text = rule.ToString()!;
            foreach (var token in RuleTokenizer.Tokens(text).Where(token => token.Kind is RuleTokenKind.Word or RuleTokenKind.Symbol))
            {
                if (token.Start > 0 && char.IsLetter(text[token.Start - 1]))
                {
                    // Right behind a word, the word itself is still being typed.
                    continue;
                }
                var offered = RuleCompletion.At(text, token.Start, Vocabulary).Suggestions.Select(each => each.Text).ToArray();
                Assert.True(offered.Contains(token.Text) || offered.Contains(token.Text + "("), $"{token.Text} in {text}");
            }
        });
}
