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
/// was acknowledged is in every profile asked for afterwards; what a visitor did before they signed in is, within ten minutes. They hold for the moment of the domain's last event. About two kilobytes a user are held. Safe to call from many threads.
/// </summary>
/// <param name="workspace">Where interactions and items are.</param>
/// <param name="options">How they are counted; null for each domain in its own time zone.</param>
/// <param name="clock">The clock.</param>
public sealed class AudienceProfiles(IWorkspace workspace, TallyOptions? options, TimeProvider clock) : ILiveListener, IWorkspaceListener
{
    private const int MostReadings = 3;
    private static readonly TimeSpan JoinedWithin = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, HeldAudience> domains = new(StringComparer.Ordinal);
    private readonly Lock loading = new();
    private long commits;

    /// <summary>A user's profile; null for somebody who did nothing that counts.</summary>
    public UserProfile? Profile(string domain, string userId) => Of(domain).Profile(userId, clock.GetUtcNow());

    /// <summary>All profiles of a domain, by user id. O(users · tags), and of a domain that is not held yet O(interactions).</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="progress">Told of the interactions that are read, on the calling thread; null for nobody.</param>
    public IReadOnlyList<UserProfile> Profiles(string domain, IProgress<AudienceProgress>? progress = null) =>
        Of(domain, progress).Profiles(clock.GetUtcNow());

    /// <summary>The moment that the profiles of a domain hold for: that of its last event, or now where that is earlier; null for a domain in which nothing happened.</summary>
    public DateTimeOffset? Moment(string domain) => Of(domain).Moment(clock.GetUtcNow());

    /// <summary>What rules of a domain can name.</summary>
    public RuleVocabulary Vocabulary(string domain) => Of(domain).Vocabulary(clock.GetUtcNow());

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<LiveEvent> newEvents)
    {
        ArgumentNullException.ThrowIfNull(newEvents);
        // Counted first: whoever begins to read a domain from now on knows of this commit.
        var commit = Interlocked.Increment(ref commits);
        var byDomain = newEvents.Where(each => each.UserId is not null).GroupBy(each => each.Domain, StringComparer.Ordinal).ToArray();
        var uncounted = byDomain.Select(events => events.Key).ToHashSet(StringComparer.Ordinal);
        try
        {
            foreach (var events in byDomain)
            {
                if (!domains.TryGetValue(events.Key, out var held) || held.TryAdd(commit, [.. events]))
                {
                    uncounted.Remove(events.Key);
                }
            }
        }
        finally
        {
            // Also where the store could not be asked: the next reading counts what is missing.
            foreach (var domain in uncounted)
            {
                domains.TryRemove(domain, out _);
            }
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

    /// <summary>What visitors of a domain did became users' own: they are counted when the domain is read again, ten minutes after the last reading at the latest.</summary>
    public void VisitsJoined(string domain)
    {
        if (domains.TryGetValue(domain, out var held))
        {
            held.IsBehind = true;
        }
    }

    /// <summary>Counts a domain anew: its time zone was changed.</summary>
    public void ZoneChanged(string domain) => domains.TryRemove(domain, out _);

    /// <summary>The time zone in which hours, weekdays and days of a domain are counted.</summary>
    public TimeZoneInfo ZoneOf(string domain) => OptionsOf(domain).TimeZone;

    private TallyOptions OptionsOf(string domain) => options ?? workspace.Partners.TallyOf(domain);

    private DomainAudience Of(string domain, IProgress<AudienceProgress>? progress = null)
    {
        if (Find(domain) is { } known)
        {
            return known;
        }
        lock (loading)
        {
            return Find(domain) ?? Load(domain, progress);
        }
    }

    private DomainAudience? Find(string domain) =>
        domains.TryGetValue(domain, out var held) && !(held.IsBehind && clock.GetUtcNow() - held.BeganAt >= JoinedWithin)
            ? held.Audience
            : null;

    /// <summary>Reads a domain, and again where what came in meanwhile does not fit: somebody else changed the store. What never fits is answered and not held.</summary>
    private DomainAudience Load(string domain, IProgress<AudienceProgress>? progress)
    {
        for (var reading = 1; ; reading++)
        {
            var held = new HeldAudience(workspace.Interactions, domain, clock.GetUtcNow());
            domains[domain] = held;
            try
            {
                var items = workspace.Catalog.ItemsOf(domain).ToDictionary(item => item.ItemId, StringComparer.Ordinal);
                var read = held.Read(() => Volatile.Read(ref commits), items, OptionsOf(domain), progress);
                if (held.Audience is not null || reading == MostReadings)
                {
                    return read;
                }
            }
            finally
            {
                if (held.Audience is null)
                {
                    domains.TryRemove(new(domain, held));
                }
            }
        }
    }
}
