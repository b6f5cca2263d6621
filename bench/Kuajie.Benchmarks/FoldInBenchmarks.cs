using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Synthetic;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Benchmarks;

/// <summary>What a request pays for a new or changed user, and a catalog for a new item, at rank 64 over 10,000 items: both in closed form.</summary>
[MemoryDiagnoser]
public class FoldInBenchmarks
{
    private const int Items = 10_000;
    private readonly float[] factor = new float[64];
    private FactorModel model = null!;
    private UserHistory history = null!;
    private UserHistory[] takers = null!;
    private float[] weights = null!;

    /// <summary>Interactions of the user, and users who took the item.</summary>
    [Params(10, 50, 500)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var (offsets, columns) = (new List<int> { 0 }, new List<int>());
        PairGenerator.Generate(
            new PairWorld(10_000, Items, 200_000),
            1,
            pairs =>
            {
                for (var place = 0; place < pairs.Length; place += 2)
                {
                    columns.Add(pairs.Span[place + 1]);
                    while (offsets.Count <= pairs.Span[place] + 1)
                    {
                        offsets.Add(columns.Count - 1);
                    }
                    offsets[^1] = columns.Count;
                }
            }
        );
        var matrix = new SparseMatrix(offsets.Count - 1, Items, [.. offsets], [.. columns], [.. columns.Select(_ => 1f)]);
        var training = new ImplicitAlsTrainer(new ImplicitAlsOptions { Sweeps = 2 }).Begin(matrix, new TrainingRun());
        training.Sweep();
        model = training.Finish();
        history = History(Entries, 3);
        takers = [.. Enumerable.Range(0, Entries).Select(taker => History(20, taker))];
        weights = [.. takers.Select(_ => 1f)];
    }

    [Benchmark]
    public void User() => model.FoldIn(history, factor);

    [Benchmark]
    public void Item() => model.FoldInItem(takers, weights, factor);

    private static UserHistory History(int entries, int shift) =>
        new(
            new DomainHistory(
                Enumerable.Range(0, entries).Select(entry => (entry * (Items / entries)) + (shift % (Items / entries))).ToArray(),
                Enumerable.Repeat(1f, entries).ToArray(),
                default
            )
        );
}
