using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// The regressors of one row in 16 bits, copied from wherever they lie into aligned memory one after another, beside their confidences. Scratch of one thread;
/// grows to the longest row it has met.
/// </summary>
internal sealed class NarrowRegressors(int rank)
{
    /// <summary>How many regressors ahead memory is asked for.</summary>
    private const int Ahead = 16;

    private const int LineFloats = 16;
    private readonly int rowWords = NarrowRows.Stride(rank) / 2;
    private AlignedFloats words = new(64 * NarrowRows.Stride(rank) / 2);
    private AlignedFloats confidences = new(64);

    /// <summary>Numbers in a padded row.</summary>
    public int Stride => 2 * rowWords;

    /// <summary>Number of regressors.</summary>
    public int Count { get; private set; }

    /// <summary>Sum of the confidences.</summary>
    public double Mass { get; private set; }

    /// <summary>The first regressor's first word.</summary>
    public ref float First => ref words.First;

    /// <summary>The first regressor's confidence.</summary>
    public ref float FirstConfidence => ref confidences.First;

    /// <summary>Starts a row of so many regressors.</summary>
    public void Start(int length)
    {
        Count = 0;
        Mass = 0;
        var padded = RowProducts.PaddedRows(length);
        if (confidences.Length < padded)
        {
            confidences = new AlignedFloats(2 * padded);
            words = new AlignedFloats(checked(2 * padded * rowWords));
        }
        words.Span[(length * rowWords)..(padded * rowWords)].Clear();
        confidences.Span[length..padded].Clear();
    }

    /// <summary>Adds regressors: rows <paramref name="indexes"/> of <paramref name="rows"/>, each with its confidence times <paramref name="weight"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(NarrowRows rows, ReadOnlySpan<int> indexes, ReadOnlySpan<float> ownConfidences, float weight)
    {
        var own = confidences.Span.Slice(Count, indexes.Length);
        TensorPrimitives.Multiply(ownConfidences, weight, own);
        Mass += TensorPrimitives.Sum<float>(own);
        CheckIndexes(rows.RowCount, indexes);
        ref var source = ref rows.First;
        ref var target = ref Unsafe.Add(ref words.First, (nint)Count * rowWords);
        for (var entry = 0; entry < indexes.Length; entry++, target = ref Unsafe.Add(ref target, rowWords))
        {
            if (entry + Ahead < indexes.Length)
            {
                Prefetch(ref Unsafe.Add(ref source, (nint)indexes[entry + Ahead] * rowWords), rowWords);
            }
            ref var row = ref Unsafe.Add(ref source, (nint)indexes[entry] * rowWords);
            for (nint place = 0; place < rowWords; place += LineFloats)
            {
                Vector512.LoadUnsafe(ref row, (nuint)place).StoreUnsafe(ref target, (nuint)place);
            }
        }
        Count += indexes.Length;
    }

    private static void CheckIndexes(int rowCount, ReadOnlySpan<int> indexes)
    {
        if (indexes.Length == 0)
        {
            return;
        }
        var (least, most) = (TensorPrimitives.Min(indexes), TensorPrimitives.Max(indexes));
        if (least < 0 || most >= rowCount)
        {
            throw new ArgumentOutOfRangeException(nameof(indexes), $"Found rows {least} … {most} of {rowCount}.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref float row, int rowWords)
    {
        if (Sse.IsSupported)
        {
            for (nint place = 0; place < rowWords; place += LineFloats)
            {
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref row, place)));
            }
        }
    }
}
