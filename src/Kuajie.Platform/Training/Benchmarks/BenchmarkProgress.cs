namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>What a benchmark or evaluation is busy with.</summary>
public enum BenchmarkStage
{
    /// <summary>Training candidates and measuring them on validation.</summary>
    Selecting,

    /// <summary>Finding blends of what was measured.</summary>
    Blending,

    /// <summary>Training the chosen models on all training rows.</summary>
    Fitting,

    /// <summary>Ranking the test rows.</summary>
    Testing,
}

/// <summary>How far a benchmark or evaluation has come.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Done">Candidates or models done in this stage.</param>
/// <param name="Total">Candidates or models of this stage.</param>
/// <param name="Model">The model at hand.</param>
/// <param name="OptionsJson">Its options.</param>
/// <param name="ValidationNdcg">NDCG@10 on validation of the candidate just measured, or null.</param>
public sealed record BenchmarkProgress(
    BenchmarkStage Stage,
    int Done,
    int Total,
    string Model,
    string? OptionsJson = null,
    double? ValidationNdcg = null
);
