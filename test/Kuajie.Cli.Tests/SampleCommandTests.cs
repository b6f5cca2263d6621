using System.Text.Json;
using Kuajie.Cli.Output;

namespace Kuajie.Cli.Tests;

public sealed class SampleCommandTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kuajie-sample-verb-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Sample_Json_ListsFilesAndNextCommands()
    {
        var (code, output, _) = await Run("--users", "100", "--out", Path.Combine(root, "world"), "--json");
        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        Assert.Equal(10, document.RootElement.GetProperty("files").GetArrayLength());
        Assert.Contains(
            document.RootElement.GetProperty("next").EnumerateArray(),
            line => line.GetString()!.StartsWith("kuajie import --domain knowledge", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Sample_FolderInUse_FailsWithOneAndForceReplaces()
    {
        var folder = Path.Combine(root, "world");
        Assert.Equal(0, (await Run("--users", "100", "--out", folder)).Code);
        var (code, _, error) = await Run("--users", "100", "--out", folder);
        Assert.Equal(1, code);
        Assert.Contains("--force", error, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("--users", "100", "--out", folder, "--force", "--scenario", "finance")).Code);
    }

    [Theory]
    [InlineData("--scenario", "golf", "sports, auto, streaming, culture, finance")]
    [InlineData("--users", "99", "100 to 1,000,000")]
    [InlineData("--seed", "-1", "A whole number from 0")]
    public async Task Sample_WrongUse_FailsWithTwoAndSaysWhatWasExpected(string option, string value, string expected)
    {
        var (code, _, error) = await Run($"{option}={value}", "--out", Path.Combine(root, "world"));
        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, TimeProvider.System, TestContext.Current.CancellationToken);
        var code = await KuajieCommand.RunAsync(["sample", "--language", "en", .. arguments], session);
        return (code, output.ToString(), error.ToString());
    }
}
