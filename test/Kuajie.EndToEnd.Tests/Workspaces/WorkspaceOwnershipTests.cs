using System.Diagnostics;
using System.Text.Json;
using Kuajie.Storage.Workspaces;

namespace Kuajie.EndToEnd.Tests.Workspaces;

/// <summary>Ownership between real processes.</summary>
public sealed class WorkspaceOwnershipTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task SecondProcess_IsToldWhoOwnsTheWorkspace()
    {
        using var owner = Workspace.Create(folder, "init", TimeProvider.System);

        var (exitCode, output) = await Run("status", "--json");

        Assert.Equal(1, exitCode);
        var error = JsonDocument.Parse(output).RootElement.GetProperty("error");
        Assert.Equal("workspace-in-use", error.GetProperty("code").GetString());
        Assert.Contains($"{Environment.ProcessId}", error.GetProperty("found").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondReader_ReadsToo_WriterIsToldWhoReads()
    {
        Workspace.Create(folder, "init", TimeProvider.System).Dispose();
        using var reader = Workspace.OpenForReading(folder, "evaluate", TimeProvider.System);

        foreach (
            var verb in (string[][])
                [
                    ["status", "--json"],
                    ["models", "list", "--json"],
                ]
        )
        {
            var (read, said) = await Run(verb);
            Assert.True(read == 0, said);
        }
        var (refused, error) = await Run("import", "--domain", "knowledge", "--vectors", "none", "--json");

        Assert.Equal(1, refused);
        Assert.Contains($"{Environment.ProcessId} (kuajie evaluate", error, StringComparison.Ordinal);
    }

    /// <summary>A verb that waits for its input holds the workspace; opening the other end of the pipe returns once it reads, so nothing here waits for a clock.</summary>
    [Fact]
    public async Task OwnerKilled_LockGoesWithIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Named pipes as files exist on Unix only.");
        using (var workspace = Workspace.Create(folder, "init", TimeProvider.System))
        {
            workspace.Partners.EnsureDomain("knowledge");
            workspace.Partners.EnsureDomain("sports");
        }
        var pipe = Path.Combine(Path.GetTempPath(), $"kuajie-pipe-{Environment.ProcessId}");
        await Process.Start("mkfifo", pipe).WaitForExitAsync();
        try
        {
            using var owner = Start("link", "file", "--first", "knowledge", "--second", "sports", "--file", pipe);
            await Task.Run(() => File.OpenHandle(pipe, FileMode.Open, FileAccess.Write)).WaitAsync(Patience);
            var (refused, said) = await Run("status", "--json");
            Assert.Equal(1, refused);
            Assert.Contains($"{owner.Id}", said, StringComparison.Ordinal);
            Assert.Contains("link file", said, StringComparison.Ordinal);

            owner.Kill();
            await owner.WaitForExitAsync();

            Assert.Equal(0, (await Run("status", "--json")).ExitCode);
        }
        finally
        {
            File.Delete(pipe);
        }
    }

    private async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[KuajieProgram.Assembly, .. arguments, "--workspace", folder, "--language", "en"])
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }
}
