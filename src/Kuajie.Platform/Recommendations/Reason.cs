using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations;

/// <summary>Why an item is recommended, in words and in numbers: the one form of reason, whatever the model.</summary>
/// <param name="Kind">What speaks for the item.</param>
/// <param name="Text">The reason as a person reads it, in the language of the request.</param>
/// <param name="Contribution">
/// Share of the personal part of the score that the past interaction brings, 0 … 1, exact as the model computes it; null where the score is not personal.
/// </param>
/// <param name="BecauseOf">The user's own past interaction it rests on, or null.</param>
public sealed record Reason(ReasonKind Kind, string Text, double? Contribution, ReasonEvidence? BecauseOf);

/// <summary>What speaks for an item. All but the last rest on a past interaction and say how one gets from there to the item.</summary>
public enum ReasonKind
{
    /// <summary>A past interaction, by its exact share of the score, with nothing more to tell.</summary>
    PastInteraction = 1,

    /// <summary>A path through people: enough of those who touched the one touched the other too.</summary>
    Neighbors = 2,

    /// <summary>A path through content: both are about the same.</summary>
    SharedContent = 3,

    /// <summary>Many people like it; nothing is known of this one.</summary>
    Popular = 4,
}

/// <summary>A past interaction as evidence, and the way from it to the recommended item.</summary>
/// <param name="Domain">Its domain; another than the item's where the reason goes across domains.</param>
/// <param name="Item">Its item.</param>
/// <param name="Title">The item's title, or null.</param>
/// <param name="Strongest">The strongest kind of interaction with it.</param>
/// <param name="SourceUsers">Users who touched it and are known in the target domain.</param>
/// <param name="SharedUsers">Those among them who touched the recommended item too.</param>
/// <param name="SharedTopics">Tags that both items carry.</param>
public sealed record ReasonEvidence(
    string Domain,
    string Item,
    string? Title,
    InteractionKind Strongest,
    long SourceUsers,
    long SharedUsers,
    IReadOnlyList<string> SharedTopics
);
