namespace Kuajie.Algorithms.Numerics.Selection;

/// <summary>
/// Keeps the largest of many positive scores for callers that scan whole rows: they push only what reaches <see cref="Threshold"/>, which rises as the
/// buffer fills, so that most of a row is refused by one vector comparison. Larger score first, smaller index among equals; what was pushed in ascending
/// index order is kept in that order. Amortised O(1) per push.
/// </summary>
internal sealed class ThresholdSelector
{
    private readonly int capacity;
    private readonly ulong[] keys;
    private readonly ulong[] partition;
    private int count;

    /// <summary>A selector of at most <paramref name="capacity"/> entries out of <paramref name="candidateCount"/>.</summary>
    public ThresholdSelector(int capacity, int candidateCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        this.capacity = Math.Min(capacity, Math.Max(1, candidateCount));
        keys = new ulong[Math.Min(Math.Max(1, candidateCount), (4 * this.capacity) + 1024) + 1];
        partition = new ulong[keys.Length];
        Start(float.Epsilon);
    }

    /// <summary>Scores below this cannot be among the kept ones; the smallest positive number at first.</summary>
    public float Threshold { get; private set; }

    /// <summary>Number of entries held; more than are kept until <see cref="Close"/> is called.</summary>
    public int Count => count;

    /// <summary>Empties the selector.</summary>
    /// <param name="threshold">A positive first threshold.</param>
    public void Start(float threshold) => (count, Threshold) = (0, threshold);

    /// <summary>Takes an entry that reaches the threshold. An index may be pushed once.</summary>
    public void Push(int index, float score)
    {
        // Positive floats order like their bits, so one comparison of whole numbers settles score and index.
        keys[count++] = ((ulong)BitConverter.SingleToUInt32Bits(score) << 32) | ~(uint)index;
        if (count == keys.Length)
        {
            Keep();
        }
    }

    /// <summary>Leaves only the best; afterwards they can be read.</summary>
    public void Close()
    {
        if (count > capacity)
        {
            Keep();
        }
    }

    /// <summary>Sorts what is held by ascending index: needed where entries were not pushed in that order.</summary>
    public void SortByIndex()
    {
        var held = keys.AsSpan(0, count);
        for (var place = 0; place < held.Length; place++)
        {
            held[place] = (held[place] << 32) | (held[place] >> 32);
        }
        // Inverted indexes descend where indexes ascend.
        held.Sort();
        held.Reverse();
        for (var place = 0; place < held.Length; place++)
        {
            held[place] = (held[place] << 32) | (held[place] >> 32);
        }
    }

    /// <summary>Copies the held entries out and empties the selector.</summary>
    /// <param name="indexes">Room for <see cref="Count"/> indexes.</param>
    /// <param name="scores">Room for <see cref="Count"/> scores.</param>
    public void Drain(Span<int> indexes, Span<float> scores)
    {
        for (var place = 0; place < count; place++)
        {
            indexes[place] = (int)~(uint)keys[place];
            scores[place] = BitConverter.UInt32BitsToSingle((uint)(keys[place] >> 32));
        }
        Start(float.Epsilon);
    }

    private void Keep()
    {
        keys.AsSpan(0, count).CopyTo(partition);
        var least = OrderStatistics.Largest(partition.AsSpan(0, count), capacity);
        var kept = 0;
        for (var place = 0; place < count; place++)
        {
            var key = keys[place];
            keys[kept] = key;
            kept += key >= least ? 1 : 0;
        }
        count = kept;
        Threshold = BitConverter.UInt32BitsToSingle((uint)(least >> 32));
    }
}
