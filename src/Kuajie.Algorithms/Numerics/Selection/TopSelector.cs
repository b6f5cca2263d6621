namespace Kuajie.Algorithms.Numerics.Selection;

/// <summary>
/// Keeps the largest of a stream of scored indexes: larger score first, smaller index among equals, so the outcome does not depend on the order of
/// arrival. A bounded heap with the worst kept entry on top. O(log capacity) per accepted entry, O(1) per refused one.
/// </summary>
public sealed class TopSelector
{
    private readonly (float Score, int Index)[] heap;

    /// <summary>A selector of at most <paramref name="capacity"/> entries.</summary>
    public TopSelector(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        heap = new (float, int)[capacity];
    }

    /// <summary>Number of entries kept.</summary>
    public int Count { get; private set; }

    /// <summary>What a score must at least reach to be kept: the worst kept score once the selector is full, −∞ before.</summary>
    public float Bar => Count < heap.Length ? float.NegativeInfinity : heap[0].Score;

    /// <summary>Offers an entry.</summary>
    public void Offer(int index, float score)
    {
        if (Count < heap.Length)
        {
            heap[Count] = (score, index);
            Raise(Count++);
        }
        else if (IsWorse(heap[0], (score, index)))
        {
            heap[0] = (score, index);
            Sink();
        }
    }

    /// <summary>Writes the kept entries best first and empties the selector.</summary>
    /// <param name="indexes">Room for <see cref="Count"/> indexes.</param>
    /// <param name="scores">Room for <see cref="Count"/> scores.</param>
    /// <returns>How many were written.</returns>
    public int Drain(Span<int> indexes, Span<float> scores)
    {
        var count = Count;
        while (Count > 0)
        {
            (scores[Count - 1], indexes[Count - 1]) = heap[0];
            heap[0] = heap[--Count];
            Sink();
        }
        return count;
    }

    private static bool IsWorse((float Score, int Index) entry, (float Score, int Index) other) =>
        entry.Score != other.Score ? entry.Score < other.Score : entry.Index > other.Index;

    private void Raise(int place)
    {
        for (var parent = (place - 1) / 2; place > 0 && IsWorse(heap[place], heap[parent]); parent = (place - 1) / 2)
        {
            (heap[place], heap[parent]) = (heap[parent], heap[place]);
            place = parent;
        }
    }

    private void Sink()
    {
        var place = 0;
        for (var child = 1; child < Count; child = (2 * place) + 1)
        {
            if (child + 1 < Count && IsWorse(heap[child + 1], heap[child]))
            {
                child++;
            }
            if (!IsWorse(heap[child], heap[place]))
            {
                return;
            }
            (heap[place], heap[child]) = (heap[child], heap[place]);
            place = child;
        }
    }
}
