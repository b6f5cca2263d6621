using System.Collections.Concurrent;
using System.Numerics;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Filters of one domain compiled to masks: O(items) at first use, then looked up. Bounded; a change of the catalog or the passing of somebody's availability makes
/// a mask anew.
/// </summary>
internal sealed class FilterMasks(DomainItems items, int most)
{
    private readonly ConcurrentDictionary<string, ItemMask> masks = new(StringComparer.Ordinal);
    private long compilations;

    /// <summary>Masks held.</summary>
    public int Count => masks.Count;

    /// <summary>How often a filter was compiled.</summary>
    public long Compilations => Volatile.Read(ref compilations);

    /// <summary>The filter's mask at a moment.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="key">Its <see cref="ItemFilter.Key"/>.</param>
    /// <param name="ticks">The moment.</param>
    public ItemMask Of(ItemFilter filter, string key, long ticks)
    {
        var columns = items.Columns;
        if (masks.TryGetValue(key, out var known) && ReferenceEquals(known.Columns, columns) && ticks < known.ValidUntil)
        {
            return known;
        }
        var mask = Compile(columns, filter, ticks);
        Interlocked.Increment(ref compilations);
        if (masks.Count >= most && !masks.ContainsKey(key))
        {
            // Rarely reached: a service has few placements. Which ones go does not matter, they are soon made again.
            masks.Clear();
        }
        masks[key] = mask;
        return mask;
    }

    private ItemMask Compile(ItemColumns columns, ItemFilter filter, long ticks)
    {
        if (columns.ItemCount == 0)
        {
            return new ItemMask(columns, [], filter.IsEmpty || filter == new ItemFilter { IncludeUnavailable = true }, long.MaxValue);
        }
        var conditions = new ItemConditions(filter, items.Words);
        var chunks = columns.Chunks;
        var bits = new ulong[chunks.Length * (ItemChunk.Size / 64)];
        var validUntil = long.MaxValue;
        for (var place = 0; place < chunks.Length; place++)
        {
            if (chunks[place] is { } chunk)
            {
                Compile(chunk, conditions, filter.IncludeUnavailable, ticks, bits.AsSpan(place * (ItemChunk.Size / 64)), ref validUntil);
            }
        }
        return new ItemMask(columns, bits, MatchesUnknown: false, validUntil);
    }

    private static void Compile(
        ItemChunk chunk,
        in ItemConditions conditions,
        bool includeUnavailable,
        long ticks,
        Span<ulong> bits,
        ref long validUntil
    )
    {
        for (var word = 0; word < ItemChunk.Size / 64; word++)
        {
            var matching = 0UL;
            for (var left = chunk.Present[word]; left != 0; left &= left - 1)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                var place = (word * 64) + bit;
                if (!conditions.Hold(chunk, place))
                {
                    continue;
                }
                var (from, until) = (chunk.From[place], chunk.Until[place]);
                var isAvailable = from <= ticks && ticks < until;
                matching |= includeUnavailable || isAvailable ? 1UL << bit : 0;
                validUntil = Math.Min(validUntil, NextChange(includeUnavailable, from, until, ticks));
            }
            bits[word] = matching;
        }
    }

    private static long NextChange(bool includeUnavailable, long from, long until, long ticks) =>
        includeUnavailable ? long.MaxValue
        : ticks < from ? from
        : ticks < until ? until
        : long.MaxValue;
}
