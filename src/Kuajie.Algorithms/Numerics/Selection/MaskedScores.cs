using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kuajie.Algorithms.Numerics.Selection;

/// <summary>Selects the best of scores that are there already, among those with a bit: one comparison of vectors passes over what cannot be among them.</summary>
public static class MaskedScores
{
    private const int Word = 64;

    /// <summary>Offers what may be among the best to a selector, which may hold others already. O(scores), allocates nothing.</summary>
    /// <param name="scores">Shape items.</param>
    /// <param name="eligible">One bit an item, the lowest of the first number for item 0.</param>
    /// <param name="selector">Keeps the best: larger score first, smaller index among equals; what is no number is never kept.</param>
    /// <exception cref="ArgumentException">There are fewer bits than scores.</exception>
    public static void Select(ReadOnlySpan<float> scores, ReadOnlySpan<ulong> eligible, TopSelector selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        CheckBits(scores, eligible);
        for (var first = 0; first < scores.Length; first += Word)
        {
            var left = eligible[first / Word];
            var block = scores.Slice(first, Math.Min(Word, scores.Length - first));
            if (left == 0)
            {
                continue;
            }
            left &= Reaching(block, selector.Bar);
            for (; left != 0; left &= left - 1)
            {
                var place = BitOperations.TrailingZeroCount(left);
                selector.Offer(first + place, block[place]);
            }
        }
    }

    /// <summary>Lists, ascending, the indexes of scores that reach a bar, among those with a bit. O(scores), allocates nothing.</summary>
    /// <param name="scores">Shape items; what is no number reaches no bar.</param>
    /// <param name="eligible">One bit an item, the lowest of the first number for item 0.</param>
    /// <param name="bar">The score to reach.</param>
    /// <param name="items">Room for as many as there may be.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="ArgumentException">There are fewer bits than scores.</exception>
    public static int Reaching(ReadOnlySpan<float> scores, ReadOnlySpan<ulong> eligible, float bar, Span<int> items)
    {
        CheckBits(scores, eligible);
        var count = 0;
        for (var first = 0; first < scores.Length; first += Word)
        {
            var block = scores.Slice(first, Math.Min(Word, scores.Length - first));
            for (var left = eligible[first / Word] & Reaching(block, bar); left != 0; left &= left - 1)
            {
                items[count++] = first + BitOperations.TrailingZeroCount(left);
            }
        }
        return count;
    }

    private static void CheckBits(ReadOnlySpan<float> scores, ReadOnlySpan<ulong> eligible)
    {
        if (eligible.Length < (scores.Length + Word - 1) / Word)
        {
            throw new ArgumentException($"Found {eligible.Length} numbers of bits for {scores.Length} scores.", nameof(eligible));
        }
    }

    /// <summary>A bit for each of up to 64 scores that is not below the bar.</summary>
    private static ulong Reaching(ReadOnlySpan<float> block, float bar)
    {
        ref var scores = ref MemoryMarshal.GetReference(block);
        var bound = Vector512.Create(bar);
        var reaching = 0UL;
        var place = 0;
        for (; place <= block.Length - Vector512<float>.Count; place += Vector512<float>.Count)
        {
            var reached = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref scores, (nuint)place), bound);
            reaching |= reached.ExtractMostSignificantBits() << place;
        }
        for (; place < block.Length; place++)
        {
            reaching |= block[place] >= bar ? 1UL << place : 0;
        }
        return reaching;
    }
}
