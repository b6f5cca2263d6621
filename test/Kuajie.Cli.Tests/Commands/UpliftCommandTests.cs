using System.Globalization;
using System.Text;
using System.Text.Json;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Cli.Output;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Cli.Tests.Commands;

/// <summary><c>kuajie uplift</c> on files.</summary>
public sealed class UpliftCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-uplift-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Uplift_OfAFile_NamesWhomToTreat()
    {
        var effects = Path.Combine(folder, "effects.csv");

        var (code, output, _) = await Run("uplift", "--people", People(0.3), "--value", "10", "--cost", "0.6", "--out", effects, "--json");

        Assert.Equal(0, code);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal(3, report.GetProperty("contenders").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("reason").ValueKind);
        var lines = await File.ReadAllLinesAsync(effects);
        Assert.Equal(6001, lines.Length);
        // The persuadable have even numbers.
        Assert.All(
            lines.Skip(1).Take(1000),
            line => Assert.True(line.Split(',') is [var person, _, "yes"] && int.Parse(person[1..], CultureInfo.InvariantCulture) % 2 == 0)
        );
        Assert.EndsWith(",no", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uplift_WithoutAnyEffect_SaysSoAndWritesNothing()
    {
        var effects = Path.Combine(folder, "effects.csv");

        var (code, output, error) = await Run("uplift", "--people", People(0), "--value", "10", "--cost", "0.6", "--out", effects);

        Assert.Equal(0, code);
        Assert.Contains("No way to choose people is better than chance", output, StringComparison.Ordinal);
        Assert.Contains("was not written", error, StringComparison.Ordinal);
        Assert.False(File.Exists(effects));
    }

    [Fact]
    public async Task Uplift_AFileWithoutOutcomes_IsRefused()
    {
        var file = Path.Combine(folder, "people.csv");
        await File.WriteAllTextAsync(file, "treated,age\n1,30\n");

        var (code, _, error) = await Run("uplift", "--people", file, "--value", "10", "--cost", "0");

        Assert.NotEqual(0, code);
        Assert.Contains("outcome", error, StringComparison.Ordinal);
    }

    /// <summary>Six thousand people, the even ones of whom the treatment moves.</summary>
    private string People(double effect)
    {
        var random = new SplittableRandom(1);
        var text = new StringBuilder("person,treated,outcome,fan,age\n");
        for (var person = 0; person < 6000; person++)
        {
            var (isTreated, isFan) = (random.NextDouble() < 0.5, person % 2 == 0);
            var outcome = random.NextDouble() < 0.2 + (isTreated && isFan ? effect : 0) ? 1 : 0;
            text.Append(
                CultureInfo.InvariantCulture,
                $"u{person},{(isTreated ? 1 : 0)},{outcome},{(isFan ? "yes" : "no")},{18 + (int)(random.NextDouble() * 50)}\n"
            );
        }
        var file = Path.Combine(folder, "people.csv");
        File.WriteAllText(file, text.ToString());
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
