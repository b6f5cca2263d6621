using System.Net.Http.Headers;
using System.Net.Http.Json;
using Kuajie.Platform.Access;
using Kuajie.Server.Access;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>The overview as a growth manager reads it.</summary>
public sealed class OverviewTests(ConsoleWorld world)
{
    [Theory]
    [InlineData("en", 1280, "Everything stands: see why somebody gets what")]
    [InlineData("zh-Hans", 390, "一切就绪：看看推荐背后的理由")]
    public async Task Overview_OfTheDemo_SaysWhatThereIsAndWhatIsNext(string language, int width, string next)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, language, width: width);
        var visit = await ConsoleVisit.StartAsync(world, context);

        await visit.OpenAsync("/");

        await Expect(visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = next })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".tile")).ToHaveCountAsync(8);
        await Expect(visit.Page.Locator("canvas")).ToHaveCountAsync(3);
        Assert.True(await visit.FitsAsync(), "The page scrolls sideways.");
        await visit.PictureAsync($"Overview-{language}-{width}");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Overview_EventsComeIn_ShowsThemWithoutAReload()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner);
        var visit = await ConsoleVisit.StartAsync(world, context);
        await visit.OpenAsync("/");
        await visit.Page.Locator("[data-live]").GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Table" }).ClickAsync();
        var last = visit.Page.Locator("[data-live] tbody tr").Last;
        await Expect(last).ToContainTextAsync("0");

        await SendAsync(7);

        await Expect(visit.Page.Locator("[data-live] tbody")).ToContainTextAsync("7", new() { Timeout = 20_000 });
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    private async Task SendAsync(int events)
    {
        using var client = new HttpClient { BaseAddress = world.Address };
        var key = world.Services.GetRequiredService<KeyRing>().Issue("flow", null, Scope.Ingest).Text;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await client.PostAsJsonAsync(
            $"/v1/domains/{ConsoleWorld.Knowledge}/events",
            new
            {
                events = Enumerable
                    .Range(0, events)
                    .Select(number => new
                    {
                        @event = $"flow-{number}",
                        session = "somebody",
                        item = "C1",
                        kind = "view",
                    }),
            }
        );
        answer.EnsureSuccessStatusCode();
    }
}
