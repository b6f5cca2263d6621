namespace Kuajie.Platform.Imports;

/// <summary>How far an import came.</summary>
public enum ImportState
{
    /// <summary>Begun and not yet acknowledged; found so on opening a workspace, it was cut off.</summary>
    Running = 1,

    /// <summary>Acknowledged: its rows are in the store.</summary>
    Completed = 2,

    /// <summary>Cut off before it was acknowledged: none of its rows are in the store.</summary>
    Interrupted = 3,

    /// <summary>Is being taken back; found so on opening a workspace, it was cut off before or after its rows were gone.</summary>
    Withdrawing = 4,

    /// <summary>Was taken back: its rows are not in the store any more.</summary>
    Withdrawn = 5,
}

/// <summary>One import of a domain's files.</summary>
/// <param name="ImportId">Sortable id.</param>
/// <param name="Domain">The domain imported into.</param>
/// <param name="ContentHash">Hash over the files' contents and everything that changes how they are read.</param>
/// <param name="State">How far it came.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it was acknowledged or found cut off.</param>
/// <param name="ReportJson">The quality report as JSON, once completed.</param>
public sealed record ImportRecord(
    string ImportId,
    string Domain,
    string ContentHash,
    ImportState State,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    string? ReportJson
);
