using System.Net;

namespace Kuajie.Server.Tests.Imports;

/// <summary>Imports that are taken back.</summary>
public sealed class ImportWithdrawalTests
{
    private const string Imports = "/v1/domains/knowledge/imports";
    private const string First = "user,item,kind,time\nu1,c1,purchase,2026-05-01\nu2,c1,view,2026-05-02\n,c1,view,2026-05-02\n";
    private const string Second = "user,item,kind,time\nu2,c1,view,2026-05-02\nu3,c2,view,2026-05-03\n";
    private const string Courses = "item,title\nc1,Marathon\nc2,Budget\n";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Delete_OfADoneImport_TakesItsRowsAndLeavesOthers()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm);
        var first = await DoneAsync(client, ("interactions", "a.csv", First), ("items", "c.csv", Courses));
        var second = await DoneAsync(client, ("interactions", "b.csv", Second));
        Assert.Equal(3, Interactions(running));

        var withdrawn = await (await client.DeleteAsync($"{Imports}/{first}")).DocumentAsync();

        Assert.Equal("withdrawn", withdrawn.State());
        Assert.Equal(1, Interactions(running));
        Assert.Single(running.Workspace.Interactions.OfUser("knowledge", "u3"));
        Assert.Empty(running.Workspace.Catalog.ItemsOf("knowledge"));
        Assert.Equal(
            0,
            (await (await client.GetAsync("/v1/domains/knowledge/items?q=marathon")).DocumentAsync()).GetProperty("total").GetInt64()
        );
        Assert.Equal("withdrawn", (await (await client.GetAsync($"{Imports}/{first}")).DocumentAsync()).State());
        Assert.Equal("succeeded", (await (await client.GetAsync($"{Imports}/{second}")).DocumentAsync()).State());
        await (await client.GetAsync($"{Imports}/{first}/rejected")).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Empty(running.Workspace.Events.IntegrityFaults());
        // Again it changes nothing, also after a restart.
        await running.RestartAsync();
        client = running.Client(Firm);
        Assert.Equal("withdrawn", (await (await client.DeleteAsync($"{Imports}/{first}")).DocumentAsync()).State());
        Assert.Equal(1, Interactions(running));
    }

    [Fact]
    public async Task Post_OfFilesThatLostRowsToAWithdrawal_BringsThemBack()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm);
        var first = await DoneAsync(client, ("interactions", "a.csv", First));
        await DoneAsync(client, ("interactions", "b.csv", Second));
        await (await client.DeleteAsync($"{Imports}/{first}")).DocumentAsync();

        await DoneAsync(client, ("interactions", "b.csv", Second));
        Assert.Equal(2, Interactions(running));
        await DoneAsync(client, ("interactions", "a.csv", First));

        Assert.Equal(3, Interactions(running));
    }

    [Fact]
    public async Task Delete_OfARepeatedImport_LeavesTheRowsOfTheFirst()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm);
        await DoneAsync(client, ("interactions", "a.csv", First));
        var repeated = await DoneAsync(client, ("interactions", "a.csv", First));

        Assert.Equal("succeeded", (await (await client.DeleteAsync($"{Imports}/{repeated}")).DocumentAsync()).State());
        Assert.Equal(2, Interactions(running));
    }

    private static long Interactions(RunningServer running) => running.Workspace.Interactions.Totals().Sum(total => total.Interactions);

    private static async Task<string> DoneAsync(HttpClient client, params (string Part, string Name, string Text)[] files)
    {
        var import = await client.StartAsync(Imports, Uploads.Form(files));
        Assert.Equal("succeeded", (await client.EndAsync(Imports, import)).State());
        return import;
    }
}
