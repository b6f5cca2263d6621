using System.Diagnostics;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ItemKnn;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Platform.Training.Speed;

/// <summary>Times the search for every item's nearest items on one matrix.</summary>
public static class ItemKnnSpeedRun
{
    /// <summary>Finds the neighbours several times over, from the matrix of users × items to the matrix of similarities.</summary>
    /// <param name="interactions">Users × items.</param>
    /// <param name="settings">What to find.</param>
    /// <param name="clock">Gives the time.</param>
    /// <param name="progress">Told how many runs are done, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidModelOptionsException">Neighbours out of range.</exception>
    public static ItemKnnSpeedReport Measure(
        SparseMatrix interactions,
        ItemKnnSpeedSettings settings,
        TimeProvider clock,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        var trainer = new ItemKnnTrainer(
            new ItemKnnOptions
            {
                Similarity = settings.Similarity,
                Neighbors = settings.Neighbors,
                Shrinkage = 0,
            }
        );
        using var process = Process.GetCurrentProcess();
        var (seconds, cpuSeconds) = (new List<double>(), new List<double>());
        var found = 0;
        while (seconds.Count < settings.Runs)
        {
            var (started, cpu) = (clock.GetTimestamp(), CpuTime(process));
            found = trainer.Similarities(interactions, new TrainingRun(Threads: settings.Threads, Cancellation: cancellation)).EntryCount;
            seconds.Add(clock.GetElapsedTime(started).TotalSeconds);
            cpuSeconds.Add((CpuTime(process) - cpu).TotalSeconds);
            progress?.Report(seconds.Count);
        }
        return new ItemKnnSpeedReport(
            interactions.RowCount,
            interactions.ColumnCount,
            interactions.EntryCount,
            settings,
            seconds.Order().ElementAt(seconds.Count / 2),
            seconds,
            cpuSeconds,
            process.PeakWorkingSet64,
            found
        );
    }

    private static TimeSpan CpuTime(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }
}

/// <summary>What a speed run of item neighbourhoods does.</summary>
/// <param name="Similarity">The measure.</param>
/// <param name="Neighbors">The most neighbours kept for each item, 1 … 10000.</param>
/// <param name="Threads">Threads to use.</param>
/// <param name="Runs">How often to repeat it, at least 1.</param>
public sealed record ItemKnnSpeedSettings(ItemKnnSimilarity Similarity, int Neighbors, int Threads, int Runs);

/// <summary>What it found; the JSON document of <c>kuajie benchmark item-knn</c>.</summary>
/// <param name="Users">Number of users.</param>
/// <param name="Items">Number of items.</param>
/// <param name="Pairs">Number of distinct pairs.</param>
/// <param name="Settings">What was done.</param>
/// <param name="Seconds">Median of <paramref name="SecondsPerRun"/>.</param>
/// <param name="SecondsPerRun">Seconds of each run; the first one also compiles.</param>
/// <param name="CpuSecondsPerRun">Processor seconds of each run over all threads: what it costs where other programs compete for the machine.</param>
/// <param name="PeakMemoryBytes">The process's largest resident memory so far, reading included.</param>
/// <param name="NeighborCount">Neighbours found for all items together.</param>
public sealed record ItemKnnSpeedReport(
    int Users,
    int Items,
    int Pairs,
    ItemKnnSpeedSettings Settings,
    double Seconds,
    IReadOnlyList<double> SecondsPerRun,
    IReadOnlyList<double> CpuSecondsPerRun,
    long PeakMemoryBytes,
    int NeighborCount
);
