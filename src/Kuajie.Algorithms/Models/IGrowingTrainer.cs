using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models;

/// <summary>
/// A trainer whose training runs in stages, the last of which can go on from a model of the stage before: what a search that keeps that model need not train
/// again. With or without it the model is the same, bit by bit.
/// </summary>
internal interface IGrowingTrainer : IModelTrainer
{
    /// <summary>Options as JSON of the training that ends where this one's last stage begins; null where there is only one stage.</summary>
    string? OriginJson { get; }

    /// <summary>Comes to the beginning of the last stage.</summary>
    /// <param name="dataset">All domains.</param>
    /// <param name="targetDomain">Index of the domain to recommend.</param>
    /// <param name="run">Seed, threads, progress, cancellation.</param>
    /// <param name="origin">The model trained with <see cref="OriginJson"/> on the same data and seed, or null to train it on the way.</param>
    IGrowingTraining Begin(InteractionDataset dataset, int targetDomain, TrainingRun run, IModel? origin);

    /// <summary>The same training ended after so many sweeps of the last stage.</summary>
    IModelTrainer EndedAfter(int lastSweeps);
}

/// <summary>A training in its last stage.</summary>
internal interface IGrowingTraining
{
    /// <summary>Sweeps of the last stage behind it.</summary>
    int SweepsDone { get; }

    /// <summary>Sweeps of the last stage in all.</summary>
    int SweepsPlanned { get; }

    /// <summary>Trains on.</summary>
    void Advance(int sweeps);

    /// <summary>A model of the factors as they stand, good until training goes on, which it does not disturb.</summary>
    IModel Look();

    /// <summary>The trained model.</summary>
    IModel Finish();
}
