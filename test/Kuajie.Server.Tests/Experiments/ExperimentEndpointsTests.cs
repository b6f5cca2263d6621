using System.Net;
using Kuajie.Client;
using Kuajie.Client.Experiments;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Server.Tests.Recommendations;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Experiments;

public sealed class ExperimentEndpointsTests
{
    private static readonly ExperimentRequest Plain = new([new("control"), new("treatment", 2)], Traffic: 0.5);

    [Fact]
    public async Task Experiment_Life_DefineStartRaiseStop()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = Manager(running);

        var draft = await client.Experiments.PutAsync("knowledge", "exp", Plain);
        var started = await client.Experiments.StartAsync("knowledge", "exp");
        var raised = await client.Experiments.RaiseTrafficAsync("knowledge", "exp", 1);
        var user = await client.Experiments.OfUserAsync("knowledge", "u1");
        var stopped = await client.Experiments.StopAsync("knowledge", "exp");

        Assert.Equal(["draft", "running", "running", "stopped"], new[] { draft, started, raised, stopped }.Select(each => each.State));
        Assert.Equal((0.5, 1.0), (started.Definition.Traffic, raised.Definition.Traffic));
        Assert.Equal(["control", "treatment"], stopped.Definition.Arms.Select(arm => arm.Name));
        Assert.Equal("assigned", user.Experiments.Single().Reason);
        Assert.Contains(user.Experiments.Single().Arm, new[] { "control", "treatment" });
        Assert.Equal("stopped", (await client.Experiments.ListAsync("knowledge")).Single().State);
        Assert.Empty((await client.Experiments.OfUserAsync("knowledge", "u1")).Experiments);
    }

    [Fact]
    public async Task Reading_Nobody_SaysThatThereIsNotEnough()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = Manager(running);
        await client.Experiments.PutAsync("knowledge", "exp", Plain);

        var early = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Experiments.ReadAsync("knowledge", "exp"));
        await client.Experiments.StartAsync("knowledge", "exp");
        var reading = await client.Experiments.ReadAsync("knowledge", "exp");

        Assert.Equal(HttpStatusCode.Conflict, early.Status);
        Assert.Equal("notEnoughData", reading.Comparisons.Single().Metrics.Single().Verdict);
        Assert.Null(reading.Comparisons.Single().Metrics.Single().Effect);
    }

    [Fact]
    public async Task Definition_WithEveryWayOfReading_ComesBackAsItWent()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = Manager(running);
        var request = Plain with
        {
            PriorDays = 28,
            ByLifecycle = true,
            Metrics =
            [
                new("paid", Count: "value", OutlierQuantile: 0.999),
                new("median", Count: "value", Quantile: 0.5, Goal: false),
                new("own", ThroughList: false, GuardrailMargin: 0.02),
            ],
        };

        var draft = await client.Experiments.PutAsync("knowledge", "exp", request);
        await client.Experiments.StartAsync("knowledge", "exp");
        var comparison = (await client.Experiments.ReadAsync("knowledge", "exp")).Comparisons.Single();

        Assert.Equal((28, true), (draft.Definition.PriorDays, draft.Definition.ByLifecycle));
        Assert.Equal(
            [(0.999, null, null), (null, 0.5, null), (null, null, 0.02)],
            draft.Definition.Metrics!.Select(metric => (metric.OutlierQuantile, metric.Quantile, metric.GuardrailMargin))
        );
        Assert.Equal(["paid", "median"], comparison.Metrics.Select(metric => metric.Metric));
        Assert.Equal(("own", "notEnoughData", 0.02), comparison.Guardrails.Select(each => (each.Metric, each.State, each.Margin)).Single());
        Assert.Equal(6, comparison.Segments.Single().Segments.Count);
    }

    /// <summary>Lists in arms, recorded with them, made by the arm's scene; an event that names a list counts in its arm.</summary>
    [Fact]
    public async Task Recommend_InARunningExperiment_IsRecordedAndRead()
    {
        await using var running = await TrainedServer.StartAsync();
        var http = running.Client(RunningServer.PartyOf(RunningServer.Sports), Scope.Recommend | Scope.Ingest | Scope.Manage);
        using var client = new KuajieClient(http);
        await client.Scenes.PutAsync("sports", "short", new SceneRequest(new RecommendationRequest(Count: 2)));
        await client.Experiments.PutAsync("sports", "exp", new ExperimentRequest([new("control"), new("brief", Scene: "short")]));
        await client.Experiments.StartAsync("sports", "exp");
        var means = new Dictionary<string, int> { ["control"] = 0, ["brief"] = 0 };

        for (var user = 0; user < 8; user++)
        {
            var list = await TrainedServer.AskAsync(http, $$"""{"user":"s{{user}}","targets":[{"domain":"sports"}]}""");
            var arm = (await client.Experiments.OfUserAsync("sports", $"s{user}")).Experiments.Single().Arm!;
            var stored = await (await http.GetAsync($"/v1/lists/{list.List}")).DocumentAsync();
            Assert.Equal($"exp:{arm}", stored.GetProperty("arm").GetString());
            Assert.Equal(arm == "brief", list.Items.Count == 2);
            means[arm]++;
            var bought =
                $$"""{"event":"e{{user}}","user":"s{{user}}","item":"{{list.Items[0].Item}}","kind":"purchase","list":"{{list.List}}"}""";
            Assert.True((await http.PostAsync("/v1/domains/sports/events", Wire.Json(bought))).IsSuccessStatusCode);
        }
        var own = await TrainedServer.AskAsync(http, """{"user":"s1","arm":"mine"}""");
        var reading = await client.Experiments.ReadAsync("sports", "exp");

        Assert.Equal("mine", (await (await http.GetAsync($"/v1/lists/{own.List}")).DocumentAsync()).GetProperty("arm").GetString());
        Assert.All(reading.Arms, arm => Assert.Equal((means[arm.Name], 1.0), ((int)arm.Units!.Value, arm.Means![0])));
        Assert.All(means.Values, count => Assert.True(count > 0));
    }

    /// <summary>Lists that explore are made again by a version from what their users had done by then; eight people are too few to claim anything.</summary>
    [Fact]
    public async Task Preview_OfListsThatExplore_IsMadeFromThem()
    {
        await using var running = await TrainedServer.StartAsync();
        var http = running.Client(RunningServer.PartyOf(RunningServer.Sports), Scope.Recommend | Scope.Ingest | Scope.Manage);
        using var client = new KuajieClient(http);
        await client.Scenes.PutAsync(
            "sports",
            "home",
            new SceneRequest(new RecommendationRequest(Count: 3, Exploration: new ExplorationRequest("epsilon", 0.5)))
        );
        await client.Scenes.PutAsync("sports", "short", new SceneRequest(new RecommendationRequest(Count: 3, IncludeSeen: true)));
        for (var user = 0; user < 8; user++)
        {
            var list = await TrainedServer.AskAsync(http, $$"""{"user":"s{{user}}","scene":"home"}""");
            var bought =
                $$"""{"event":"e{{user}}","user":"s{{user}}","item":"{{list.Items[0].Item}}","kind":"purchase","list":"{{list.List}}"}""";
            Assert.True((await http.PostAsync("/v1/domains/sports/events", Wire.Json(bought))).IsSuccessStatusCode);
        }

        await running.Server.Services.GetRequiredService<ImpressionLog>().FlushAsync();
        running.Clock.Advance(TimeSpan.FromHours(1));

        var preview = await client.Experiments.PreviewAsync("sports", new ExperimentPreviewRequest("home", Instead: "short"));
        var plan = await client.Experiments.PlanAsync("sports", new ExperimentPlanRequest("home"));

        Assert.Equal((8, 8, 8), (preview.Lists, preview.Taken, preview.People));
        Assert.Equal(("notEnoughData", 1.0), (preview.Kind, preview.Logged));
        Assert.Null(preview.Difference);
        Assert.Equal((8, 1.0), (plan.SeenUsers, plan.Mean));
        Assert.Null(plan.Units);
        Assert.Empty(plan.Curve);
        var unknown = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.Experiments.PreviewAsync("sports", new ExperimentPreviewRequest("nowhere"))
        );
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        var other = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.Experiments.PreviewAsync("sports", new ExperimentPreviewRequest("home", Model: "gone"))
        );
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.Experiments.PlanAsync("sports", new ExperimentPlanRequest("home", Lift: -1))
        );
        var many = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.Experiments.PlanAsync("sports", new ExperimentPlanRequest("home", Goals: 21))
        );
        Assert.Equal("goals", many.Where);
        var guardrail = new ExperimentMetricRequest("kept", GuardrailMargin: 2);
        var wide = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.Experiments.PlanAsync("sports", new ExperimentPlanRequest("home", guardrail))
        );
        Assert.Equal("metric.guardrailMargin", wide.Where);
    }

    [Fact]
    public async Task Holdout_Everybody_KeepsAllOut()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = Manager(running);
        await client.Experiments.PutAsync("knowledge", "exp", Plain with { Traffic = 1 });
        await client.Experiments.StartAsync("knowledge", "exp");

        await client.Experiments.SetHoldoutAsync("knowledge", 1);

        var user = await client.Experiments.OfUserAsync("knowledge", "u1");
        Assert.True(user.HeldOut);
        Assert.Equal(("globalHoldout", (string?)null), (user.Experiments.Single().Reason, user.Experiments.Single().Arm));
        Assert.Equal(1, (await client.Experiments.HoldoutAsync("knowledge")).Share);
    }

    [Fact]
    public async Task Draft_Removed_IsGone()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = Manager(running);
        await client.Experiments.PutAsync("knowledge", "exp", Plain);
        Assert.Equal("exp", (await client.Experiments.GetAsync("knowledge", "exp")).Name);

        await client.Experiments.RemoveAsync("knowledge", "exp");

        var gone = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Experiments.GetAsync("knowledge", "exp"));
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
    }

    [Fact]
    public async Task Experiments_OfTheOtherSide_AreNotShared()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(RunningServer.PartyOf(RunningServer.Sports), Scope.Manage));

        var refused = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Experiments.ListAsync("knowledge"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Theory]
    [InlineData("""{"arms":[{"name":"a"},null]}""")]
    [InlineData("""{"arms":[{"name":"a"}]}""")]
    [InlineData("""{"arms":[{"name":"a"},{"name":"b"}],"unit":"people"}""")]
    [InlineData("""{"arms":[{"name":"a"},{"name":"b"}],"metrics":[{"name":"m","kinds":["fly"]}]}""")]
    [InlineData("""{"arms":[{"name":"a"},{"name":"b","model":"gone"}]}""")]
    [InlineData("""{"arms":[{"name":"a"},{"name":"b"}],"metrics":[{"name":"m","isGoal":true}]}""")]
    [InlineData("""{"arms":[{"name":"a"},{"name":"b"}],"bySegments":[null]}""")]
    [InlineData("""{"arms":[{"name":"a"},{"name":"b"}],"metrics":[{"name":"m","guardrailMargin":0.1}]}""")]
    public async Task Put_Wrong_IsRefused(string body)
    {
        await using var running = await RunningServer.StartAsync();

        var response = await running
            .Client(RunningServer.PartyOf(RunningServer.Knowledge))
            .PutAsync("/v1/domains/knowledge/experiments/exp", Wire.Json(body));

        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    private static KuajieClient Manager(RunningServer running) =>
        new(running.Client(RunningServer.PartyOf(RunningServer.Knowledge), Scope.Manage));
}
