using System.Diagnostics;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Storage.DuckDb;

namespace Kuajie.Storage.Tests.DuckDb;

/// <summary>A store on a disk of its own with next to no room. Needs the right to mount one; skipped where that is refused.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int EventsAtOnce = 1000;
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-full-").FullName;
    private bool isMounted;
    private int next;

    public void Dispose()
    {
        if (isMounted)
        {
            Run("umount", folder);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Append_FullDisk_RefusesSaysSoAndRecovers()
    {
        using var store = OpenOnSmallDisk();
        var ballast = Fill();
        var stored = AppendUntilRefused(store);
        Assert.True(stored > 0);
        Assert.Equal("store-full", Assert.Throws<KuajieException>(() => Append(store)).Code);

        File.Delete(ballast);

        Append(store);
        AssertStored(store, stored + EventsAtOnce);
    }

    [Fact]
    public void Append_EngineGaveUpOnAFullDisk_OpensItAgainAndLosesNothing()
    {
        using var store = OpenOnSmallDisk();
        var ballast = Fill();
        var stored = AppendUntilRefused(store);
        using (var session = store.File.Session())
        {
            var fault = Assert.Throws<DuckDB.NET.Data.DuckDBException>(() => session.Connection.Execute("CHECKPOINT"));
            Assert.Equal(DuckDB.NET.Native.DuckDBErrorType.Fatal, fault.ErrorType);
        }

        File.Delete(ballast);

        Append(store);
        AssertStored(store, stored + EventsAtOnce);
    }

    private static void AssertStored(DuckDbEventStore store, int events)
    {
        Assert.Equal(events, Assert.Single(store.Totals()).Interactions);
        Assert.Empty(store.IntegrityFaults());
        Assert.DoesNotContain(true, store.Append([Event(0), Event(events - 1)]));
    }

    private DuckDbEventStore OpenOnSmallDisk()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Small disks are mounted on Linux only.");
        isMounted = Run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder);
        Assert.SkipUnless(isMounted, "This user may not mount a small disk.");
        return DuckDbEventStore.Open(Path.Combine(folder, "events.duckdb"), TimeProvider.System);
    }

    private string Fill()
    {
        var ballast = Path.Combine(folder, "ballast");
        File.WriteAllBytes(ballast, new byte[12 << 20]);
        return ballast;
    }

    private int AppendUntilRefused(DuckDbEventStore store)
    {
        try
        {
            while (true)
            {
                Append(store);
            }
        }
        catch (KuajieException refusal)
        {
            Assert.Equal("store-full", refusal.Code);
            return next;
        }
    }

    private void Append(DuckDbEventStore store)
    {
        Assert.DoesNotContain(false, store.Append([.. Enumerable.Range(next, EventsAtOnce).Select(Event)]));
        next += EventsAtOnce;
    }

    private static LiveEvent Event(int number) =>
        new($"event-{number}", "k", $"u{number % 97}", null, "c1", InteractionKind.View, TimeProvider.System.GetUtcNow());

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
