using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Experiments;

/// <summary>What users had done by some moment, in their own domain and, through links, in others.</summary>
/// <param name="interactions">What was done.</param>
/// <param name="links">Who is who in other domains.</param>
public sealed class PastHistories(IInteractionStore interactions, ILinkStore links)
{
    /// <summary>Reads everything that some users of a domain did. O(interactions of the domains they are in).</summary>
    /// <param name="domain">Their domain.</param>
    /// <param name="userIds">The users, as they are stored.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public KnownHistories Read(string domain, IReadOnlyList<string> userIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        var users = userIds.ToHashSet(StringComparer.Ordinal);
        var owners = new Dictionary<string, Dictionary<string, List<string>>>(StringComparer.Ordinal)
        {
            [domain] = users.ToDictionary(user => user, user => (List<string>)[user], StringComparer.Ordinal),
        };
        foreach (var link in users.SelectMany(user => links.OfUser(domain, user)))
        {
            if (!owners.TryGetValue(link.SecondDomain, out var there))
            {
                owners[link.SecondDomain] = there = new(StringComparer.Ordinal);
            }
            if (!there.TryGetValue(link.SecondUser, out var who))
            {
                there[link.SecondUser] = who = [];
            }
            who.Add(link.FirstUser);
        }
        var done = users.ToDictionary(user => user, _ => new List<Interaction>(), StringComparer.Ordinal);
        foreach (var (place, ownersThere) in owners)
        {
            foreach (var each in interactions.ReadTimed(place, cancellation))
            {
                if (ownersThere.TryGetValue(each.UserId, out var who))
                {
                    who.ForEach(user => done[user].Add(each));
                }
            }
        }
        return new KnownHistories(
            done.ToDictionary(each => each.Key, each => each.Value.OrderBy(one => one.At).ToArray(), StringComparer.Ordinal)
        );
    }
}

/// <summary>What was read of some users.</summary>
public sealed class KnownHistories
{
    private const int MostTold = 1_000;
    private readonly IReadOnlyDictionary<string, Interaction[]> known;

    internal KnownHistories(IReadOnlyDictionary<string, Interaction[]> known) => this.known = known;

    /// <summary>What a user had done before a moment, the oldest first; of more than a request may tell, the latest thousand.</summary>
    public IReadOnlyList<Interaction> Before(string userId, DateTimeOffset moment)
    {
        if (!known.TryGetValue(userId, out var all))
        {
            return [];
        }
        var until = all.Length;
        while (until > 0 && all[until - 1].At >= moment)
        {
            until--;
        }
        return all[Math.Max(0, until - MostTold)..until];
    }
}
