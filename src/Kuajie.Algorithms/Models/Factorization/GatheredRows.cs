using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// The regressors of one row, copied from wherever they lie into aligned memory one after another and padded with zeros, beside their confidences: a row
/// of usual length then stays in the nearest caches while it is solved. Scratch of one thread; grows to the longest row it has met.
/// </summary>
internal sealed class GatheredRows(int rank)
{
    /// <summary>How many regressors ahead memory is asked for.</summary>
    private const int Ahead = 12;

    private const int LineFloats = 16;
    private readonly int stride = RowProducts.Stride(rank);
    private AlignedFloats rows = new(64 * RowProducts.Stride(rank));
    private AlignedFloats confidences = new(64);

    /// <summary>Length of a padded row.</summary>
    public int Stride => stride;

    /// <summary>Number of regressors.</summary>
    public int Count { get; private set; }

    /// <summary>Sum of the confidences.</summary>
    public double Mass { get; private set; }

    /// <summary>The first regressor's first number.</summary>
    public ref float First => ref rows.First;

    /// <summary>The first regressor's confidence.</summary>
    public ref float FirstConfidence => ref confidences.First;

    /// <summary>Shape count.</summary>
    public ReadOnlySpan<float> Confidences => confidences.Span[..Count];

    /// <summary>Starts a row of so many regressors.</summary>
    public void Start(int length)
    {
        Count = 0;
        Mass = 0;
        var padded = RowProducts.PaddedRows(length);
        if (confidences.Length < padded)
        {
            confidences = new AlignedFloats(2 * padded);
            rows = new AlignedFloats(checked(2 * padded * stride));
        }
        rows.Span[(length * stride)..(padded * stride)].Clear();
        confidences.Span[length..padded].Clear();
    }

    /// <summary>Adds regressors: rows <paramref name="indexes"/> of <paramref name="factors"/>, each with its confidence times <paramref name="weight"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<float> factors, ReadOnlySpan<int> indexes, ReadOnlySpan<float> ownConfidences, float weight)
    {
        var own = confidences.Span.Slice(Count, indexes.Length);
        TensorPrimitives.Multiply(ownConfidences, weight, own);
        Mass += TensorPrimitives.Sum<float>(own);
        CheckIndexes(factors.Length, indexes);
        ref var source = ref MemoryMarshal.GetReference(factors);
        ref var target = ref Unsafe.Add(ref rows.First, (nint)Count * stride);
        var isWhole = rank == stride;
        for (var entry = 0; entry < indexes.Length; entry++, target = ref Unsafe.Add(ref target, stride))
        {
            if (entry + Ahead < indexes.Length)
            {
                Prefetch(ref Unsafe.Add(ref source, (nint)indexes[entry + Ahead] * rank));
            }
            ref var row = ref Unsafe.Add(ref source, (nint)indexes[entry] * rank);
            if (isWhole)
            {
                CopyLines(ref row, ref target);
            }
            else
            {
                CopyPadded(ref row, ref target);
            }
        }
        Count += indexes.Length;
    }

    /// <summary>Multiplies every regressor by the root of its confidence, after which products of regressors are weighted ones. Confidences stay.</summary>
    public void ScaleByRoots()
    {
        for (var row = 0; row < Count; row++)
        {
            var confidence = confidences.Span[row];
            if (confidence != 1)
            {
                var values = rows.Span.Slice(row * stride, stride);
                TensorPrimitives.Multiply(values, MathF.Sqrt(confidence), values);
            }
        }
    }

    private void CheckIndexes(int length, ReadOnlySpan<int> indexes)
    {
        if (indexes.Length == 0)
        {
            return;
        }
        var (least, most) = (TensorPrimitives.Min(indexes), TensorPrimitives.Max(indexes));
        if (least < 0 || (most + 1L) * rank > length)
        {
            throw new ArgumentOutOfRangeException(nameof(indexes), $"Found rows {least} … {most} of {length / rank}.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CopyLines(ref float row, ref float target)
    {
        for (nint place = 0; place < stride; place += LineFloats)
        {
            Vector512.LoadUnsafe(ref row, (nuint)place).StoreUnsafe(ref target, (nuint)place);
        }
    }

    private void CopyPadded(ref float row, ref float target)
    {
        MemoryMarshal.CreateReadOnlySpan(ref row, rank).CopyTo(MemoryMarshal.CreateSpan(ref target, stride));
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, rank), stride - rank).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void Prefetch(ref float row)
    {
        if (Sse.IsSupported)
        {
            for (nint place = 0; place < rank; place += LineFloats)
            {
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref row, place)));
            }
        }
    }
}
