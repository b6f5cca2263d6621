using System.Diagnostics;
using System.Text.Json;

namespace Kuajie.EndToEnd.Tests.Demo;

/// <summary>The README's first command as a user runs it: a real process, a small world.</summary>
public sealed class DemoTests : IDisposable
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
        await Run("en");

        var document = await Run("zh");

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
        var page = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=\"http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Demo_FolderOfSomebodyElse_IsLeftAlone()
    {
        Directory.CreateDirectory(folder);
        var precious = Path.Combine(folder, "precious.txt");
        await File.WriteAllTextAsync(precious, "mine");

        using var process = Start("en");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Equal("folder-not-a-demo", JsonDocument.Parse(output).RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("mine", await File.ReadAllTextAsync(precious));
    }

    private static double Ndcg(JsonElement result) => result.GetProperty("ndcg@10").GetDouble();

    private async Task<JsonElement> Run(string language)
    {
        using var process = Start(language);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return JsonDocument.Parse(output).RootElement;
    }

    private Process Start(string language)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments = ["demo", "--no-serve", "--users", "400", "--out", folder, "--language", language, "--json"];
        foreach (var argument in (string[])[KuajieProgram.Assembly, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }
}
