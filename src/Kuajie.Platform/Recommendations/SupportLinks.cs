using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Recommendations;

/// <summary>
/// Links between domains for counting who did the one and the other, in bounded room: of a pair of domains with more links those of so many users, drawn by a hash of their
/// ids, stand for all; the pairs not used for longest go. Nothing is held over a change of the links, so that of an erased user nothing stays.
/// </summary>
/// <param name="store">Where links are kept.</param>
/// <param name="epoch">Gives another number whenever links change.</param>
/// <param name="most">Most links held.</param>
internal sealed class SupportLinks(ILinkStore store, Func<long> epoch, int most = SupportLinks.UsualMost)
{
    /// <summary>About 20 MB.</summary>
    public const int UsualMost = 100_000;

    private readonly Lock reading = new();
    private readonly List<(string First, string Second, Link[] Links)> held = [];
    private long heldAt = long.MinValue;
    private int count;

    /// <summary>Links held.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>The links between two domains, or those that stand for them.</summary>
    public IReadOnlyList<Link> Between(string first, string second)
    {
        lock (reading)
        {
            var now = epoch();
            if (heldAt != now)
            {
                held.Clear();
                heldAt = now;
            }
            var place = held.FindIndex(pair => pair.First == first && pair.Second == second);
            var found = place < 0 ? (first, second, Read(first, second)) : held[place];
            if (place >= 0)
            {
                held.RemoveAt(place);
            }
            held.Add(found);
            while (held.Count > 1 && held.Sum(pair => pair.Links.Length) > most)
            {
                held.RemoveAt(0);
            }
            Volatile.Write(ref count, held.Sum(pair => pair.Links.Length));
            return found.Item3;
        }
    }

    /// <summary>Lets go of everything where links changed since.</summary>
    public void Forget()
    {
        lock (reading)
        {
            held.Clear();
            Volatile.Write(ref count, 0);
        }
    }

    private Link[] Read(string first, string second)
    {
        var all = store.Between(first, second);
        return all.Count <= most
            ? [.. all]
            : [.. all.OrderBy(link => ItemIds.HashOf(link.FirstUser)).ThenBy(link => link.FirstUser, StringComparer.Ordinal).Take(most)];
    }
}
