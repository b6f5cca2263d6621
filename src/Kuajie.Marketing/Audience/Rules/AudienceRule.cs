using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience.Rules;

/// <summary>
/// A segment as a rule over profiles, in the language of docs/reference/audience-rules.md: <c>tag("马拉松") &gt; 0.3 and recency &lt; 30d and not money &lt; 100 CNY</c>. Immutable; equal where the
/// canonical texts are.
/// </summary>
public sealed class AudienceRule : IEquatable<AudienceRule>
{
    /// <summary>Most characters of a rule.</summary>
    public const int MostLength = 4000;

    private AudienceRule(RuleNode root) => (Root, Text) = (root, root.ToString()!);

    /// <summary>The rule as it is printed: reading it gives the same rule.</summary>
    public string Text { get; }

    internal RuleNode Root { get; }

    /// <summary>Reads a rule. O(characters).</summary>
    public static RuleReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostLength)
        {
            var message = MarketingText.Of("RuleTooLong", text.Length, MostLength);
            return new RuleReading(null, [new RuleFault("RuleTooLong", MostLength + 1, text.Length - MostLength, message)]);
        }
        var parser = new RuleParser(RuleTokenizer.Tokens(text));
        var root = parser.Read();
        return root is not null && parser.Faults.Count == 0
            ? new RuleReading(new AudienceRule(root), [])
            : new RuleReading(null, parser.Faults);
    }

    /// <summary>A text in quotes, as it stands in a rule.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return RuleTokenizer.Quoted(text);
    }

    /// <summary>Whether a user belongs to the segment. O(conditions · preferences of the profile).</summary>
    public bool Matches(UserProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Root.Matches(profile);
    }

    /// <inheritdoc/>
    public bool Equals(AudienceRule? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AudienceRule);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The canonical text.</summary>
    public override string ToString() => Text;

    internal static AudienceRule Of(RuleNode root) => new(root);
}
