using System.Diagnostics;
using System.Globalization;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Storage.DuckDb;

namespace Kuajie.Benchmarks;

/// <summary>What many past events cost: storing them, opening the store again, and telling new ones from old.</summary>
internal static class EventIdLoad
{
    private const int AtOnce = 16_384;
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>Prints a table.</summary>
    /// <param name="arguments">Folder on the disk to measure, events.</param>
    public static void Run(string[] arguments)
    {
        var folder = Path.Combine(arguments[0], "event-ids");
        var events = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        Directory.CreateDirectory(folder);
        try
        {
            Run(Path.Combine(folder, "events.duckdb"), events);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(string path, int events)
    {
        using (var store = DuckDbEventStore.Open(path, TimeProvider.System))
        {
            var took = Timed(() => Fill(store, events));
            Write("store", $"{events / took.TotalSeconds:0} events/s in groups of {AtOnce}");
        }
        var files = Directory.GetFiles(path + ".ids");
        Write("index", $"{files.Length} files, {files.Sum(file => new FileInfo(file).Length) / 1e6:0.0} MB");
        DuckDbEventStore? again = null;
        Write("open", $"{Timed(() => again = DuckDbEventStore.Open(path, TimeProvider.System)).TotalMilliseconds:0} ms");
        Write("first events after it", $"{Timed(() => again!.Append(Batch(events, 100))).TotalMilliseconds:0} ms");
        Write("100 new events", $"{Timed(() => again!.Append(Batch(events + 100, 100))).TotalMilliseconds:0.0} ms");
        Write("10,000 old events", $"{Timed(() => again!.Append(Batch(events / 3, 10_000))).TotalMilliseconds:0.0} ms");
        again!.Dispose();
        Directory.Delete(path + ".ids", recursive: true);
        again = DuckDbEventStore.Open(path, TimeProvider.System);
        Write("first events, index lost", $"{Timed(() => again.Append(Batch(events + 200, 100))).TotalMilliseconds:0} ms");
        again.Dispose();
    }

    private static void Fill(DuckDbEventStore store, int events)
    {
        for (var first = 0; first < events; first += AtOnce)
        {
            store.Append(Batch(first, Math.Min(AtOnce, events - first)));
        }
    }

    private static LiveEvent[] Batch(int first, int count) =>
        [
            .. Enumerable
                .Range(first, count)
                .Select(n => new LiveEvent(
                    $"{n * 2_654_435_761L:x16}-{n:x8}",
                    "knowledge",
                    $"user-{n * 7919L % 100_000}",
                    null,
                    $"item-{n * 31L % 10_000}",
                    InteractionKind.Click,
                    At
                )),
        ];

    private static TimeSpan Timed(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Write(string what, FormattableString figure) =>
        Console.WriteLine($"{what, -26}{figure.ToString(CultureInfo.InvariantCulture)}");
}
