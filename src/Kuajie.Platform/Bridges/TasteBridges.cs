using System.Collections.Concurrent;
using Kuajie.Algorithms.Association;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Bridges;

/// <summary>
/// How tastes carry over between two domains, from what linked people did on both sides. Counts are held for a while, and dropped when imports, links or erasures change what they count;
/// single events move them with the next counting. Safe to call from many threads.
/// </summary>
/// <param name="store">Counts.</param>
/// <param name="links">Who is linked.</param>
/// <param name="clock">The clock.</param>
public sealed class TasteBridges(IBridgeStore store, ILinkStore links, TimeProvider clock) : IWorkspaceListener
{
    /// <summary>Most people that are counted; of more, every so-manyth link is taken.</summary>
    public const int MostPeople = 200_000;

    /// <summary>Tags of each side.</summary>
    public const int MostTags = 40;

    /// <summary>Items of each side among which bridges are looked for.</summary>
    public const int MostItems = 200;

    /// <summary>Segments of each side.</summary>
    public const int MostSegments = 12;

    private const int MostHeld = 48;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<Question, Answer> held = new();

    /// <summary>Bridges between tags.</summary>
    public BridgeTable Tags(string source, string target, BridgeDiscretion discretion) =>
        ToTable(Counts(new Question(BridgeThing.Tag, source, target)), discretion);

    /// <summary>How many people have a taste for which tags, by strata of people who do about as much: exact counts, not for telling.</summary>
    internal BridgeCounts TagCounts(string source, string target) => Counts(new Question(BridgeThing.Tag, source, target));

    /// <summary>Bridges between items.</summary>
    public BridgeTable Items(string source, string target, BridgeDiscretion discretion) =>
        ToTable(Counts(new Question(BridgeThing.Item, source, target)), discretion);

    /// <summary>Flows between the segments of the two sides.</summary>
    public BridgeFlows Flows(string source, string target, BridgeDiscretion discretion) =>
        BridgeFlows.Of(Counts(new Question(BridgeThing.Segment, source, target)), discretion);

    /// <summary>Examples of people who have a thing of each side, for who may see users of both.</summary>
    /// <param name="thing">An item or a tag.</param>
    /// <param name="source">The first domain.</param>
    /// <param name="target">The second domain.</param>
    /// <param name="pair">The thing of the first domain and that of the second.</param>
    /// <param name="most">How many people.</param>
    public IReadOnlyList<(string Source, string Target)> Having(
        BridgeThing thing,
        string source,
        string target,
        (string Source, string Target) pair,
        int most
    ) => People(source, target) is { Length: > 0 } people ? store.Having(thing, source, target, people, pair, most) : [];

    /// <inheritdoc/>
    public void ItemsPut(string domain, IReadOnlyList<Item> items) => Drop(domain);

    /// <inheritdoc/>
    public void ItemsRemoved(string domain, IReadOnlyList<string> itemIds) => Drop(domain);

    /// <inheritdoc/>
    public void UserErased(string domain, string userId) => Drop(domain);

    /// <inheritdoc/>
    public void LinksAdded(string domain, string other) => Drop(domain);

    /// <inheritdoc/>
    public void Imported(string domain) => Drop(domain);

    private static BridgeTable ToTable(BridgeCounts counts, BridgeDiscretion discretion)
    {
        var people = discretion.Told(counts.People);
        NamedCount[] source = [.. counts.Source.Select(thing => thing with { People = discretion.Told(thing.People) })];
        NamedCount[] target = [.. counts.Target.Select(thing => thing with { People = discretion.Told(thing.People) })];
        Bridge[] bridges =
        [
            .. counts
                .Pairs.Select(pair => pair with { People = discretion.Told(pair.People) })
                .Where(pair => pair.People > 0)
                .Select(pair => new Bridge(
                    source[pair.Source],
                    target[pair.Target],
                    ObservedToExpected.Of(pair.People, source[pair.Source].People, target[pair.Target].People, people)
                ))
                .OrderByDescending(bridge => bridge.Strength.Low)
                .ThenBy(bridge => bridge.Source.Name, StringComparer.Ordinal)
                .ThenBy(bridge => bridge.Target.Name, StringComparer.Ordinal),
        ];
        return new BridgeTable(people, [.. source.Where(thing => thing.People > 0)], [.. target.Where(thing => thing.People > 0)], bridges);
    }

    private BridgeCounts Counts(Question question)
    {
        var now = clock.GetUtcNow();
        if (held.TryGetValue(question, out var known) && now - known.At < Kept)
        {
            return known.Counts.Value;
        }
        if (held.Count >= MostHeld)
        {
            held.Clear();
        }
        // Who asks while it is being counted waits for the one counting.
        var answer = new Answer(now, new Lazy<BridgeCounts>(() => Count(question)));
        held[question] = answer;
        try
        {
            return answer.Counts.Value;
        }
        catch
        {
            held.TryRemove(new KeyValuePair<Question, Answer>(question, answer));
            throw;
        }
    }

    private BridgeCounts Count(Question question)
    {
        var people = People(question.Source, question.Target);
        var most = question.Thing switch
        {
            BridgeThing.Item => MostItems,
            BridgeThing.Tag => MostTags,
            _ => MostSegments,
        };
        return people.Length == 0 ? BridgeCounts.Nobody : store.Count(question.Thing, question.Source, question.Target, people, most);
    }

    private (string Source, string Target)[] People(string source, string target)
    {
        var between = links.Between(source, target);
        var step = Math.Max(1, (between.Count + MostPeople - 1) / MostPeople);
        return [.. between.Where((_, place) => place % step == 0).Select(link => (link.FirstUser, link.SecondUser))];
    }

    private void Drop(string domain)
    {
        foreach (var question in held.Keys.Where(question => question.Source == domain || question.Target == domain))
        {
            held.TryRemove(question, out _);
        }
    }

    private readonly record struct Question(BridgeThing Thing, string Source, string Target);

    private sealed record Answer(DateTimeOffset At, Lazy<BridgeCounts> Counts);
}
