using System.Text.Json;
using Kuajie.Platform.Interactions;
using Kuajie.Server.Access;
using Kuajie.Server.Overview;
using Kuajie.Storage.DuckDb;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Overview;

public sealed class OverviewEndpointsTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Get_Operator_SeesAllFiguresAndWhatIsMissing()
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace =>
            ((DuckDbEventStore)workspace.Events).Append([
                new Interaction(RunningServer.Knowledge, "u1", "c1", InteractionKind.View, At, null),
                new Interaction(RunningServer.Knowledge, "u2", "c1", InteractionKind.View, At.AddDays(-1), null),
                new Interaction(RunningServer.Sports, "s1", "e1", InteractionKind.View, At, null),
            ])
        );

        var answer = await (await running.Client(null).GetAsync("/v1/overview")).DocumentAsync();

        var knowledge = Domain(answer, RunningServer.Knowledge).GetProperty("figures");
        Assert.Equal(2, knowledge.GetProperty("interactions").GetInt64());
        Assert.Equal(2, knowledge.GetProperty("users").GetInt64());
        Assert.Equal(1, knowledge.GetProperty("items").GetInt64());
        Assert.Equal(
            ["noModel knowledge", "noModel sports", "notLinked knowledge"],
            answer.GetProperty("attention").EnumerateArray().Select(each => $"{each.GetProperty("kind")} {each.GetProperty("domain")}")
        );
        Assert.Equal("link", answer.GetProperty("next").GetString());
    }

    [Fact]
    public async Task Get_SoonAfterALook_IsThatLookUntilItIsForgotten()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(null);
        var before = (await (await client.GetAsync("/v1/overview")).DocumentAsync()).GetProperty("domains").GetArrayLength();
        running.Workspace.Partners.EnsureDomain("new");
        running.Server.Services.GetRequiredService<CurrentAccess>().Refresh();

        var soon = (await (await client.GetAsync("/v1/overview")).DocumentAsync()).GetProperty("domains").GetArrayLength();
        running.Server.Services.GetRequiredService<Glances>().Forget();
        var later = (await (await client.GetAsync("/v1/overview")).DocumentAsync()).GetProperty("domains").GetArrayLength();

        // The sample world is gone from a page that asked a moment before it was there, unless its loader says so.
        Assert.Equal((before, before + 1), (soon, later));
    }

    [Fact]
    public async Task Get_Partner_SeesItsOwnFiguresAndNamesOfPartnersAlone()
    {
        await using var running = await RunningServer.StartAsync();

        var answer = await (await running.Client(RunningServer.PartyOf(RunningServer.Sports)).GetAsync("/v1/overview")).DocumentAsync();

        Assert.Equal(
            [RunningServer.Knowledge, RunningServer.Sports],
            answer.GetProperty("domains").EnumerateArray().Select(domain => domain.GetProperty("domain").GetString())
        );
        Assert.False(Domain(answer, RunningServer.Knowledge).TryGetProperty("figures", out _));
        Assert.True(Domain(answer, RunningServer.Sports).TryGetProperty("figures", out _));
        Assert.Equal("import", answer.GetProperty("next").GetString());
    }

    [Fact]
    public async Task Flow_PastAndLive_CountsDaysAndMinutes()
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace =>
            ((DuckDbEventStore)workspace.Events).Append([
                new Interaction(RunningServer.Knowledge, "u1", "c1", InteractionKind.View, At, null),
                new Interaction(RunningServer.Knowledge, "u1", "c2", InteractionKind.View, At.AddDays(-200), null),
            ])
        );
        var operators = running.Client(null);
        await operators.PostAsync(
            $"/v1/domains/{RunningServer.Knowledge}/events",
            Wire.Json("""{"events":[{"event":"e1","user":"u1","item":"c1","kind":"view"}]}""")
        );

        var flow = await (await operators.GetAsync($"/v1/domains/{RunningServer.Knowledge}/flow?days=30")).DocumentAsync();

        Assert.Equal(
            ["2026-05-31 1", "2026-06-01 1"],
            flow.GetProperty("days").EnumerateArray().Select(day => $"{day.GetProperty("day")} {day.GetProperty("interactions")}")
        );
        Assert.Equal(60, flow.GetProperty("minutes").GetArrayLength());
        Assert.Equal(1, flow.GetProperty("minutes")[59].GetProperty("events").GetInt32());
        Assert.Equal(
            "days-out-of-range",
            (
                await (await operators.GetAsync($"/v1/domains/{RunningServer.Knowledge}/flow?days=0")).ProblemAsync(
                    System.Net.HttpStatusCode.BadRequest
                )
            ).Code
        );
    }

    private static JsonElement Domain(JsonElement answer, string name) =>
        answer.GetProperty("domains").EnumerateArray().Single(domain => domain.GetProperty("domain").GetString() == name);
}
