using Kuajie.Server.SampleWorld;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Somebody who was never here, from an empty workspace to a recommendation with its reason.</summary>
public sealed class JourneyTests(ConsoleWorld world) : IAsyncDisposable
{
    private readonly OwnServer own = new();

    public ValueTask DisposeAsync() => own.DisposeAsync();

    [Theory]
    [InlineData(
        "en",
        "Create the owner",
        "Load the sample",
        "Everything stands: see why somebody gets what",
        "See a user's recommendations",
        "Why?"
    )]
    [InlineData("zh-Hans", "创建所有者", "加载样例", "一切就绪：看看推荐背后的理由", "查看用户的推荐", "为什么？")]
    public async Task NewPerson_EmptyWorkspace_GetsToARecommendationWithItsReason(
        string language,
        string create,
        string load,
        string ready,
        string seeUser,
        string why
    )
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        await own.StartAsync();
        var context = await world.StrangerAsync(language);
        var visit = await ConsoleVisit.StartAsync(own.Address, context);
        var page = visit.Page;

        // As the program prints it.
        await page.GotoAsync(new Uri(own.Address, $"set-up?code={own.Server.SetupCode}").ToString());
        await page.Locator("input[name=name]").FillAsync("ming@example.org");
        await page.Locator("input[name=password]").FillAsync(ConsoleWorld.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = create }).ClickAsync();
        await visit.FilledAsync();
        await visit.PictureAsync($"Journey-empty-{language}");
        await page.GetByRole(AriaRole.Button, new() { Name = load }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        try
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = ready })).ToBeVisibleAsync(new() { Timeout = 180_000 });
        }
        catch (PlaywrightException late)
        {
            var progress = own.Server.Services.GetRequiredService<SampleLoader>().Progress;
            throw new TimeoutException($"{progress} {string.Join(Environment.NewLine, visit.Faults)}", late);
        }
        await visit.PictureAsync($"Journey-ready-{language}");
        await page.GetByRole(AriaRole.Link, new() { Name = seeUser }).ClickAsync();
        // Nobody needs to know an id: users are there to be picked.
        await page.Locator(".rows tbody a").First.ClickAsync();
        var first = page.Locator(".ranking > li").First;
        await Expect(first.Locator("summary")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(first.Locator("summary")).ToHaveTextAsync(why);
        await visit.FilledAsync();
        await visit.PictureAsync($"Journey-why-{language}");

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }
}
