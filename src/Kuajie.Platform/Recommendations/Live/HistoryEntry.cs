using Kuajie.Platform.Users;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// What one user or visit did, held in memory. Readers take the rows without a lock; writers append. <see cref="Version"/> tells whoever derived something from it
/// whether that still holds. Every change returns by how much the accounted size grew.
/// </summary>
internal sealed class HistoryEntry(PersonKey key, int most)
{
    private const int BaseBytes = 400;
    private const int MostViews = 4;
    private readonly Lock gate = new();
    private Rows rows = new([], 0);
    private PersonView[] views = [];
    private long published;
    private long accounted;
    private bool wasTouched;
    private volatile bool isLoaded;
    private volatile bool isRetired;
    private int version;

    public PersonKey Key { get; } = key;

    /// <summary>Held while the store is read, so that it is read once.</summary>
    public Lock Loading { get; } = new();

    /// <summary>Whether the rows stand.</summary>
    public bool IsLoaded => isLoaded;

    /// <summary>Whether the cache let go of it.</summary>
    public bool IsRetired => isRetired;

    /// <summary>Set by every use, cleared by the cache when it looks for room.</summary>
    public bool WasUsed { get; set; }

    /// <summary>Changes with every change of the rows, and when the cache lets go of the entry.</summary>
    public int Version => Volatile.Read(ref version);

    /// <summary>The user's links as they were last read, or null.</summary>
    public KnownLinks? Links { get; set; }

    /// <summary>The rows, oldest first as they came.</summary>
    public ReadOnlySpan<Touch> Touches
    {
        get
        {
            var now = Volatile.Read(ref rows);
            return now.Touches.AsSpan(0, now.Count);
        }
    }

    /// <summary>Before the store is read: what is committed from now on may or may not be among what is read.</summary>
    public void BeginReading()
    {
        lock (gate)
        {
            wasTouched = false;
        }
    }

    /// <summary>After the store was read. False where a commit came meanwhile: then it has to be read again.</summary>
    /// <param name="read">What was read, oldest first.</param>
    /// <param name="commits">Gives the number of commits heard of so far.</param>
    /// <param name="grown">By how much the accounted size grew.</param>
    public bool TryPublish(Touch[] read, Func<long> commits, out long grown)
    {
        lock (gate)
        {
            grown = 0;
            if (wasTouched)
            {
                return false;
            }
            Volatile.Write(ref rows, new Rows(read, read.Length));
            published = commits();
            isLoaded = true;
            grown = Account();
            return true;
        }
    }

    /// <summary>Takes in a committed event.</summary>
    /// <param name="touch">The event.</param>
    /// <param name="commit">Number of the commit.</param>
    /// <param name="grown">By how much the accounted size grew.</param>
    /// <returns>False where the event may be among the rows already: the entry has to go, and the store be read again.</returns>
    public bool TryAppend(Touch touch, long commit, out long grown)
    {
        lock (gate)
        {
            grown = 0;
            if (!isLoaded)
            {
                wasTouched = true;
                return true;
            }
            // Commits follow one another. All but the one that was under way when the rows were read are surely not among them.
            if (commit <= published + 1)
            {
                return false;
            }
            Volatile.Write(ref rows, rows.With(touch, most));
            Volatile.Write(ref version, version + 1);
            grown = Account();
            return true;
        }
    }

    /// <summary>The cache lets go of it: nothing derived from it holds any longer. Returns by how much the accounted size grew.</summary>
    public long Retire()
    {
        lock (gate)
        {
            isRetired = true;
            Volatile.Write(ref version, version + 1);
            var released = accounted;
            accounted = 0;
            return -released;
        }
    }

    /// <summary>What was derived for a model, or null.</summary>
    public PersonView? FindView(in ViewKey wanted)
    {
        foreach (var view in Volatile.Read(ref views))
        {
            if (view.Key == wanted && view.Holds())
            {
                return view;
            }
        }
        return null;
    }

    /// <summary>Keeps what was derived, in place of what was derived before for the same; the latest few are kept. Returns by how much the accounted size grew.</summary>
    public long Keep(PersonView view)
    {
        lock (gate)
        {
            var kept = views.Where(each => each.Key != view.Key && each.Holds()).TakeLast(MostViews - 1);
            Volatile.Write(ref views, [.. kept, view]);
            return Account();
        }
    }

    private long Account()
    {
        if (isRetired)
        {
            return 0;
        }
        var size =
            BaseBytes
            + (2 * (Key.Id.Length + Key.Domain.Length))
            + ((long)rows.Touches.Length * Touch.Bytes)
            + views.Sum(view => view.Bytes);
        var grown = size - accounted;
        accounted = size;
        return grown;
    }

    private sealed class Rows(Touch[] touches, int count)
    {
        public Touch[] Touches => touches;

        public int Count => count;

        /// <summary>Appends in place where there is room: whoever reads the former rows does not look at the new place.</summary>
        public Rows With(Touch touch, int most)
        {
            if (count < touches.Length)
            {
                touches[count] = touch;
                return new Rows(touches, count + 1);
            }
            // Where the most are reached, the oldest eighth goes at once, so that appending stays cheap.
            var kept = count < most ? count : most - Math.Max(1, most / 8);
            var larger = new Touch[Math.Min(most, Math.Max(8, 2 * (kept + 1)))];
            touches.AsSpan(count - kept, kept).CopyTo(larger);
            larger[kept] = touch;
            return new Rows(larger, kept + 1);
        }
    }
}

/// <summary>A user's links and the state of all links they were read at.</summary>
internal sealed record KnownLinks(long Epoch, IReadOnlyList<Link> Links);
