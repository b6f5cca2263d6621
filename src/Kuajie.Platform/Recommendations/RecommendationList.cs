namespace Kuajie.Platform.Recommendations;

/// <summary>Ranked items with scores and reasons, with an id.</summary>
/// <param name="ListId">Sortable id of this list.</param>
/// <param name="ModelVersion">The model version that made it.</param>
/// <param name="Model">That version's kind of model.</param>
/// <param name="UserId">The user as asked for.</param>
/// <param name="Standing">What was known of the user.</param>
/// <param name="KnownInteractions">How many items of each domain spoke for the user.</param>
/// <param name="Items">Best first.</param>
public sealed record RecommendationList(
    string ListId,
    string ModelVersion,
    string Model,
    string UserId,
    UserStanding Standing,
    IReadOnlyDictionary<string, int> KnownInteractions,
    IReadOnlyList<RecommendedItem> Items
);

/// <summary>What is known of a user when something is recommended.</summary>
public enum UserStanding
{
    /// <summary>Has interactions in the target domain.</summary>
    Warm = 1,

    /// <summary>Has none in the target domain, but in another domain through a link.</summary>
    Linked = 2,

    /// <summary>Has none anywhere the model looks, or is not known at all.</summary>
    Cold = 3,
}

/// <summary>One place of a list.</summary>
/// <param name="Item">Item id.</param>
/// <param name="Domain">The item's domain.</param>
/// <param name="Title">Title, or null where the catalog has none.</param>
/// <param name="Score">The model's score; comparable within the list only.</param>
/// <param name="Reasons">Why it is here, strongest first.</param>
public sealed record RecommendedItem(string Item, string Domain, string? Title, double Score, IReadOnlyList<Reason> Reasons);
