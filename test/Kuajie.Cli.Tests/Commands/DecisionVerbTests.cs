using System.Text.Json;
using Kuajie.Cli.Output;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Cli.Tests.Commands;

/// <summary>The verbs that decide, on the files of the story that stand under samples.</summary>
public sealed class DecisionVerbTests : IDisposable
{
    private static readonly string Story = Path.Combine(RepositoryRoot(), "samples", "marathon");
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-decision-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Fit_Files_RankTheMarathonFirstWithEvidence()
    {
        var (code, output, _) = await Run(
            "partners",
            "fit",
            "--aggregates",
            In("aggregates.csv"),
            "--tags",
            In("tags.csv"),
            "--prices",
            In("prices.csv"),
            "--json"
        );

        Assert.Equal(0, code);
        var partners = JsonDocument.Parse(output).RootElement.GetProperty("partners");
        Assert.Equal("湖城马拉松", partners[0].GetProperty("partner").GetString());
        var hotpot = partners.EnumerateArray().Single(each => each.GetProperty("partner").GetString() == "老灶火锅");
        Assert.Equal(6, hotpot.GetProperty("parts").EnumerateArray().Count(part => !part.GetProperty("isKnown").GetBoolean()));
        Assert.True(hotpot.GetProperty("high").GetDouble() - hotpot.GetProperty("low").GetDouble() > 0.3);
    }

    [Fact]
    public async Task Portfolio_Budget_IsProvenWithAlternativesAndTurns()
    {
        var table = Path.Combine(folder, "portfolio.csv");

        var (code, output, _) = await Run(
            "partners",
            "portfolio",
            "--candidates",
            In("candidates.csv"),
            "--budget",
            "600000",
            "--out",
            table,
            "--json"
        );

        Assert.Equal(0, code);
        var answer = JsonDocument.Parse(output).RootElement;
        var choices = answer.GetProperty("choices");
        Assert.Equal(3, choices.GetArrayLength());
        Assert.All(choices.EnumerateArray(), choice => Assert.True(choice.GetProperty("costMinorUnits").GetInt64() <= 60_000_000));
        Assert.True(choices[0].GetProperty("revenueMinorUnits").GetInt64() > choices[1].GetProperty("revenueMinorUnits").GetInt64());
        Assert.Equal(9, answer.GetProperty("priceTurns").GetArrayLength());
        Assert.StartsWith(
            "choice,partner,share",
            await File.ReadAllTextAsync(table, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Portfolio_Impossible_EndsWithOneAndNamesTheConflict()
    {
        var (code, output, _) = await Run(
            "partners",
            "portfolio",
            "--candidates",
            In("candidates.csv"),
            "--budget",
            "50000",
            "--least-fields",
            "6"
        );

        Assert.Equal(1, code);
        Assert.Contains("At least 6 different fields must be covered.", output, StringComparison.Ordinal);
        Assert.Contains("The budget is 50,000.00 CNY.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Network_Ties_FindTheTwoCommunities()
    {
        var (code, output, _) = await Run("partners", "network", "--ties", In("ties.csv"), "--json");

        Assert.Equal(0, code);
        var partners = JsonDocument.Parse(output).RootElement.GetProperty("partners").EnumerateArray().ToArray();
        Assert.Equal("湖城马拉松", partners[0].GetProperty("partner").GetString());
        Assert.Equal(1, partners.Sum(each => each.GetProperty("eigenvector").GetDouble()), 9);
        Assert.Equal(2, partners.Select(each => each.GetProperty("community").GetInt32()).Distinct().Count());
    }

    [Fact]
    public async Task Plan_ForecastFitSolve_WorkOnEachOthersFiles()
    {
        var (inventory, curves, plan) = (Path.Combine(folder, "i.csv"), Path.Combine(folder, "c.csv"), Path.Combine(folder, "p.csv"));
        Assert.Equal(
            0,
            (
                await Run(
                    "plan",
                    "forecast",
                    "--history",
                    In("history.csv"),
                    "--holidays",
                    In("holidays.csv"),
                    "--days",
                    "14",
                    "--out",
                    inventory
                )
            ).Code
        );
        Assert.Equal(
            0,
            (
                await Run(
                    "plan",
                    "fit-curves",
                    "--observations",
                    In("observations.csv"),
                    "--experiments",
                    In("experiments.csv"),
                    "--out",
                    curves
                )
            ).Code
        );

        string[] common = ["--placements", In("placements.csv"), "--curves", curves, "--inventory", inventory, "--budget", "60000"];
        var (code, output, _) = await Run([
            "plan",
            "solve",
            .. common,
            "--day-budgets",
            In("day-budgets.csv"),
            "--frequency",
            "3",
            "--out",
            plan,
            "--json",
        ]);
        var (_, robust, _) = await Run(["plan", "solve", .. common, "--robust", "--json"]);
        var (_, frontier, _) = await Run(["plan", "frontier", .. common, "--points", "5", "--json"]);

        Assert.Equal(0, code);
        var answer = JsonDocument.Parse(output).RootElement;
        var found = answer.GetProperty("plan");
        Assert.InRange(found.GetProperty("costMinorUnits").GetInt64(), 5_990_000, 6_000_000);
        Assert.True(found.GetProperty("gap").GetDouble() < 1e-3);
        Assert.Equal(2, answer.GetProperty("leftOut").GetArrayLength());
        Assert.Equal(168, found.GetProperty("placements").GetArrayLength());
        Assert.True(
            JsonDocument.Parse(robust).RootElement.GetProperty("plan").GetProperty("worstEffect").GetDouble()
                >= found.GetProperty("worstEffect").GetDouble()
        );
        var effects = JsonDocument
            .Parse(frontier)
            .RootElement.GetProperty("points")
            .EnumerateArray()
            .Select(point => point.GetProperty("effect").GetDouble())
            .ToArray();
        Assert.Equal(effects.Order(), effects);
        Assert.Equal(171, (await File.ReadAllLinesAsync(plan, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Plan_LeastCostForAnEffect_ReachesIt()
    {
        var (code, output, _) = await Run(
            "plan",
            "solve",
            "--placements",
            In("placements.csv"),
            "--observations",
            In("observations.csv"),
            "--inventory",
            await Forecast(),
            "--budget",
            "60000",
            "--effect",
            "9000",
            "--json"
        );

        Assert.Equal(0, code);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.True(answer.GetProperty("plan").GetProperty("effect").GetDouble() >= 9000);
        Assert.InRange(
            answer.GetProperty("lowerCostBoundMinorUnits").GetInt64(),
            1,
            answer.GetProperty("plan").GetProperty("costMinorUnits").GetInt64()
        );
    }

    [Fact]
    public async Task Solve_FileWithFaults_NamesThemAllAndEndsWithOne()
    {
        var path = Path.Combine(folder, "bad.csv");
        await File.WriteAllTextAsync(
            path,
            "placement,slot,day,from,to,format,cost_model,price,curve,inventory,time_zone\n"
                + "a,s,2026-04-06,09:00,07:00,banner,cpm,10,race-app,5,\nb,s,2026-04-06,07:00,09:00,banner,cpm,-10,race-app,5,Mars/Base\n",
            TestContext.Current.CancellationToken
        );
        string[] call = ["plan", "solve", "--placements", path, "--observations", In("observations.csv"), "--budget", "100"];

        var (code, _, error) = await Run(call);
        var (_, json, _) = await Run([.. call, "--json"]);

        Assert.Equal(1, code);
        Assert.Contains("bad.csv:2", error, StringComparison.Ordinal);
        Assert.Contains("The window runs from 09:00 to 07:00.", error, StringComparison.Ordinal);
        Assert.Equal(
            ["impossible-window", "unknown-time-zone", "wrong-value"],
            JsonDocument
                .Parse(json)
                .RootElement.GetProperty("errors")
                .EnumerateArray()
                .Select(each => each.GetProperty("code").GetString()!)
                .Order()
        );
    }

    [Theory]
    [InlineData("partners")]
    [InlineData("plan")]
    public async Task Verb_Alone_NamesTheVerbsBelow(string verb)
    {
        var (code, _, error) = await Run(verb);

        Assert.Equal(2, code);
        Assert.Contains(
            verb == "plan" ? "solve, frontier, forecast, fit-curves" : "fit, portfolio, network",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Portfolio_BudgetThatIsNone_IsWrongUse()
    {
        var (code, _, error) = await Run("partners", "portfolio", "--candidates", In("candidates.csv"), "--budget", "much");

        Assert.Equal(2, code);
        Assert.Contains("--budget", error, StringComparison.Ordinal);
    }

    private static string In(string file) => Path.Combine(Story, file);

    private async Task<string> Forecast()
    {
        var path = Path.Combine(folder, "inventory.csv");
        await Run("plan", "forecast", "--history", In("history.csv"), "--days", "14", "--out", path);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, new FakeTimeProvider(), TestContext.Current.CancellationToken);
        var code = await KuajieCommand.RunAsync(["--language", "en", .. arguments], session);
        return (code, output.ToString(), error.ToString());
    }

    private static string RepositoryRoot()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Kuajie.slnx")))
        {
            root = Path.GetDirectoryName(root.TrimEnd(Path.DirectorySeparatorChar))!;
        }
        return root;
    }
}
