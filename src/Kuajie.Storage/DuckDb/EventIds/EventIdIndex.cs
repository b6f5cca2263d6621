namespace Kuajie.Storage.DuckDb.EventIds;

/// <summary>
/// Which events are stored, by hash, exactly and for ever, with bounded memory: the latest in a set, all older ones in sorted files that the system pages in as
/// needed. A full set becomes a file; files of like size are merged in the background. The event store decides what is true: the index only ever learns what was
/// committed, and what it lost it learns again.
/// </summary>
internal sealed class EventIdIndex
{
    /// <summary>Hashes of the set: about 12 MB.</summary>
    public const int UsualRunLength = 1 << 18;

    /// <summary>So many files of like size become one.</summary>
    private const int MergedAtOnce = 8;

    private readonly string folder;
    private readonly int runLength;
    private readonly Lock changing = new();
    private readonly HashSet<UInt128> recent;
    private EventIdRun[] runs;
    private EventIdRange recentRange;
    private Task merging = Task.CompletedTask;

    private EventIdIndex(string folder, int runLength, EventIdRun[] runs)
    {
        this.folder = folder;
        this.runLength = runLength;
        this.runs = runs;
        recent = [];
        recentRange = new EventIdRange(CoveredByFiles + 1, CoveredByFiles, default);
    }

    /// <summary>Number of the last event whose hash is here; 0 where there is none.</summary>
    public long Last => recentRange.Last;

    /// <summary>Files in use.</summary>
    public int Files => Volatile.Read(ref runs).Length;

    private long CoveredByFiles => runs.Length == 0 ? 0 : runs[^1].Range.Last;

    /// <summary>Opens the files that go together without a gap from the first event on; others are removed.</summary>
    /// <param name="folder">Their folder, made where absent.</param>
    /// <param name="isOurs">Whether the store has, at the end of a range, the event that the file says: else the files are of another history and are removed.</param>
    /// <param name="runLength">Hashes kept in memory before they become a file.</param>
    public static EventIdIndex Open(string folder, Func<EventIdRange, bool> isOurs, int runLength = UsualRunLength)
    {
        Directory.CreateDirectory(folder);
        var files = Directory
            .EnumerateFiles(folder, "*" + EventIdRun.Ending)
            .Select(EventIdRun.TryOpen)
            .OfType<EventIdRun>()
            .OrderBy(run => run.Range.First)
            .ThenByDescending(run => run.Range.Last);
        var kept = new List<EventIdRun>();
        foreach (var run in files)
        {
            if (run.Range.First == (kept.Count == 0 ? 1 : kept[^1].Range.Last + 1))
            {
                kept.Add(run);
            }
        }
        if (kept.Count > 0 && !isOurs(kept[^1].Range))
        {
            kept.Clear();
        }
        var index = new EventIdIndex(folder, runLength, [.. kept]);
        index.RemoveOthers();
        return index;
    }

    /// <summary>Whether an event of this hash is stored.</summary>
    public bool Contains(UInt128 hash)
    {
        if (recent.Contains(hash))
        {
            return true;
        }
        foreach (var run in Volatile.Read(ref runs))
        {
            if (run.Contains(hash))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Learns of a stored event. Numbers ascend; one thread at a time.</summary>
    public void Add(long number, UInt128 hash)
    {
        if (recent.Count >= runLength)
        {
            TrySeal();
        }
        recent.Add(hash);
        recentRange = recentRange with { Last = number, LastHash = hash };
    }

    /// <summary>Waits for the merging that goes on.</summary>
    public void Settle() => merging.Wait();

    /// <summary>Where the disk refuses, the set keeps growing and is tried again with the next event: with a full disk none are stored.</summary>
    private void TrySeal()
    {
        try
        {
            var sorted = recent.ToArray();
            Array.Sort(sorted);
            var run = EventIdRun.Write(folder, recentRange, sorted.Length, sorted);
            lock (changing)
            {
                runs = [.. runs, run];
            }
            recent.Clear();
            recentRange = recentRange with { First = recentRange.Last + 1 };
            if (merging.IsCompleted)
            {
                merging = Task.Run(MergeWhatMay);
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException) { }
    }

    private void MergeWhatMay()
    {
        while (Mergeable(Volatile.Read(ref runs)) is { } group)
        {
            try
            {
                var merged = Merge(group);
                lock (changing)
                {
                    var first = Array.IndexOf(runs, group[0]);
                    runs = [.. runs[..first], merged, .. runs[(first + group.Length)..]];
                }
                foreach (var run in group)
                {
                    Remove(run.FilePath);
                }
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                return;
            }
        }
    }

    /// <summary>The newest eight neighbours in one class of size, classes being powers of eight.</summary>
    private EventIdRun[]? Mergeable(EventIdRun[] current)
    {
        for (var end = current.Length; end >= MergedAtOnce; end--)
        {
            var group = current[(end - MergedAtOnce)..end];
            if (group.All(run => ClassOf(run) == ClassOf(group[0])) && group.Sum(run => (long)run.Count) <= int.MaxValue)
            {
                return group;
            }
        }
        return null;
    }

    private int ClassOf(EventIdRun run)
    {
        var size = 0;
        for (long most = runLength; most * MergedAtOnce <= run.Count * 2L; most *= MergedAtOnce)
        {
            size++;
        }
        return size;
    }

    private EventIdRun Merge(EventIdRun[] group)
    {
        var range = group[^1].Range with { First = group[0].Range.First };
        return EventIdRun.Write(folder, range, group.Sum(run => run.Count), Merged(group));
    }

    private static IEnumerable<UInt128> Merged(EventIdRun[] group)
    {
        var places = new int[group.Length];
        var heads = Array.ConvertAll(group, run => run.Hashes[0]);
        for (long left = group.Sum(run => (long)run.Count); left > 0; left--)
        {
            var least = -1;
            for (var one = 0; one < group.Length; one++)
            {
                if (places[one] < group[one].Count && (least < 0 || heads[one] < heads[least]))
                {
                    least = one;
                }
            }
            yield return heads[least];
            if (++places[least] < group[least].Count)
            {
                heads[least] = group[least].Hashes[places[least]];
            }
        }
    }

    private void RemoveOthers()
    {
        var used = runs.Select(run => run.FilePath).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => !used.Contains(path)).ToArray())
        {
            Remove(path);
        }
    }

    /// <summary>A file that is still mapped cannot be removed on Windows; the next opening does it.</summary>
    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException) { }
    }
}
