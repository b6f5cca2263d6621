namespace Kuajie.Marketing.Audience;

/// <summary>What a person decided about a pair of tags, with who and when.</summary>
/// <param name="From">The tag of the first domain, as people write it.</param>
/// <param name="To">The tag of the second domain.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="Weight">The weight, above 0 and at most 1; null for <see cref="TagEditKind.Forbid"/> and only there.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why, at most 500 characters, or null.</param>
public sealed record TagMappingEdit(
    string From,
    string To,
    TagEditKind Kind,
    double? Weight,
    string By,
    DateTimeOffset At,
    string? Note = null
);

/// <summary>What can be decided about a pair of tags.</summary>
public enum TagEditKind
{
    /// <summary>The pair has this weight, whatever is learnt.</summary>
    Pin = 1,

    /// <summary>The pair has this weight until it is learnt from people; then it has the learnt one.</summary>
    Add = 2,

    /// <summary>The pair does not belong together, whatever is learnt.</summary>
    Forbid = 3,
}
