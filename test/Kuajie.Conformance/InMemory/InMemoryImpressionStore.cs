using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Conformance.InMemory;

/// <summary>Shown lists in a list.</summary>
public sealed class InMemoryImpressionStore : IImpressionStore
{
    private readonly Lock changing = new();
    private readonly List<Impression> stored = [];

    public IReadOnlyList<Impression> Stored
    {
        get
        {
            lock (changing)
            {
                return [.. stored];
            }
        }
    }

    public void Append(IReadOnlyList<ImpressionBlock> blocks)
    {
        lock (changing)
        {
            stored.AddRange(blocks.SelectMany(block => block.Lists()));
        }
    }

    public IEnumerable<Impression> ShownSince(string userDomain, DateTimeOffset since, CancellationToken cancellation) =>
        Stored.Where(list => list.UserDomain == userDomain && list.At >= since);

    public Impression? Find(string listId) => Stored.FirstOrDefault(list => list.ListId == listId);
}
