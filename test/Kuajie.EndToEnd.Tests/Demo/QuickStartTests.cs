using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kuajie.EndToEnd.Tests.Demo;

/// <summary>The quick start as it is written: its commands are taken out of the page and typed, on a smaller world and a free port.</summary>
public sealed partial class QuickStartTests : IDisposable
{
    private const string Page = "docs/guide/quick-start.md";
    private const string UsualAddress = "http://localhost:5380";
    private static readonly string Program = KuajieProgram.Path;
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"kuajie-quick-start-{Environment.ProcessId}");

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Page_TypedAsWritten_DoesWhatItSays()
    {
        var commands = Commands(await File.ReadAllTextAsync(Path.Combine(Root(), Page)));
        Assert.Equal(5, commands.Length);
        Assert.EndsWith(" -- demo", commands[0], StringComparison.Ordinal);
        Assert.StartsWith("export KUAJIE_KEY=kj_", commands[1], StringComparison.Ordinal);
        using var demo = Start(Program, ["demo", "--users", "400", "--out", folder, "--port", "0", "--language", "en"]);
        var errors = demo.StandardError.ReadToEndAsync();
        var said = await ReadUntilAsync(demo, line => line.StartsWith("Try: ", StringComparison.Ordinal), errors);
        _ = demo.StandardOutput.ReadToEndAsync();
        var (address, key) = (AddressIn().Match(said).Value, KeyIn().Match(said).Value);

        var taken = await TypeAsync(commands[2], address, key);
        var similar = await TypeAsync(commands[3], address, key);
        var list = await TypeAsync(commands[4], address, key);
        var shown = await TypeAsync(
            Line("Try: ", said)["Try: ".Length..].Replace("curl", "curl -s", StringComparison.Ordinal),
            address,
            key
        );

        Assert.Equal(1, taken.GetProperty("accepted").GetInt32());
        Assert.Equal(3, similar.GetProperty("items").GetArrayLength());
        Assert.All(similar.GetProperty("items").EnumerateArray(), item => Assert.Equal("sports", item.GetProperty("domain").GetString()));
        Assert.Equal("linked", list.GetProperty("standing").GetString());
        var because = list.GetProperty("items")[0].GetProperty("reasons")[0].GetProperty("becauseOf");
        Assert.Equal("C3407", because.GetProperty("item").GetString());
        Assert.StartsWith("list-", shown.GetProperty("list").GetString(), StringComparison.Ordinal);
        Assert.Equal("linked", shown.GetProperty("standing").GetString());
        Assert.Equal(3, shown.GetProperty("items").GetArrayLength());
        Assert.All(shown.GetProperty("items").EnumerateArray(), item => Assert.NotEqual(0, item.GetProperty("reasons").GetArrayLength()));
        await RunSampleAsync(address, key);
        Process.Start("kill", ["-TERM", $"{demo.Id}"]).WaitForExit();
        await demo.WaitForExitAsync();
        Assert.Equal(0, demo.ExitCode);
    }

    /// <summary>The .NET sample against the same service.</summary>
    private static async Task RunSampleAsync(string address, string key)
    {
        using var sample = Start(Path.Combine(AppContext.BaseDirectory, "Kuajie.Samples.Client"), [address], key);
        var errors = sample.StandardError.ReadToEndAsync();
        var output = await sample.StandardOutput.ReadToEndAsync();
        await sample.WaitForExitAsync();
        Assert.True(sample.ExitCode == 0, await errors);
        Assert.Equal(3, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task<JsonElement> TypeAsync(string command, string address, string key)
    {
        using var shell = Start("bash", ["-c", command.Replace(UsualAddress, address, StringComparison.Ordinal)], key);
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.True(shell.ExitCode == 0, $"{command}: {await errors}");
        return JsonDocument.Parse(output).RootElement;
    }

    private static async Task<string> ReadUntilAsync(Process process, Func<string, bool> isLast, Task<string> errors)
    {
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (isLast(line))
            {
                return string.Join('\n', said);
            }
        }
        throw new InvalidOperationException($"The demo ended before it served: {await errors}");
    }

    private static Process Start(string program, string[] arguments, string? key = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUAJIE_KEY"] = key;
        return Process.Start(start)!;
    }

    /// <summary>Commands in the page's bash blocks, continued lines joined.</summary>
    private static string[] Commands(string page) =>
        [
            .. Blocks()
                .Matches(page.ReplaceLineEndings("\n"))
                .SelectMany(block => block.Groups["body"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
                .Where(line => line.Length > 0),
        ];

    private static string Line(string start, string text) =>
        text.Split('\n').Single(line => line.StartsWith(start, StringComparison.Ordinal));

    private static string Root()
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, "Kuajie.slnx")))
        {
            above = above.Parent ?? throw new InvalidOperationException("No folder above the tests holds Kuajie.slnx.");
        }
        return above.FullName;
    }

    [GeneratedRegex("^```bash\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"http://[0-9.]+:\d+")]
    private static partial Regex AddressIn();

    [GeneratedRegex("kj_[A-Za-z0-9_-]+")]
    private static partial Regex KeyIn();
}
