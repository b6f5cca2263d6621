namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>A rule that is being written, and where the cursor stands in it.</summary>
/// <param name="Text">The rule, finished or not.</param>
/// <param name="Cursor">Characters before the cursor.</param>
internal readonly record struct RuleEdit(string Text, int Cursor)
{
    /// <summary>Puts a suggestion in place of some characters, with a space before it where two words would become one; the cursor stands behind it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="from">First character to replace, from 0.</param>
    /// <param name="to">First character after.</param>
    /// <param name="suggestion">What to put there.</param>
    public static RuleEdit Complete(string rule, int from, int to, string suggestion)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(suggestion);
        // What was typed since the suggestion was made may be shorter than it was.
        var end = Math.Clamp(to, 0, rule.Length);
        var start = Math.Clamp(from, 0, end);
        var gap = start > 0 && !char.IsWhiteSpace(rule[start - 1]) && rule[start - 1] is not '(' && suggestion is not (")" or "," or "(");
        var put = (gap ? " " : "") + suggestion;
        return new RuleEdit(rule[..start] + put + rule[end..], start + put.Length);
    }

    /// <summary>Adds a condition: <paramref name="joiner"/> is <c>and</c>, <c>or</c> or <c>and not</c>.</summary>
    public static RuleEdit Join(string rule, string joiner, string condition)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(joiner);
        var known = rule.Trim();
        var isAnd = !string.Equals(joiner, "or", StringComparison.Ordinal);
        var joined =
            known.Length > 0 ? $"{(isAnd ? Bound(known) : known)} {joiner} {condition}"
            : joiner.EndsWith("not", StringComparison.Ordinal) ? $"not {condition}"
            : condition;
        return new RuleEdit(joined, joined.Length);
    }

    /// <summary>"and" binds more tightly than "or": a rule that may have an "or" is put in parentheses. Too many do no harm, the rule is printed without them.</summary>
    private static string Bound(string rule) => rule.Contains("or", StringComparison.OrdinalIgnoreCase) ? $"({rule})" : rule;
}
