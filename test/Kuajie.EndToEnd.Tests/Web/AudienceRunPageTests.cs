using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Progress;
using Kuajie.Server.Audience;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Long work on an audience that is left and found again. On a server of its own, whose worker is held until the test has come and gone.</summary>
public sealed class AudienceRunPageTests(ConsoleWorld world) : IAsyncDisposable
{
    private const string Domain = "night-school";
    private const string Clusters = $"/audience?domain={Domain}&part=clusters";
    private readonly OwnServer own = new();

    public ValueTask DisposeAsync() => own.DisposeAsync();

    [Theory]
    [InlineData("en", "Find clusters", "to", "Under way: 2 to 5 clusters, seed 77", "You can leave this page", "Earlier runs")]
    [InlineData("zh-Hans", "发现聚类", "到", "进行中：2 到 5 个聚类，随机种子 77", "可以离开此页", "以往的任务")]
    public async Task Clusters_LeftWhileLookedFor_AreFoundAgainUnderWayAndThenWithTheAnswer(
        string language,
        string find,
        string most,
        string underWay,
        string stays,
        string earlier
    )
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var (context, visit) = await BeginAsync(language);
        var page = visit.Page;
        await Worker.StopAsync(TestContext.Current.CancellationToken);

        await visit.OpenAsync(Clusters);
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await page.GetByLabel(most, new() { Exact = true }).FillAsync("5");
        await page.Locator("input[min='0']").FillAsync("77");
        await page.GetByRole(AriaRole.Button, new() { Name = find, Exact = true }).ClickAsync();
        var run = page.Locator(".ops-run").Filter(new() { HasText = underWay });
        await Expect(run).ToContainTextAsync(stays);
        await AssertReadableAsync(visit, language, $"audience-run-under-way-{language}");
        var address = page.Url;

        // Left for another page and found again, without its address too, and on another screen.
        await visit.OpenAsync("/data");
        await visit.OpenAsync(Clusters);
        await Expect(run).ToBeVisibleAsync();
        await Expect(page.Locator(".empty")).ToHaveCountAsync(0);
        var phone = await ConsoleVisit.StartAsync(own.Address, context);
        await phone.Page.SetViewportSizeAsync(390, 844);
        await phone.OpenAsync(new Uri(address).PathAndQuery);
        await Expect(phone.Page.Locator(".ops-run").Filter(new() { HasText = underWay })).ToBeVisibleAsync();
        Assert.True(await phone.FitsAsync());
        await AssertReadableAsync(phone, language, $"audience-run-under-way-{language}-390");

        await Worker.StartAsync(TestContext.Current.CancellationToken);
        // Whoever watches is shown the answer when it comes.
        foreach (var each in (ConsoleVisit[])[visit, phone])
        {
            await Expect(each.Page.Locator(".verdict")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Expect(each.Page.Locator(".ops-run")).ToHaveCountAsync(0);
        }
        // Whoever comes back finds it, with what was asked.
        await visit.OpenAsync(new Uri(address).PathAndQuery);
        await Expect(page.Locator(".verdict")).ToBeVisibleAsync();
        await Expect(page.Locator(".run-origin")).ToContainTextAsync("77");
        await Expect(page.Locator("input[min='0']")).ToHaveValueAsync("77");
        var rows = page.GetByRole(AriaRole.Region, new() { Name = earlier }).Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToHaveClassAsync("is-marked");
        await AssertReadableAsync(visit, language, $"audience-run-found-again-{language}");
        Assert.Empty(visit.Faults.Concat(phone.Faults));
        await context.CloseAsync();
    }

    [Fact]
    public async Task Clusters_CancelledRefusedOrInterrupted_LeaveThePageReadyAndSaySo()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var (context, visit) = await BeginAsync("en");
        var page = visit.Page;
        var backlog = own.Server.Services.GetRequiredService<AudienceBacklog>();
        await Worker.StopAsync(TestContext.Current.CancellationToken);

        await visit.OpenAsync(Clusters);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find clusters" }).ClickAsync();
        await page.Locator(".ops-run").GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.Locator(".ops-run")).ToHaveCountAsync(0);
        await Expect(page.Locator(".run-origin")).ToContainTextAsync("was cancelled. Ask again");
        Assert.Equal(RunState.Cancelled, Assert.Single(backlog.All()).State);

        await page.GetByLabel("Clusters from").FillAsync("9");
        await page.GetByLabel("to", new() { Exact = true }).FillAsync("4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find clusters" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("9 … 4");
        await Expect(page.GetByLabel("Clusters from")).ToHaveValueAsync("9");
        Assert.Single(backlog.All());
        // Pressed twice, asked for once.
        await page.GetByLabel("to", new() { Exact = true }).FillAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find clusters" }).DblClickAsync();
        await Expect(page.Locator(".ops-run")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        Assert.Equal(2, backlog.All().Count);
        await page.Locator(".ops-run").GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.Locator(".ops-run")).ToHaveCountAsync(0);

        // What a stopped service left is told as such, and asking again is one press away.
        var store = own.Workspace.AudienceRuns;
        store.Put(store.Runs()[0] with { RunId = "run-0", State = RunState.Interrupted });
        await visit.OpenAsync($"{Clusters}&run=run-0");
        await Expect(page.Locator(".run-origin")).ToContainTextAsync("The service was stopped before the run");
        await visit.OpenAsync($"{Clusters}&run=run-of-nobody");
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("There is no run 'run-of-nobody'");
        await AssertReadableAsync(visit, "en", "audience-run-unknown-en");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    private AudienceWorker Worker => own.Server.Services.GetServices<IHostedService>().OfType<AudienceWorker>().Single();

    /// <summary>The server, and its owner signed in.</summary>
    private async Task<(IBrowserContext Context, ConsoleVisit Visit)> BeginAsync(string language)
    {
        await own.StartAsync(Fill);
        var context = await world.StrangerAsync(language);
        var visit = await ConsoleVisit.StartAsync(own.Address, context);
        var made = await context.APIRequest.PostAsync(
            new Uri(own.Address, "/v1/setup").ToString(),
            new APIRequestContextOptions
            {
                DataObject = new
                {
                    code = own.Server.SetupCode,
                    name = "data@example.org",
                    password = ConsoleWorld.Password,
                },
            }
        );
        Assert.True(made.Ok);
        return (context, visit);
    }

    /// <summary>Forty who look in the morning, twenty who buy at night.</summary>
    private static void Fill(Workspace workspace)
    {
        workspace.Partners.EnsureDomain(Domain);
        ((DuckDbEventStore)workspace.Events).Append([
            .. Enumerable
                .Range(0, 60)
                .SelectMany(user =>
                    Enumerable
                        .Range(0, user < 40 ? 3 : 9)
                        .Select(day => new Interaction(
                            Domain,
                            $"u{user:00}",
                            $"item{user % 2}",
                            user < 40 ? InteractionKind.View : InteractionKind.Purchase,
                            new DateTimeOffset(2026, 5, 20, user < 40 ? 9 : 21, 0, 0, TimeSpan.Zero).AddDays(day + (user % 5)),
                            null
                        ))
                ),
        ]);
    }

    private static async Task AssertReadableAsync(ConsoleVisit visit, string language, string picture)
    {
        await visit.PictureAsync(picture);
        await visit.AssertNoBarriersAsync();
        if (language != "en")
        {
            Assert.Empty(await visit.EnglishLeftAsync());
        }
    }
}
