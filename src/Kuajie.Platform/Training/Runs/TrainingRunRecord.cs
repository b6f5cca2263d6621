using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Training.Runs;

/// <summary>A training that somebody asked for, or that a schedule did, and what became of it.</summary>
/// <param name="RunId">Sortable id.</param>
/// <param name="Order">What is to be trained.</param>
/// <param name="State">How far it has come.</param>
/// <param name="RequestedBy">Id of the key, person or schedule.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="StartedAt">When it began, or null.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="VersionId">The version it made, or null.</param>
/// <param name="IsPromoted">Whether the version was let serve.</param>
/// <param name="ValidationNdcg">NDCG@10 of the chosen model on rows it was not trained on, or null where nothing was chosen.</param>
/// <param name="PopularityNdcg">The same of popularity, or null.</param>
/// <param name="FaultCode">Why it failed or was not promoted, or null.</param>
/// <param name="FaultText">The same in words, or null.</param>
public sealed record TrainingRunRecord(
    string RunId,
    TrainingOrder Order,
    RunState State,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    string? VersionId = null,
    bool IsPromoted = false,
    double? ValidationNdcg = null,
    double? PopularityNdcg = null,
    string? FaultCode = null,
    string? FaultText = null
) : RunRecord(RunId, State, RequestedBy, RequestedAt, StartedAt, EndedAt, FaultCode, FaultText);

/// <summary>What is to be trained.</summary>
public sealed record TrainingOrder
{
    /// <summary>The domain whose items are recommended.</summary>
    public required string TargetDomain { get; init; }

    /// <summary>The other domains whose interactions speak too.</summary>
    public IReadOnlyList<string> SourceDomains { get; init; } = [];

    /// <summary>Name of a model kind, or <c>auto</c>.</summary>
    public string Model { get; init; } = "auto";

    /// <summary>Options of the kind as JSON; null: they are chosen on validation data.</summary>
    public string? OptionsJson { get; init; }

    /// <summary>Whether the version that serves is carried on to the data as they are now, instead of training anew.</summary>
    public bool IsRefresh { get; init; }

    /// <summary>Seconds of search.</summary>
    public int BudgetSeconds { get; init; } = 60;

    /// <summary>Candidates to search instead of seconds, or null.</summary>
    public int? Steps { get; init; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether the version is let serve once it is found sound; else it waits for somebody to promote it.</summary>
    public bool IsPromoted { get; init; } = true;

    /// <summary>Whether quality is measured on held-out interactions and recorded with the version.</summary>
    public bool IsMeasured { get; init; } = true;

    /// <summary>How much one interaction of a kind counts, by its name, where it is not as usual; null for as usual.</summary>
    public IReadOnlyDictionary<string, double>? Weights { get; init; }

    /// <summary>The dataset's domains in order: sources first, target last.</summary>
    public IReadOnlyList<string> Domains => [.. SourceDomains, TargetDomain];
}
