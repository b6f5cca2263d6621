using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Training;

/// <summary>How a dataset is built from the stores; recorded with every model, so that the same history is weighed the same way when it is served.</summary>
public sealed record TrainingData
{
    /// <summary>Domains in dataset order; the first is the source where there are two.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>Weight of each kind of interaction.</summary>
    public KindWeights KindWeights { get; init; } = KindWeights.Default;

    /// <summary>What is done to the summed weight of a (user, item) pair. Default: <see cref="WeightNormalization.Log1p"/>.</summary>
    public WeightNormalization Normalization { get; init; } = WeightNormalization.Log1p;

    /// <summary>What is done with source items that have a twin in the target, the last domain. Default: they are kept.</summary>
    public TwinUse Twins { get; init; } = TwinUse.Keep;

    /// <summary>The weight a model sees for a pair whose interactions sum to <paramref name="summed"/>.</summary>
    public float Normalize(float summed) =>
        Normalization switch
        {
            WeightNormalization.Binary => summed > 0 ? 1 : 0,
            WeightNormalization.Log1p => Algorithms.Datasets.Normalization.Log1p(summed),
            _ => summed,
        };
}

/// <summary>What is done with items of other domains that are the same product as an item of the target.</summary>
public enum TwinUse
{
    /// <summary>What users did with them counts like anything else.</summary>
    Keep = 0,

    /// <summary>It is left out, so that nothing is learnt or measured from duplicates.</summary>
    Exclude = 1,
}

/// <summary>What is done to the summed weight of a (user, item) pair before a model sees it.</summary>
public enum WeightNormalization
{
    /// <summary>Nothing: ten views count ten times one.</summary>
    None = 0,

    /// <summary>Whether there was anything at all.</summary>
    Binary = 1,

    /// <summary>ln(1 + weight): more says more, ever less so.</summary>
    Log1p = 2,
}
