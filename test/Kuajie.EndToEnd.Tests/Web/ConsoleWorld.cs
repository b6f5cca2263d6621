using System.Diagnostics;
using System.Net.Http.Json;
using Kuajie.EndToEnd.Tests.Pages;
using Kuajie.EndToEnd.Tests.Web;
using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;
using Kuajie.Server;
using Kuajie.Server.Access;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ConsoleWorld))]

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>
/// The demo's workspace, served in this process, with one person of each role. Made when first asked for, once for all tests that only look at it.
/// </summary>
public sealed class ConsoleWorld : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string Knowledge = "knowledge";
    public const string Sports = "sports";
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-console-").FullName;
    private readonly Lazy<Task> started;
    private readonly Dictionary<Role, string> cookies = [];
    private Workspace? workspace;
    private KuajieServer? server;

    public ConsoleWorld() => started = new Lazy<Task>(BeginAsync);

    public static bool IsBrowserInstalled => BrowserProgram.IsInstalled;

    public static readonly Role[] Roles = [.. Enum.GetValues<Role>().Where(role => int.IsPow2((int)role))];

    public Uri Address => server!.Address;

    internal Workspace Workspace => workspace!;

    internal IServiceProvider Services => server!.Services;

    /// <summary>A user of the knowledge domain of whom something is known, in the partner's too, and an item they took.</summary>
    internal (string User, string Item) KnownUser
    {
        get
        {
            var user = Workspace
                .Interactions.LatestUsers(Knowledge, "", 100)
                .Where(user => user.Interactions is > 10 and < 60 && Workspace.Links.OfUser(Knowledge, user.UserId).Count > 0)
                .MaxBy(user => user.Interactions)!
                .UserId;
            return (user, Workspace.Interactions.OfUser(Knowledge, user)[0].ItemId);
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes the world unless it stands already.</summary>
    public Task StartAsync() => started.Value;

    /// <summary>A browser in which a person of a role is signed in.</summary>
    /// <param name="role">The role; null for nobody.</param>
    /// <param name="language"><c>en</c> or <c>zh-Hans</c>.</param>
    /// <param name="theme"><c>light</c> or <c>dark</c>.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="home">Where the server is reached, where not directly.</param>
    public async Task<IBrowserContext> BrowserOfAsync(
        Role? role,
        string language = "en",
        string theme = "light",
        int width = 1280,
        Uri? home = null
    )
    {
        await StartAsync();
        var context = await StrangerAsync(language, width);
        await context.AddCookiesAsync([
            Cookie("kuajie-language", language, home),
            Cookie("kuajie-theme", theme, home),
            Cookie("kuajie-zone", "Asia%2FShanghai", home),
        ]);
        if (role is { } signedIn)
        {
            await context.AddCookiesAsync([Cookie("kuajie", cookies[signedIn], home)]);
        }
        return context;
    }

    /// <summary>A browser that was never here and has no cookie; its own preference for a language is all it says.</summary>
    public async Task<IBrowserContext> StrangerAsync(string language, int width = 1280)
    {
        await StartAsync();
        return await BrowserProgram.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                Locale = language == "en" ? "en-US" : "zh-CN",
                TimezoneId = "Asia/Shanghai",
                ReducedMotion = ReducedMotion.Reduce,
                AcceptDownloads = true,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }
        workspace?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task BeginAsync()
    {
        await MakeAsync();
        workspace = Workspace.Open(Path.Combine(folder, "workspace.kuajie"), "test", TimeProvider.System);
        workspace.Partners.PutPartnership(Knowledge, Sports, PartnershipShares.All);
        server = KuajieServer.Build(new ServerSettings { Port = 0, MostRequestsPerSecond = 0 }, workspace, TimeProvider.System);
        await server.StartAsync();
        foreach (var role in Roles)
        {
            cookies[role] = await SignInAsync(role);
        }
        // What is awaited comes, or never does; how soon is the machine's affair and not this test's.
        Assertions.SetDefaultExpectTimeout(20_000);
    }

    private async Task MakeAsync()
    {
        var start = new ProcessStartInfo(KuajieProgram.Path)
        {
            ArgumentList = { "demo", "--users", "200", "--out", folder, "--no-serve", "--quiet", "--language", "en" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var demo = Process.Start(start)!;
        var errors = demo.StandardError.ReadToEndAsync();
        await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        Assert.True(demo.ExitCode == 0, await errors);
    }

    private async Task<string> SignInAsync(Role role)
    {
        var services = server!.Services;
        var people = services.GetRequiredService<People>();
        var party = role == Role.Partner ? workspace!.Partners.Domains().Single(domain => domain.Name == Sports).PartyId : null;
        var (person, _) = people.Invite($"{role}@example.org", party, role);
        people.ChangePassword(person.PersonId, services.GetRequiredService<SignIn>().Hash(Password));
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync("/v1/sign-in", new { name = person.Name, password = Password });
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];
    }

    private Cookie Cookie(string name, string value, Uri? home) =>
        new()
        {
            Name = name,
            Value = value,
            Url = (home ?? Address).ToString(),
        };
}
