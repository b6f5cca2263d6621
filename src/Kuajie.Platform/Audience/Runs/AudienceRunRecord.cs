using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Audience.Runs;

/// <summary>Long work on an audience that somebody asked for, and what became of it. Its answer is kept beside it.</summary>
/// <param name="RunId">Sortable id.</param>
/// <param name="Order">What is asked for.</param>
/// <param name="State">How far it has come.</param>
/// <param name="RequestedBy">Id of the key or person.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="StartedAt">When it began, or null.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="SavedAs">What the names of the segments begin with that clusters were stored as, or null.</param>
/// <param name="FaultCode">Why it failed, or null.</param>
/// <param name="FaultText">The same in words, or null.</param>
public sealed record AudienceRunRecord(
    string RunId,
    AudienceOrder Order,
    RunState State,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    string? SavedAs = null,
    string? FaultCode = null,
    string? FaultText = null
) : RunRecord(RunId, State, RequestedBy, RequestedAt, StartedAt, EndedAt, FaultCode, FaultText);

/// <summary>What is asked of an audience: one of the two.</summary>
/// <param name="Domain">Whose users are looked at.</param>
/// <param name="Clusters">Clusters to look for; null for the other.</param>
/// <param name="Responses">Response models to train; null for the other.</param>
public sealed record AudienceOrder(string Domain, ClusterOrder? Clusters = null, ResponseOrder? Responses = null);

/// <summary>Clusters to look for.</summary>
/// <param name="Clusterer">How.</param>
/// <param name="Use">Which factors are compared beside profiles.</param>
/// <param name="SaveAs">What the names of the segments begin with that they are stored as; null for storing nothing.</param>
public sealed record ClusterOrder(ProfileClusterer Clusterer, FactorUse Use, string? SaveAs);

/// <summary>Response models to train.</summary>
/// <param name="Request">Which.</param>
/// <param name="KeepAs">The name that the chosen one is kept under; null for keeping none.</param>
public sealed record ResponseOrder(ResponseRequest Request, string? KeepAs);
