using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>What a benchmark is asked to do.</summary>
/// <param name="Model">A model kind's name, or <c>auto</c> for selection over all kinds with the gate against negative transfer.</param>
/// <param name="OptionsJson">Options of <paramref name="Model"/>, which then is not searched; null to search.</param>
/// <param name="Compare">Further kinds to report; popularity always is.</param>
/// <param name="Candidates">Negatives and draws of the test.</param>
/// <param name="Seed">Seed of the validation split, of training and of the bootstrap.</param>
/// <param name="Threads">Threads to use.</param>
/// <param name="Budget">How long selection may search.</param>
/// <param name="MostValidationRows">Most rows that selection holds out from training.</param>
public sealed record BenchmarkSettings(
    string Model,
    string? OptionsJson,
    IReadOnlyList<string> Compare,
    SampledCandidates Candidates,
    ulong Seed,
    int Threads,
    SearchBudget Budget,
    int MostValidationRows
);
