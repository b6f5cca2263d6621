using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Kuajie.EndToEnd.Tests.Interactions;

/// <summary><c>kuajie serve</c> as a process of its own on a free port.</summary>
internal sealed partial class ServeProcess : IDisposable
{
    private readonly Process process;

    private ServeProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts it and waits until it says where it listens.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="options">Options beyond the usual ones.</param>
    public static async Task<ServeProcess> StartAsync(string workspace, params string[] options)
    {
        var start = new ProcessStartInfo(KuajieProgram.Path)
        {
            ArgumentList = { "serve", "--workspace", workspace, "--port", "0", "--language", "en" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var option in options)
        {
            start.ArgumentList.Add(option);
        }
        var started = Process.Start(start)!;
        var errors = started.StandardError.ReadToEndAsync();
        while (await started.StandardOutput.ReadLineAsync() is { } line)
        {
            if (AddressIn().Match(line) is { Success: true } match)
            {
                // Read to the end, so that a full pipe never stops the service.
                _ = started.StandardOutput.ReadToEndAsync();
                return new ServeProcess(started, new Uri(match.Value));
            }
        }
        started.Dispose();
        throw new InvalidOperationException($"The service ended before it listened: {await errors}");
    }

    /// <summary>Ends it without a warning, as a failing machine would.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Whether it ends by itself within a time.</summary>
    public bool ExitsWithin(TimeSpan time) => process.WaitForExit(time);

    /// <summary>Asks it to end and waits until it has; its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var ask = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await ask.WaitForExitAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }
        process.Dispose();
    }

    [GeneratedRegex(@"http://[0-9.]+:\d+")]
    private static partial Regex AddressIn();
}
