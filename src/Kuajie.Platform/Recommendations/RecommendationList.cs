using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Algorithms.Ranking.Exploration;

namespace Kuajie.Platform.Recommendations;

/// <summary>Ranked items with scores and reasons, with an id.</summary>
/// <param name="ListId">Sortable id of this list.</param>
/// <param name="ModelVersion">The model version that made it.</param>
/// <param name="Model">That version's kind of model.</param>
/// <param name="UserId">The user as asked for.</param>
/// <param name="Standing">What was known of the user.</param>
/// <param name="KnownInteractions">How many items of each domain spoke for the user.</param>
/// <param name="Items">Best first.</param>
/// <param name="Diversity">How it was made diverse, or null.</param>
/// <param name="Exploration">How it was drawn, or null where nothing was left to chance.</param>
public sealed record RecommendationList(
    string ListId,
    string ModelVersion,
    string Model,
    string UserId,
    UserStanding Standing,
    IReadOnlyDictionary<string, int> KnownInteractions,
    IReadOnlyList<RecommendedItem> Items,
    ListDiversity? Diversity = null,
    ListDraw? Exploration = null
);

/// <summary>How a list was drawn: with the same model, candidates and seed it can be drawn again.</summary>
/// <param name="Method">The policy.</param>
/// <param name="Amount">Its temperature or ε.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Candidates">From how many candidates; all others had no chance.</param>
/// <param name="LogPropensity">Natural logarithm of the probability of this very list.</param>
public sealed record ListDraw(ExplorationMethod Method, double Amount, ulong Seed, int Candidates, double LogPropensity);

/// <summary>How probable an item's place in a drawn list was: see <see cref="ExploredItem"/>.</summary>
public sealed record ItemPropensity(double Conditional, double AtPosition, double InList);

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
/// <param name="Propensity">How probable its place was in a list that explores; null in others.</param>
public sealed record RecommendedItem(
    string Item,
    string Domain,
    string? Title,
    double Score,
    IReadOnlyList<Reason> Reasons,
    ItemPropensity? Propensity = null
);
