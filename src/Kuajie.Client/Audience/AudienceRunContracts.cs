using System.Text.Json.Serialization;

namespace Kuajie.Client.Audience;

/// <summary>Long work on an audience to be done: clusters to look for or response models to train, one of the two.</summary>
/// <param name="Clusters">The clusters.</param>
/// <param name="Responses">The response models.</param>
public sealed record AudienceRunRequest(ClustersRequest? Clusters = null, ResponseModelRequest? Responses = null);

/// <summary>Long work on an audience, and what became of it.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Kind"><c>clusters</c> or <c>responses</c>.</param>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>succeeded</c>, <c>failed</c>, <c>cancelled</c> or <c>interrupted</c> (the service was stopped; ask again).</param>
/// <param name="RequestedBy">Id of the key or person.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="StartedAt">When it began; absent while it waits.</param>
/// <param name="EndedAt">When it ended; absent before.</param>
/// <param name="FaultCode">Why it failed; absent otherwise.</param>
/// <param name="FaultText">The same in words.</param>
public sealed record AudienceRunResponse(
    string Run,
    string Kind,
    string State,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    string? FaultCode = null,
    string? FaultText = null
)
{
    /// <summary>Whether nothing more will happen to it.</summary>
    [JsonIgnore]
    public bool HasEnded => EndedAt is not null;

    /// <summary>The clusters that were asked for, with every default filled in; absent for response models.</summary>
    public ClustersRequest? ClustersAsked { get; init; }

    /// <summary>The response models that were asked for, with every default filled in; absent for clusters.</summary>
    public ResponseModelRequest? ResponsesAsked { get; init; }

    /// <summary>What clusters came of it; absent in lists, and where there are none or not yet.</summary>
    public ClustersResponse? Clusters { get; init; }

    /// <summary>What response models came of it; likewise.</summary>
    public ResponseModelsResponse? Responses { get; init; }
}

/// <summary>One message of the progress of long work on an audience.</summary>
/// <param name="At">When.</param>
/// <param name="Stage"><c>waiting</c>, <c>reading</c>, <c>factors</c>, <c>trying</c>, <c>comparing</c>, <c>reseeding</c> (clusters), <c>rows</c>, <c>fitting</c>, <c>judging</c> (response models) or <c>ended</c>.</param>
/// <param name="Done">What is done of the stage: users, numbers of clusters, draws, seeds, rows, models or comparisons.</param>
/// <param name="Total">How much there is in all; absent where unknown.</param>
/// <param name="RatePerSecond">What is done a second; absent where there is too little to tell.</param>
/// <param name="SecondsLeft">Estimated seconds left in this stage; absent likewise.</param>
public sealed record AudienceStepResponse(
    DateTimeOffset At,
    string Stage,
    long Done,
    long? Total = null,
    double? RatePerSecond = null,
    double? SecondsLeft = null
);

/// <summary>How found clusters are to be stored.</summary>
/// <param name="SaveAs">What the names of the segments begin with.</param>
public sealed record SaveClustersRequest(string SaveAs);
