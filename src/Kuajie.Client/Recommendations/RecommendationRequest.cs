namespace Kuajie.Client.Recommendations;

/// <summary>What is wanted, and for whom. Everything may be left out: then the ten best items of the domain are for a visitor of whom nothing is known.</summary>
/// <param name="User">The user's id in the domain of the route.</param>
/// <param name="Session">The visit, for visitors without an account, or beside the user.</param>
/// <param name="Interactions">What was done, told by the request itself; counts beside what is known, and is not stored.</param>
/// <param name="Targets">Domains whose items are wanted; the domain of the route where left out.</param>
/// <param name="Count">Length of the list; 10 where left out.</param>
/// <param name="Filter">Which items may be in the list.</param>
/// <param name="IncludeSeen">Whether items the user touched already may be in it; they may not where left out.</param>
/// <param name="Boosts">What is to stand higher or lower.</param>
/// <param name="Pinned">Items at fixed places of the first page.</param>
/// <param name="Promoted">Shares of the places kept for items under a filter.</param>
/// <param name="Diversity">How to make the list diverse; not together with exploration.</param>
/// <param name="Exploration">How to explore.</param>
/// <param name="Seed">Seed of the exploration, to draw the same list again.</param>
/// <param name="Cursor">The nextCursor of the page before, with an otherwise equal request; only the count may differ.</param>
/// <param name="Explain">Whether reasons are wanted.</param>
/// <param name="MostReasons">Most reasons per item, 1 to 10; 2 where left out. Has no effect without explain.</param>
/// <param name="Language"><c>en</c> or <c>zh</c> for the reasons; by Accept-Language where left out.</param>
/// <param name="Scene">A stored scene: whatever this request leaves out is taken from it, and the list is recorded under its name.</param>
/// <param name="Arm">The arm of an experiment, recorded with the list.</param>
/// <param name="Preview">Whether the list is only to be looked at: it is not recorded, so that no experiment counts it and events cannot name it, and nothing is learnt from the request. Needs the scope <c>manage</c>, or a person who signed in.</param>
/// <param name="Model">With preview: the version that is to make the list for the domain it recommends, whether it serves or not; the one that serves where left out.</param>
public sealed record RecommendationRequest(
    string? User = null,
    string? Session = null,
    IReadOnlyList<ToldInteraction>? Interactions = null,
    IReadOnlyList<TargetRequest>? Targets = null,
    int? Count = null,
    FilterRequest? Filter = null,
    bool? IncludeSeen = null,
    IReadOnlyList<BoostRequest>? Boosts = null,
    IReadOnlyList<PinRequest>? Pinned = null,
    IReadOnlyList<PromotedRequest>? Promoted = null,
    DiversityRequest? Diversity = null,
    ExplorationRequest? Exploration = null,
    long? Seed = null,
    string? Cursor = null,
    bool? Explain = null,
    int? MostReasons = null,
    string? Language = null,
    string? Scene = null,
    string? Arm = null,
    bool? Preview = null,
    string? Model = null
);

/// <summary>Something done.</summary>
/// <param name="Item">To which item.</param>
/// <param name="Kind">What: view, click, like, purchase, …; view where left out.</param>
/// <param name="Domain">The item's domain; that of the route where left out.</param>
/// <param name="At">When.</param>
/// <param name="Value">Seconds watched, minor units given, or the rating.</param>
public sealed record ToldInteraction(
    string Item,
    string? Kind = null,
    string? Domain = null,
    DateTimeOffset? At = null,
    double? Value = null
);

/// <summary>A domain whose items are wanted.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Share">Its share of the ranked places, above 0 and at most 1; an equal part of what the others leave where left out.</param>
public sealed record TargetRequest(string Domain, double? Share = null);

/// <summary>Which items. Conditions left out hold for all; words are compared whatever their case.</summary>
/// <param name="Kinds">The kind is one of these.</param>
/// <param name="TagsAny">At least one of these tags.</param>
/// <param name="TagsAll">All of these tags.</param>
/// <param name="TagsNone">None of these tags.</param>
/// <param name="Owners">The owning party is one of these.</param>
/// <param name="PriceFrom">Least price in minor units; needs a currency.</param>
/// <param name="PriceTo">Largest price in minor units; needs a currency.</param>
/// <param name="Currency">ISO 4217 code of the price.</param>
/// <param name="IncludeUnavailable">Whether items outside their time of availability are let through too.</param>
public sealed record FilterRequest(
    IReadOnlyList<string>? Kinds = null,
    IReadOnlyList<string>? TagsAny = null,
    IReadOnlyList<string>? TagsAll = null,
    IReadOnlyList<string>? TagsNone = null,
    IReadOnlyList<string>? Owners = null,
    long? PriceFrom = null,
    long? PriceTo = null,
    string? Currency = null,
    bool? IncludeUnavailable = null
);

/// <summary>Items that count more or less: their score, scaled to 0 … 1 over what may be in the list, is multiplied.</summary>
/// <param name="Filter">Which items.</param>
/// <param name="Factor">0 … 100; below 1 they stand lower.</param>
public sealed record BoostRequest(FilterRequest Filter, double Factor);

/// <summary>An item at a fixed place.</summary>
/// <param name="Item">The item.</param>
/// <param name="Position">Its place, from 1.</param>
/// <param name="Domain">Its domain; the first target where left out.</param>
public sealed record PinRequest(string Item, int Position, string? Domain = null);

/// <summary>Places kept for items under a filter.</summary>
/// <param name="Filter">Which items.</param>
/// <param name="Share">Share of the list, 0 … 1.</param>
public sealed record PromotedRequest(FilterRequest Filter, double Share);

/// <summary>How to make a list diverse.</summary>
/// <param name="Method"><c>mmr</c>, <c>dpp</c> or <c>calibrated</c>.</param>
/// <param name="Strength">0 … 1.</param>
public sealed record DiversityRequest(string Method, double Strength);

/// <summary>How to explore.</summary>
/// <param name="Method"><c>softmax</c> or <c>epsilon</c>.</param>
/// <param name="Amount">The temperature, 0.01 … 100, or ε, 0 … 1.</param>
public sealed record ExplorationRequest(string Method, double Amount);

/// <summary>A scene to store: a request without person, page and scene.</summary>
/// <param name="Request">What requests that name the scene leave out is taken from here.</param>
public sealed record SceneRequest(RecommendationRequest Request);
