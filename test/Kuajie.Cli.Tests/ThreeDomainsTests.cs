using System.Globalization;
using System.Text.Json;
using Kuajie.Cli.Output;

namespace Kuajie.Cli.Tests;

/// <summary>A platform with three domains, from files to recommendations, through the command line.</summary>
public sealed class ThreeDomainsTests : IDisposable
{
    private const int Users = 160;
    private readonly string root = Directory.CreateTempSubdirectory("kuajie-three-domains-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("joint-als", "{\"rank\":8,\"domainWeights\":[1,0.1]}")]
    [InlineData("joint-ease", "{\"domainWeights\":[1,0.1]}")]
    [InlineData("joint-graph-walk", "{\"domainWeights\":[1,0.1]}")]
    [InlineData("embedding-mapping", "{\"rank\":8,\"domainWeights\":[1,0.1]}")]
    [InlineData("auto", null)]
    public async Task TrainAndRecommend_TwoSources_ServeUsersNewInTheTarget(string model, string? options)
    {
        await Prepare();
        string[] chosen = options is null ? ["--steps", "40"] : ["--options", options];
        using var trained = await Json(["train", "--source", "books,noise", "--target", "films", "--model", model, .. chosen]);
        var version = trained.RootElement.GetProperty("trained")[0].GetProperty("version");
        Assert.Equal(["books", "noise", "films"], version.GetProperty("domains").EnumerateArray().Select(one => one.GetString()));
        if (options is null)
        {
            CheckAuto(trained.RootElement.GetProperty("trained")[0]);
        }
        // u0 … u7 read books of their taste and never saw a film.
        var hits = 0;
        for (var user = 0; user < 8; user++)
        {
            using var list = await Json(["recommend", "--user", $"u{user}", "--user-domain", "books", "--domain", "films", "-k", "3"]);
            var items = list
                .RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("item").GetString()!)
                .ToArray();
            Assert.Equal(3, items.Length);
            hits += items.Count(item => int.Parse(item[1..], CultureInfo.InvariantCulture) % 4 == user % 4);
        }
        Assert.True(hits >= 18, $"{hits} of 24 films are of the reader's taste; by chance 6 are.");
    }

    [Fact]
    public async Task Train_WeightsOfAnotherNumberOfDomains_SaysHowManyAreExpected()
    {
        await Prepare();
        var (code, _, error) = await Run([
            "train",
            "--source",
            "books,noise",
            "--target",
            "films",
            "--model",
            "joint-ease",
            "--options",
            "{\"domainWeights\":[1]}",
        ]);
        Assert.Equal(2, code);
        Assert.Contains("0 | 2", error, StringComparison.Ordinal);
    }

    private static void CheckAuto(JsonElement trained)
    {
        var leaderboard = trained.GetProperty("leaderboard").EnumerateArray().ToArray();
        var weighed = leaderboard.Where(entry =>
            entry.GetProperty("options").TryGetProperty("domainWeights", out var weights) && weights.GetArrayLength() == 2
        );
        Assert.Superset(
            new HashSet<string> { "joint-als", "joint-ease", "joint-graph-walk", "embedding-mapping" },
            weighed.Select(entry => entry.GetProperty("model").GetString()!).ToHashSet()
        );
        Assert.True(trained.GetProperty("spent").GetProperty("searchSeconds").GetDouble() > 0);
        Assert.Contains("spending", trained.GetProperty("version").GetProperty("metricsJson").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Four tastes in books and films; the third domain knows the same people and nothing of their tastes.</summary>
    private async Task Prepare()
    {
        await Json(["init"]);
        await Import("books", 0, (user, place) => (4 * ((user + place) % 8)) + (user % 4));
        await Import("noise", 0, (user, place) => ((user * 7) + (place * 11) + (user / 3)) % 32);
        await Import("films", 8, (user, place) => (4 * ((user + (2 * place)) % 8)) + (user % 4));
        foreach (var source in new[] { "books", "noise" })
        {
            await Json(["link", "same-id", "--first", source, "--second", "films"]);
        }
    }

    private async Task Import(string domain, int firstUser, Func<int, int, int> itemOf)
    {
        var file = Path.Combine(root, $"{domain}.csv");
        var rows =
            from user in Enumerable.Range(firstUser, Users - firstUser)
            from place in Enumerable.Range(0, 5)
            select $"u{user},{domain[0]}{itemOf(user, place)},{1_700_000_000 + place}";
        await File.WriteAllLinesAsync(
            file,
            rows.Distinct(StringComparer.Ordinal).Prepend("user,item,time"),
            TestContext.Current.CancellationToken
        );
        await Json(["import", "--domain", domain, "--interactions", file]);
    }

    private async Task<JsonDocument> Json(string[] arguments)
    {
        var (code, output, error) = await Run([.. arguments, "--json"]);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {code} {error}");
        return JsonDocument.Parse(output);
    }

    private async Task<(int Code, string Output, string Error)> Run(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, TimeProvider.System, TestContext.Current.CancellationToken);
        var code = await KuajieCommand.RunAsync(
            [.. arguments, "--language", "en", "--workspace", Path.Combine(root, "workspace")],
            session
        );
        return (code, output.ToString(), error.ToString());
    }
}
