namespace Kuajie.Marketing.Audience.Rules;

/// <summary>Kinds of pieces of a rule.</summary>
internal enum RuleTokenKind
{
    Word,
    Text,
    Number,
    Duration,
    Symbol,

    /// <summary>A text whose closing quote is missing.</summary>
    OpenText,

    /// <summary>Something no rule contains.</summary>
    Stray,
    End,
}

/// <summary>One piece of a rule.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">The word, symbol, digits or content, quotes and escapes undone.</param>
/// <param name="Start">Place of its first character, from 0.</param>
/// <param name="Length">Its length in characters.</param>
internal readonly record struct RuleToken(RuleTokenKind Kind, string Text, int Start, int Length)
{
    public bool IsWord(string word) => Kind == RuleTokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == RuleTokenKind.Symbol && string.Equals(Text, symbol, StringComparison.Ordinal);
}
