using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Workspaces;

namespace Kuajie.EndToEnd.Tests.Imports;

/// <summary>Really kills importing processes and looks at what they leave.</summary>
public sealed class KilledImportTests : IDisposable
{
    private const int Kills = 10;
    private const int Rows = 30_000;
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-killed-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Import_KilledAtAnyMoment_LeavesAllOrNothingAndEverythingAcknowledged()
    {
        var started = Stopwatch.GetTimestamp();
        Assert.True(Run(WriteExport(0), null));
        var length = Stopwatch.GetElapsedTime(started);
        var random = new SplittableRandom(20240501);
        var acknowledged = 1;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var isAcknowledged = Run(WriteExport(kill), length * (random.NextDouble() * 1.1));

            using var workspace = Workspace.Open(Path.Combine(folder, "w"), "test", TimeProvider.System);
            var committed = workspace.Events.CommittedImports().Count;
            // A process killed between its commit and its exit has committed without saying so.
            Assert.InRange(committed, acknowledged + (isAcknowledged ? 1 : 0), acknowledged + 1);
            acknowledged = committed;
            Assert.Equal((long)committed * Rows, Assert.Single(workspace.Interactions.Totals()).Interactions);
            Assert.Equal(committed, workspace.Imports.All().Count(import => import.State == ImportState.Completed));
            Assert.DoesNotContain(workspace.Imports.All(), import => import.State == ImportState.Running);
            Assert.Empty(workspace.Events.IntegrityFaults());
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "w", "staging")));
        }
        Assert.True(Run(WriteExport(Kills + 1), null));
    }

    /// <summary>Imports in a process of its own, killed after a while; whether it ended by itself and well.</summary>
    private bool Run(string export, TimeSpan? life)
    {
        var start = new ProcessStartInfo(KuajieProgram.Path)
        {
            ArgumentList =
            {
                "import",
                "--workspace",
                Path.Combine(folder, "w"),
                "--domain",
                "knowledge",
                "--interactions",
                export,
                "--json",
                "--quiet",
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.WaitForExit(life ?? TimeSpan.FromMinutes(2)))
        {
            return process.ExitCode == 0;
        }
        process.Kill();
        process.WaitForExit();
        return false;
    }

    private string WriteExport(int number)
    {
        var text = new StringBuilder("user_id,item_id,kind,time\n");
        for (var row = 0; row < Rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"u{row % 997},f{number}-c{row},view,{1_700_000_000 + row}\n");
        }
        var path = Path.Combine(folder, $"export{number}.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
