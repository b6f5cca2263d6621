namespace Kuajie.Client.Compliance;

/// <summary>One line of who changed what. Bulk work of an hour is counted in one line.</summary>
/// <param name="Number">Rises with each line.</param>
/// <param name="At">When; of bulk work, when last.</param>
/// <param name="Actor">Id of the person or key; absent where nobody could be told, as for a sign-in that failed.</param>
/// <param name="Action">The operation, by its id in the API's document, for example <c>promoteModel</c>.</param>
/// <param name="Domain">The domain it was about.</param>
/// <param name="Object">Id of what was changed; never a user's.</param>
/// <param name="Outcome"><c>done</c>, or the code of the problem for which it was refused.</param>
/// <param name="Rows">Rows it was about.</param>
/// <param name="Calls">Calls that the line stands for.</param>
public sealed record ActivityResponse(
    long Number,
    DateTimeOffset At,
    string? Actor,
    string Action,
    string? Domain,
    string? Object,
    string Outcome,
    long? Rows,
    int Calls
);

/// <summary>A page of lines.</summary>
/// <param name="Lines">The lines, newest first.</param>
/// <param name="Before">What to ask for next to go on (<c>before</c>); absent at the end.</param>
public sealed record ActivityPageResponse(IReadOnlyList<ActivityResponse> Lines, long? Before = null);

/// <summary>Which lines to read.</summary>
/// <param name="Actor">Of this person or key.</param>
/// <param name="Actions">These operations; all where left out.</param>
/// <param name="Domain">About this domain.</param>
/// <param name="From">At this moment or later.</param>
/// <param name="Until">Before this moment.</param>
/// <param name="Refused">Only what was refused, or only what succeeded.</param>
/// <param name="Before">Lines before this number.</param>
/// <param name="Limit">How many, at most 200.</param>
public sealed record ActivityFilter(
    string? Actor = null,
    IReadOnlyList<string>? Actions = null,
    string? Domain = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    bool? Refused = null,
    long? Before = null,
    int Limit = 50
);
