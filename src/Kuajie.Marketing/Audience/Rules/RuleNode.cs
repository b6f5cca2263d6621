namespace Kuajie.Marketing.Audience.Rules;

/// <summary>A rule or a part of one. Parts that print alike are equal.</summary>
internal abstract record RuleNode
{
    /// <summary>How tightly it binds: or 1, and 2, not 3, the rest 4.</summary>
    public abstract int Binding { get; }

    /// <summary>Whether it holds for a profile. A comparison with a value that is unknown does not hold.</summary>
    public abstract bool Matches(UserProfile profile);

    /// <summary>Its text, in parentheses where the surroundings bind more tightly.</summary>
    protected static string Bound(RuleNode part, int binding) => part.Binding < binding ? $"({part})" : part.ToString()!;
}

internal sealed record OrNode(RuleNode Left, RuleNode Right) : RuleNode
{
    public override int Binding => 1;

    public override bool Matches(UserProfile profile) => Left.Matches(profile) || Right.Matches(profile);

    public override string ToString() => $"{Bound(Left, 1)} or {Bound(Right, 2)}";
}

internal sealed record AndNode(RuleNode Left, RuleNode Right) : RuleNode
{
    public override int Binding => 2;

    public override bool Matches(UserProfile profile) => Left.Matches(profile) && Right.Matches(profile);

    public override string ToString() => $"{Bound(Left, 2)} and {Bound(Right, 3)}";
}

internal sealed record NotNode(RuleNode Part) : RuleNode
{
    public override int Binding => 3;

    public override bool Matches(UserProfile profile) => !Part.Matches(profile);

    public override string ToString() => $"not {Bound(Part, 3)}";
}

/// <summary>A field with its argument: tag("马拉松"), recency.</summary>
internal sealed record FieldCall(RuleField Field, string Argument)
{
    public override string ToString() =>
        Field.Argument switch
        {
            RuleArgument.None => Field.Name,
            RuleArgument.Hour or RuleArgument.Weekday => $"{Field.Name}({Argument})",
            _ => $"{Field.Name}({RuleTokenizer.Quoted(Argument)})",
        };
}

internal sealed record CompareNode(FieldCall Call, string Sign, RuleValue Value) : RuleNode
{
    public override int Binding => 4;

    public override bool Matches(UserProfile profile) =>
        Value is WordValue word
            ? Call.Field.ReadWord!(profile) is { } found && string.Equals(found, word.Word, StringComparison.Ordinal) == (Sign == "=")
            : Call.Field.Read!(profile, Call.Argument, (Value as MoneyValue)?.Currency ?? "") is { } number && Holds(number, Limit);

    public override string ToString() => $"{Call} {Sign} {Value}";

    private double Limit =>
        Value switch
        {
            NumberValue number => (double)number.Number,
            DurationValue duration => duration.Span.TotalSeconds,
            MoneyValue money => (double)money.MinorUnits,
            _ => 0,
        };

    private bool Holds(double found, double limit) =>
        Sign switch
        {
            "<" => found < limit,
            "<=" => found <= limit,
            ">" => found > limit,
            ">=" => found >= limit,
            "=" => found == limit,
            _ => found != limit,
        };
}

internal sealed record MemberNode(FieldCall Call, IReadOnlyList<string> Words) : RuleNode
{
    public override int Binding => 4;

    public override bool Matches(UserProfile profile) => Call.Field.ReadWord!(profile) is { } found && Words.Contains(found);

    public bool Equals(MemberNode? other) => other is not null && Call == other.Call && Words.SequenceEqual(other.Words);

    public override int GetHashCode() => Words.Aggregate(Call.GetHashCode(), HashCode.Combine);

    public override string ToString() => $"{Call} in ({string.Join(", ", Words)})";
}

internal sealed record TookNode(string ItemId, DurationValue? Within) : RuleNode
{
    public override int Binding => 4;

    public override bool Matches(UserProfile profile) =>
        profile.Taken.TryGetValue(ItemId, out var at) && (Within is null || profile.At - at < Within.Span);

    public override string ToString() =>
        Within is null ? $"took({RuleTokenizer.Quoted(ItemId)})" : $"took({RuleTokenizer.Quoted(ItemId)}, within {Within})";
}
