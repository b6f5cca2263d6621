using Kuajie.Platform.Training.Speed;

namespace Kuajie.Platform.Tests.Training.Speed;

public class MachineSpeedRunTests
{
    private static readonly MachineSpeedSettings Small = new(
        Threads: 2,
        SpdOrder: 64,
        ProductOrder: 64,
        GramRows: 100,
        ScoredUsers: 20,
        ScoredItems: 50,
        CopyBytes: 1 << 16
    );

    [Fact]
    public void Measure_SmallSizes_MeasuresEveryKernelOnOneThreadAndAll()
    {
        var steps = new List<long>();
        var report = new MachineSpeedRun(Small, TimeProvider.System, new Recorder(steps), CancellationToken.None).Measure();
        Assert.Equal([1, 2], report.Ceilings.Select(ceiling => ceiling.Threads));
        Assert.All(report.Ceilings, ceiling => Assert.True(ceiling.FmaFlopsPerSecond > 0 && ceiling.CopyBytesPerSecond > 0));
        string[] once = ["gemm", "gemm", "gemm", "gram", "gram", "gram", "score-top", "score-top", "score-top", "cholesky", "inverse"];
        Assert.Equal([.. once, .. once], report.Kernels.Select(kernel => kernel.Kernel));
        Assert.All(report.Kernels, kernel => Assert.True(kernel.Seconds > 0 && kernel.FmaPeakShare > 0));
        Assert.Equal(2.0 * 64 * 64 * 128, report.Kernels[1].FlopsPerSecond * report.Kernels[1].Seconds, 1.0);
        Assert.Equal([.. Enumerable.Range(1, MachineSpeedRun.StepsFor(2)).Select(step => (long)step)], steps);
    }

    [Fact]
    public void Measure_Cancelled_Throws() =>
        Assert.Throws<OperationCanceledException>(() =>
            new MachineSpeedRun(Small, TimeProvider.System, null, new CancellationToken(canceled: true)).Measure()
        );

    private sealed class Recorder(List<long> steps) : IProgress<long>
    {
        public void Report(long value) => steps.Add(value);
    }
}
