using Kuajie.Marketing.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Audience;

/// <summary>
/// The audience of a domain while it is read from the store and events go on coming in, so that each is counted once. Commits told of before the reading are in what is read, those after the next one are not; of the one
/// between nobody knows, for it may be stored already and told of later. Whether it was read is seen by what the store knows of one of its users. Safe to call from many threads; commits come one after another.
/// </summary>
/// <param name="store">Where interactions are.</param>
/// <param name="domain">The domain.</param>
/// <param name="beganAt">When its reading begins.</param>
internal sealed class HeldAudience(IInteractionStore store, string domain, DateTimeOffset beganAt)
{
    /// <summary>Users of a commit who are asked about: of a flagged one nothing was read, which says nothing.</summary>
    private const int MostAsked = 5;
    private const int TellEvery = 1_000;

    private readonly Lock gate = new();
    private readonly List<LiveEvent> waiting = [];
    private Dictionary<string, int>? rows = new(StringComparer.Ordinal);
    private (IReadOnlyList<LiveEvent> Events, (string UserId, int Stored, int New)[] Users)? unsure;
    private DomainAudience? audience;
    private long? before;
    private bool isBehind;

    /// <summary>When its reading began.</summary>
    public DateTimeOffset BeganAt => beganAt;

    /// <summary>Whether there is more in the store than it heard of.</summary>
    public bool IsBehind
    {
        get => Volatile.Read(ref isBehind);
        set => Volatile.Write(ref isBehind, value);
    }

    /// <summary>What was read and came since; null while it is being read.</summary>
    public DomainAudience? Audience => Volatile.Read(ref audience);

    /// <summary>Reads the domain, once it is told of commits; not held where what came in meanwhile does not fit what was read. O(interactions).</summary>
    /// <param name="commits">The number of the last commit told of.</param>
    /// <param name="items">The catalog.</param>
    /// <param name="options">How it is counted.</param>
    /// <param name="progress">Told of the interactions that were read, on the calling thread; null for nobody.</param>
    public DomainAudience Read(
        Func<long> commits,
        IReadOnlyDictionary<string, Item> items,
        TallyOptions options,
        IProgress<AudienceProgress>? progress
    )
    {
        lock (gate)
        {
            before = commits();
        }
        var read = new DomainAudience(Counted(store.ReadTimed(domain, CancellationToken.None), progress), items, options);
        lock (gate)
        {
            if (TrySettle(read))
            {
                Add(read, waiting);
                waiting.Clear();
                audience = read;
            }
            return read;
        }
    }

    /// <summary>Takes in what a commit brought. False where it does not fit what was read, so that the domain has to be read again.</summary>
    /// <param name="commit">The commit's number.</param>
    /// <param name="events">Its events of this domain, each of a known user; at least one.</param>
    public bool TryAdd(long commit, IReadOnlyList<LiveEvent> events)
    {
        lock (gate)
        {
            // Before the reading began, or told of before it: it will be in what is read.
            if (before is not { } known || commit <= known)
            {
                return true;
            }
            if (commit == known + 1)
            {
                // Nothing else is on its way to the store while a commit is told of.
                unsure = (
                    events,
                    [
                        .. events
                            .GroupBy(each => each.UserId!, StringComparer.Ordinal)
                            .Take(MostAsked)
                            .Select(each => (each.Key, store.OfUser(domain, each.Key).Count(row => row.At is not null), each.Count())),
                    ]
                );
                return audience is null || TrySettle(audience);
            }
            if (audience is null)
            {
                waiting.AddRange(events);
                return true;
            }
            rows = null;
            Add(audience, events);
            return true;
        }
    }

    private IEnumerable<Interaction> Counted(IEnumerable<Interaction> interactions, IProgress<AudienceProgress>? progress)
    {
        var (counts, read) = (rows!, 0L);
        foreach (var each in interactions)
        {
            counts[each.UserId] = counts.GetValueOrDefault(each.UserId) + 1;
            if (++read % TellEvery == 0)
            {
                progress?.Report(new AudienceProgress(AudienceStage.Reading, read, null));
            }
            yield return each;
        }
        progress?.Report(new AudienceProgress(AudienceStage.Reading, read, read));
    }

    /// <summary>Counts the commit nobody was sure of, where it was not read. False where neither fits.</summary>
    private bool TrySettle(DomainAudience read)
    {
        if (unsure is not var (events, users))
        {
            return true;
        }
        foreach (var (userId, stored, added) in users)
        {
            var known = rows!.GetValueOrDefault(userId);
            if (known != stored && known != stored - added)
            {
                continue;
            }
            if (known != stored)
            {
                Add(read, events);
            }
            (unsure, rows) = (null, null);
            return true;
        }
        return false;
    }

    private static void Add(DomainAudience to, IEnumerable<LiveEvent> events)
    {
        foreach (var each in events)
        {
            to.Add(each.UserId!, each.Kind, each.Value, each.At, each.ItemId);
        }
    }
}
