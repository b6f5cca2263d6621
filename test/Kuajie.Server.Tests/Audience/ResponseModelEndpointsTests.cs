using System.Net;
using Kuajie.Client;
using Kuajie.Client.Audience;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
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

        var answer = await client.ResponseModels.TrainAsync("knowledge", new ResponseModelRequest(Days: 3));

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
    public async Task Train_HardlyAnything_SaysWhatIsMissing()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var answer = await client.ResponseModels.TrainAsync("knowledge", new ResponseModelRequest());

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
            client.ResponseModels.TrainAsync("knowledge", new ResponseModelRequest(outcome, after, days))
        );

        Assert.Equal(HttpStatusCode.BadRequest, fault.Status);
        Assert.Contains(where, fault.Message, StringComparison.Ordinal);
    }

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
