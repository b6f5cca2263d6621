using System.Net;
using System.Text;
using Kuajie.Client;
using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Imports.Live;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;
using Kuajie.Server.Tests.Imports;
using Kuajie.Server.Tests.Training;
using Kuajie.Storage.DuckDb;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Tests.Users;

/// <summary>A domain whose users are stored under pseudonyms only.</summary>
public sealed class PseudonymsTests
{
    private const string Domain = "/v1/domains/knowledge";
    private const string Secret = "wang-fang-7Q4Z";
    private static readonly Pseudonymizer Key = new(Encoding.ASCII.GetBytes("0123456789abcdefghijklmnopqrstuv"));
    private static readonly ServerSettings Settings = new()
    {
        PseudonymKeys = new Dictionary<string, Pseudonymizer> { ["knowledge"] = Key },
    };
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task RawIds_SentEveryWay_AreNowhereInTheWorkspaceOrTheLog()
    {
        using var log = new Lines();
        await using var running = await RunningServer.StartAsync(
            Settings,
            logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)
        );
        var client = running.Client(Firm);
        var rejected = $"{Secret},c2,steal,2026-05-02\n";
        var rows = $"user,item,kind,time\n{Secret},c1,purchase,2026-05-01\n{rejected}other,c1,view,2026-05-03\nother,c3,view,2026-05-03\n";

        await SentAsync(
            client,
            "/items",
            """{"items":[{"item":"c1","kind":"course","title":"A"},{"item":"c9","kind":"course","title":"B"}]}""",
            isPut: true
        );
        var import = await client.StartAsync(
            $"{Domain}/imports",
            Uploads.Form(("interactions", "a.csv", rows), ("users", "u.csv", $"user,name,city\n{Secret},王芳,杭州\n"))
        );
        Assert.Equal("succeeded", (await client.EndAsync($"{Domain}/imports", import)).State());
        // Without a header, the first row is what a fault would repeat.
        var headless = await client.StartAsync($"{Domain}/imports", Uploads.Form(("interactions", "b.csv", $"{Secret},c1,view\n")));
        Assert.Equal("failed", (await client.EndAsync($"{Domain}/imports", headless)).State());
        await SentAsync(client, "/events", $$"""{"event":"e1","user":"{{Secret}}","item":"c2","kind":"view"}""");
        await SentAsync(
            client,
            "/users",
            $$$"""{"users":[{"user":"{{{Secret}}}","attributes":{"city":"上海","phone":"13800138000"}}]}""",
            isPut: true
        );
        var links = Wire.Json($$$"""{"domains":["knowledge","sports"],"pairs":[{"first":"{{{Secret}}}","second":"s1"}]}""");
        await (await client.PostAsync("/v1/links", links)).DocumentAsync();
        await TrainAsync(running);
        await SentAsync(client, "/recommendations", $$"""{"user":"{{Secret}}","explain":true}""");
        await (await client.GetAsync($"{Domain}/users/{Secret}/similar")).DocumentAsync();
        var user = await (await client.GetAsync($"{Domain}/users/{Secret}")).DocumentAsync();

        Assert.Equal(Key.UserPseudonym(Secret), user.GetProperty("user").GetString());
        Assert.Equal(2, user.GetProperty("interactions").EnumerateObject().Sum(kind => kind.Value.GetInt32()));
        Assert.Equal("上海", user.GetProperty("attributes").GetProperty("city").GetString());
        Assert.False(user.GetProperty("attributes").TryGetProperty("phone", out _));
        Assert.Equal(["sports"], user.GetProperty("linkedDomains").EnumerateArray().Select(domain => domain.GetString()));
        Assert.Equal(2, running.Workspace.Interactions.OfUser("knowledge", Key.UserPseudonym(Secret)).Count);
        await running.Server.StopAsync();
        AssertNowhere(running, Secret, "王芳", "13800138000");
        Assert.DoesNotContain(log.All, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recommendations_ByRawId_AreThoseOfThePseudonym()
    {
        await using var running = await RunningServer.StartAsync(Settings);
        var client = running.Client(Firm);
        await SentAsync(
            client,
            "/items",
            """{"items":[{"item":"c1","kind":"course","title":"A"},{"item":"c2","kind":"course","title":"B"}]}""",
            isPut: true
        );
        await SentAsync(client, "/events", $$"""{"event":"e1","user":"{{Secret}}","item":"c1","kind":"purchase"}""");
        await TrainAsync(running);

        var raw = await SentAsync(client, "/recommendations", $$"""{"user":"{{Secret}}"}""");
        var pseudonym = await SentAsync(client, "/recommendations", $$"""{"user":"{{Key.UserPseudonym(Secret)}}"}""");
        var stored = await (await client.GetAsync($"/v1/lists/{raw.GetProperty("list").GetString()}")).DocumentAsync();

        // What was taken up is not recommended again, whichever way the user is named.
        Assert.Equal(["c2"], raw.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item").GetString()));
        Assert.Equal(["c2"], pseudonym.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item").GetString()));
        Assert.Equal(Key.UserPseudonym(Secret), stored.GetProperty("user").GetString());
    }

    [Fact]
    public async Task Erasure_ByRawId_TakesEverything()
    {
        await using var running = await RunningServer.StartAsync(Settings);
        var client = running.Client(Firm);
        await SentAsync(client, "/events", $$"""{"event":"e1","user":"{{Secret}}","item":"c1","kind":"purchase"}""");

        await (await client.DeleteAsync($"{Domain}/users/{Secret}")).DocumentAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Domain}/users/{Secret}")).StatusCode);
        await running.Server.StopAsync();
        AssertNowhere(running, Secret, Key.UserPseudonym(Secret));
    }

    [Fact]
    public async Task Domain_OncePseudonymised_TakesNoRawIdsAndNoOtherKey()
    {
        await using var running = await RunningServer.StartAsync(Settings);
        await running.Server.StopAsync();
        var other = new Pseudonymizer(Encoding.ASCII.GetBytes("zzzz456789abcdefghijklmnopqrstuv"));

        KuajieException Refused(ServerSettings settings) =>
            Assert.Throws<KuajieException>(() => KuajieServer.Build(settings with { Port = 0 }, running.Workspace, running.Clock));

        Assert.Equal("pseudonym-key-missing", Refused(new ServerSettings()).Code);
        Assert.Equal(
            "other-pseudonym-key",
            Refused(Settings with { PseudonymKeys = new Dictionary<string, Pseudonymizer> { ["knowledge"] = other } }).Code
        );
        var importer = (IEventImporter)running.Workspace.Events;
        var workflow = new ImportWorkflow(running.Workspace, importer, running.Workspace.Layout.Staging, running.Clock);
        var raw = new ImportRequest { Domain = "knowledge", Interactions = ["a.csv"] };
        Assert.Equal(
            "pseudonym-key-missing",
            Assert.Throws<KuajieException>(() => workflow.Run(raw, new ImportProgressLog(running.Clock), CancellationToken.None)).Code
        );
        var linking = running.Workspace.Linking(running.Clock);
        Assert.Equal(
            "pseudonym-key-missing",
            Assert.Throws<KuajieException>(() => linking.Named("knowledge", "sports", [new UserPair("raw", "s1")])).Code
        );
    }

    [Fact]
    public async Task Domain_WithRawIdsAlready_CannotBePseudonymised()
    {
        var view = new Interaction("knowledge", "raw", "c1", InteractionKind.View, null, null);

        var fault = await Assert.ThrowsAsync<KuajieException>(() =>
            RunningServer.StartAsync(Settings, prepare: workspace => ((DuckDbEventStore)workspace.Events).Append([view]))
        );

        Assert.Equal("raw-ids-stored", fault.Code);
    }

    private static async Task TrainAsync(RunningServer running)
    {
        using var client = new KuajieClient(running.Server.Address, running.Keys.Issue("test", Firm, Scope.All).Text);
        await client.TrainAsync("knowledge");
    }

    private static async Task<System.Text.Json.JsonElement> SentAsync(HttpClient client, string path, string body, bool isPut = false) =>
        await (
            await (isPut ? client.PutAsync(Domain + path, Wire.Json(body)) : client.PostAsync(Domain + path, Wire.Json(body)))
        ).DocumentAsync();

    private static void AssertNowhere(RunningServer running, params string[] secrets)
    {
        foreach (var path in Directory.EnumerateFiles(running.Workspace.Folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(path) == "lock")
            {
                continue;
            }
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
            {
                Assert.All(
                    secrets,
                    secret => Assert.True(content.ToArray().AsSpan().IndexOf(encoding.GetBytes(secret)) < 0, $"{secret} in {path}")
                );
            }
        }
    }

    /// <summary>Everything that is logged, at every level.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            All.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => All.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}
