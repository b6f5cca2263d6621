namespace Kuajie.Client.Recommendations;

/// <summary>A recommendation list. It is recorded: name its id with what users do next.</summary>
/// <param name="List">The list's id.</param>
/// <param name="Standing">What was known of the user: <c>warm</c>, <c>linked</c> (from other domains alone) or <c>cold</c>.</param>
/// <param name="Items">First place first.</param>
/// <param name="NextCursor">Where the next page begins; absent after the last.</param>
/// <param name="Seed">Seed of the draw; absent where nothing was left to chance.</param>
/// <param name="Window">Trending alone: how long a time the counts are of, an ISO 8601 duration; longer than asked for where nothing happened lately.</param>
/// <param name="WindowEnd">Trending alone: the moment that time ends, now or, where nothing happened lately, with the last activity.</param>
public sealed record RecommendationResponse(
    string List,
    string Standing,
    IReadOnlyList<RecommendedItemResponse> Items,
    string? NextCursor = null,
    long? Seed = null,
    string? Window = null,
    DateTimeOffset? WindowEnd = null
);

/// <summary>One place of a list.</summary>
/// <param name="Item">The item.</param>
/// <param name="Domain">Its domain.</param>
/// <param name="Score">The model's score; comparable within one domain of a list only.</param>
/// <param name="Slot">How it came to its place: <c>ranked</c>, <c>explored</c>, <c>pinned</c> or <c>promoted</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Model">The version that scored it.</param>
/// <param name="Propensity">How probable its place was; absent where nothing was left to chance.</param>
/// <param name="Reasons">Why it is here; absent where reasons were not asked for.</param>
public sealed record RecommendedItemResponse(
    string Item,
    string Domain,
    double Score,
    string Slot,
    string? Title = null,
    string? Model = null,
    double? Propensity = null,
    IReadOnlyList<ReasonResponse>? Reasons = null
);

/// <summary>Why an item is recommended.</summary>
/// <param name="Kind"><c>pastInteraction</c>, <c>neighbors</c>, <c>sharedContent</c> or <c>popular</c>.</param>
/// <param name="Text">As a person reads it.</param>
/// <param name="Contribution">Share of the personal part of the score, 0 … 1; absent where the score is not personal.</param>
/// <param name="BecauseOf">The past interaction it rests on; absent where there is none.</param>
public sealed record ReasonResponse(string Kind, string Text, double? Contribution = null, EvidenceResponse? BecauseOf = null);

/// <summary>A past interaction as evidence.</summary>
/// <param name="Domain">Its domain.</param>
/// <param name="Item">Its item.</param>
/// <param name="Title">The item's title.</param>
public sealed record EvidenceResponse(string Domain, string Item, string? Title = null);

/// <summary>Why an item stands in a list that was served.</summary>
/// <param name="List">The list.</param>
/// <param name="Item">The item.</param>
/// <param name="Domain">Its domain.</param>
/// <param name="Reasons">By the version that made the list, and what is known of the user now.</param>
public sealed record ExplanationResponse(string List, string Item, string Domain, IReadOnlyList<ReasonResponse> Reasons);

/// <summary>A list as it was served.</summary>
/// <param name="List">Its id.</param>
/// <param name="At">When.</param>
/// <param name="Domain">The domain that asked.</param>
/// <param name="Items">First place first.</param>
/// <param name="User">For whom.</param>
/// <param name="Session">In which visit.</param>
/// <param name="Scene">The scene.</param>
/// <param name="Arm">The arm of an experiment.</param>
public sealed record StoredListResponse(
    string List,
    DateTimeOffset At,
    string Domain,
    IReadOnlyList<RecommendedItemResponse> Items,
    string? User = null,
    string? Session = null,
    string? Scene = null,
    string? Arm = null
);

/// <summary>Users like a user.</summary>
/// <param name="Users">The most alike first.</param>
public sealed record SimilarUsersResponse(IReadOnlyList<SimilarUserResponse> Users);

/// <summary>A user like another.</summary>
/// <param name="User">Their id.</param>
/// <param name="Likeness">Cosine of the two sets of items, 0 … 1.</param>
/// <param name="SharedItems">Items both touched.</param>
public sealed record SimilarUserResponse(string User, double Likeness, int SharedItems);

/// <summary>A stored scene.</summary>
/// <param name="Scene">Its name.</param>
/// <param name="Request">What requests that name it leave out is taken from here.</param>
/// <param name="ChangedAt">When it was stored.</param>
public sealed record SceneResponse(string Scene, RecommendationRequest Request, DateTimeOffset ChangedAt);
