using Kuajie.Platform.Access;
using Kuajie.Server.Web.Layout;
using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Every page in both languages and both themes, for every role: it opens, nothing in it fails, nothing in it keeps anybody out.</summary>
public sealed class EveryPageTests(ConsoleWorld world)
{
    public static TheoryData<Role, string, string> Looks
    {
        get
        {
            // An owner sees every page in every look; of the other roles each language and each theme is seen once, and all of it where somebody asks for all.
            var isAll = Environment.GetEnvironmentVariable("KUAJIE_EVERY_LOOK") == "1";
            var looks = new TheoryData<Role, string, string>();
            foreach (var role in ConsoleWorld.Roles)
            {
                looks.Add(role, "en", "light");
                looks.Add(role, "zh-Hans", "dark");
                if (isAll || role == Role.Owner)
                {
                    looks.Add(role, "en", "dark");
                    looks.Add(role, "zh-Hans", "light");
                }
            }
            return looks;
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pages_OfARole_OpenWithoutFaultsOrBarriers(Role role, string language, string theme)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(role, language, theme);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var barriers = new List<string>();
        var wrong = new List<string>();
        var party = role == Role.Partner ? ConsoleWorld.Sports : null;
        var refusals = 0;

        foreach (var page in ConsolePages.ForPersons)
        {
            await visit.OpenAsync(ConsolePages.AddressOf(page, world));
            var isShown = IsOpen(page, role, party);
            var isRefused = await visit.Page.Locator("[data-refused]").CountAsync() == 1;
            if (isRefused == isShown)
            {
                wrong.Add($"{page.Path} is {(isShown ? "refused" : "shown")}");
            }
            if (isRefused && refusals++ > 0)
            {
                // The refusal is the same on every page; it was looked at once.
                continue;
            }
            barriers.AddRange(await visit.BarriersAsync());
            if (language != "en")
            {
                wrong.AddRange((await visit.EnglishLeftAsync()).Select(text => $"{page.Path} says in English: {text}"));
            }
            wrong.AddRange(
                (await visit.LinksAsync()).Where(link => IsClosed(link, role, party)).Select(link => $"{page.Path} leads to {link}")
            );
            if (await visit.JumpsAsync() is > 0.1 and var jumps)
            {
                wrong.Add($"{page.Path} jumps: {jumps:F2}");
            }
            if (isShown)
            {
                await visit.PictureAsync($"{page.Type.Name}-{role}-{language}-{theme}");
            }
        }

        await context.CloseAsync();
        Assert.Empty(wrong);
        Assert.Empty(visit.Faults);
        Assert.Empty(barriers);
    }

    [Theory]
    [InlineData("en", "light")]
    [InlineData("zh-Hans", "dark")]
    public async Task Pages_WithoutSigningIn_OpenWithoutFaultsOrBarriers(string language, string theme)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(null, language, theme);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var barriers = new List<string>();

        foreach (var page in ConsolePages.Open)
        {
            await visit.Page.GotoAsync(new Uri(world.Address, page.Path).ToString());
            barriers.AddRange(await visit.BarriersAsync());
            await visit.PictureAsync($"{page.Type.Name}-nobody-{language}-{theme}");
        }

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
        Assert.Empty(barriers);
    }

    /// <summary>That nothing is told of the pages above means something only as long as what is wrong is told.</summary>
    [Fact]
    public async Task Barriers_PutOnAPage_AreTold()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(null);
        var visit = await ConsoleVisit.StartAsync(world, context);
        await visit.Page.GotoAsync(new Uri(world.Address, "/sign-in").ToString());

        await visit.Page.EvaluateAsync(
            """() => document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="data:,"><p style="color:#eee;background:#fff">pale</p>')"""
        );
        var barriers = await visit.BarriersAsync();

        await context.CloseAsync();
        Assert.Contains(barriers, barrier => barrier.Contains("/sign-in image-alt: <img", StringComparison.Ordinal));
        Assert.Contains(barriers, barrier => barrier.Contains("/sign-in color-contrast: <p", StringComparison.Ordinal));
    }

    private static bool IsOpen(ConsolePage page, Role role, string? party) =>
        (page.Rule.Roles & role) != Role.None && (!page.Rule.IsForOperator || party is null);

    /// <summary>Whether an address is that of a page which the role may not open: nobody should be led there.</summary>
    private static bool IsClosed(string path, Role role, string? party) =>
        ConsolePages.ForPersons.FirstOrDefault(page => page.Path == path) is { } page && !IsOpen(page, role, party);
}
