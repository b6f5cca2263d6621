using System.Net;
using System.Reflection;
using Kuajie.Client;
using Kuajie.Client.Access;
using Kuajie.Client.Audience;
using Kuajie.Client.Catalog;
using Kuajie.Client.Imports;
using Kuajie.Client.Interactions;
using Kuajie.Client.Partners;
using Kuajie.Client.Training;
using Kuajie.Client.Users;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Kuajie.Server.Tests.Api;
using Kuajie.Storage.DuckDb;

namespace Kuajie.Server.Tests.Clients;

/// <summary>The typed client against a real server.</summary>
public sealed class KuajieClientTests
{
    /// <summary>Operations that are no business of programs that use the client, or that it has no typed form for.</summary>
    private static readonly string[] WithoutClient =
    [
        "/health/",
        "/v1/setup",
        "/v1/sign-",
        "/v1/invitations",
        "/v1/me/password",
        "/v1/version",
        "/v1/domains/{}/collect",
    ];

    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Operations_OfTheApi_EachHaveAMethod()
    {
        await using var running = await RunningServer.StartAsync();
        var (operations, _) = await ApiOperation.AllAsync(running.Anonymous());
        using var recorder = new Recorder();

        await recorder.CallEverythingAsync();

        var offered = operations
            .Select(operation => $"{operation.Method} {Unnamed(operation.Path)}")
            .Where(operation => !WithoutClient.Any(part => operation.Split(' ')[1].StartsWith(part, StringComparison.Ordinal)))
            .ToHashSet();
        Assert.Empty(offered.Except(recorder.Called));
        Assert.Empty(recorder.Called.Except(offered));
    }

    [Fact]
    public async Task Client_OnAWayThroughTheApi_GetsAnswersAndProblems()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Server.Address, running.Keys.Issue("test", Firm, Scope.All).Text);
        using var chinese = new KuajieClient(running.Client(Firm), new KuajieClientOptions { Language = "zh" });

        Assert.Equal(["knowledge", "sports"], (await client.Domains.ListAsync()).Select(domain => domain.Domain).Order());
        Assert.Equal(Firm, (await client.Keys.MeAsync()).Party);
        Assert.Equal(1, (await client.Items.PutAsync("knowledge", [new ItemRequest("c1", "course", "围棋入门", Tags: ["围棋"])])).Added);
        var found = await client.Items.FindAsync("knowledge", new ItemQuery(Words: "围棋", Tags: ["围棋"], Kinds: ["course", "book"]));
        Assert.Equal("c1", Assert.Single(found.Items).Item);
        Assert.Equal("围棋入门", (await client.Items.GetAsync("knowledge", "c1")).Title);
        Assert.Equal(1, (await client.Users.PutAsync("knowledge", [new UserRequest("u1")])).Added);
        var issued = await client.Keys.IssueAsync(new KeyRequest("app", ["ingest"]));
        Assert.NotNull((await client.Keys.RevokeAsync(issued.Key.Key)).RevokedAt);
        var happened = new EventRequest("e1", "c1", "purchase", User: "u1");
        Assert.Equal(new EventsResponse(1, 0), await client.Events.SendAsync("knowledge", happened));
        Assert.Equal(new EventsResponse(0, 1), await client.Events.SendAsync("knowledge", happened));

        var problem = await Assert.ThrowsAsync<KuajieProblemException>(() => chinese.Domains.GetAsync("nowhere"));
        Assert.Equal(("unknown-domain", HttpStatusCode.NotFound), (problem.Code, problem.Status));
        Assert.Contains(problem.Cure, letter => letter >= '\u4e00');
    }

    [Fact]
    public async Task Batcher_WithOneWrongEventAmongMany_StoresTheOthersOnce()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Server.Address, running.Keys.Issue("test", Firm, Scope.Ingest).Text);
        var dropped = new List<EventRequest>();
        var options = new EventBatcherOptions { BatchSize = 50, Dropped = (events, _) => dropped.AddRange(events) };

        await using (var batcher = client.Events.Batch("knowledge", options))
        {
            for (var n = 0; n < 120; n++)
            {
                await batcher.AddAsync(
                    new EventRequest("", $"c{n}", n == 70 ? "stare" : "view", User: "u1", At: running.Clock.GetUtcNow())
                );
            }
        }

        Assert.Equal("c70", Assert.Single(dropped).Item);
        var stored = running.Workspace.Interactions.OfUser("knowledge", "u1");
        Assert.Equal(119, stored.Count);
        Assert.Equal(119, stored.Select(each => each.ItemId).Distinct().Count());
    }

    [Fact]
    public async Task Training_Followed_TellsItsStagesToTheEnd()
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace =>
            ((DuckDbEventStore)workspace.Events).Append([
                .. Enumerable
                    .Range(0, 60)
                    .Select(n => new Interaction("knowledge", $"u{n % 20}", $"c{n % 7}", InteractionKind.Purchase, null, null)),
            ])
        );
        using var client = new KuajieClient(running.Server.Address, running.Keys.Issue("test", Firm, Scope.Manage).Text);
        var options = System.Text.Json.JsonDocument.Parse("{}").RootElement;

        var run = await client.Training.StartAsync("knowledge", new TrainingRunRequest(Model: "popularity", Options: options));
        var stages = new List<string>();
        await foreach (var step in client.Training.FollowAsync("knowledge", run.Run))
        {
            stages.Add(step.Stage);
        }

        Assert.Equal("ended", stages[^1]);
        Assert.Equal("succeeded", (await client.Training.GetAsync("knowledge", run.Run)).State);
        Assert.Equal("popularity", Assert.Single(await client.Models.ListAsync("knowledge")).Model);
    }

    [Fact]
    public async Task Imports_LookedAtSentFollowedAndTakenBack()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Server.Address, running.Keys.Issue("test", Firm, Scope.Manage).Text);
        using var orders = new MemoryStream("uid,course,when\nu1,c1,2026-05-01\n,c1,2026-05-01\n"u8.ToArray());
        ImportFile[] files = [new(ImportFile.Interactions, "订单.csv", orders)];
        var options = new ImportOptions(Map: "time=when", Kind: "purchase");

        var preview = Assert.Single((await client.Imports.PreviewAsync("knowledge", files, options)).Files);
        orders.Position = 0;
        var import = await client.Imports.StartAsync("knowledge", files, options);
        var stages = new List<string>();
        await foreach (var step in client.Imports.FollowAsync("knowledge", import.Import))
        {
            stages.Add(step.Stage);
        }
        using var rejected = new StreamReader(await client.Imports.RejectedAsync("knowledge", import.Import));

        Assert.Equal(("when", "iso8601"), (preview.Roles.Single(role => role.Role == "time").Column, preview.TimeFormat));
        Assert.Equal(("waiting", "ended"), (stages[0], stages[^1]));
        Assert.Contains("missingUser", await rejected.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("succeeded", Assert.Single(await client.Imports.ListAsync("knowledge")).State);
        Assert.Equal(1, (await client.Imports.GetAsync("knowledge", import.Import)).Report!.Value.GetProperty("rowsKept").GetInt64());
        Assert.Equal("withdrawn", (await client.Imports.WithdrawAsync("knowledge", import.Import)).State);
        Assert.Empty(running.Workspace.Interactions.Totals());
        Assert.True(orders.CanRead);
    }

    private static string Unnamed(string path) =>
        string.Join('/', path.Split('?')[0].Split('/').Select(part => part.StartsWith('{') ? "{}" : part));

    /// <summary>Calls every method of every part of the client and keeps what each asks for; parameters in the path stand in braces.</summary>
    private sealed class Recorder : HttpMessageHandler
    {
        public HashSet<string> Called { get; } = [];

        public async Task CallEverythingAsync()
        {
            using var client = new KuajieClient(
                new HttpClient(this, disposeHandler: false) { BaseAddress = new Uri("http://service/") },
                new KuajieClientOptions { MostAttempts = 1 }
            );
            foreach (var part in typeof(KuajieClient).GetProperties().Select(property => property.GetValue(client)!))
            {
                foreach (var method in part.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                {
                    await CallAsync(part, method);
                }
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
            Called.Add($"{request.Method} {Unnamed(path)}");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Gone));
        }

        private static async Task CallAsync(object part, MethodInfo method)
        {
            object?[] arguments = [.. method.GetParameters().Select(Argument)];
            try
            {
                switch (method.Invoke(part, arguments))
                {
                    case Task task:
                        await task;
                        break;
                    case IAsyncEnumerable<ItemResponse> items:
                        await items.GetAsyncEnumerator().MoveNextAsync();
                        break;
                    case IAsyncEnumerable<ImportStepResponse> steps:
                        await steps.GetAsyncEnumerator().MoveNextAsync();
                        break;
                    case IAsyncEnumerable<AudienceStepResponse> steps:
                        await steps.GetAsyncEnumerator().MoveNextAsync();
                        break;
                    case IAsyncEnumerable<TrainingStepResponse> steps:
                        await steps.GetAsyncEnumerator().MoveNextAsync();
                        break;
                }
            }
            catch (KuajieProblemException)
            {
                // Every answer is a refusal.
            }
        }

        private static object? Argument(ParameterInfo parameter) =>
            parameter.ParameterType == typeof(string) ? $"{{{parameter.Name}}}"
            : parameter.ParameterType == typeof(InvitationRequest) ? new InvitationRequest("name", [])
            : parameter.ParameterType == typeof(RolesRequest) ? new RolesRequest([])
            : parameter.ParameterType == typeof(PartyRequest) ? new PartyRequest("name")
            : parameter.ParameterType == typeof(IReadOnlyList<ItemRequest>) ? Array.Empty<ItemRequest>()
            : parameter.ParameterType == typeof(IReadOnlyList<ImportFile>) ? Array.Empty<ImportFile>()
            : parameter.ParameterType == typeof(IReadOnlyList<UserRequest>) ? Array.Empty<UserRequest>()
            : parameter.HasDefaultValue && parameter.ParameterType != typeof(CancellationToken) ? null
            : parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
            : parameter.ParameterType == typeof(IReadOnlyList<EventRequest>) ? new[] { new EventRequest("e", "i", "view") }
            : null;
    }
}
