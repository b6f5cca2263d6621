namespace Kuajie.Client.Overview;

/// <summary>Everything the caller may see at a glance.</summary>
/// <param name="At">When it was looked at; at most some seconds ago.</param>
/// <param name="Domains">The caller's own domains with their figures and those of partners by name.</param>
/// <param name="Attention">What needs attention in the caller's own domains.</param>
/// <param name="Next">What to do next: <c>import</c>, <c>importSecond</c>, <c>link</c>, <c>train</c> or <c>recommend</c>.</param>
public sealed record OverviewResponse(
    DateTimeOffset At,
    IReadOnlyList<OverviewDomainResponse> Domains,
    IReadOnlyList<AttentionResponse> Attention,
    string Next
);

/// <summary>A domain at a glance.</summary>
/// <param name="Domain">Its name.</param>
/// <param name="Party">The party that owns it.</param>
/// <param name="Figures">What it holds; absent for a domain of a partner.</param>
public sealed record OverviewDomainResponse(string Domain, string Party, OverviewFiguresResponse? Figures = null);

/// <summary>What a domain holds.</summary>
/// <param name="Interactions">Interactions, live ones included.</param>
/// <param name="Users">Users with an interaction.</param>
/// <param name="Items">Items with an interaction.</param>
/// <param name="FlaggedUsers">Users left out of training, such as robots.</param>
/// <param name="First">The earliest interaction; absent where none has a time.</param>
/// <param name="Last">The latest one.</param>
/// <param name="LiveEvents">Events that came over the API.</param>
/// <param name="Lists">Recommendation lists shown to its users and visitors.</param>
/// <param name="ServedFrom">Domains whose users get its items recommended by a model; the domain itself for its own.</param>
/// <param name="Links">Links of its users to users of other domains, by domain; for partners those of which there are ten or more.</param>
public sealed record OverviewFiguresResponse(
    long Interactions,
    long Users,
    long Items,
    long FlaggedUsers,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    long LiveEvents,
    long Lists,
    IReadOnlyList<string> ServedFrom,
    IReadOnlyDictionary<string, long> Links
);

/// <summary>Something to look at.</summary>
/// <param name="Kind"><c>noModel</c>, <c>staleModel</c>, <c>belowPopularity</c>, <c>damagedModel</c>, <c>trainingFailed</c>, <c>importInterrupted</c>, <c>manyRejected</c>, <c>notLinked</c>, <c>underDelivery</c>, <c>overDelivery</c> or <c>budgetGoneEarly</c>.</param>
/// <param name="Domain">In which domain.</param>
/// <param name="Other">The other domain, where two are concerned.</param>
/// <param name="Subject">Id of the version, import or training, or name of the campaign it is about.</param>
/// <param name="Share">The share of rows rejected, or the days since training.</param>
public sealed record AttentionResponse(string Kind, string Domain, string? Other = null, string? Subject = null, double? Share = null);

/// <summary>Interactions of a domain over time.</summary>
/// <param name="Days">Each day (UTC) with any, oldest first.</param>
/// <param name="Minutes">Events over the API in each of the last sixty minutes, oldest first; the last one is still running.</param>
/// <param name="CountedSince">Since when minutes are counted: they begin anew with the process.</param>
public sealed record InteractionFlowResponse(
    IReadOnlyList<DayCountResponse> Days,
    IReadOnlyList<MinuteCountResponse> Minutes,
    DateTimeOffset CountedSince
);

/// <summary>A day's interactions.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="Interactions">How many.</param>
public sealed record DayCountResponse(DateOnly Day, long Interactions);

/// <summary>A minute's events.</summary>
/// <param name="Minute">When it began.</param>
/// <param name="Events">How many.</param>
public sealed record MinuteCountResponse(DateTimeOffset Minute, long Events);
