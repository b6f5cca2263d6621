using System.Net;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Users;

public sealed class UserEndpointsTests
{
    private const string Users = "/v1/domains/knowledge/users";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);
    private static readonly DateTimeOffset At = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task User_PutReadErased_LeavesAReceiptAndNothingElse()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var client = running.Client(Firm, Scope.Manage);
        var put = await client.PutAsync(
            Users,
            Wire.Json("""{"users":[{"user":"ann-7","attributes":{"city":"杭州","age":34}},{"user":"ben-8"}]}""")
        );
        Assert.Equal(2, (await put.DocumentAsync()).GetProperty("added").GetInt32());

        var user = await (await client.GetAsync($"{Users}/ann-7")).DocumentAsync();

        Assert.Equal("杭州", user.GetProperty("attributes").GetProperty("city").GetString());
        Assert.Equal(2, user.GetProperty("interactions").GetProperty("view").GetInt32());
        Assert.Equal(1, user.GetProperty("interactions").GetProperty("purchase").GetInt32());
        Assert.Equal(["sports"], user.GetProperty("linkedDomains").EnumerateArray().Select(domain => domain.GetString()));
        Assert.DoesNotContain("s-1", user.GetRawText(), StringComparison.Ordinal);

        var receipt = await (await client.DeleteAsync($"{Users}/ann-7")).DocumentAsync();
        Assert.Equal(4, receipt.GetProperty("rows").GetInt64());
        Assert.Equal(1, receipt.GetProperty("links").GetInt64());
        Assert.DoesNotContain("ann-7", receipt.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("unknown-user", (await (await client.GetAsync($"{Users}/ann-7")).ProblemAsync(HttpStatusCode.NotFound)).Code);
        var again = await (await client.DeleteAsync($"{Users}/ann-7")).DocumentAsync();
        Assert.Equal(0, again.GetProperty("rows").GetInt64());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Users}/ben-8")).StatusCode);
    }

    [Fact]
    public async Task Put_AnythingWrong_NamesEveryFaultAndStoresNothing()
    {
        await using var running = await RunningServer.StartAsync();
        var body = Wire.Json("""{"users":[{"user":"a"},{},{"user":"a","attributes":7}]}""");

        var problem = await (await running.Client(Firm, Scope.Ingest).PutAsync(Users, body)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(
            ["users[1].user missing-member", "users[2].user user-twice", "users[2].attributes no-object"],
            problem.Faults!.Select(fault => $"{fault.Where} {fault.Code}")
        );
        Assert.Empty(running.Workspace.Users.UsersOf("knowledge"));
    }

    [Fact]
    public async Task Erasure_WhileOthersAsk_FailsNoRequest()
    {
        await using var running = await RunningServer.StartAsync(prepare: FillMany);
        var client = running.Client(Firm);
        using var done = new CancellationTokenSource();
        var answers = Enumerable.Range(0, 4).Select(reader => ReadAsync(client, reader, done.Token)).ToArray();

        for (var user = 0; user < 12; user++)
        {
            var receipt = await (await client.DeleteAsync($"{Users}/u{user}")).DocumentAsync();
            Assert.Equal(20, receipt.GetProperty("rows").GetInt64());
        }
        await done.CancelAsync();

        Assert.All(await Task.WhenAll(answers), read => Assert.True(read > 0));
    }

    private static async Task<int> ReadAsync(HttpClient client, int reader, CancellationToken done)
    {
        var read = 0;
        for (; !done.IsCancellationRequested || read == 0; read++)
        {
            var put = Wire.Json($$$"""{"users":[{"user":"reader{{{reader}}}","attributes":{"n":{{{read}}}}}]}""");
            Assert.Equal(HttpStatusCode.OK, (await client.PutAsync(Users, put, CancellationToken.None)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Users}/u{50 + (read % 40)}", CancellationToken.None)).StatusCode);
        }
        return read;
    }

    private static void Fill(Workspace workspace)
    {
        ((DuckDbEventStore)workspace.Events).Append([
            new Interaction("knowledge", "ann-7", "c1", InteractionKind.View, At, null),
            new Interaction("knowledge", "ann-7", "c2", InteractionKind.View, At, null),
            new Interaction("knowledge", "ann-7", "c2", InteractionKind.Purchase, At, null),
            new Interaction("knowledge", "ben-8", "c2", InteractionKind.View, At, null),
        ]);
        workspace.Links.Add([new Link("knowledge", "ann-7", "sports", "s-1", LinkMethod.File, At)]);
    }

    private static void FillMany(Workspace workspace) =>
        ((DuckDbEventStore)workspace.Events).Append([
            .. Enumerable
                .Range(0, 2000)
                .Select(row => new Interaction("knowledge", $"u{row % 100}", $"c{row / 100}", InteractionKind.View, At, null)),
        ]);
}
