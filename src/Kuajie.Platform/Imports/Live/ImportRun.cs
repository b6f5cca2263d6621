using Kuajie.Platform.Users;

namespace Kuajie.Platform.Imports.Live;

/// <summary>How far an import in the background came.</summary>
public enum ImportRunState
{
    /// <summary>Waits for the ones before it.</summary>
    Waiting,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Its rows are in the store; of a dry run, its report is made.</summary>
    Succeeded,

    /// <summary>Could not be done; nothing of it is in the store.</summary>
    Failed,

    /// <summary>Was cancelled; nothing of it is in the store.</summary>
    Cancelled,

    /// <summary>Was cut off by the end of the process; nothing of it is in the store.</summary>
    Interrupted,

    /// <summary>Was taken back: its rows are not in the store any more.</summary>
    Withdrawn,
}

/// <summary>An import that was asked for over the network, and what became of it.</summary>
/// <param name="ImportId">Sortable id.</param>
/// <param name="Domain">The domain imported into.</param>
/// <param name="State">How far it came.</param>
/// <param name="RequestedAt">When its files had arrived.</param>
public sealed record ImportRun(string ImportId, string Domain, ImportRunState State, DateTimeOffset RequestedAt)
{
    /// <summary>Id of the key or person that asked, or null for imports of earlier processes.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was over.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The report as JSON, once succeeded.</summary>
    public string? ReportJson { get; init; }

    /// <summary>Why it failed.</summary>
    public string? FaultCode { get; init; }

    /// <summary>The same in words.</summary>
    public string? FaultText { get; init; }

    /// <summary>Whether it is over.</summary>
    public bool HasEnded => State is not (ImportRunState.Waiting or ImportRunState.Running);

    /// <summary>The import without mentions of a user, or null where it has none.</summary>
    public ImportRun? Without(string userId)
    {
        var report = ReportJson is null ? null : ReportMentions.Remove(userId, ReportJson);
        var text = FaultText is null || !Mention.Of(userId, FaultText) ? null : Mention.Remove(userId, FaultText);
        return report is null && text is null ? null : this with { ReportJson = report ?? ReportJson, FaultText = text ?? FaultText };
    }

    /// <summary>An import as the records know it.</summary>
    public static ImportRun Of(ImportRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var state = record.State switch
        {
            ImportState.Completed => ImportRunState.Succeeded,
            ImportState.Running => ImportRunState.Running,
            ImportState.Withdrawing or ImportState.Withdrawn => ImportRunState.Withdrawn,
            _ => ImportRunState.Interrupted,
        };
        return new ImportRun(record.ImportId, record.Domain, state, record.StartedAt)
        {
            StartedAt = record.StartedAt,
            EndedAt = record.FinishedAt,
            ReportJson = record.ReportJson,
        };
    }
}
