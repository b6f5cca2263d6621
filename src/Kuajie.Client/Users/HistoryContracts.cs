namespace Kuajie.Client.Users;

/// <summary>Users who did something last.</summary>
/// <param name="Users">The latest first.</param>
public sealed record LatestUsersResponse(IReadOnlyList<LatestUserResponse> Users);

/// <summary>A user and how much they did.</summary>
/// <param name="User">The id.</param>
/// <param name="Interactions">Interactions in the domain.</param>
/// <param name="LastAt">When the latest was.</param>
/// <param name="LinkedDomains">Domains in which the user is known too; never the ids there.</param>
public sealed record LatestUserResponse(string User, long Interactions, DateTimeOffset? LastAt, IReadOnlyList<string> LinkedDomains);

/// <summary>What a user did.</summary>
/// <param name="Total">Interactions in all.</param>
/// <param name="Domains">Domains that were looked into: the user's own, and those of the caller in which the user is known too, where a partnership shares links.</param>
/// <param name="Interactions">The latest first; those without a time stand at the end.</param>
public sealed record HistoryResponse(int Total, IReadOnlyList<string> Domains, IReadOnlyList<HistoryEntryResponse> Interactions);

/// <summary>Something a user did.</summary>
/// <param name="Domain">The item's domain.</param>
/// <param name="Item">The item.</param>
/// <param name="Kind">What: view, like, purchase, …</param>
/// <param name="Title">The item's title.</param>
/// <param name="ItemKind">The item's kind.</param>
/// <param name="At">When.</param>
/// <param name="Value">Seconds watched, minor units given, or the rating.</param>
public sealed record HistoryEntryResponse(
    string Domain,
    string Item,
    string Kind,
    string? Title = null,
    string? ItemKind = null,
    DateTimeOffset? At = null,
    double? Value = null
);

/// <summary>What a user cares about.</summary>
/// <param name="Interests">The strongest first.</param>
public sealed record InterestsResponse(IReadOnlyList<InterestResponse> Interests);

/// <summary>A tag and how much of what the user did is about it. Paying and finishing count more than looking.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Share">Share of all that was weighed, 0 to 1.</param>
/// <param name="Domains">Where that comes from.</param>
public sealed record InterestResponse(string Tag, double Share, IReadOnlyList<DomainInterestResponse> Domains);

/// <summary>What one domain adds to an interest.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Share">Of all that was weighed, 0 to 1.</param>
/// <param name="Interactions">Interactions with items of the tag.</param>
public sealed record DomainInterestResponse(string Domain, double Share, long Interactions);
