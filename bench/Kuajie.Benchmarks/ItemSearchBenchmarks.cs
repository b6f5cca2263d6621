using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Benchmarks;

/// <summary>
/// The ten best items of one user at a time, 100 users an invocation, among many items with clustered factors of uneven lengths. Baseline: a dot product
/// with every item, the best kept. All ways give the same items.
/// </summary>
[MemoryDiagnoser]
public class ItemSearchBenchmarks
{
    private const int Users = 100;
    private const int Top = 10;
    private const int Clusters = 200;
    private readonly int[] items = new int[Top];
    private readonly float[] scores = new float[Top];
    private float[] itemFactors = null!;
    private float[] userFactors = null!;
    private QuantizedFactors quantized = null!;
    private FactorScorer scorer = null!;

    [Params(100_000, 500_000)]
    public int Items { get; set; }

    [Params(64)]
    public int Rank { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        itemFactors = Factors(Items, 1);
        userFactors = Factors(Users, 2);
        quantized = new QuantizedFactors(itemFactors, Rank);
        scorer = new FactorScorer(itemFactors, Rank);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Users)]
    public int EveryItem()
    {
        var sum = 0;
        var selector = new TopSelector(Top);
        for (var user = 0; user < Users; user++)
        {
            var factor = userFactors.AsSpan(user * Rank, Rank);
            for (var item = 0; item < Items; item++)
            {
                selector.Offer(item, TensorPrimitives.Dot<float>(factor, itemFactors.AsSpan(item * Rank, Rank)));
            }
            selector.Drain(items, scores);
            sum += items[0];
        }
        return sum;
    }

    /// <summary>The scorer of many users at once, given one.</summary>
    [Benchmark(OperationsPerInvoke = Users)]
    public int BatchScorer()
    {
        var sum = 0;
        for (var user = 0; user < Users; user++)
        {
            scorer.SelectTop(userFactors.AsMemory(user * Rank, Rank), null, Top, items, scores);
            sum += items[0];
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Users)]
    public int Quantized()
    {
        var sum = 0;
        for (var user = 0; user < Users; user++)
        {
            quantized.SelectTop(userFactors.AsSpan(user * Rank, Rank), [], items, scores);
            sum += items[0];
        }
        return sum;
    }

    private float[] Factors(int rows, ulong seed)
    {
        var (centers, random) = (new SplittableRandom(9), new SplittableRandom(seed));
        var means = new float[Clusters * Rank];
        for (var place = 0; place < means.Length; place++)
        {
            means[place] = (float)(centers.NextDouble() - 0.5);
        }
        var factors = new float[rows * Rank];
        for (var row = 0; row < rows; row++)
        {
            var cluster = random.NextInteger(Clusters);
            // Items of few interactions have short factors, and most have few.
            var length = 0.2 + Math.Pow(random.NextDouble(), 3);
            for (var k = 0; k < Rank; k++)
            {
                factors[(row * Rank) + k] = (float)(length * (means[(cluster * Rank) + k] + (0.8 * (random.NextDouble() - 0.5))));
            }
        }
        return factors;
    }
}
