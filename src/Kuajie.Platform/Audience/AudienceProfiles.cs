using System.Collections.Concurrent;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Rules;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Audience;

/// <summary>
/// Profiles of the users of each domain that is asked for: counted once from the event store, kept true by events, counted anew after imports, erasures and changes of the catalog. An event that
/// was acknowledged is in every profile asked for afterwards. They hold for the moment of the domain's last event. About two kilobytes a user are held. Safe to call from many threads.
/// </summary>
/// <param name="workspace">Where interactions and items are.</param>
/// <param name="options">How they are counted; null for each domain in its own time zone.</param>
/// <param name="clock">The clock.</param>
public sealed class AudienceProfiles(IWorkspace workspace, TallyOptions? options, TimeProvider clock) : ILiveListener, IWorkspaceListener
{
    private const int MostReadings = 3;
    private readonly ConcurrentDictionary<string, Held> domains = new(StringComparer.Ordinal);
    private readonly Lock loading = new();
    private long commits;

    /// <summary>A user's profile; null for somebody who did nothing that counts.</summary>
    public UserProfile? Profile(string domain, string userId) => Of(domain).Profile(userId, clock.GetUtcNow());

    /// <summary>All profiles of a domain, by user id. O(users · tags).</summary>
    public IReadOnlyList<UserProfile> Profiles(string domain) => Of(domain).Profiles(clock.GetUtcNow());

    /// <summary>The moment that the profiles of a domain hold for: that of its last event, or now where that is earlier; null for a domain in which nothing happened.</summary>
    public DateTimeOffset? Moment(string domain) => Of(domain).Moment(clock.GetUtcNow());

    /// <summary>What rules of a domain can name.</summary>
    public RuleVocabulary Vocabulary(string domain) => Of(domain).Vocabulary(clock.GetUtcNow());

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<LiveEvent> newEvents)
    {
        ArgumentNullException.ThrowIfNull(newEvents);
        // Counted first: whoever publishes a domain from now on knows of this commit.
        var commit = Interlocked.Increment(ref commits);
        foreach (var each in newEvents)
        {
            if (each.UserId is null || !domains.TryGetValue(each.Domain, out var held))
            {
                continue;
            }
            if (commit <= held.Commit + 1)
            {
                // It was under way when the domain was read, so that it may be among what was read.
                domains.TryRemove(each.Domain, out _);
                continue;
            }
            held.Audience.Add(each.UserId, each.Kind, each.Value, each.At, each.ItemId);
        }
    }

    /// <inheritdoc/>
    public void ItemsPut(string domain, IReadOnlyList<Item> items) => domains.TryRemove(domain, out _);

    /// <inheritdoc/>
    public void ItemsRemoved(string domain, IReadOnlyList<string> itemIds) => domains.TryRemove(domain, out _);

    /// <inheritdoc/>
    public void UserErased(string domain, string userId) => domains.TryRemove(domain, out _);

    /// <inheritdoc/>
    public void LinksAdded(string domain, string other) { }

    /// <inheritdoc/>
    public void Imported(string domain) => domains.TryRemove(domain, out _);

    /// <summary>Counts a domain anew: its time zone was changed.</summary>
    public void ZoneChanged(string domain) => domains.TryRemove(domain, out _);

    /// <summary>The time zone in which hours, weekdays and days of a domain are counted.</summary>
    public TimeZoneInfo ZoneOf(string domain) => OptionsOf(domain).TimeZone;

    private TallyOptions OptionsOf(string domain) => options ?? workspace.Partners.TallyOf(domain);

    private DomainAudience Of(string domain)
    {
        if (domains.TryGetValue(domain, out var held))
        {
            return held.Audience;
        }
        lock (loading)
        {
            return domains.TryGetValue(domain, out held) ? held.Audience : Load(domain);
        }
    }

    /// <summary>Reads until nothing was committed meanwhile; of somebody who never pauses, what was read is answered and not held.</summary>
    private DomainAudience Load(string domain)
    {
        for (var reading = 1; ; reading++)
        {
            var before = Volatile.Read(ref commits);
            var items = workspace.Catalog.ItemsOf(domain).ToDictionary(item => item.ItemId, StringComparer.Ordinal);
            var audience = new DomainAudience(workspace.Interactions.ReadTimed(domain, CancellationToken.None), items, OptionsOf(domain));
            domains[domain] = new Held(audience, before);
            if (Volatile.Read(ref commits) == before)
            {
                return audience;
            }
            domains.TryRemove(domain, out _);
            if (reading == MostReadings)
            {
                return audience;
            }
        }
    }

    private sealed record Held(DomainAudience Audience, long Commit);
}
