namespace Kuajie.Platform.Training.Speed;

/// <summary>The speed of one kernel on one shape.</summary>
/// <param name="Kernel">Name of the kernel.</param>
/// <param name="Shape">The shape, in words a reader of the kernel knows.</param>
/// <param name="Threads">Threads it ran on.</param>
/// <param name="Seconds">Seconds of the best of a few runs.</param>
/// <param name="FlopsPerSecond">Useful floating-point operations of the best run by its seconds; of symmetric results one triangle counts.</param>
/// <param name="FmaPeakShare">The same as a share of the ceiling measured between the runs, on as many threads.</param>
/// <param name="Floor">The share the kernel must reach, or null where none is set.</param>
public sealed record KernelSpeed(
    string Kernel,
    string Shape,
    int Threads,
    double Seconds,
    double FlopsPerSecond,
    double FmaPeakShare,
    double? Floor
);

/// <summary>What one number of threads can do at most.</summary>
/// <param name="Threads">Number of threads.</param>
/// <param name="FmaFlopsPerSecond">Single-precision operations per second of fused multiply-adds on registers alone.</param>
/// <param name="CopyBytesPerSecond">Bytes read plus bytes written per second when copying memory that no cache holds.</param>
public sealed record MachineCeiling(int Threads, double FmaFlopsPerSecond, double CopyBytesPerSecond);

/// <summary>What the machine and the kernels on it can do; the JSON document of <c>kuajie benchmark machine</c>.</summary>
/// <param name="Processors">Number of processors.</param>
/// <param name="VectorBits">Width of the vectors the kernels use.</param>
/// <param name="Ceilings">For one thread and for all.</param>
/// <param name="Kernels">Each kernel on each shape.</param>
public sealed record MachineSpeedReport(
    int Processors,
    int VectorBits,
    IReadOnlyList<MachineCeiling> Ceilings,
    IReadOnlyList<KernelSpeed> Kernels
);
