using System.Net;
using Kuajie.Client;
using Kuajie.Client.Workbooks;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Workbooks;

public sealed class WorkbookEndpointsTests
{
    private static readonly WorkbookRequest Content = new(
        new Dictionary<string, string> { ["candidates"] = "partner,field\n甲,体育\n" },
        new Dictionary<string, string> { ["budget"] = "600000" }
    );

    [Fact]
    public async Task Workbook_Stored_CanBeOpenedAgainAndForgotten()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(RunningServer.PartyOf(RunningServer.Knowledge), Scope.Manage));

        await client.Workbooks.PutAsync("knowledge", "partners", "spring", Content);
        var found = await client.Workbooks.GetAsync("knowledge", "partners", "spring");

        Assert.Equal(Content.Tables, found.Tables);
        Assert.Equal(Content.Wishes, found.Wishes);
        Assert.Equal(["spring"], (await client.Workbooks.ListAsync("knowledge", "partners")).Select(entry => entry.Name));
        Assert.Empty(await client.Workbooks.ListAsync("knowledge", "ad-plan"));
        await client.Workbooks.RemoveAsync("knowledge", "partners", "spring");
        var gone = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Workbooks.GetAsync("knowledge", "partners", "spring"));
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
    }

    [Fact]
    public async Task Workbook_OfTheOtherSide_IsNotShared()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(RunningServer.PartyOf(RunningServer.Sports), Scope.Manage));

        var refused = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Workbooks.ListAsync("knowledge", "partners"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Theory]
    [InlineData("/v1/domains/knowledge/workbooks/novel/a", """{"tables":{},"wishes":{}}""", HttpStatusCode.NotFound)]
    [InlineData("/v1/domains/knowledge/workbooks/partners/a", """{"tables":{"a":null},"wishes":{}}""", HttpStatusCode.BadRequest)]
    [InlineData("/v1/domains/knowledge/workbooks/partners/a", """{"tables":{}}""", HttpStatusCode.BadRequest)]
    [InlineData("/v1/domains/knowledge/workbooks/partners/-a", """{"tables":{},"wishes":{}}""", HttpStatusCode.BadRequest)]
    public async Task Put_Wrong_IsRefused(string path, string body, HttpStatusCode status)
    {
        await using var running = await RunningServer.StartAsync();

        var response = await running.Client(RunningServer.PartyOf(RunningServer.Knowledge)).PutAsync(path, Wire.Json(body));

        await response.ProblemAsync(status);
    }
}
