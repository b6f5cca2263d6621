using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kuajie.Algorithms.Numerics.Selection;

/// <summary>
/// Keeps the largest of a stream of scored indexes: larger score first, smaller index among equals, so the outcome does not depend on the order of
/// arrival. What is not a number is never kept. A bounded heap with the worst kept entry on top; score and index form one sortable number, so that an
/// entry costs few comparisons. O(log capacity) per accepted entry, O(1) per refused one.
/// </summary>
public sealed class TopSelector
{
    private readonly ulong[] heap;

    /// <summary>A selector of at most <paramref name="capacity"/> entries.</summary>
    public TopSelector(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        heap = new ulong[capacity];
    }

    /// <summary>The most entries kept.</summary>
    public int Capacity => heap.Length;

    /// <summary>Number of entries kept.</summary>
    public int Count { get; private set; }

    /// <summary>What a score must at least reach to be kept: the worst kept score once the selector is full, −∞ before.</summary>
    public float Bar => Count < heap.Length ? float.NegativeInfinity : Score(heap[0]);

    /// <summary>Offers an entry; the index is not negative.</summary>
    public void Offer(int index, float score)
    {
        if (float.IsNaN(score))
        {
            return;
        }
        var key = Key(index, score);
        if (Count < heap.Length)
        {
            Raise(Count++, key);
        }
        else if (key > heap[0])
        {
            Sink(key);
        }
    }

    /// <summary>Writes the kept entries best first and empties the selector.</summary>
    /// <param name="indexes">Room for <see cref="Count"/> indexes.</param>
    /// <param name="scores">Room for <see cref="Count"/> scores.</param>
    /// <returns>How many were written.</returns>
    public int Drain(Span<int> indexes, Span<float> scores)
    {
        var kept = heap.AsSpan(0, Count);
        kept.Sort();
        for (var place = 0; place < kept.Length; place++)
        {
            var key = kept[kept.Length - 1 - place];
            (scores[place], indexes[place]) = (Score(key), (int)~(uint)key);
        }
        Count = 0;
        return kept.Length;
    }

    /// <summary>Writes the kept entries' indexes in no order and empties the selector.</summary>
    /// <param name="indexes">Room for <see cref="Count"/> indexes.</param>
    /// <returns>How many were written.</returns>
    public int Drain(Span<int> indexes)
    {
        var count = Count;
        for (var place = 0; place < count; place++)
        {
            indexes[place] = (int)~(uint)heap[place];
        }
        Count = 0;
        return count;
    }

    /// <summary>A number that sorts as the entries do: the score's bits, made to ascend, before the index's complement. Adding zero makes −0 equal 0.</summary>
    private static ulong Key(int index, float score)
    {
        var bits = BitConverter.SingleToInt32Bits(score + 0f);
        var ascending = (uint)(bits ^ ((bits >> 31) | int.MinValue));
        return ((ulong)ascending << 32) | ~(uint)index;
    }

    private static float Score(ulong key)
    {
        var ascending = (int)(key >> 32);
        return BitConverter.Int32BitsToSingle(ascending ^ (~(ascending >> 31) | int.MinValue));
    }

    private void Raise(int place, ulong key)
    {
        for (var parent = (place - 1) / 2; place > 0 && key < heap[parent]; parent = (place - 1) / 2)
        {
            heap[place] = heap[parent];
            place = parent;
        }
        heap[place] = key;
    }

    /// <summary>Replaces the worst entry.</summary>
    private void Sink(ulong key)
    {
        ref var keys = ref MemoryMarshal.GetArrayDataReference(heap);
        var place = 0;
        var last = heap.Length - 1;
        for (var child = 1; child <= last; child = (2 * place) + 1)
        {
            var smaller = Unsafe.Add(ref keys, child);
            if (child < last)
            {
                var right = Unsafe.Add(ref keys, child + 1);
                child = right < smaller ? child + 1 : child;
                smaller = Math.Min(smaller, right);
            }
            if (key <= smaller)
            {
                break;
            }
            Unsafe.Add(ref keys, place) = smaller;
            place = child;
        }
        Unsafe.Add(ref keys, place) = key;
    }
}
