using Kuajie.Platform.Content;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Platform.Training.Evaluation;

namespace Kuajie.Platform.Training;

/// <summary>What somebody wants trained.</summary>
public sealed record TrainingRequest
{
    /// <summary>The domain whose items the model recommends.</summary>
    public required string TargetDomain { get; init; }

    /// <summary>The other domains whose interactions speak too; none for a model of the target domain alone.</summary>
    public IReadOnlyList<string> SourceDomains { get; init; } = [];

    /// <summary>Name of a model kind, or <c>auto</c>: whatever validation data says is best.</summary>
    public string Model { get; init; } = "auto";

    /// <summary>Options of the kind as JSON; null: they are chosen on validation data.</summary>
    public string? OptionsJson { get; init; }

    /// <summary>How the options were chosen, where they are given: recorded with the version.</summary>
    public ModelChoice? Choice { get; init; }

    /// <summary>How long to search where options are not given.</summary>
    public SearchBudget Budget { get; init; } = SearchBudget.Default;

    /// <summary>Seed of the validation split and of training.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Weight of each kind of interaction.</summary>
    public KindWeights KindWeights { get; init; } = KindWeights.Default;

    /// <summary>What is done to summed weights.</summary>
    public WeightNormalization Normalization { get; init; } = WeightNormalization.Log1p;

    /// <summary>What is done with source items that have a twin in the target.</summary>
    public TwinUse Twins { get; init; } = TwinUse.Keep;

    /// <summary>Whether the version serves as soon as it is recorded; else somebody promotes it.</summary>
    public bool IsServing { get; init; } = true;

    /// <summary>Whether quality is measured on held-out interactions first and recorded with the version; choosing and training are then done twice.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Quality that was measured of the kind and options before, recorded with the version; null for none.</summary>
    public ModelQuality? Quality { get; init; }

    /// <summary>Vectors of items by domain, stored in place of those the workspace has; null for none.</summary>
    public IReadOnlyDictionary<string, ItemVectors>? Vectors { get; init; }

    /// <summary>The dataset's domains in order: sources first, target last.</summary>
    public IReadOnlyList<string> Domains => [.. SourceDomains, TargetDomain];
}
