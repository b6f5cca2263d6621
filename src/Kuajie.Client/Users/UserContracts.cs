using System.Text.Json;

namespace Kuajie.Client.Users;

/// <summary>User records to add or to replace.</summary>
/// <param name="Users">The users, no id twice.</param>
public sealed record UsersRequest(IReadOnlyList<UserRequest?> Users);

/// <summary>What a domain says of a user. It replaces what was stored under the id whole.</summary>
/// <param name="User">The domain's own opaque id.</param>
/// <param name="Attributes">Attributes by name: city, level, interests and the like. Names, telephones and addresses do not belong here.</param>
public sealed record UserRequest(string? User = null, JsonElement? Attributes = null);

/// <summary>What the upsert did; a retry finds everything unchanged.</summary>
/// <param name="Added">Users that had no record.</param>
/// <param name="Changed">Users whose record was different.</param>
/// <param name="Unchanged">Users whose record was stored already as it was sent.</param>
public sealed record UsersResponse(int Added, int Changed, int Unchanged);

/// <summary>What is known of a user.</summary>
/// <param name="User">The id.</param>
/// <param name="Attributes">What the domain says.</param>
/// <param name="Interactions">Interactions by kind.</param>
/// <param name="FirstAt">When the first known one was.</param>
/// <param name="LastAt">When the latest was.</param>
/// <param name="LinkedDomains">Domains in which the user is known too; never the ids there.</param>
public sealed record UserResponse(
    string User,
    JsonElement Attributes,
    IReadOnlyDictionary<string, int> Interactions,
    DateTimeOffset? FirstAt,
    DateTimeOffset? LastAt,
    IReadOnlyList<string> LinkedDomains
);

/// <summary>What an erasure removed. It names no user: keep it as proof.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="At">When.</param>
/// <param name="Rows">Interactions, user records, rejected rows, shown lists and visits.</param>
/// <param name="Links">Links to other domains.</param>
/// <param name="ImportReports">Import reports that lost a mention.</param>
/// <param name="ReportFiles">Report files that lost a mention or were removed.</param>
/// <param name="AlsoIn">Other domains of the caller that know the same id and were left alone.</param>
/// <param name="WithdrawnModels">Model versions that held users' rows and were removed.</param>
public sealed record ErasureResponse(
    string Domain,
    DateTimeOffset At,
    long Rows,
    long Links,
    long ImportReports,
    int ReportFiles,
    IReadOnlyList<string> AlsoIn,
    IReadOnlyList<string> WithdrawnModels
);
