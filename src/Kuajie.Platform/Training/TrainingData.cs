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

    /// <summary>The weight a model sees for a pair whose interactions sum to <paramref name="summed"/>.</summary>
    public float Normalize(float summed) =>
        Normalization switch
        {
            WeightNormalization.Binary => summed > 0 ? 1 : 0,
            WeightNormalization.Log1p => Algorithms.Datasets.Normalization.Log1p(summed),
            _ => summed,
        };
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
