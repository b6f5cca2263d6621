using System.Net;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Training;

/// <summary>What a form of a training shows, and that what was chosen is what is trained.</summary>
public sealed class TrainingChoicesTests
{
    private const string Runs = "/v1/domains/knowledge/training-runs";

    [Fact]
    public async Task ModelKinds_Listed_BeginWithAutoAndTellTheirDefaults()
    {
        await using var running = await RunningServer.StartAsync();

        var choices = await (await running.Client(null, Scope.Manage).GetAsync("/v1/model-kinds")).DocumentAsync();

        var kinds = choices.GetProperty("kinds").EnumerateArray().ToDictionary(kind => kind.GetProperty("model").GetString()!);
        Assert.Equal("auto", kinds.Keys.First());
        Assert.Equal(64, kinds["implicit-als"].GetProperty("options").GetProperty("rank").GetInt32());
        Assert.True(kinds["joint-als"].GetProperty("isCrossDomain").GetBoolean());
        Assert.Equal(5, choices.GetProperty("weights").GetProperty("purchase").GetDouble());
    }

    [Fact]
    public async Task Training_WithWeights_RecordsThemWithTheVersionAndSaysSinceWhenItServes()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var client = running.Client(null, Scope.Manage);
        foreach (var weight in (string[])["0.25", "7"])
        {
            var body = Wire.Json($$$"""{"model":"popularity","options":{},"measure":false,"weights":{"view":{{{weight}}}}}""");
            var run = (await (await client.PostAsync(Runs, body)).DocumentAsync(HttpStatusCode.Accepted)).GetProperty("run").GetString();
            await client.GetStringAsync($"{Runs}/{run}/progress");
        }

        var serving = Assert.Single(
            (await (await client.GetAsync("/v1/domains/knowledge/models/serving")).DocumentAsync()).EnumerateArray()
        );
        var version = running.Workspace.Models.Find(serving.GetProperty("version").GetString()!)!;

        Assert.Contains("\"View\":7", version.KindWeightsJson, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(running.Clock.GetUtcNow(), serving.GetProperty("since").GetDateTimeOffset());
        Assert.NotEqual(version.VersionId, serving.GetProperty("before").GetString());
        Assert.False(serving.TryGetProperty("source", out _));
    }

    [Fact]
    public async Task Training_WithAWeightOfAnUnknownKind_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();

        var answer = await running.Client(null, Scope.Manage).PostAsync(Runs, Wire.Json("""{"weights":{"stare":1}}"""));

        Assert.Equal("invalid-kind-weight", (await answer.ProblemAsync(HttpStatusCode.BadRequest)).Code);
    }

    [Fact]
    public async Task Schedule_Put_TellsTheTrainingAsItWasAskedFor()
    {
        await using var running = await RunningServer.StartAsync();
        var body = Wire.Json("""{"training":{"model":"item-knn","seed":9,"promote":false,"weights":{"view":0}},"intervalMinutes":60}""");

        var put = await (
            await running.Client(null, Scope.Manage).PutAsync("/v1/domains/knowledge/schedules/nightly", body)
        ).DocumentAsync();

        var training = put.GetProperty("training");
        Assert.Equal(("item-knn", 9), (training.GetProperty("model").GetString(), training.GetProperty("seed").GetInt32()));
        Assert.False(training.GetProperty("promote").GetBoolean());
        Assert.Equal(0, training.GetProperty("weights").GetProperty("view").GetDouble());
    }

    private static void Fill(Workspace workspace) =>
        ((DuckDbEventStore)workspace.Events).Append([
            .. Enumerable
                .Range(0, 60)
                .Select(n => new Interaction("knowledge", $"u{n % 20}", $"c{n % 7}", InteractionKind.View, null, null)),
        ]);
}
