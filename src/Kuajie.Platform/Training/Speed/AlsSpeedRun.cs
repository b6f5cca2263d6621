using System.Diagnostics;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Platform.Training.Speed;

/// <summary>Times the sweeps of implicit ALS on one matrix.</summary>
public static class AlsSpeedRun
{
    private const double Regularization = 0.002;
    private const double UnobservedWeight = 0.01;

    /// <summary>Trains, timing each sweep and computing its loss between the clocks.</summary>
    /// <param name="interactions">Users × items.</param>
    /// <param name="settings">What to train.</param>
    /// <param name="clock">Gives the time.</param>
    /// <param name="progress">Told how many sweeps are done, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidModelOptionsException">A rank out of range.</exception>
    public static AlsSpeedReport Measure(
        SparseMatrix interactions,
        AlsSpeedSettings settings,
        TimeProvider clock,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        var options = new ImplicitAlsOptions
        {
            Rank = settings.Rank,
            Sweeps = settings.Iterations,
            Solver = settings.Solver,
            Regularization = Regularization,
            UnobservedWeight = UnobservedWeight,
        };
        var training = new ImplicitAlsTrainer(options).Begin(
            interactions,
            new TrainingRun(settings.Seed, settings.Threads, Cancellation: cancellation)
        );
        using var process = Process.GetCurrentProcess();
        var (seconds, cpuSeconds, losses) = (new List<double>(), new List<double>(), new List<double>());
        while (seconds.Count < settings.Iterations)
        {
            var (started, cpu) = (clock.GetTimestamp(), CpuTime(process));
            training.Sweep();
            seconds.Add(clock.GetElapsedTime(started).TotalSeconds);
            cpuSeconds.Add((CpuTime(process) - cpu).TotalSeconds);
            losses.Add(training.Loss());
            progress?.Report(seconds.Count);
        }
        var flops = AlsFlops.PerSweep(
            settings.Solver,
            settings.Rank,
            interactions.EntryCount,
            interactions.RowCount + interactions.ColumnCount,
            options.ConjugateSteps,
            options.SubspaceSize
        );
        var peak = FmaPeak.Measure(settings.Threads, clock);
        return new AlsSpeedReport(
            interactions.RowCount,
            interactions.ColumnCount,
            interactions.EntryCount,
            settings,
            seconds,
            cpuSeconds,
            process.PeakWorkingSet64,
            losses,
            flops,
            flops / AlsSpeedReport.Median(seconds) / peak,
            peak
        );
    }

    private static TimeSpan CpuTime(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }
}
