namespace Kuajie.Marketing.Audience.Rules;

/// <summary>What rules of a domain can name.</summary>
/// <param name="Tags">Tags, the most usual first.</param>
/// <param name="Categories">Categories.</param>
/// <param name="Formats">Formats.</param>
/// <param name="Currencies">Currencies.</param>
public sealed record RuleVocabulary(
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Formats,
    IReadOnlyList<string> Currencies
)
{
    /// <summary>Items a user could have taken.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];
}

/// <summary>Something that can stand at the cursor.</summary>
/// <param name="Text">What to put there.</param>
/// <param name="Kind">What it is: Keyword, Symbol, Sign, Field, Took, Tag, Category, Format, Item, Word, Duration, Currency, Hour, Number, Share, Amount.</param>
public readonly record struct RuleSuggestion(string Text, string Kind);

/// <summary>What can stand at a cursor in a rule.</summary>
/// <param name="From">First character that a suggestion replaces, from 0.</param>
/// <param name="To">First character after it: the cursor.</param>
/// <param name="Suggestions">In order; empty where the rule is at fault before the cursor.</param>
public sealed record RuleCompletion(int From, int To, IReadOnlyList<RuleSuggestion> Suggestions)
{
    private const int Most = 50;

    /// <summary>Completes the rule as it stands before the cursor; what stands after it is not looked at. O(characters + vocabulary).</summary>
    /// <param name="rule">The rule, unfinished.</param>
    /// <param name="cursor">Characters before the cursor; more than there are mean the end.</param>
    /// <param name="vocabulary">What the domain's rules can name.</param>
    public static RuleCompletion At(string rule, int cursor, RuleVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var to = Math.Clamp(cursor, 0, Math.Min(rule.Length, AudienceRule.MostLength));
        var tokens = RuleTokenizer.Tokens(rule[..to]).ToList();
        var last = tokens.Count > 1 ? tokens[^2] : default;
        var isTyping = last.Length > 0 && last.Start + last.Length == to && last.Kind is RuleTokenKind.Word or RuleTokenKind.OpenText;
        if (isTyping)
        {
            tokens.RemoveAt(tokens.Count - 2);
        }
        var parser = new RuleParser(tokens);
        parser.Read();
        if (parser.Here.Kind != RuleTokenKind.End || parser.Faults.Any(fault => fault.Code != "RuleEnds"))
        {
            return new RuleCompletion(to, to, []);
        }
        var typed = isTyping ? last.Text : "";
        var all = parser
            .Expected.SelectMany(each => Offered(each, vocabulary))
            .Where(Fits)
            .Select(each => each.Suggestion)
            .Distinct()
            .Take(Most);
        return new RuleCompletion(isTyping ? last.Start : to, to, [.. all]);

        bool Fits((string Bare, RuleSuggestion Suggestion) each) =>
            isTyping && last.Kind == RuleTokenKind.OpenText
                ? each.Suggestion.Text.StartsWith('"') && each.Bare.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
                : each.Bare.StartsWith(typed, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<(string Bare, RuleSuggestion Suggestion)> Offered(RuleExpectation each, RuleVocabulary vocabulary) =>
        each.Kind switch
        {
            RuleExpected.Field => RuleField.All.Select(field =>
                Plain(field.Argument == RuleArgument.None ? field.Name : field.Name + "(", each.Kind)
            ),
            RuleExpected.Took => [Plain("took(", each.Kind)],
            RuleExpected.Tag => Quoted(vocabulary.Tags, each.Kind),
            RuleExpected.Category => Quoted(vocabulary.Categories, each.Kind),
            RuleExpected.Format => Quoted(vocabulary.Formats, each.Kind),
            RuleExpected.Item => Quoted(vocabulary.Items, each.Kind),
            RuleExpected.Currency => vocabulary.Currencies.Select(currency => Plain(currency, each.Kind)),
            RuleExpected.Duration => new[] { "7d", "30d", "90d", "12w" }.Select(span => Plain(span, each.Kind)),
            RuleExpected.Hour => Enumerable.Range(0, 24).Select(hour => Plain(FormattableString.Invariant($"{hour}"), each.Kind)),
            RuleExpected.Share => new[] { "0.1", "0.3", "0.5", "0.9" }.Select(share => Plain(share, each.Kind)),
            RuleExpected.Number or RuleExpected.Amount => new[] { "1", "10", "100" }.Select(number => Plain(number, each.Kind)),
            RuleExpected.End => [],
            _ => [Plain(each.Text, each.Kind)],
        };

    private static IEnumerable<(string Bare, RuleSuggestion Suggestion)> Quoted(IReadOnlyList<string> texts, RuleExpected kind) =>
        texts.Select(text => (text, new RuleSuggestion(RuleTokenizer.Quoted(text), kind.ToString())));

    private static (string Bare, RuleSuggestion Suggestion) Plain(string text, RuleExpected kind) =>
        (text, new RuleSuggestion(text, kind.ToString()));
}
