namespace Kuajie.Algorithms.Datasets;

/// <summary>Two-way map between string ids and dense indexes 0 … Count − 1. String ids end here: everything behind it counts in indexes.</summary>
public sealed class IdMap
{
    private readonly string[] ids;
    private readonly Dictionary<string, int> indexes;

    /// <summary>Numbers the ids in the order given. O(ids).</summary>
    /// <exception cref="ArgumentException">An id occurs twice.</exception>
    public IdMap(IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        this.ids = [.. ids];
        indexes = new Dictionary<string, int>(this.ids.Length, StringComparer.Ordinal);
        for (var index = 0; index < this.ids.Length; index++)
        {
            if (!indexes.TryAdd(this.ids[index], index))
            {
                throw new ArgumentException(
                    $"Found id '{this.ids[index]}' twice, at {indexes[this.ids[index]]} and {index}; expected distinct ids.",
                    nameof(ids)
                );
            }
        }
    }

    /// <summary>Number of ids.</summary>
    public int Count => ids.Length;

    /// <summary>All ids in index order.</summary>
    public IReadOnlyList<string> Ids => ids;

    /// <summary>The id of an index.</summary>
    public string this[int index] => ids[index];

    /// <summary>The index of an id, or −1 where it is unknown.</summary>
    public int IndexOf(string id) => indexes.TryGetValue(id, out var index) ? index : -1;
}
