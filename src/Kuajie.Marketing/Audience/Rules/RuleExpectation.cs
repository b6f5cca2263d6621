using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience.Rules;

/// <summary>What may stand at a place of a rule.</summary>
internal enum RuleExpected
{
    Keyword,
    Symbol,
    Sign,
    Field,
    Took,
    Tag,
    Category,
    Format,
    Item,
    Hour,
    Word,
    Number,
    Share,
    Duration,
    Amount,
    Currency,
    End,
}

/// <summary>One thing that may stand at a place of a rule.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">The word or sign where it is one in particular.</param>
internal readonly record struct RuleExpectation(RuleExpected Kind, string Text = "")
{
    /// <summary>In words: the word itself in quotes, or what kind of thing.</summary>
    public override string ToString() => Text.Length > 0 ? $"'{Text}'" : MarketingText.Of("RuleExpects" + Kind).ToString();
}

/// <summary>Several things that may stand there, in words.</summary>
internal sealed class RuleExpectations(IReadOnlyList<RuleExpectation> all)
{
    public override string ToString() => string.Join(", ", all.Select(each => each.ToString()).Distinct());
}
