using System.Text.Json;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Cli.Commands;
using Kuajie.Cli.Output;

namespace Kuajie.Cli.Tests.Commands;

/// <summary>How many units an experiment of several arms and goals needs.</summary>
public sealed class ExperimentPlanCommandTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public async Task Plan_SeveralGoalsAndArms_IsPlannedAtTheErrorThatIsLeft(int arms, int goals)
    {
        var power = new ExperimentPower { Comparisons = goals * (arms - 1) };

        var (code, planned) = await RunAsync("--arms", $"{arms}", "--goals", $"{goals}");

        Assert.Equal(0, code);
        Assert.Equal(
            (long)Math.Ceiling(power.UnitsFor(MetricSpread.OfRate(0.1), 0.02) / 2.0 * arms),
            JsonDocument.Parse(planned).RootElement.GetProperty("units").GetInt64()
        );
    }

    [Fact]
    public async Task Plan_NoGoal_IsRefused() => Assert.NotEqual(0, (await RunAsync("--goals", "0")).Code);

    private static async Task<(int Code, string Out)> RunAsync(params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, TimeProvider.System, TestContext.Current.CancellationToken);
        var code = await KuajieCommand.RunAsync(
            ["experiment", "plan", "--rate", "0.1", "--lift", "0.2", .. more, "--json", "--language", "en"],
            session
        );
        return (code, output.ToString());
    }
}
