using System.Net;

namespace Kuajie.Server.Tests.Workspaces;

public sealed class WorkspaceEndpointsTests
{
    [Fact]
    public async Task Get_ByTheOperator_TellsSizesAndLimitsAndNoFolder()
    {
        await using var running = await RunningServer.StartAsync();

        var facts = await (await running.Client(null).GetAsync("/v1/workspace")).DocumentAsync();

        Assert.True(facts.GetProperty("sizes").GetProperty("records").GetInt64() > 0);
        Assert.Equal(1000, facts.GetProperty("limits").GetProperty("eventsAtOnce").GetDouble());
        Assert.DoesNotContain(running.Workspace.Folder, facts.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ByAFirm_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();

        await (await running.Client(RunningServer.PartyOf(RunningServer.Knowledge)).GetAsync("/v1/workspace")).ProblemAsync(
            HttpStatusCode.Forbidden
        );
    }
}
