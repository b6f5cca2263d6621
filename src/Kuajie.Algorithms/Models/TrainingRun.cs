namespace Kuajie.Algorithms.Models;

/// <summary>The circumstances of one training: what may differ between two runs without being part of the model's options.</summary>
/// <param name="Seed">Seed of all randomness; recorded with the model. The same seed gives the same model, bit by bit, for any <paramref name="Threads"/>.</param>
/// <param name="Threads">Number of threads to use, at least 1.</param>
/// <param name="Progress">Receives progress, or null.</param>
/// <param name="Cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
public sealed record TrainingRun(
    ulong Seed = 1,
    int Threads = 1,
    IProgress<TrainingProgress>? Progress = null,
    CancellationToken Cancellation = default
);

/// <summary>How far a training has come.</summary>
/// <param name="StepsDone">Steps (sweeps, epochs, blocks of rows) done.</param>
/// <param name="StepsTotal">Steps in all.</param>
/// <param name="Loss">The training loss after this step, or null where the model has none.</param>
public readonly record struct TrainingProgress(int StepsDone, int StepsTotal, double? Loss = null);
