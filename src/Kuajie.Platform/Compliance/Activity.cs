namespace Kuajie.Platform.Compliance;

/// <summary>
/// One line of who changed what: ids, counts and outcomes, nothing that names or describes a person beyond the id of whoever acted. Lines are added and, past their time, forgotten; never
/// changed, save that bulk work of the running hour is counted together.
/// </summary>
/// <param name="Number">Rises by one with each line; where a reader goes on.</param>
/// <param name="At">When; of bulk work, when last.</param>
/// <param name="Actor">Id of the person or key, or null where nobody could be told.</param>
/// <param name="Action">The operation of the API, for example <c>promoteModel</c>.</param>
/// <param name="Domain">The domain it was about, or null.</param>
/// <param name="Object">Id of what was changed, never of a user; or null.</param>
/// <param name="Outcome"><see cref="Done"/>, or the code of the fault for which it was refused.</param>
/// <param name="Rows">Rows it was about, where it was about several; else null.</param>
/// <param name="Calls">Calls that the line stands for: 1, or those of an hour for bulk work.</param>
public sealed record Activity(
    long Number,
    DateTimeOffset At,
    string? Actor,
    string Action,
    string? Domain,
    string? Object,
    string Outcome,
    long? Rows = null,
    int Calls = 1
)
{
    /// <summary>The outcome of what succeeded.</summary>
    public const string Done = "done";
}

/// <summary>Which lines somebody wants to read.</summary>
/// <param name="Actor">Of this person or key, or null.</param>
/// <param name="Actions">These operations, or none for all.</param>
/// <param name="Domain">About this domain, or null.</param>
/// <param name="From">At this moment or later, or null.</param>
/// <param name="Until">Before this moment, or null.</param>
/// <param name="IsRefused">Only what was refused, or only what succeeded; null for both.</param>
/// <param name="Before">Lines with a lower number than this, or null for the newest.</param>
/// <param name="Most">How many at most.</param>
public sealed record ActivityQuery(
    string? Actor,
    IReadOnlyList<string> Actions,
    string? Domain,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    bool? IsRefused,
    long? Before,
    int Most
);
