using System.Net.Http.Headers;
using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;
using Kuajie.Server.Access;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Server.Tests;

/// <summary>
/// A server over a new workspace, listening on a free loopback port, its clock in the test's hands. Two parties with a domain each, <c>knowledge</c> and
/// <c>sports</c>, and a stranger with <c>auto</c>; a partnership joins the first two.
/// </summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string Knowledge = "knowledge";
    public const string Sports = "sports";
    public const string Auto = "auto";
    private const string Password = "a-long-enough-password-7";
    private static readonly DateTimeOffset Began = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The workspace that most tests begin with, made once: to make one takes longer than most of the tests.</summary>
    private static readonly Lazy<string> World = new(MakeWorld);
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-server-").FullName;
    private readonly List<HttpClient> clients = [];
    private readonly ServerSettings? settings;
    private readonly Action<ILoggingBuilder>? log;

    private RunningServer(FakeTimeProvider clock, ServerSettings? settings, Action<ILoggingBuilder>? log, Action<Workspace>? prepare)
    {
        (this.settings, this.log) = (settings, log);
        Clock = clock;
        var path = Path.Combine(folder, "w.kuajie");
        if (clock.Start == Began)
        {
            Copy(World.Value, path);
            Workspace = Workspace.Open(path, "test", clock);
        }
        else
        {
            Workspace = Make(path, clock);
        }
        Partnership = Workspace.Partners.Partnerships().Single();
        prepare?.Invoke(Workspace);
        Server = Build();
    }

    public FakeTimeProvider Clock { get; }

    public Workspace Workspace { get; private set; }

    public Partnership Partnership { get; }

    public KuajieServer Server { get; private set; }

    public People People => Server.Services.GetRequiredService<People>();

    public SignIn SignIn => Server.Services.GetRequiredService<SignIn>();

    public KeyRing Keys => Server.Services.GetRequiredService<KeyRing>();

    /// <summary>The party that owns one of the domains.</summary>
    public static string PartyOf(string domain) => $"{domain}-firm";

    /// <param name="settings">How it is set up, the port aside.</param>
    /// <param name="log">Receivers of the log.</param>
    /// <param name="prepare">Fills the workspace before the server is built.</param>
    /// <param name="clock">The clock; one that stands at a fixed moment where left out.</param>
    public static async Task<RunningServer> StartAsync(
        ServerSettings? settings = null,
        Action<ILoggingBuilder>? log = null,
        Action<Workspace>? prepare = null,
        FakeTimeProvider? clock = null
    )
    {
        clock ??= new LeapingClock(Began);
        var running = new RunningServer(clock, settings, log, prepare);
        await running.Server.StartAsync();
        return running;
    }

    /// <summary>Stops the server, closes the workspace, and begins anew over the same folder, on another port: clients made before are of no use.</summary>
    public async Task RestartAsync()
    {
        await Server.StopAsync();
        await Server.DisposeAsync();
        Workspace.Dispose();
        Workspace = Workspace.Open(Path.Combine(folder, "w.kuajie"), "test", Clock);
        Server = Build();
        await Server.StartAsync();
    }

    /// <summary>A client that says nothing of who it is.</summary>
    public HttpClient Anonymous()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = Server.Address,
        };
        clients.Add(client);
        return client;
    }

    /// <summary>A client that keeps cookies, as a browser does.</summary>
    public HttpClient Browser()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Server.Address };
        clients.Add(client);
        return client;
    }

    /// <summary>A client with a new key.</summary>
    /// <param name="party">The party it acts for; null for the operator.</param>
    /// <param name="scopes">What it may be used for.</param>
    public HttpClient Client(string? party, Scope scopes = Scope.All) => WithKey(Keys.Issue("test", party, scopes).Text);

    /// <summary>A browser in which a new person has signed in.</summary>
    public async Task<HttpClient> PersonAsync(string? party, Role role)
    {
        var name = $"{role}-{party}";
        var (person, _) = People.Invite(name, party, role);
        People.ChangePassword(person.PersonId, SignIn.Hash(Password));
        var browser = Browser();
        await (await browser.PostAsync("/v1/sign-in", Wire.Json($$"""{"name":"{{name}}","password":"{{Password}}"}"""))).DocumentAsync();
        return browser;
    }

    /// <summary>A client with a given key.</summary>
    public HttpClient WithKey(string text)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        return client;
    }

    private static string MakeWorld()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("kuajie-world-").FullName, "w.kuajie");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Make(path, new FakeTimeProvider(Began)).Dispose();
        return path;
    }

    private static Workspace Make(string path, TimeProvider clock)
    {
        var workspace = Workspace.Create(path, "test", clock);
        foreach (var domain in (string[])[Knowledge, Sports, Auto])
        {
            workspace.Partners.EnsureDomain(domain, PartyOf(domain));
        }
        workspace.Partners.PutPartnership(Knowledge, Sports, PartnershipShares.All);
        return workspace;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in new DirectoryInfo(from).EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }
    }

    private KuajieServer Build() => KuajieServer.Build((settings ?? new ServerSettings()) with { Port = 0 }, Workspace, Clock, log);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }
        await Server.StopAsync();
        await Server.DisposeAsync();
        Workspace.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
