using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training;
using Kuajie.Storage.ModelFiles;

namespace Kuajie.Benchmarks;

/// <summary>
/// Loading a model file of 100 MB: 100,000 items with factors of rank 256, every byte checked. Baseline: reading the same file into memory and taking its SHA-256, which is what
/// loading without mapping costs at least. The file lies in the system's cache.
/// </summary>
[MemoryDiagnoser]
public class ModelFileBenchmarks
{
    private const int Items = 100_000;
    private const int Rank = 256;
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-model-files").FullName;
    private ModelFileStore store = null!;

    [GlobalSetup]
    public void Setup()
    {
        store = new ModelFileStore(folder, folder);
        var factors = new float[Items * Rank];
        for (var place = 0; place < factors.Length; place++)
        {
            factors[place] = place;
        }
        var state = new ModelState(
            "implicit-als",
            0,
            [Items],
            "{}",
            new Dictionary<string, ModelArray>(StringComparer.Ordinal) { ["factors0"] = new ModelArray.Floats(factors) }
        );
        var ids = new IdMap(Enumerable.Range(0, Items).Select(item => FormattableString.Invariant($"item-{item:000000}")));
        store.Write("large", new ModelDocument(state, [new ModelDomain("knowledge", ids)], "{}"));
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(folder, recursive: true);

    [Benchmark(Baseline = true)]
    public byte[] ReadAndHash() => SHA256.HashData(File.ReadAllBytes(store.PathOf("large")));

    [Benchmark]
    public ModelDocument Load() => store.Read("large");
}
