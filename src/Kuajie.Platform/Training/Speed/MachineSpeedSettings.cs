namespace Kuajie.Platform.Training.Speed;

/// <summary>What <see cref="MachineSpeedRun"/> measures. The defaults are sizes at which all kernels have long come up to speed.</summary>
/// <param name="Threads">Measured with one thread and with so many.</param>
/// <param name="SpdOrder">Order of the matrix that is factored and inverted.</param>
/// <param name="ProductOrder">Rows and columns of matrix products.</param>
/// <param name="GramRows">Rows whose Gram matrix is taken.</param>
/// <param name="ScoredUsers">Users scored against all items.</param>
/// <param name="ScoredItems">Number of items.</param>
/// <param name="CopyBytes">Bytes that each thread copies; far more than the caches hold.</param>
public sealed record MachineSpeedSettings(
    int Threads,
    int SpdOrder = 4_096,
    int ProductOrder = 4_096,
    int GramRows = 200_000,
    int ScoredUsers = 4_000,
    int ScoredItems = 10_000,
    int CopyBytes = 128 << 20
);
