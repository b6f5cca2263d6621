using Kuajie.Platform.Access;
using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Somebody connects an application: a key, a first request, the events that arrive.</summary>
public sealed class ApiTests(ConsoleWorld world)
{
    [Fact]
    public async Task Key_MadeShownOnceAndRevoked_WorksInBetween()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync("/api-keys?domain=knowledge");

        await page.GetByRole(AriaRole.Button, new() { Name = "New key" }).First.ClickAsync();
        await page.Locator("[data-field=name]").FillAsync("browser-test");
        await page.Locator("[data-field=name]").BlurAsync();
        await visit.PictureAsync("key-dialog");
        Assert.Empty(await visit.BarriersAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        var secret = await page.Locator("[data-shown-once]").InnerTextAsync();
        await visit.PictureAsync("key-secret");
        using var client = new HttpClient { BaseAddress = world.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        Assert.True((await client.GetAsync("v1/domains/knowledge/items?limit=1")).IsSuccessStatusCode);
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept it" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-shown-once]")).ToHaveCountAsync(0);
        Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "browser-test" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await row.GetByText("revoked").WaitForAsync();
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.GetAsync("v1/me")).StatusCode);

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    /// <summary>The address is a name that stands for nothing: the test message is tried, and what came of it is told.</summary>
    [Theory]
    [InlineData("en", "light", 1280)]
    [InlineData("zh-Hans", "dark", 390)]
    public async Task Webhook_Added_IsTriedOutAndShowsWhatCameOfIt(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        var isEnglish = language == "en";
        await visit.OpenAsync("/api-keys?domain=knowledge");
        await visit.FilledAsync();
        var form = page.Locator("#webhook-form");
        var part = page.GetByRole(AriaRole.Region, new() { Name = isEnglish ? "Webhooks" : "Webhook", Exact = true }).First;

        await form.GetByLabel(isEnglish ? "Address" : "地址").FillAsync("https://10.0.0.1/hook");
        if (await form.Locator("select").CountAsync() > 0)
        {
            await form.Locator("select").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        }
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("10.0.0.1");
        await form.GetByLabel(isEnglish ? "Address" : "地址").FillAsync($"https://{language}.receiver.invalid/hook");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        Assert.StartsWith("whsec_", await part.Locator("[data-shown-once]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await visit.BarriersAsync());
        await visit.PictureAsync($"webhook-secret-{language}-{theme}-{width}");

        var row = part.GetByRole(AriaRole.Row).Filter(new() { HasText = $"{language}.receiver.invalid" });
        await row.First.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(part.Locator("[data-shown-once]")).ToHaveCountAsync(0);
        await Assertions
            .Expect(part.GetByRole(AriaRole.Region, new() { Name = isEnglish ? "Last deliveries" : "最近投递" }))
            .ToContainTextAsync(isEnglish ? "Test" : "测试");
        Assert.True(await visit.FitsAsync());
        Assert.Empty(await visit.BarriersAsync());
        await visit.PictureAsync($"webhooks-{language}-{theme}-{width}");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("en", "light", 1280)]
    [InlineData("zh-Hans", "dark", 390)]
    public async Task QuickStart_Run_AnswersAndTheEventShowsUpBelow(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync("/api-keys?domain=knowledge");
        var run = language == "en" ? "Run" : "运行";

        await page.Locator("[data-example=Recommend]").GetByRole(AriaRole.Button, new() { Name = run }).ClickAsync();
        await page.Locator("[data-example=Recommend] [data-answer]").WaitForAsync();
        Assert.Contains(
            "\"items\"",
            await page.Locator("[data-example=Recommend] [data-answer]").InnerTextAsync(),
            StringComparison.Ordinal
        );
        await page.Locator("[data-example=SendEvent]").GetByRole(AriaRole.Button, new() { Name = run }).ClickAsync();
        await page.Locator("[data-example=SendEvent] [data-answer]").WaitForAsync();
        await page.GetByText("quick-start ·").First.WaitForAsync();
        await visit.PictureAsync($"api-{language}-{theme}-{width}");
        Assert.True(await visit.FitsAsync(), "The page scrolls sideways.");

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Debugger_OfARefusedEvent_SaysWhereAndWhyInTheLanguageOfThePage()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner, "zh-Hans");
        var visit = await ConsoleVisit.StartAsync(world, context);
        await visit.OpenAsync("/api-keys?domain=sports&events=refused");

        await visit.Page.EvaluateAsync(
            """fetch("/v1/domains/sports/events", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"event":"e","item":"i","session":"s","kind":"stare"}' })"""
        );
        await visit.Page.GetByText("未知的行为类型").First.WaitForAsync();
        await visit.PictureAsync("debugger-zh");

        await context.CloseAsync();
        // The browser itself reports the refusal.
        Assert.All(visit.Faults, fault => Assert.Contains("400", fault, StringComparison.Ordinal));
    }
}
