using System.Net;
using Kuajie.Client;
using Kuajie.Client.Campaigns;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Campaigns;

public sealed class AdPlanEndpointsTests
{
    private const string Header = "placement,slot,day,from,to,format,cost_model,price,curve,inventory,own_limit\n";
    private const string Placements =
        Header + "top,home,2026-04-06,07:00,09:00,banner,cpm,50,c,1000,\nfeed,feed,2026-04-06,20:00,24:00,card,cpm,80,c,5000,700\n";
    private const string Curves = "curve,form,ceiling,half_saturation,worst_share\nc,hill,100,500,60%\n";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Solve_RoomForAll_SaysWhichLimitsBind()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var answer = await client.AdPlans.SolveAsync("knowledge", new AdPlanRequest(Placements, 100_000, Curves));

        var (top, feed) = (answer.Plan!.Placements[0], answer.Plan.Placements[1]);
        Assert.Equal((1000L, "inventory"), (top.Exposures, top.BindingLimit));
        Assert.Equal((700L, "own"), (feed.Exposures, feed.BindingLimit));
        Assert.Equal(100 * 1000 / 1500.0 + (100 * 700 / 1200.0), answer.Plan.Effect, 9);
        Assert.Equal(0, answer.Plan.BudgetReturn);
        // 1,000 at 50 and 700 at 80 yuan a thousand.
        Assert.Equal(5000 + 5600, answer.Plan.CostMinorUnits);
        Assert.Equal(0.6 * answer.Plan.NominalEffect, answer.Plan.WorstEffect, 9);
        Assert.Equal(3, answer.Table!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Solve_DealBeyondTheInventory_NamesTheConflict()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        var clashing =
            "placement,slot,day,from,to,format,cost_model,price,curve,inventory,guaranteed\ntop,home,2026-04-06,07:00,09:00,banner,cpm,50,c,1000,2000\n";

        var answer = await client.AdPlans.SolveAsync("knowledge", new AdPlanRequest(clashing, 100_000, Curves));
        var frontier = await client.AdPlans.FrontierAsync("knowledge", new AdPlanRequest(clashing, 100_000, Curves, Points: 3));

        Assert.Null(answer.Plan);
        Assert.Equal(2, answer.Conflict.Count);
        Assert.Empty(frontier.Points);
        Assert.Equal(answer.Conflict, frontier.Conflict);
    }

    [Fact]
    public async Task Frontier_RisesWithTheBudget()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var frontier = await client.AdPlans.FrontierAsync("knowledge", new AdPlanRequest(Placements, 100_000, Curves, Points: 6));

        Assert.Equal(6, frontier.Points.Count);
        Assert.Equal(frontier.Points.OrderBy(point => point.Effect), frontier.Points);
        Assert.All(frontier.Points, point => Assert.True(point.CostMinorUnits <= point.BudgetMinorUnits));
    }

    [Fact]
    public async Task CurvesAndForecast_ThinData_AreMarked()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var curves = await client.AdPlans.CurvesAsync("knowledge", new CurvesRequest(Curves, "curve,exposures,effect\nthin,5,1\n"));
        var forecast = await client.AdPlans.ForecastAsync(
            "knowledge",
            new ForecastRequest("slot,day,from,exposures\nhome,2026-04-06,07:00,5\n", 7)
        );

        Assert.Equal(["c", "thin"], curves.Curves.Select(curve => curve.Curve));
        Assert.Equal(41, curves.Curves[0].Band.Count);
        Assert.Empty(curves.Curves[1].Band);
        Assert.Contains("Not enough data", curves.Curves[1].Shortage, StringComparison.Ordinal);
        Assert.Contains("Not enough data", Assert.Single(forecast.Slots).Shortage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"placements":"","budgetMinorUnits":1}""", "empty-file")]
    [InlineData("""{"placements":"placement\nx\n","budgetMinorUnits":1,"form":"square"}""", "unknown-form")]
    [InlineData(
        """{"placements":"placement,slot,day,from,to,format,cost_model,price,curve,inventory\nt,h,2026-04-06,07:00,09:00,b,cpm,5,c,1\n","budgetMinorUnits":1,"curves":"curve,form,ceiling,half_saturation\nc,hill,1,1\n","effect":-1}""",
        "wrong-effect"
    )]
    [InlineData(
        """{"placements":"placement,slot,day,from,to,format,cost_model,price,curve,inventory\nt,h,2026-04-06,07:00,09:00,b,cpm,5,c,1\n","budgetMinorUnits":-1,"curves":"curve,form,ceiling,half_saturation\nc,hill,1,1\n"}""",
        "negative-amount"
    )]
    [InlineData(
        """{"placements":"placement,slot,day,from,to,format,cost_model,price,curve,inventory\nt,h,2026-04-06,07:00,09:00,b,cpm,5,c,1\n","budgetMinorUnits":1,"curves":"curve,form,ceiling,half_saturation\nc,hill,1,-1\n"}""",
        "curve-parameters"
    )]
    public async Task Solve_BadInput_IsRefusedWithACure(string body, string code)
    {
        await using var running = await RunningServer.StartAsync();

        var response = await running.Client(Firm).PostAsync("/v1/domains/knowledge/ad-plans/solve", Wire.Json(body));

        Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity);
        var problem = await response.ProblemAsync(response.StatusCode);
        Assert.Equal(code, problem.Code);
        Assert.NotEqual("", problem.Cure);
    }
}
