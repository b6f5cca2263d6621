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
        if (eligible.Length < (scores.Length + Word - 1) / Word)
        {
            throw new ArgumentException($"Found {eligible.Length} numbers of bits for {scores.Length} scores.", nameof(eligible));
        }
        for (var first = 0; first < scores.Length; first += Word)
        {
            var left = eligible[first / Word];
            var block = scores.Slice(first, Math.Min(Word, scores.Length - first));
            if (left == 0)
            {
                continue;
            }
            left &= block.Length == Word ? Reaching(block, selector.Bar) : ulong.MaxValue >> (Word - block.Length);
            for (; left != 0; left &= left - 1)
            {
                var place = BitOperations.TrailingZeroCount(left);
                selector.Offer(first + place, block[place]);
            }
        }
    }

    /// <summary>A bit for each of 64 scores that is not below the bar.</summary>
    private static ulong Reaching(ReadOnlySpan<float> block, float bar)
    {
        ref var scores = ref MemoryMarshal.GetReference(block);
        var bound = Vector256.Create(bar);
        var reaching = 0UL;
        for (var place = 0; place < Word; place += Vector256<float>.Count)
        {
            var reached = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref scores, (nuint)place), bound);
            reaching |= (ulong)reached.ExtractMostSignificantBits() << place;
        }
        return reaching;
    }
}
