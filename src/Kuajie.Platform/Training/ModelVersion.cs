namespace Kuajie.Platform.Training;

/// <summary>A trained recommender's immutable, recorded build.</summary>
/// <param name="VersionId">Sortable id, also the model file's name.</param>
/// <param name="Model">The model kind's name.</param>
/// <param name="Domains">The domains it was trained on, in dataset order.</param>
/// <param name="TargetDomain">The domain it recommends.</param>
/// <param name="OptionsJson">The trainer's options.</param>
/// <param name="Seed">The seed.</param>
/// <param name="KindWeightsJson">How interactions were weighted.</param>
/// <param name="DataHash">Hash of the data it was trained on.</param>
/// <param name="CodeVersion">Version of the program that trained it.</param>
/// <param name="TrainedAt">When training ended.</param>
/// <param name="TrainingSeconds">How long it took.</param>
/// <param name="FileChecksum">SHA-256 of the model file in hexadecimal.</param>
/// <param name="MetricsJson">What was measured of it, or null.</param>
public sealed record ModelVersion(
    string VersionId,
    string Model,
    IReadOnlyList<string> Domains,
    string TargetDomain,
    string OptionsJson,
    ulong Seed,
    string KindWeightsJson,
    string DataHash,
    string CodeVersion,
    DateTimeOffset TrainedAt,
    double TrainingSeconds,
    string FileChecksum,
    string? MetricsJson
);
