using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>What one search needs room for, kept for the next: named items once each, and the values they are scored by. For one thread at a time.</summary>
/// <param name="itemCount">Number of items.</param>
internal sealed class BlendScratch(int itemCount)
{
    private readonly ulong[] isNamed = new ulong[(itemCount + 63) / 64];
    private int[] named = new int[256];
    private int[] drainedItems = [];
    private float[] drainedScores = [];
    private float[] values = [];
    private float[] sums = [];
    private TopSelector? selector;
    private int count;

    /// <summary>The items named so far.</summary>
    public ReadOnlySpan<int> Named => named.AsSpan(0, count);

    /// <summary>An empty selector.</summary>
    public TopSelector Selector(int capacity) =>
        selector is { Count: 0 } idle && idle.Capacity == capacity ? idle : selector = new(capacity);

    /// <summary>Names an item; once is enough.</summary>
    public void Name(int item)
    {
        var bit = 1UL << (item & 63);
        if ((isNamed[item >> 6] & bit) != 0)
        {
            return;
        }
        isNamed[item >> 6] |= bit;
        if (count == named.Length)
        {
            Array.Resize(ref named, 2 * count);
        }
        named[count++] = item;
    }

    /// <summary>Names what a selector holds and empties it.</summary>
    /// <returns>The worst score among them where the selector was full, else −∞: nothing was left out.</returns>
    public float NameAll(TopSelector best)
    {
        var bar = best.Bar;
        Grow(ref drainedItems, best.Count);
        Grow(ref drainedScores, best.Count);
        var found = best.Drain(drainedItems, drainedScores);
        foreach (var item in drainedItems.AsSpan(0, found))
        {
            Name(item);
        }
        return bar;
    }

    /// <summary>Room for a value of each of so many items, and for their sums, which begin at zero.</summary>
    public (float[] Values, float[] Sums) Room(int wanted)
    {
        Grow(ref values, wanted);
        Grow(ref sums, wanted);
        Array.Clear(sums, 0, wanted);
        return (values, sums);
    }

    /// <summary>Forgets what was named.</summary>
    public void Clear()
    {
        foreach (var item in Named)
        {
            isNamed[item >> 6] = 0;
        }
        count = 0;
    }

    private static void Grow<T>(ref T[] room, int wanted)
    {
        if (room.Length < wanted)
        {
            room = new T[Math.Max(wanted, 2 * room.Length)];
        }
    }
}
