using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Platform.Training.Speed;

/// <summary>Measures the machine's ceilings and how near each dense kernel comes to them. Every kernel is timed between measurements of the ceiling.</summary>
public sealed class MachineSpeedRun
{
    private const int Tries = 5;
    private const int Top = 10;
    private static readonly int[] Ranks = [64, 128, 256];

    private readonly MachineSpeedSettings settings;
    private readonly TimeProvider clock;
    private readonly IProgress<long>? progress;
    private readonly CancellationToken cancellation;
    private readonly List<KernelSpeed> kernels = [];

    /// <summary>Prepares the measuring.</summary>
    /// <param name="settings">Threads and sizes.</param>
    /// <param name="clock">Gives the time.</param>
    /// <param name="progress">Told how many kernels are measured, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    public MachineSpeedRun(MachineSpeedSettings settings, TimeProvider clock, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// <summary>Number of measurements that progress counts.</summary>
    public static int StepsFor(int threads) => (threads == 1 ? 1 : 2) * ((3 * Ranks.Length) + 2);

    /// <summary>Measures everything: well under a minute.</summary>
    public MachineSpeedReport Measure()
    {
        kernels.Clear();
        int[] counts = settings.Threads == 1 ? [1] : [1, settings.Threads];
        MachineCeiling[] ceilings = [.. counts.Select(Ceiling)];
        foreach (var count in counts)
        {
            foreach (var rank in Ranks)
            {
                Product(rank, count);
            }
            foreach (var rank in Ranks)
            {
                Gram(rank, count);
            }
            foreach (var rank in Ranks)
            {
                Scoring(rank, count);
            }
            Spd(count);
        }
        return new MachineSpeedReport(Environment.ProcessorCount, VectorBits(), ceilings, kernels);
    }

    private MachineCeiling Ceiling(int count) =>
        new(count, FmaPeak.Measure(count, clock), CopyBandwidth.Measure(count, settings.CopyBytes, clock));

    private void Product(int rank, int count)
    {
        var (left, right) = (Normals(settings.ProductOrder * rank, 1), Normals(settings.ProductOrder * rank, 2));
        var result = new float[settings.ProductOrder * settings.ProductOrder];
        Add(
            "gemm",
            $"{settings.ProductOrder} × {settings.ProductOrder} × {rank}",
            count,
            2.0 * result.Length * rank,
            0.6,
            () =>
                MatrixProduct.MultiplyTransposed(
                    left,
                    right,
                    result,
                    settings.ProductOrder,
                    settings.ProductOrder,
                    rank,
                    count,
                    cancellation
                )
        );
    }

    private void Gram(int rank, int count)
    {
        var factors = Normals(settings.GramRows * rank, 1);
        var flops = (double)settings.GramRows * rank * (rank + 1);
        Add("gram", $"{settings.GramRows} × {rank}", count, flops, null, () => SymmetricMatrix.Gram(factors, rank, count, cancellation));
    }

    private void Scoring(int rank, int count)
    {
        var users = Normals(settings.ScoredUsers * rank, 1);
        var scorer = new FactorScorer(Normals(settings.ScoredItems * rank, 2), rank);
        var (items, scores) = (new int[settings.ScoredUsers * Top], new float[settings.ScoredUsers * Top]);
        var scored = scorer.SelectTop(users, null, Top, items, scores, count, cancellation);
        Add(
            "score-top",
            $"{settings.ScoredUsers} × {settings.ScoredItems} × {rank}, top {Top}",
            count,
            2.0 * scored * rank,
            0.35,
            () => scorer.SelectTop(users, null, Top, items, scores, count, cancellation)
        );
    }

    private void Spd(int count)
    {
        var order = settings.SpdOrder;
        var start = new float[(long)order * order];
        for (var row = 0; row < order; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                start[((long)row * order) + column] = row == column ? 10 : 1f / (1 + row - column);
            }
        }
        var matrix = new float[start.LongLength];
        var flops = Math.Pow(order, 3);
        void Reset() => start.CopyTo(matrix, 0);
        Add("cholesky", $"{order}", count, flops / 3, null, () => SpdMatrix.Factor(matrix, order, count, null, cancellation), Reset);
        Add("inverse", $"{order}", count, flops, null, () => SpdMatrix.Invert(matrix, order, count, null, cancellation), Reset);
    }

    private void Add(string kernel, string shape, int count, double flops, double? floor, Action run, Action? prepare = null)
    {
        var (best, peak) = (double.PositiveInfinity, 0.0);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            peak = Math.Max(peak, FmaPeak.MeasureOnce(count, clock));
            prepare?.Invoke();
            var started = clock.GetTimestamp();
            run();
            best = Math.Min(best, clock.GetElapsedTime(started).TotalSeconds);
        }
        kernels.Add(new KernelSpeed(kernel, shape, count, best, flops / best, flops / best / peak, floor));
        progress?.Report(kernels.Count);
    }

    private static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 32;

    private static float[] Normals(int count, ulong seed)
    {
        var random = new SplittableRandom(seed);
        var values = new float[count];
        for (var place = 0; place < count; place++)
        {
            values[place] = (float)random.NextNormal();
        }
        return values;
    }
}
