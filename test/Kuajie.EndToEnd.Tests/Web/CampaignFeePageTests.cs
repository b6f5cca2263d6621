using Kuajie.Platform.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>A campaign at a fixed fee, written in the wizard.</summary>
public sealed class CampaignFeePageTests(ConsoleWorld world)
{
    [Theory]
    [InlineData("en", "light", 1280, "Name", "Next", "Paid for", "Price", "Keep the draft", "a fixed fee of CN¥5,000.00, charged once")]
    [InlineData("zh-Hans", "dark", 390, "名称", "下一步", "计费方式", "价格", "保存草稿", "固定费用 ¥5,000.00，首次曝光时一次收取")]
    public async Task Wizard_FixedFee_AsksForTheFeeAloneAndTellsIt(
        string language,
        string theme,
        int width,
        string nameField,
        string next,
        string paidFor,
        string price,
        string keep,
        string told
    )
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync("/campaigns?domain=knowledge&edit=");
        await page.GetByLabel(nameField, new() { Exact = true }).FillAsync($"fee-{width}");
        await NextAsync();
        await page.GetByLabel(paidFor).SelectOptionAsync("fixedFee");
        var fields = page.Locator(".field");
        // Currency, what is paid for, the fee: neither budget nor cap nor pace.
        await Expect(fields).ToHaveCountAsync(3);
        await page.GetByLabel(price).FillAsync("5000");
        Assert.True(await visit.FitsAsync());
        Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));
        await visit.PictureAsync($"campaign-fee-{language}-{theme}-{width}");
        await NextAsync();
        await page.Locator(".field.whole input").First.FillAsync($"fee-slot-{width}");
        foreach (var title in (string[])["zh-Hans", "en"])
        {
            await page.Locator($"input[lang={title}]").FillAsync("5000");
        }
        await page.Locator("input[type=url]").First.FillAsync("https://example.org/run");
        await NextAsync();
        await NextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = keep }).ClickAsync();

        await Expect(page.Locator(".bridge-facts")).ToContainTextAsync(told);
        await context.CloseAsync();
        Assert.Empty(visit.Faults);

        async Task NextAsync() => await page.GetByRole(AriaRole.Button, new() { Name = next, Exact = true }).ClickAsync();
    }
}
