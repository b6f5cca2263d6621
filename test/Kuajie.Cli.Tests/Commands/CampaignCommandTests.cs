using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Partners;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Cli.Tests.Commands;

public sealed class CampaignCommandTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-campaign-").FullName;

    private string WorkspaceFolder => Path.Combine(folder, "w.kuajie");

    public CampaignCommandTests()
    {
        using var workspace = Workspace.Create(WorkspaceFolder, "test", TimeProvider.System);
        workspace.Partners.EnsureDomain("knowledge");
        workspace.Partners.EnsureDomain("sports");
        workspace.Partners.PutPartnership("knowledge", "sports", PartnershipShares.All);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The definition is the one that the guide shows.</summary>
    [Fact]
    public async Task Campaign_OfTheGuide_GoesThroughItsLife()
    {
        var file = Path.Combine(folder, "spring.json");
        File.WriteAllText(file, DefinitionOfTheGuide());

        Assert.Equal("draft", State(await Run("define", "--domain", "knowledge", "--name", "spring", "--file", file)));
        Assert.Equal("proposed", State(await Run("propose", "--domain", "knowledge", "--name", "spring")));
        Assert.Equal("draft", State(await Run("reject", "--domain", "sports", "--name", "spring", "--note", "later")));
        Assert.Equal("proposed", State(await Run("propose", "--domain", "knowledge", "--name", "spring")));
        Assert.Equal("running", State(await Run("approve", "--domain", "sports", "--name", "spring")));
        Assert.Equal("paused", State(await Run("pause", "--domain", "sports", "--name", "spring")));
        Assert.Equal("running", State(await Run("start", "--domain", "sports", "--name", "spring")));
        var read = (await Run("read", "--domain", "knowledge", "--name", "spring")).GetProperty("delivery");
        Assert.Equal((5_000_000, 0), (read.GetProperty("budgetMinorUnits").GetInt64(), read.GetProperty("spentMinorUnits").GetInt64()));
        Assert.True((await Run("kill", "--domain", "sports", "--partner", "knowledge")).GetProperty("isOff").GetBoolean());
        Assert.False((await Run("kill", "--domain", "sports", "--partner", "knowledge", "--on")).GetProperty("isOff").GetBoolean());
        Assert.Equal("killed", State(await Run("kill", "--domain", "sports", "--name", "spring")));
        Assert.Equal(1, (await Run("list", "--domain", "sports")).GetProperty("campaigns").GetArrayLength());
    }

    /// <summary>Thirty days of ten users who come once a day, at 120 a click of which nothing is known.</summary>
    [Fact]
    public async Task Forecast_ThenDelivery_TellsWhatIsKnownAndWhatIsNot()
    {
        var file = Path.Combine(folder, "spring.json");
        File.WriteAllText(file, DefinitionOfTheGuide());
        await Run("define", "--domain", "knowledge", "--name", "spring", "--file", file);
        var before = await Run("forecast", "--domain", "knowledge", "--name", "spring");
        using (var workspace = Workspace.Open(WorkspaceFolder, "test", TimeProvider.System))
        {
            var traffic = new SlotTraffic(workspace.Forecasts, new FakeTimeProvider(Now));
            for (var visit = 0; visit < 300; visit++)
            {
                traffic.Asked("knowledge", "home-banner", $"u{visit % 10}", null, Now.AddDays(-1 - (visit / 10)));
            }
            traffic.Flush();
        }

        var after = await Run("forecast", "--domain", "knowledge", "--name", "spring");
        await Run("propose", "--domain", "knowledge", "--name", "spring");
        await Run("approve", "--domain", "sports", "--name", "spring");
        var delivery = await Run("delivery", "--domain", "sports", "--name", "spring");

        Assert.StartsWith("Not enough data", before.GetProperty("shortage").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, after.GetProperty("shortage").ValueKind);
        Assert.Equal(JsonValueKind.Null, after.GetProperty("spendMinorUnits").ValueKind);
        // Nine tenths of a fifth of ten requests on each of fourteen days.
        Assert.Equal(25, Math.Round(after.GetProperty("impressions").GetProperty("median").GetDouble()));
        Assert.Equal(0, delivery.GetProperty("alerts").GetArrayLength());
        Assert.True(delivery.GetProperty("days").GetArrayLength() >= 1);
    }

    [Fact]
    public async Task Preview_NothingDecidedYet_SaysWhatToDo()
    {
        var file = Path.Combine(folder, "spring.json");
        File.WriteAllText(file, DefinitionOfTheGuide());
        await Run("define", "--domain", "knowledge", "--name", "spring", "--file", file);

        var preview = await Run("preview", "--domain", "knowledge", "--name", "spring");

        Assert.Equal((0, 0), (preview.GetProperty("decisions").GetInt32(), preview.GetProperty("policies").GetArrayLength()));
        Assert.StartsWith("No decisions are on record yet", preview.GetProperty("shortage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Campaign_Wrong_SaysWhereAndHow()
    {
        var file = Path.Combine(folder, "wrong.json");
        File.WriteAllText(file, """{ "partner": "sports", "colour": "red" }""");

        Assert.Equal("unreadable-definition", Code(await Run("define", "--domain", "knowledge", "--name", "spring", "--file", file)));
        Assert.Equal("unknown-campaign", Code(await Run("propose", "--domain", "knowledge", "--name", "spring")));
        Assert.Equal("name-or-partner", Code(await Run("kill", "--domain", "knowledge")));
        Assert.Equal("name-or-partner", Code(await Run("kill", "--domain", "knowledge", "--name", "spring", "--on")));
    }

    private async Task<JsonElement> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, new FakeTimeProvider(Now), TestContext.Current.CancellationToken);
        await KuajieCommand.RunAsync(["--language", "en", "campaign", .. arguments, "--workspace", WorkspaceFolder, "--json"], session);
        return JsonDocument.Parse(output.ToString()).RootElement;
    }

    private static string? State(JsonElement answer) => answer.GetProperty("state").GetString();

    private static string? Code(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetString();

    private static string DefinitionOfTheGuide()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Kuajie.slnx")))
        {
            root = Path.GetDirectoryName(root.TrimEnd(Path.DirectorySeparatorChar))!;
        }
        var guide = File.ReadAllText(Path.Combine(root, "docs", "guide", "campaigns.md"));
        var start = guide.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        return guide[start..guide.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
