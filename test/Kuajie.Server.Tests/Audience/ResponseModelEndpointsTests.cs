using System.Net;
using Kuajie.Client;
using Kuajie.Client.Audience;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Audience;

public sealed class ResponseModelEndpointsTests
{
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Train_AWorldWithAPopularAndAnUnpopularItem_FindsWhatMakesPeopleTakeThem()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var run = await client.AudienceRuns.DoAsync("knowledge", Asked(new ResponseModelRequest(Days: 3)));

        var answer = run.Responses!;
        Assert.Equal(("responses", "succeeded", null), (run.Kind, run.State, run.FaultText));
        Assert.Equal(new ResponseModelRequest("conversion", "view", 3, 1), run.ResponsesAsked);
        Assert.Equal(("conversion", null), (answer.Outcome, answer.Shortage));
        Assert.Equal(["train", "calibration", "choice", "test"], answer.Parts.Select(part => part.Part));
        Assert.Equal(["baseRate", "regression", "trees"], answer.Models.Select(model => model.Form));
        var regression = answer.Models[1];
        // Of the one item four in five looks end in an enrolment, of the other one in five.
        Assert.True(regression.Metrics.Single(metric => metric.Metric == "auc").Low > 0.7);
        Assert.True(regression.Saved!.Low > 0);
        Assert.True(regression.Coefficients!.Single(each => each.Name == "item taken rate") is { Low: > 0, OddsRatio: > 1 });
        Assert.Null(answer.Models[0].Saved);
        Assert.NotEqual("baseRate", answer.Chosen);
    }

    [Fact]
    public async Task Keep_AModelOfClicks_IsThereAfterARestartAndTellsWhatItExpectsAndWhy()
    {
        await using var running = await RunningServer.StartAsync(prepare: Show);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        await client.AudienceRuns.DoAsync("knowledge", Asked(new ResponseModelRequest("click", KeepAs: "clicks")));
        var kept = await client.ResponseModels.GetAsync("knowledge", "clicks");
        await running.RestartAsync();
        using var later = new KuajieClient(running.Client(Firm, Scope.Manage));
        var found = await later.ResponseModels.GetAsync("knowledge", "clicks");
        var listed = Assert.Single(await later.ResponseModels.ListAsync("knowledge"));
        var answer = await later.ResponseModels.PredictAsync(
            "knowledge",
            "clicks",
            new ResponsePredictionsRequest(
                ["u1", "somebody-new"],
                [
                    new ResponseItemRequest("c1", Position: 1, Placement: "home"),
                    new ResponseItemRequest("c2", Position: 2, Placement: "home"),
                ]
            )
        );

        Assert.Equal(("click", "impression", 1, 1L), (kept.Report.Outcome, kept.After, kept.Days, kept.Seed));
        Assert.NotEqual("baseRate", kept.Report.Chosen);
        Assert.Equivalent(kept, found, strict: true);
        Assert.Equal(("clicks", false, "click", kept.Report.Chosen), (listed.Name, listed.IsDamaged, listed.Outcome, listed.Chosen));
        Assert.True(listed.Saved!.Low > 0);
        Assert.True(found.Normalisation.Single(each => each.Feature == "position") is { Sort: "number", Mean: > 0, Deviation: > 0 });
        Assert.Equal("platt", found.Calibration.Form);
        Assert.Equal(
            [("u1", "c1", true), ("u1", "c2", true), ("somebody-new", "c1", false), ("somebody-new", "c2", false)],
            answer.Predictions.Select(each => (each.User, each.Item, each.IsKnown))
        );
        Assert.True(answer.Predictions[0].Value > answer.Predictions[1].Value + 0.1);
        Assert.All(answer.Predictions, each => Assert.Equal(each.Score, each.Base + each.Contributions.Sum(part => part.Amount), 1e-9));
        await later.ResponseModels.RemoveAsync("knowledge", "clicks");
        Assert.Empty(await later.ResponseModels.ListAsync("knowledge"));
    }

    [Fact]
    public async Task Predict_ItemsOfAPartnerWhosePartnershipHasEnded_IsRefused()
    {
        await using var running = await RunningServer.StartAsync(prepare: Show);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        var asked = new ResponsePredictionsRequest(["u1"], [new ResponseItemRequest("poster", "sports", Creative: "spring:red")]);
        await client.AudienceRuns.DoAsync("knowledge", Asked(new ResponseModelRequest("click", KeepAs: "clicks")));
        var kept = await client.ResponseModels.GetAsync("knowledge", "clicks");
        var shared = await client.ResponseModels.PredictAsync("knowledge", "clicks", asked);

        running.Workspace.Partners.EndPartnership(running.Partnership.PartnershipId);
        await running.RestartAsync();
        using var later = new KuajieClient(running.Client(Firm, Scope.Manage));
        var fault = await Assert.ThrowsAsync<KuajieProblemException>(() => later.ResponseModels.PredictAsync("knowledge", "clicks", asked));

        Assert.Equal(["sports"], kept.OtherDomains);
        Assert.Single(shared.Predictions);
        Assert.Equal("domain-not-learnt", fault.Code);
    }

    [Fact]
    public async Task Get_AModelThatIsDamaged_SaysSoWithACureAndIsListedAsDamaged()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        running.Workspace.ResponseModels.Put(new RecordedResponseModel("knowledge", "clicks", Start, "{", "{}", "none"));

        var fault = await Assert.ThrowsAsync<KuajieProblemException>(() => client.ResponseModels.GetAsync("knowledge", "clicks"));

        Assert.Equal(("damaged-response-model", HttpStatusCode.UnprocessableEntity), (fault.Code, fault.Status));
        Assert.Contains("Train it again", fault.Message, StringComparison.Ordinal);
        Assert.True(Assert.Single(await client.ResponseModels.ListAsync("knowledge")).IsDamaged);
    }

    [Fact]
    public async Task Keep_HardlyAnything_KeepsNothing()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var run = await client.AudienceRuns.DoAsync("knowledge", Asked(new ResponseModelRequest("click", KeepAs: "clicks")));

        Assert.Equal(("failed", "response-shortage"), (run.State, run.FaultCode));
        Assert.NotNull(run.Responses!.Shortage);
        Assert.Empty(await client.ResponseModels.ListAsync("knowledge"));
    }

    [Fact]
    public async Task Predict_ByWhoeverMayNotSeeUsers_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();
        using var growth = new KuajieClient(await running.PersonAsync(null, Role.Growth));

        var fault = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            growth.ResponseModels.PredictAsync("knowledge", "clicks", new ResponsePredictionsRequest(["u1"], [new("c1")]))
        );

        Assert.Equal(HttpStatusCode.Forbidden, fault.Status);
    }

    [Fact]
    public async Task Train_HardlyAnything_SaysWhatIsMissing()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var answer = (await client.AudienceRuns.DoAsync("knowledge", Asked(new ResponseModelRequest()))).Responses!;

        Assert.NotNull(answer.Shortage);
        Assert.Empty(answer.Models);
        Assert.Null(answer.Chosen);
    }

    [Theory]
    [InlineData("buy", null, 14, "outcome")]
    [InlineData(null, "dream", 14, "after")]
    [InlineData(null, null, 0, "days")]
    [InlineData(null, null, 366, "days")]
    public async Task Train_WhatCannotBe_IsRefusedByName(string? outcome, string? after, int days, string where)
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var fault = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.AudienceRuns.StartAsync("knowledge", Asked(new ResponseModelRequest(outcome, after, days)))
        );

        Assert.Equal(HttpStatusCode.BadRequest, fault.Status);
        Assert.Contains(where, fault.Message, StringComparison.Ordinal);
        Assert.Empty(await client.AudienceRuns.ListAsync("knowledge"));
    }

    private static AudienceRunRequest Asked(ResponseModelRequest request) => new(Responses: request);

    /// <summary>Sixty days of lists of two items; the first place is clicked four times in ten, the second hardly ever.</summary>
    private static void Show(Workspace workspace)
    {
        var store = (DuckDbEventStore)workspace.Events;
        store.Put([ItemOf("c1"), ItemOf("c2")]);
        var (lists, clicks) = (new List<Impression>(), new List<LiveEvent>());
        for (var number = 0; number < 900; number++)
        {
            var (id, at, user) = ($"list-{number:0000}", Start.AddHours(number * 1.6), $"u{number * 7 % 41}");
            lists.Add(new Impression(id, at, "knowledge", user, null, "home", null, [Place("c1", 1), Place("c2", 2)]));
            foreach (var item in (string[])[.. number * 13 % 10 < 4 ? ["c1"] : (string[])[], .. number % 20 == 0 ? ["c2"] : (string[])[]])
            {
                clicks.Add(new LiveEvent($"{id}-{item}", "knowledge", user, null, item, InteractionKind.Click, at.AddMinutes(1), null, id));
            }
        }
        workspace.Impressions.Append(ImpressionBlock.Of(lists));
        store.Append(clicks);
    }

    private static ImpressionItem Place(string item, int position) => new("knowledge", item, position, "m", "ranked", 0.5, null);

    private static Item ItemOf(string id) => new("knowledge", id, "course", id, null, [], null, null, null, null, null, "{}");

    /// <summary>Sixty days on which forty new users each look at one of two items; the one is taken mostly, the other seldom.</summary>
    private static void Fill(Workspace workspace)
    {
        var rows = new List<Interaction>();
        for (var day = 0; day < 60; day++)
        {
            for (var user = 0; user < 40; user++)
            {
                var (id, item, at) = ($"u{day:00}-{user:00}", user % 2 == 0 ? "hit" : "miss", Start.AddDays(day).AddMinutes(user));
                rows.Add(new Interaction("knowledge", id, item, InteractionKind.View, at, null));
                if (((day * 7) + (user / 2)) % 10 < (item == "hit" ? 8 : 2))
                {
                    rows.Add(new Interaction("knowledge", id, item, InteractionKind.Enrol, at.AddMinutes(5), null));
                }
            }
        }
        ((DuckDbEventStore)workspace.Events).Append(rows);
    }
}
