using System.Net;
using System.Net.Sockets;
using System.Text;
using Kuajie.Client;
using Kuajie.Client.Catalog;
using Kuajie.Client.Interactions;
using Kuajie.Client.Recommendations;
using Kuajie.Client.Users;
using Kuajie.Platform.Access;
using Kuajie.Server.Tests.Training;

namespace Kuajie.Server.Tests.Access;

/// <summary>Ids that mean something to paths, sent by the typed client through a real connection.</summary>
public sealed class PathIdsTests
{
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    /// <summary>Every id that could be taken for something else.</summary>
    private static readonly string[] Ids =
    [
        "a/b",
        "a%2Fb",
        "a%b",
        "100%",
        "a+b",
        "a b",
        "a?b=c#d",
        "课程/一 号",
        "..",
        ".",
        "../users",
        "_",
        "a\\b",
        "a;b=1",
        "items/x/similar",
        "a:b@c&d",
        "é😀",
    ];

    [Fact]
    public async Task Item_OfAnyId_IsFoundAndRemovedAlone()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Server.Address, running.Keys.Issue("test", Firm, Scope.All).Text);
        await client.Items.PutAsync("knowledge", [.. Ids.Select(each => new ItemRequest(each, "course", $"title of {each}"))]);
        var left = Ids.ToHashSet();
        foreach (var id in Ids)
        {
            Assert.Equal($"title of {id}", (await client.Items.GetAsync("knowledge", id)).Title);
            await client.Items.RemoveAsync("knowledge", id);
            left.Remove(id);
            Assert.Equal(left, running.Workspace.Catalog.ItemsOf("knowledge").Select(item => item.ItemId).ToHashSet());
        }
    }

    [Fact]
    public async Task User_OfAnyId_IsFoundAndErasedAlone()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Server.Address, running.Keys.Issue("test", Firm, Scope.All).Text);
        await client.Users.PutAsync("knowledge", [.. Ids.Select(each => new UserRequest(each))]);
        var left = Ids.ToHashSet();
        foreach (var id in Ids)
        {
            Assert.Equal(id, (await client.Users.GetAsync("knowledge", id)).User);
            await client.Similar.UsersAsync("knowledge", id);
            Assert.Equal(1, (await client.Users.EraseAsync("knowledge", id)).Rows);
            left.Remove(id);
            Assert.Equal(left, running.Workspace.Users.UsersOf("knowledge").Select(user => user.UserId).ToHashSet());
        }
    }

    [Fact]
    public async Task Explanation_OfAnItemWithASlash_IsOfThatItem()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Server.Address, running.Keys.Issue("test", Firm, Scope.All).Text);
        await client.Items.PutAsync("knowledge", [new ItemRequest("a/b", "course", "A"), new ItemRequest("..", "course", "B")]);
        await client.Events.SendAsync("knowledge", new EventRequest("e1", "..", "view", User: "u/1"));
        await client.TrainAsync("knowledge");
        await client.Similar.ItemsAsync("knowledge", "a/b");
        await client.Similar.ItemsAsync("knowledge", "..", count: 3);
        var list = await client.Recommendations.RecommendAsync("knowledge", new RecommendationRequest(User: "u/2"));

        Assert.NotEmpty(list.Items);
        foreach (var item in list.Items)
        {
            Assert.Equal(item.Item, (await client.Recommendations.ExplainAsync(list.List, item.Item)).Item);
        }
    }

    [Theory]
    [InlineData("/v1/domains/auto/../knowledge/items/x%2Fy", "knowledge")]
    [InlineData("/v1/domains/knowledge/items/%2e%2e/%2e%2e/auto/items/x%2Fy", "auto")]
    public async Task DotSegments_InAPath_NeverTurnAnotherDomainsDoor(string target, string _)
    {
        await using var running = await RunningServer.StartAsync();
        var key = running.Keys.Issue("test", Firm, Scope.All).Text;

        using var socket = new TcpClient(running.Server.Address.Host, running.Server.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nConnection: close\r\n\r\n")
        );
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        // Neither the item nor the domain is there for this caller.
        Assert.StartsWith($"HTTP/1.1 {(int)HttpStatusCode.NotFound} ", answer, StringComparison.Ordinal);
    }
}
