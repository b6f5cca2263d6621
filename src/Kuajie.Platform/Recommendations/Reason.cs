using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations;

/// <summary>Why an item is recommended, in words and in numbers.</summary>
/// <param name="Kind">What sort of reason it is.</param>
/// <param name="Text">The reason as a person reads it, in the language of the request.</param>
/// <param name="Contribution">Share of the personal part of the score this reason brings, 0 … 1; null where the score is not personal.</param>
/// <param name="BecauseOf">The user's own past interaction it rests on, or null.</param>
public sealed record Reason(ReasonKind Kind, string Text, double? Contribution, ReasonEvidence? BecauseOf);

/// <summary>The sorts of reason.</summary>
public enum ReasonKind
{
    /// <summary>Something the user did in the same domain.</summary>
    SameDomain = 1,

    /// <summary>Something the user did in another domain.</summary>
    OtherDomain = 2,

    /// <summary>Many people like it; nothing is known of this one.</summary>
    Popular = 3,

    /// <summary>It is about the same as something the user did.</summary>
    SharedContent = 4,
}

/// <summary>A past interaction as evidence.</summary>
/// <param name="Domain">Its domain.</param>
/// <param name="Item">Its item.</param>
/// <param name="Title">The item's title, or null.</param>
/// <param name="Strongest">The strongest kind of interaction with it.</param>
/// <param name="SourceUsers">Users who touched it and are known in the target domain.</param>
/// <param name="SharedUsers">Those among them who touched the recommended item too.</param>
public sealed record ReasonEvidence(
    string Domain,
    string Item,
    string? Title,
    InteractionKind Strongest,
    long SourceUsers,
    long SharedUsers
);
