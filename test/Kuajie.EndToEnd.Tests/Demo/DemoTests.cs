using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kuajie.EndToEnd.Tests.Demo;

/// <summary>The README's first command as a user runs it: a real process, a small world.</summary>
public sealed partial class DemoTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"kuajie-demo-{Environment.ProcessId}");

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Demo_TwiceIntoOneFolder_RecommendsBothWaysBetterThanPopularityAndWritesAPageThatOpensOffline()
    {
        // What was there before is small: it only has to give way.
        await Run("en", users: 100);

        var document = await Run("zh", users: 400);

        foreach (var direction in document.GetProperty("directions").EnumerateArray())
        {
            var results = direction.GetProperty("evaluation").GetProperty("results").EnumerateArray().ToArray();
            Assert.Equal("popularity", results[0].GetProperty("model").GetString());
            Assert.True(Ndcg(results[^1]) > 1.3 * Ndcg(results[0]), $"{Ndcg(results[^1])} against popularity {Ndcg(results[0])}");
        }
        var lists = document.GetProperty("lists").EnumerateArray().ToArray();
        Assert.Equal(["warm", "linked", "cold", "linked"], lists.Select(list => list.GetProperty("standing").GetString()));
        Assert.All(lists, list => Assert.Equal(5, list.GetProperty("items").GetArrayLength()));
        Assert.Contains(
            "因为你",
            lists[1].GetProperty("items")[0].GetProperty("reasons")[0].GetProperty("text").GetString(),
            StringComparison.Ordinal
        );
        var campaign = document.GetProperty("campaign");
        Assert.Equal(("marathon", "closed"), (campaign.GetProperty("name").GetString(), campaign.GetProperty("standing").GetString()));
        Assert.True(campaign.GetProperty("isWithinBudget").GetBoolean());
        Assert.True(
            campaign.GetProperty("regret").GetProperty("givenAway").GetDouble()
                < campaign.GetProperty("regret").GetProperty("uniform").GetDouble()
        );
        var page = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"));
        Assert.Contains("联合活动 marathon", page, StringComparison.Ordinal);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=\"http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
        await TypeTheStoryAsync();
    }

    /// <summary>The end of the marathon's story, typed as both guides have it.</summary>
    private async Task TypeTheStoryAsync()
    {
        var written = await Task.WhenAll(
            ((string[])["docs/guide/partners-and-plan.md", "docs/guide/partners-and-plan.zh-CN.md"]).Select(page =>
                File.ReadAllTextAsync(Path.Combine(Root(), page))
            )
        );
        string[][] commands = [.. written.Select(page => Story().Match(page.ReplaceLineEndings("\n")).Value).Select(Commands)];
        Assert.Equal(5, commands[0].Length);
        Assert.Equal(commands[0], commands[1]);
        foreach (var command in commands[0])
        {
            await RunAsync(["--language", "en", .. command.Replace("kuajie-demo", folder, StringComparison.Ordinal).Split(' ')[1..]]);
        }
        var report = await File.ReadAllTextAsync(Path.Combine(folder, "marathon.html"));
        Assert.Contains("Outcome of the campaign marathon", report, StringComparison.Ordinal);
        // So few users prove nothing one can count on; that each measure has its verdict can be.
        Assert.Contains("Buyers on the promoted side: ", report, StringComparison.Ordinal);
    }

    private static async Task RunAsync(string[] arguments)
    {
        using var process = StartWith(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)}: {await errors}");
    }

    private static string[] Commands(string text) =>
        [.. text.Split('\n').Where(line => line.StartsWith("kuajie ", StringComparison.Ordinal))];

    private static string Root()
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, "Kuajie.slnx")))
        {
            above = above.Parent ?? throw new InvalidOperationException("No folder above the tests holds Kuajie.slnx.");
        }
        return above.FullName;
    }

    [GeneratedRegex(
        "^## (From approval to proof|从批准到证明)$.*?^## ",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Story();

    [Fact]
    public async Task Demo_FolderOfSomebodyElse_IsLeftAlone()
    {
        Directory.CreateDirectory(folder);
        var precious = Path.Combine(folder, "precious.txt");
        await File.WriteAllTextAsync(precious, "mine");

        using var process = Start("en", users: 400);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Equal("folder-not-a-demo", JsonDocument.Parse(output).RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("mine", await File.ReadAllTextAsync(precious));
    }

    private static double Ndcg(JsonElement result) => result.GetProperty("ndcg@10").GetDouble();

    private async Task<JsonElement> Run(string language, int users)
    {
        using var process = Start(language, users);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return JsonDocument.Parse(output).RootElement;
    }

    private Process Start(string language, int users) =>
        StartWith(["demo", "--no-serve", "--users", $"{users}", "--out", folder, "--language", language, "--json"]);

    private static Process StartWith(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[KuajieProgram.Assembly, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }
}
