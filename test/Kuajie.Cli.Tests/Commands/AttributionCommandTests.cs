using System.Text.Json;
using Kuajie.Cli.Output;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Cli.Tests.Commands;

/// <summary><c>kuajie attribution</c> on files.</summary>
public sealed class AttributionCommandTests : IDisposable
{
    private const string Paths = "path,people,conversions\nstory > search,1000,200\nstory,1000,200\nsearch,1000,50\n-,1000,50\n";

    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-attribution-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Attribution_OfFiles_SetsMethodsSideBySide()
    {
        var credits = Path.Combine(folder, "credits.csv");
        var holdouts = Written("holdouts.csv", "渠道,人数,转化数,留出人数,留出转化数\nstory,1000,200,1000,50\nsearch,1000,120,1000,120\n");

        var (code, output, _) = await Run(
            "attribution",
            "--paths",
            Written("paths.csv", Paths),
            "--holdouts",
            holdouts,
            "--out",
            credits,
            "--json"
        );

        Assert.Equal(0, code);
        var methods = JsonDocument.Parse(output).RootElement.GetProperty("methods").EnumerateArray().ToArray();
        Assert.Equal(["last-touch", "position", "shapley", "incremental"], methods.Select(each => each.GetProperty("method").GetString()));
        Assert.Equal(
            [250.0, 200],
            methods[0].GetProperty("credits").EnumerateArray().Select(each => each.GetProperty("credit").GetDouble())
        );
        Assert.Equal(50, methods[0].GetProperty("uncredited").GetDouble());
        Assert.Equal(150, methods[3].GetProperty("credits")[1].GetProperty("credit").GetDouble(), 9);
        Assert.Equal(9, (await File.ReadAllLinesAsync(credits)).Length);
    }

    [Fact]
    public async Task Attribution_ForPeople_SaysWhatIsMissing()
    {
        var (code, output, _) = await Run("attribution", "--paths", Written("paths.csv", "path,people,conversions\nstory>search,10,3\n"));

        Assert.Equal(0, code);
        Assert.Contains("at least 30 are needed", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path,people\nstory,10\n", "conversions")]
    [InlineData("path,people,conversions\nstory,10,11\n", "no more conversions than people")]
    [InlineData("path,people,conversions\nstory > ,10,1\n", "without a name")]
    public async Task Attribution_WrongTables_AreRefused(string table, string said)
    {
        var (code, _, error) = await Run("attribution", "--paths", Written("paths.csv", table));

        Assert.NotEqual(0, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    private string Written(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, new FakeTimeProvider(), TestContext.Current.CancellationToken);
        var code = await KuajieCommand.RunAsync(["--language", "en", .. arguments], session);
        return (code, output.ToString(), error.ToString());
    }
}
