using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Cli.Tests;

/// <summary>Response models through the command line: lists of two items, of which the first is clicked.</summary>
public sealed class ResponseCommandTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly string root = Directory.CreateTempSubdirectory("kuajie-response-").FullName;
    private readonly FakeTimeProvider clock = new(Now);

    public ResponseCommandTests()
    {
        using var workspace = Workspace.Create(Folder, "test", clock);
        workspace.Partners.EnsureDomain("shop", "firm");
        var store = (DuckDbEventStore)workspace.Events;
        store.Put([ItemOf("c1"), ItemOf("c2")]);
        var (lists, clicks) = (new List<Impression>(), new List<LiveEvent>());
        for (var number = 0; number < 800; number++)
        {
            var (id, at, user) = ($"list-{number:0000}", Now.AddHours(-1 - number), $"u{number * 7 % 41}");
            lists.Add(new Impression(id, at, "shop", user, null, "home", null, [Place("c1", 1), Place("c2", 2)]));
            if (number * 13 % 10 < 4)
            {
                clicks.Add(new LiveEvent(id, "shop", user, null, "c1", InteractionKind.Click, at.AddMinutes(1), null, id));
            }
        }
        workspace.Impressions.Append(ImpressionBlock.Of(lists));
        store.Append(clicks);
    }

    private string Folder => Path.Combine(root, "w.kuajie");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Keep_ThenListShowPredictRemove_AreOfTheModelThatWasKept()
    {
        var trained = await Json("--outcome", "click", "--keep", "clicks");
        var listed = (await Json("list")).GetProperty("responseModels")[0];
        var shown = await Json("show", "--name", "clicks");
        var predicted = await Json("predict", "--name", "clicks", "--user", "u7", "--item", "c1", "--item", "c2", "--position", "1");

        Assert.NotEqual("baseRate", Text(trained, "chosen"));
        Assert.Equal(
            ("clicks", "click", "impression", 1.0, Text(trained, "chosen")),
            (
                Text(listed, "name"),
                Text(listed, "outcome"),
                Text(listed, "after"),
                listed.GetProperty("days").GetDouble(),
                Text(listed, "chosen")
            )
        );
        Assert.True(JsonElement.DeepEquals(trained, shown.GetProperty("report")));
        Assert.Contains(shown.GetProperty("normalisation").EnumerateArray(), each => Text(each, "name") == "position");
        Assert.Equal("platt", Text(shown.GetProperty("calibration"), "form"));
        var first = predicted.GetProperty("predictions")[0];
        Assert.Equal(2, predicted.GetProperty("predictions").GetArrayLength());
        Assert.InRange(first.GetProperty("value").GetDouble(), 0.1, 0.6);
        Assert.NotEqual(0, first.GetProperty("contributions")[0].GetProperty("amount").GetDouble());
        var (_, printed, _) = await Run(
            "predict",
            "--domain",
            "shop",
            "--name",
            "clicks",
            "--user",
            "u7",
            "--item",
            "c1",
            "--position",
            "1"
        );
        Assert.Contains("Place in the list +", printed.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var (_, table, _) = await Run("list", "--domain", "shop");
        Assert.Contains("click within 1 d after impression", table, StringComparison.Ordinal);
        await Json("remove", "--name", "clicks");
        Assert.Equal(0, (await Json("list")).GetProperty("responseModels").GetArrayLength());
    }

    [Fact]
    public async Task Show_AModelThatIsDamaged_SaysSoWithACure()
    {
        await Json("--outcome", "click", "--keep", "clicks");
        using (var workspace = Workspace.Open(Folder, "test", clock))
        {
            var kept = workspace.ResponseModels.Find("shop", "clicks")!;
            workspace.ResponseModels.Put(kept with { ModelJson = kept.ModelJson[..^20] });
        }

        var (code, _, error) = await Run("show", "--domain", "shop", "--name", "clicks");

        Assert.Equal(1, code);
        Assert.Contains("Train it again", error, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static ImpressionItem Place(string item, int position) => new("shop", item, position, "m", "ranked", 0.5, null);

    private static Item ItemOf(string id) => new("shop", id, "course", id, null, [], null, null, null, null, null, "{}");

    private async Task<JsonElement> Json(params string[] arguments)
    {
        var (code, output, error) = await Run([.. arguments, "--domain", "shop", "--json"]);
        Assert.True(code == 0, error);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    private async Task<CommandRun> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, clock, TestContext.Current.CancellationToken);
        var code = await KuajieCommand.RunAsync(["response", .. arguments, "--workspace", Folder, "--language", "en"], session);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
