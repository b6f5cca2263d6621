using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Tests.Commands;

/// <summary>Small simulations against the service and a workspace on the disk.</summary>
public sealed class SimulateCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-simulate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("two-sided")]
    [InlineData("campaign")]
    public async Task Simulate_OneAndTwoThreads_ComeToTheSame(string scenario)
    {
        var one = await Simulate("one", "--scenario", scenario, "--threads", "1");
        var two = await Simulate("two", "--scenario", scenario, "--threads", "2");

        Assert.Equal(one.GetRawText(), two.GetRawText());
        Assert.NotEqual(one.GetRawText(), (await Simulate("other", "--scenario", scenario, "--seed", "2")).GetRawText());
    }

    /// <summary>A campaign from agreement to proof: what its partners read from the record is what the simulation read.</summary>
    [Fact]
    public async Task Simulate_Campaign_IsChargedAndReadFromTheRecordBesideTheTruth()
    {
        var report = await Simulate(
            "campaign",
            "--scenario",
            "campaign",
            "--users",
            "1500",
            "--days",
            "16",
            "--out",
            Path.Combine(folder, "out")
        );

        var campaign = Assert.Single(report.GetProperty("campaigns").EnumerateArray().ToArray());
        Assert.Equal(("marathon", "closed"), (campaign.GetProperty("name").GetString(), campaign.GetProperty("standing").GetString()));
        Assert.True(campaign.GetProperty("isWithinBudget").GetBoolean());
        var effects = campaign.GetProperty("effects").EnumerateArray().ToArray();
        Assert.Equal(7, effects.Length);
        var buyers = effects.Single(effect =>
            effect.GetProperty("kind").GetString() == "buyers" && effect.GetProperty("side").GetString() == "promoted"
        );
        // About 3.5 impressions of each user, 40 % of whom are linked, at up to 0.0225 each.
        Assert.InRange(buyers.GetProperty("truth").GetDouble(), 0.01, 0.04);
        var searches = effects.Single(effect => effect.GetProperty("kind").GetString() == "searchShare");
        // About 0.42 searches of each user on either side anyhow, and 0.1 more by the impressions; on the promoted side 40 % are known: from 0.17 of 0.59 to 0.21 of 0.63.
        Assert.InRange(searches.GetProperty("truth").GetDouble(), 0.02, 0.08);
        var regret = campaign.GetProperty("regret");
        Assert.Equal("first-42", regret.GetProperty("best").GetString());
        Assert.True(regret.GetProperty("givenAway").GetDouble() < 0.3 * regret.GetProperty("uniform").GetDouble(), regret.GetRawText());
        Assert.Equal(8, File.ReadAllLines(Path.Combine(folder, "out", "campaign-effects.csv")).Length);
        Assert.Equal(4, File.ReadAllLines(Path.Combine(folder, "out", "campaign-creatives.csv")).Length);
        var (code, output, error) = await Run(
            null,
            ["campaign", "outcome", "--domain", "sports", "--name", "marathon", "--workspace", Path.Combine(folder, "campaign"), "--json"],
            TestContext.Current.CancellationToken
        );
        Assert.True(code == 0, error);
        var outcome = JsonDocument.Parse(output).RootElement;
        Assert.Equal(campaign.GetProperty("reached").GetInt64(), outcome.GetProperty("reached").GetInt64());
        Assert.Equal(campaign.GetProperty("spentMinorUnits").GetInt64(), outcome.GetProperty("spentMinorUnits").GetInt64());
        var read = outcome
            .GetProperty("measures")
            .EnumerateArray()
            .Single(each => each.GetProperty("name").GetString() == buyers.GetProperty("name").GetString());
        Assert.Equal(
            buyers.GetProperty("observed").GetProperty("value").GetDouble(),
            read.GetProperty("effect").GetProperty("value").GetDouble(),
            12
        );
    }

    [Fact]
    public async Task Simulate_Lift_HasEverythingOnRecordAndTheTruthOfTheFormula()
    {
        var report = await Simulate("lift", "--scenario", "lift", "--out", Path.Combine(folder, "out"));

        var visits = report.GetProperty("days").EnumerateArray().Sum(day => day.GetProperty("visits").GetInt32());
        Assert.InRange(visits, 1_000, 1_400);
        Assert.Equal(visits, report.GetProperty("lists").GetInt64());
        using (var workspace = Workspace.Open(Path.Combine(folder, "lift"), "test", TimeProvider.System))
        {
            var totals = workspace.EventLog.LiveTotals();
            Assert.Equal(visits, totals.Sum(domain => domain.Lists));
            Assert.Empty(workspace.Events.IntegrityFaults());
        }
        foreach (var side in report.GetProperty("sides").EnumerateArray())
        {
            // Without match, fatigue and season every exposure is alike: 0.03 against odds times e^0.25.
            var odds = 0.03 / 0.97 * Math.Exp(0.25);
            var lift = side.GetProperty("truth").GetProperty("arms")[1].GetProperty("lift").GetDouble();
            Assert.Equal((odds / (1 + odds) / 0.03) - 1, lift, 9);
        }
        Assert.Equal(9, File.ReadAllLines(Path.Combine(folder, "out", "days.csv")).Length);
        Assert.Equal(5, File.ReadAllLines(Path.Combine(folder, "out", "arms.csv")).Length);
        Assert.StartsWith("domain,lever,setting,", File.ReadAllText(Path.Combine(folder, "out", "optimum.csv")), StringComparison.Ordinal);
    }

    /// <summary>The whole loop: the service assigns, lists and events go on record, and the reading of the record is held against the truth of the formula.</summary>
    [Theory]
    [InlineData("null")]
    [InlineData("lift")]
    public async Task Read_ExperimentOfTheSimulation_CoversTheTruth(string scenario)
    {
        var report = await Simulate("proof", "--scenario", scenario, "--users", "1500", "--days", "14", "--seed", "1");

        foreach (var side in report.GetProperty("sides").EnumerateArray())
        {
            var truth = side.GetProperty("truth").GetProperty("arms")[1].GetProperty("lift").GetDouble();
            var (code, output, error) = await Run(
                null,
                [
                    "experiment",
                    "read",
                    "--domain",
                    side.GetProperty("domain").GetString()!,
                    "--name",
                    scenario,
                    "--workspace",
                    Path.Combine(folder, "proof"),
                    "--json",
                ],
                TestContext.Current.CancellationToken
            );
            Assert.True(code == 0, error);
            var reading = JsonDocument.Parse(output).RootElement;
            var lift = reading.GetProperty("comparisons")[0].GetProperty("metrics")[0].GetProperty("relative");

            Assert.Equal(scenario == "null" ? 0 : 0.273, truth, 0.001);
            Assert.InRange(truth, lift.GetProperty("low").GetDouble(), lift.GetProperty("high").GetDouble());
            // What is read from the record is what the simulation saw itself.
            Assert.Equal(
                side.GetProperty("observed")[1].GetProperty("effect").GetProperty("relative").GetProperty("value").GetDouble(),
                lift.GetProperty("value").GetDouble(),
                12
            );
            Assert.Equal(0, reading.GetProperty("crossedUnits").GetInt32());
        }
    }

    [Fact]
    public async Task Simulate_Cancelled_LeavesAWorkspaceThatIsWhole()
    {
        using var stop = new CancellationTokenSource();
        using var progress = new StopAt("Simulating", stop);

        var (code, _, _) = await Run(progress, Arguments("stopped", "--days", "200"), stop.Token);

        Assert.True(code == 130, progress.ToString());
        using var workspace = Workspace.Open(Path.Combine(folder, "stopped"), "test", TimeProvider.System);
        Assert.Empty(workspace.Events.IntegrityFaults());
        Assert.NotEmpty(workspace.EventLog.LiveTotals());
    }

    [Fact]
    public async Task Simulate_WorkspaceWithDomains_IsRefused()
    {
        await Simulate("taken", "--days", "1");

        var (code, _, error) = await Run(null, Arguments("taken"), TestContext.Current.CancellationToken);

        Assert.Equal(1, code);
        Assert.Contains("2 domains", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--scenario", "nothing-like-it", "neither a scenario nor a file")]
    [InlineData("--days", "0", "1 to 366")]
    [InlineData("--users", "5", "users (100 … 1000000)")]
    public async Task Simulate_WrongOption_SaysWhatIsExpected(string option, string value, string expected)
    {
        var (code, _, error) = await Run(
            null,
            ["simulate", option, value, "--workspace", Path.Combine(folder, "w")],
            TestContext.Current.CancellationToken
        );

        Assert.NotEqual(0, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "w")));
    }

    [Fact]
    public async Task Show_AScenario_CanBeReadFromAFile()
    {
        var (_, shown, _) = await Run(null, ["simulate", "--scenario", "season", "--show"], TestContext.Current.CancellationToken);
        var file = Path.Combine(folder, "own.json");
        await File.WriteAllTextAsync(file, shown, TestContext.Current.CancellationToken);

        var (code, again, error) = await Run(null, ["simulate", "--scenario", file, "--show"], TestContext.Current.CancellationToken);

        Assert.True(code == 0, error);
        Assert.Equal(shown, again);
    }

    private string[] Arguments(string name, params string[] more) =>
        [
            "simulate",
            .. more.Contains("--users") ? [] : (string[])["--users", "500"],
            .. more.Contains("--days") ? [] : (string[])["--days", "4"],
            "--workspace",
            Path.Combine(folder, name),
            .. more,
        ];

    private async Task<JsonElement> Simulate(string name, params string[] more)
    {
        var (code, output, error) = await Run(null, [.. Arguments(name, more), "--json"], TestContext.Current.CancellationToken);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(output).RootElement.GetProperty("report");
    }

    private static async Task<(int Code, string Out, string Error)> Run(
        TextWriter? progress,
        string[] arguments,
        CancellationToken cancellation
    )
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, progress ?? error, progress is not null, TimeProvider.System, cancellation);
        var code = await KuajieCommand.RunAsync([.. arguments, "--language", "en"], session);
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }

    /// <summary>Standard error that stops the run as soon as a line begins with a word.</summary>
    private sealed class StopAt(string word, CancellationTokenSource stop) : StringWriter
    {
        public override void Write(string? value)
        {
            if (value?.Contains(word, StringComparison.Ordinal) == true)
            {
                stop.Cancel();
            }
            base.Write(value);
        }
    }
}
