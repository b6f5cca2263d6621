using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Benchmarks;

/// <summary>Transposing 2 million entries beside a sort of triples, and sparse × dense products beside plain loops over columns of the dense matrix.</summary>
[MemoryDiagnoser]
public class SparseMatrixBenchmarks
{
    private const int Width = 64;
    private SparseMatrix matrix = null!;
    private float[] dense = null!;
    private float[] result = null!;

    /// <summary>Threads of the kernels; plain loops have one.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        matrix = SparseWorlds.Skewed(50_000, 10_000, 40, isWeighted: true, 4);
        dense = [.. Enumerable.Range(0, matrix.ColumnCount * Width).Select(place => MathF.Sin(place))];
        result = new float[matrix.RowCount * Width];
    }

    [Benchmark]
    public (int Column, int Row, float Value)[] SortOfTriples()
    {
        var triples = new (int Column, int Row, float Value)[matrix.EntryCount];
        var place = 0;
        for (var row = 0; row < matrix.RowCount; row++)
        {
            for (var entry = 0; entry < matrix.RowLength(row); entry++)
            {
                triples[place++] = (matrix.RowColumns(row)[entry], row, matrix.RowValues(row)[entry]);
            }
        }
        Array.Sort(triples);
        return triples;
    }

    [Benchmark]
    public SparseMatrix Transpose() => matrix.Transpose(Threads);

    [Benchmark(Baseline = true)]
    public float[] PlainProduct()
    {
        for (var row = 0; row < matrix.RowCount; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                var sum = 0f;
                for (var entry = 0; entry < matrix.RowLength(row); entry++)
                {
                    sum += matrix.RowValues(row)[entry] * dense[(matrix.RowColumns(row)[entry] * Width) + column];
                }
                result[(row * Width) + column] = sum;
            }
        }
        return result;
    }

    [Benchmark]
    public float[] Product()
    {
        SparseProducts.MultiplyRows(matrix, dense, Width, result, Threads);
        return result;
    }
}
