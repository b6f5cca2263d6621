using Kuajie.Platform.Content;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Training;

/// <summary>What somebody wants trained.</summary>
public sealed record TrainingRequest
{
    /// <summary>The domain whose items the model recommends.</summary>
    public required string TargetDomain { get; init; }

    /// <summary>The other domain whose interactions speak too; null for a model of the target domain alone.</summary>
    public string? SourceDomain { get; init; }

    /// <summary>Name of a model kind, or <c>auto</c>: whatever validation data says is best.</summary>
    public string Model { get; init; } = "auto";

    /// <summary>Options of the kind as JSON; null: they are chosen on validation data.</summary>
    public string? OptionsJson { get; init; }

    /// <summary>Seed of the validation split and of training.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Weight of each kind of interaction.</summary>
    public KindWeights KindWeights { get; init; } = KindWeights.Default;

    /// <summary>What is done to summed weights.</summary>
    public WeightNormalization Normalization { get; init; } = WeightNormalization.Log1p;

    /// <summary>Supplied vectors of items by domain; null for none.</summary>
    public IReadOnlyDictionary<string, ItemVectors>? Vectors { get; init; }

    /// <summary>The dataset's domains in order: source first, target last.</summary>
    public IReadOnlyList<string> Domains => SourceDomain is null ? [TargetDomain] : [SourceDomain, TargetDomain];
}
