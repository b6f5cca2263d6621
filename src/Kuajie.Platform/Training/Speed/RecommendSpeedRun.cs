using System.Diagnostics;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Platform.Training.Speed;

/// <summary>Times recommending to all users of one matrix at once: each user's best items by factors, without what the user has seen.</summary>
public static class RecommendSpeedRun
{
    private const int MostVerifiedUsers = 200;

    /// <summary>Makes factors by a few sweeps, then scores all users a few times.</summary>
    /// <param name="interactions">Users × items.</param>
    /// <param name="settings">What to do.</param>
    /// <param name="clock">Gives the time.</param>
    /// <param name="progress">Told how many sweeps and passes are done, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidModelOptionsException">A rank or number of sweeps out of range.</exception>
    public static RecommendSpeedReport Measure(
        SparseMatrix interactions,
        RecommendSpeedSettings settings,
        TimeProvider clock,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        var started = clock.GetTimestamp();
        var (users, items) = Factors(interactions, settings, progress, cancellation);
        var trainingSeconds = clock.GetElapsedTime(started).TotalSeconds;
        var lists = new Lists(interactions.RowCount, settings.Top);
        var (seconds, cpuSeconds, scored) = (new List<double>(), new List<double>(), 0L);
        var peak = FmaPeak.Measure(settings.Threads, clock);
        for (var pass = 0; pass < settings.Passes; pass++)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            started = clock.GetTimestamp();
            scored = new FactorScorer(items, settings.Rank).SelectTop(
                users,
                new ExcludedItems(interactions.RowOffsets, interactions.Columns),
                settings.Top,
                lists.Items,
                lists.Scores,
                settings.Threads,
                cancellation
            );
            seconds.Add(clock.GetElapsedTime(started).TotalSeconds);
            cpuSeconds.Add((Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            progress?.Report(settings.Sweeps + pass + 1);
        }
        peak = Math.Max(peak, FmaPeak.Measure(settings.Threads, clock));
        var (median, flops) = (AlsSpeedReport.Median(seconds), 2.0 * settings.Rank * scored);
        return new RecommendSpeedReport(
            interactions.RowCount,
            interactions.ColumnCount,
            interactions.EntryCount,
            settings,
            trainingSeconds,
            seconds,
            cpuSeconds,
            interactions.RowCount / median,
            scored / ((double)interactions.RowCount * interactions.ColumnCount),
            flops,
            flops / median / peak,
            peak,
            Verify(interactions, users.Span, items.Span, settings, lists),
            PeakMemory()
        );
    }

    private static (ReadOnlyMemory<float> Users, ReadOnlyMemory<float> Items) Factors(
        SparseMatrix interactions,
        RecommendSpeedSettings settings,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        var options = new ImplicitAlsOptions { Rank = settings.Rank, Sweeps = settings.Sweeps };
        var training = new ImplicitAlsTrainer(options).Begin(
            interactions,
            new TrainingRun(settings.Seed, settings.Threads, Cancellation: cancellation)
        );
        for (var sweep = 0; sweep < settings.Sweeps; sweep++)
        {
            training.Sweep();
            progress?.Report(sweep + 1);
        }
        return (training.UserFactors, training.Finish().ItemFactors);
    }

    /// <summary>Compares lists with those of a plain loop.</summary>
    private static int Verify(
        SparseMatrix interactions,
        ReadOnlySpan<float> users,
        ReadOnlySpan<float> items,
        RecommendSpeedSettings settings,
        Lists lists
    )
    {
        var selector = new TopSelector(settings.Top);
        var (expected, scores) = (new int[settings.Top], new float[settings.Top]);
        var step = Math.Max(1, interactions.RowCount / MostVerifiedUsers);
        var verified = 0;
        for (var user = 0; user < interactions.RowCount; user += step)
        {
            var seen = interactions.RowColumns(user);
            for (var item = 0; item < interactions.ColumnCount; item++)
            {
                if (seen.BinarySearch(item) < 0)
                {
                    selector.Offer(item, Dot(users, user, items, item, settings.Rank));
                }
            }
            var count = selector.Drain(expected, scores);
            var isEqual =
                lists.Items.AsSpan(user * settings.Top, count).SequenceEqual(expected.AsSpan(0, count))
                && lists.Scores.AsSpan(user * settings.Top, count).SequenceEqual(scores.AsSpan(0, count));
            verified += isEqual ? 1 : throw new InvalidOperationException($"The list of user {user} differs from that of a plain loop.");
        }
        return verified;
    }

    private static float Dot(ReadOnlySpan<float> users, int user, ReadOnlySpan<float> items, int item, int rank)
    {
        var left = users.Slice(user * rank, rank);
        var right = items.Slice(item * rank, rank);
        var sum = 0f;
        for (var place = 0; place < rank; place++)
        {
            sum = MathF.FusedMultiplyAdd(left[place], right[place], sum);
        }
        return sum;
    }

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private sealed class Lists(int users, int top)
    {
        public int[] Items { get; } = new int[checked(users * top)];

        public float[] Scores { get; } = new float[users * top];
    }
}
