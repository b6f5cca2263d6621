using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// Measures a whole row of candidates and pushes those that reach the selector's threshold: shared / (rowFactor · candidateFactor + rowOffset − union ·
/// shared). Every width computes the same numbers in the same order of operations, so results do not depend on the machine.
/// </summary>
internal static class SimilarityScan
{
    /// <summary>Scans by the widest vectors the machine has.</summary>
    public static void Scan(
        ReadOnlySpan<float> shared,
        ReadOnlySpan<float> factors,
        float rowFactor,
        float rowOffset,
        float union,
        ThresholdSelector selector
    )
    {
        var scanned =
            Vector512.IsHardwareAccelerated ? Scan512(shared, factors, rowFactor, rowOffset, union, selector)
            : Vector256.IsHardwareAccelerated ? Scan256(shared, factors, rowFactor, rowOffset, union, selector)
            : 0;
        ScanPlain(shared, factors, rowFactor, rowOffset, union, selector, scanned);
    }

    public static int Scan512(
        ReadOnlySpan<float> shared,
        ReadOnlySpan<float> factors,
        float rowFactor,
        float rowOffset,
        float union,
        ThresholdSelector selector
    )
    {
        ref var firstShared = ref MemoryMarshal.GetReference(shared);
        ref var firstFactor = ref MemoryMarshal.GetReference(factors);
        Span<float> lanes = stackalloc float[Vector512<float>.Count];
        var place = 0;
        for (; place <= shared.Length - Vector512<float>.Count; place += Vector512<float>.Count)
        {
            var common = Vector512.LoadUnsafe(ref firstShared, (nuint)place);
            var sizes = (Vector512.LoadUnsafe(ref firstFactor, (nuint)place) * rowFactor) + Vector512.Create(rowOffset);
            var similarities = common / (sizes - (common * union));
            var reached = Vector512.GreaterThanOrEqual(similarities, Vector512.Create(selector.Threshold)).ExtractMostSignificantBits();
            if (reached != 0)
            {
                similarities.CopyTo(lanes);
                PushAll(reached, lanes, place, selector);
            }
        }
        return place;
    }

    public static int Scan256(
        ReadOnlySpan<float> shared,
        ReadOnlySpan<float> factors,
        float rowFactor,
        float rowOffset,
        float union,
        ThresholdSelector selector
    )
    {
        ref var firstShared = ref MemoryMarshal.GetReference(shared);
        ref var firstFactor = ref MemoryMarshal.GetReference(factors);
        Span<float> lanes = stackalloc float[Vector256<float>.Count];
        var place = 0;
        for (; place <= shared.Length - Vector256<float>.Count; place += Vector256<float>.Count)
        {
            var common = Vector256.LoadUnsafe(ref firstShared, (nuint)place);
            var sizes = (Vector256.LoadUnsafe(ref firstFactor, (nuint)place) * rowFactor) + Vector256.Create(rowOffset);
            var similarities = common / (sizes - (common * union));
            var reached = Vector256.GreaterThanOrEqual(similarities, Vector256.Create(selector.Threshold)).ExtractMostSignificantBits();
            if (reached != 0)
            {
                similarities.CopyTo(lanes);
                PushAll(reached, lanes, place, selector);
            }
        }
        return place;
    }

    public static void ScanPlain(
        ReadOnlySpan<float> shared,
        ReadOnlySpan<float> factors,
        float rowFactor,
        float rowOffset,
        float union,
        ThresholdSelector selector,
        int from
    )
    {
        for (var place = from; place < shared.Length; place++)
        {
            var similarity = Similarity(shared[place], factors[place], rowFactor, rowOffset, union);
            if (similarity >= selector.Threshold)
            {
                selector.Push(place, similarity);
            }
        }
    }

    /// <summary>The measure of one pair; NaN, which reaches no threshold, where nothing is shared with nothing.</summary>
    public static float Similarity(float common, float factor, float rowFactor, float rowOffset, float union)
    {
        var sizes = (factor * rowFactor) + rowOffset;
        return common / (sizes - (common * union));
    }

    private static void PushAll(ulong reached, ReadOnlySpan<float> similarities, int first, ThresholdSelector selector)
    {
        for (; reached != 0; reached &= reached - 1)
        {
            var lane = BitOperations.TrailingZeroCount(reached);
            selector.Push(first + lane, similarities[lane]);
        }
    }
}
