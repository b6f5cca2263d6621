using System.Text.Json;

namespace Kuajie.Client.Training;

/// <summary>A model to train for the domain in the address.</summary>
/// <param name="Sources">Other domains whose interactions speak too; none where left out.</param>
/// <param name="Model">Name of a model kind; <c>auto</c> where left out: whatever validation says is best.</param>
/// <param name="Options">Options of the kind, as its page describes them; chosen on validation where left out.</param>
/// <param name="Refresh">Whether the version that serves is carried on to the data as they are now, instead of training anew.</param>
/// <param name="BudgetSeconds">Seconds of search, 60 where left out.</param>
/// <param name="Steps">Candidates to search instead of seconds: the same search on every machine.</param>
/// <param name="Seed">Seed of all randomness, 1 where left out.</param>
/// <param name="Promote">Whether the version serves once it is found sound; true where left out.</param>
/// <param name="Weights">How much one interaction of a kind counts, by the kind's name; those left out as usual.</param>
/// <param name="Measure">Whether quality is measured first, each user's last interaction held out, beside popularity; takes about as long again; true where left out. A version that is carried on is not measured.</param>
public sealed record TrainingRunRequest(
    IReadOnlyList<string>? Sources = null,
    string Model = "auto",
    JsonElement? Options = null,
    bool Refresh = false,
    int BudgetSeconds = 60,
    int? Steps = null,
    ulong Seed = 1,
    bool Promote = true,
    bool Measure = true,
    IReadOnlyDictionary<string, double>? Weights = null
);

/// <summary>A training that was asked for, and what became of it.</summary>
/// <param name="Run">Its id.</param>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>succeeded</c>, <c>failed</c>, <c>cancelled</c>, <c>interrupted</c>.</param>
/// <param name="Target">The domain whose items are recommended.</param>
/// <param name="Sources">The other domains.</param>
/// <param name="Model">The kind of model asked for.</param>
/// <param name="Refresh">Whether a version is carried on.</param>
/// <param name="RequestedBy">Id of the key, person or schedule.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Version">The version it made.</param>
/// <param name="Promoted">Whether that version was let serve.</param>
/// <param name="ValidationNdcg">NDCG@10 of the chosen model on rows it was not trained on.</param>
/// <param name="PopularityNdcg">The same of popularity.</param>
/// <param name="FaultCode">Why it failed, was not promoted or gave its place back.</param>
/// <param name="FaultText">The same in words.</param>
public sealed record TrainingRunResponse(
    string Run,
    string State,
    string Target,
    IReadOnlyList<string> Sources,
    string Model,
    bool Refresh,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    string? Version = null,
    bool Promoted = false,
    double? ValidationNdcg = null,
    double? PopularityNdcg = null,
    string? FaultCode = null,
    string? FaultText = null
);

/// <summary>One message of a training's progress; the event's id is its number.</summary>
/// <param name="At">When.</param>
/// <param name="Stage"><c>waiting</c>, <c>reading</c>, <c>selecting</c>, <c>fitting</c>, <c>ended</c>.</param>
/// <param name="Done">Rows read, candidates tried or steps done in this stage.</param>
/// <param name="Total">How many in all.</param>
/// <param name="Model">The model at hand.</param>
/// <param name="Ndcg">NDCG@10 on validation of the candidate just tried.</param>
/// <param name="Loss">Training loss after the step.</param>
/// <param name="RatePerSecond">Rows, candidates or steps a second.</param>
/// <param name="SecondsLeft">Estimated seconds left in this stage.</param>
public sealed record TrainingStepResponse(
    DateTimeOffset At,
    string Stage,
    long Done,
    long? Total = null,
    string? Model = null,
    double? Ndcg = null,
    double? Loss = null,
    double? RatePerSecond = null,
    double? SecondsLeft = null
);

/// <summary>A trained model's immutable build.</summary>
/// <param name="Version">Its id.</param>
/// <param name="Model">The kind of model.</param>
/// <param name="Domains">What it was trained on; the last is recommended.</param>
/// <param name="TrainedAt">When training ended.</param>
/// <param name="TrainingSeconds">How long it took.</param>
/// <param name="ServingFrom">Domains whose users it serves now; the domain itself for its own users.</param>
/// <param name="Options">What it was trained with.</param>
/// <param name="Seed">The seed.</param>
/// <param name="DataHash">Hash of the data it was trained on.</param>
/// <param name="Program">Version of the program that trained it.</param>
/// <param name="Choice">What selection settled on and why; absent where options were given.</param>
/// <param name="Quality">What its kind and options reached on interactions they had not seen; absent where it was not measured.</param>
public sealed record ModelVersionResponse(
    string Version,
    string Model,
    IReadOnlyList<string> Domains,
    DateTimeOffset TrainedAt,
    double TrainingSeconds,
    IReadOnlyList<string> ServingFrom,
    JsonElement Options,
    ulong Seed,
    string DataHash,
    string Program,
    JsonElement? Choice = null,
    ModelQualityResponse? Quality = null
);

/// <summary>A direction that is served: whose users, by which version, since when.</summary>
/// <param name="Source">The domain the users come from; absent for the domain's own users.</param>
/// <param name="Version">The version that serves them.</param>
/// <param name="Since">When it began to.</param>
/// <param name="Before">The version that a roll-back would let serve again; absent where there is none.</param>
public sealed record ServingResponse(string? Source, string Version, DateTimeOffset Since, string? Before = null);

/// <summary>Quality on each user's last interaction, which neither choice nor training had seen: the best ten of the whole catalog, beside popularity on the same rows.</summary>
/// <param name="Users">Users with an interaction held out.</param>
/// <param name="Ndcg">NDCG@10 of the model.</param>
/// <param name="HitRate">HR@10 of the model.</param>
/// <param name="PopularityNdcg">NDCG@10 of popularity.</param>
/// <param name="PopularityHitRate">HR@10 of popularity.</param>
/// <param name="Difference">NDCG@10 of the model minus that of popularity, paired by user.</param>
/// <param name="Segments">The same per segment of users.</param>
public sealed record ModelQualityResponse(
    int Users,
    MetricResponse Ndcg,
    MetricResponse HitRate,
    MetricResponse PopularityNdcg,
    MetricResponse PopularityHitRate,
    MetricResponse Difference,
    IReadOnlyList<SegmentQualityResponse> Segments
);

/// <summary>A mean over users with its 95 % interval.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record MetricResponse(double Mean, double Low, double High);

/// <summary>Quality for the users of one segment.</summary>
/// <param name="Segment"><c>cold</c> (no interactions in the domain), <c>few</c>, <c>many</c>, <c>linked</c>, <c>unlinked</c>.</param>
/// <param name="Users">Its users with an interaction held out.</param>
/// <param name="Ndcg">NDCG@10 of the model.</param>
/// <param name="PopularityNdcg">NDCG@10 of popularity.</param>
public sealed record SegmentQualityResponse(string Segment, int Users, MetricResponse Ndcg, MetricResponse PopularityNdcg);

/// <summary>Which users a version is to serve, or is to stop serving.</summary>
/// <param name="Source">The domain the users come from; absent for the domain's own users.</param>
public sealed record ServingRequest(string? Source = null);

/// <summary>How two versions did on what users took up after both were trained.</summary>
/// <param name="First">The one version.</param>
/// <param name="Second">The other version.</param>
/// <param name="Since">From when on; both were trained before.</param>
/// <param name="Users">Users with a new item that both know. Fewer than 100 say nothing.</param>
/// <param name="Conclusive">Whether there are enough users.</param>
/// <param name="FirstNdcg">NDCG@10 of the first.</param>
/// <param name="SecondNdcg">NDCG@10 of the second.</param>
/// <param name="FirstHitRate">HR@10 of the first.</param>
/// <param name="SecondHitRate">HR@10 of the second.</param>
/// <param name="Difference">First minus second by NDCG@10.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record VersionComparisonResponse(
    string First,
    string Second,
    DateTimeOffset Since,
    int Users,
    bool Conclusive,
    double FirstNdcg,
    double SecondNdcg,
    double FirstHitRate,
    double SecondHitRate,
    double Difference,
    double Low,
    double High
);

/// <summary>A training to be asked for again and again.</summary>
/// <param name="Training">What is trained.</param>
/// <param name="IntervalMinutes">Minutes from one to the next, at least 1.</param>
/// <param name="FirstAt">When it is due first; one interval from now where left out.</param>
/// <param name="Paused">Whether it waits until it is put again without.</param>
public sealed record ScheduleRequest(
    TrainingRunRequest Training,
    double IntervalMinutes,
    DateTimeOffset? FirstAt = null,
    bool Paused = false
);

/// <summary>A schedule.</summary>
/// <param name="Schedule">Its id.</param>
/// <param name="Target">The domain whose items are recommended.</param>
/// <param name="Sources">The other domains.</param>
/// <param name="Model">The kind of model.</param>
/// <param name="Refresh">Whether a version is carried on.</param>
/// <param name="IntervalMinutes">Minutes from one to the next.</param>
/// <param name="NextAt">When it is due next.</param>
/// <param name="Paused">Whether it waits.</param>
/// <param name="Training">What is trained, as it was asked for: what to send back with a change.</param>
public sealed record ScheduleResponse(
    string Schedule,
    string Target,
    IReadOnlyList<string> Sources,
    string Model,
    bool Refresh,
    double IntervalMinutes,
    DateTimeOffset NextAt,
    bool Paused,
    TrainingRunRequest? Training = null
);

/// <summary>A kind of model that can be trained.</summary>
/// <param name="Model">Its name; <c>auto</c> for the choice on held-out rows.</param>
/// <param name="IsCrossDomain">Whether it needs other domains.</param>
/// <param name="NeedsContent">Whether it needs titles, tags or descriptions of items.</param>
/// <param name="HoldsUserRows">Whether its files hold rows of users, so that an erasure withdraws it.</param>
/// <param name="Options">Its options with their defaults; absent where it takes none.</param>
public sealed record ModelKindResponse(
    string Model,
    bool IsCrossDomain,
    bool NeedsContent,
    bool HoldsUserRows,
    JsonElement? Options = null
);

/// <summary>What can be trained, and how.</summary>
/// <param name="Kinds">The kinds, <c>auto</c> first.</param>
/// <param name="Weights">How much one interaction of each kind counts where nothing else is said.</param>
public sealed record TrainingChoicesResponse(IReadOnlyList<ModelKindResponse> Kinds, IReadOnlyDictionary<string, double> Weights);
