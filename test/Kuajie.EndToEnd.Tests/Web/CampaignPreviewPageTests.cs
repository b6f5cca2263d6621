using Kuajie.Platform.Access;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>What other ways to choose a campaign's creatives would have brought, as people see it.</summary>
public sealed class CampaignPreviewPageTests(ConsoleWorld world)
{
    [Theory]
    [InlineData("en", "light", 1280)]
    [InlineData("zh-Hans", "dark", 390)]
    public async Task Preview_OfABandit_StandsOnThePageInWordsChartAndTable(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var name = $"choice-{language}-{width}";
        Decide(name);

        await visit.OpenAsync($"/campaigns?domain=knowledge&campaign={name}");
        await visit.FilledAsync();
        var preview = visit.Page.GetByRole(
            AriaRole.Region,
            new() { Name = language == "en" ? "Other ways to choose creatives" : "换一种方式选择素材", Exact = true }
        );
        await Expect(preview.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(5);
        await Expect(preview.GetByRole(AriaRole.Listitem).Nth(1))
            .ToContainTextAsync(language == "en" ? "run alone: It would have brought more" : "只用 run：它本可带来更多");
        await Expect(preview.Locator(".chart-place canvas")).ToHaveCountAsync(1);
        await Expect(preview.GetByRole(AriaRole.Region).Locator("tbody tr").Last).ToContainTextAsync("LinUCB");
        Assert.True(await visit.FitsAsync());
        Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));
        await preview.ScrollIntoViewIfNeededAsync();
        await visit.PictureAsync($"campaign-preview-{language}-{theme}-{width}");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    /// <summary>2,000 decisions by ½ : ½, the second creative clicked thrice as often.</summary>
    private void Decide(string name)
    {
        var now = TimeProvider.System.GetUtcNow();
        var shelf = world.Services.GetRequiredService<CampaignShelf>();
        shelf.Define(
            "knowledge",
            name,
            new CampaignDefinition
            {
                Partner = "sports",
                StartsAt = now.AddHours(-1),
                EndsAt = now.AddDays(10),
                Currency = "CNY",
                BudgetMinorUnits = 1_000_000,
                PriceMinorUnits = 1000,
                Slots = [name],
                Creatives = [Creative("walk"), Creative("run")],
                Ranking = CreativeRanking.Thompson,
            },
            "test"
        );
        shelf.Propose("knowledge", name, "test");
        var campaign = shelf.Approve("sports", name, "test");
        var store = world.Services.GetRequiredService<Workspace>().Decisions;
        Decision[] decisions =
        [
            .. Enumerable
                .Range(0, 2_000)
                .Select(place => new Decision(
                    $"decision-{name}-{place}",
                    campaign.CampaignId,
                    "knowledge",
                    now.AddDays(-3).AddSeconds(place),
                    20260301,
                    name,
                    $"u{place % 50}",
                    null,
                    place % 2 == 0 ? "walk" : "run",
                    0.5,
                    1,
                    null,
                    "[1,0,0,0,0,0,0,0]",
                    "[0.5,0.5]"
                )),
        ];
        store.Append(decisions);
        store.AppendOutcomes([
            .. decisions
                .Where((_, place) => place % 2 == 0 ? place % 20 == 0 : place % 20 is 1 or 5 or 11)
                .Select(each => new DecisionOutcome(
                    each.DecisionId,
                    OutcomeKind.Click,
                    each.CampaignId,
                    each.Creative,
                    each.At,
                    each.Day,
                    0,
                    OutcomeMark.Unpriced
                )),
        ]);
    }

    private static CampaignCreative Creative(string name) =>
        new(name, new CreativeWords($"Title {name}", "Text"), new CreativeWords($"标题 {name}", "正文")) { Link = "https://example.org/" };
}
