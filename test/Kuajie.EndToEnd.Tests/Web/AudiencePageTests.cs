using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Knowing the users of a domain, as a data person and a growth manager do it.</summary>
public sealed class AudiencePageTests(ConsoleWorld world)
{
    private const string Start = "/audience?domain=knowledge";

    /// <summary>Every part with something in it.</summary>
    private static readonly string[] Shown =
    [
        $"segments&rule={Uri.EscapeDataString("tag(\"a\") > 3 and")}",
        "clusters",
        "profile&user={user}",
        "look-alikes&segment=常客",
        "overlap&segment=常客&withDomain=sports",
        "tags&with=sports",
        "responses",
    ];

    [Fact]
    public async Task Responses_OfTheWorld_AreLearntToldAndAskedOtherwise()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;

        await visit.OpenAsync($"{Start}&part=responses");
        await page.GetByLabel("Days that count").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Learn", Exact = true }).ClickAsync();
        var models = page.GetByRole(AriaRole.Region, new() { Name = "What makes people respond" });
        await Expect(models.Locator("tbody tr")).ToHaveCountAsync(3, Patient);
        await Expect(models.Locator("tbody tr").First).ToContainTextAsync("Base rate");
        await Expect(page.Locator(".run-origin")).ToContainTextAsync("within 7 d");
        await Expect(models.GetByText("(chosen)")).ToHaveCountAsync(1);
        await Expect(page.Locator(".chart-place canvas")).ToHaveCountAsync(2);
        Assert.Contains("part=responses&run=run-", page.Url, StringComparison.Ordinal);

        // Clicks follow what was shown, and soon; where looking is asked for all the same, the refusal is a sentence.
        var after = page.Locator(".field select").Nth(1);
        await page.Locator(".field select").First.SelectOptionAsync("click");
        await Expect(after).ToHaveValueAsync("impression");
        await Expect(page.GetByLabel("Days that count")).ToHaveValueAsync("1");
        await after.SelectOptionAsync("view");
        await page.GetByRole(AriaRole.Button, new() { Name = "Learn", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Take impressions as the occasion")).ToBeVisibleAsync();

        // What is kept is found again by its address, and deleted after a question.
        await page.Locator(".field select").First.SelectOptionAsync("conversion");
        await page.GetByLabel("Days that count").FillAsync("7");
        await page.GetByLabel("Keep as").FillAsync("takers");
        await page.GetByRole(AriaRole.Button, new() { Name = "Learn and keep" }).ClickAsync();
        var kept = page.GetByRole(AriaRole.Region, new() { Name = "Kept models" }).Locator("tbody tr");
        await Expect(kept).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await page.Locator(".note").GetByRole(AriaRole.Link, new() { Name = "takers" }).ClickAsync();
        await page.WaitForURLAsync("**&model=takers");
        await page.ReloadAsync();
        await Expect(page.GetByText("The kept model 'takers'")).ToBeVisibleAsync();
        await Expect(models.Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(page.GetByLabel("Days that count")).ToHaveValueAsync("7");
        // Predictions speak of single users: not for growth.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What does it expect?" })).ToHaveCountAsync(0);
        await visit.PictureAsync("audience-responses-kept-en");
        await visit.AssertNoBarriersAsync();
        await AssertPredictsAsync("en", 1280);
        await AssertPredictsAsync("zh-Hans", 390);
        var narrow = await world.BrowserOfAsync(Role.Growth, "zh-Hans", width: 390);
        var phone = await ConsoleVisit.StartAsync(world, narrow);
        await phone.OpenAsync($"{Start}&part=responses&model=takers");
        await Expect(phone.Page.GetByText("已保存的模型“takers”")).ToBeVisibleAsync();
        await phone.PictureAsync("audience-responses-kept-zh-390");
        Assert.Empty(phone.Faults);
        await narrow.CloseAsync();
        await kept.GetByRole(AriaRole.Button, new() { Name = "Delete takers" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(kept).ToHaveCountAsync(0);

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Segments_ARuleTypedAndBuilt_IsCountedSavedDeletedAndPutBack()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        var said = page.Locator(".rule-said");

        await visit.OpenAsync(Start);
        await Expect(page.GetByText("the last event of this domain")).ToBeVisibleAsync();
        var rule = page.GetByLabel("Rule", new() { Exact = true });

        // Typed, with what can stand there taken by keys.
        await rule.PressSequentiallyAsync("rece");
        await Expect(page.Locator("[data-completion]")).ToHaveTextAsync(["recency"]);
        await rule.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(rule).ToHaveValueAsync("recency");
        await Expect(rule).ToBeFocusedAsync();
        await rule.PressSequentiallyAsync(" < 5");
        await Expect(said).ToContainTextAsync("Column 11: found '5', expected a duration such as 30d.");
        await Expect(said.Locator("mark")).ToHaveTextAsync("5");
        await rule.PressSequentiallyAsync("00d");
        await Expect(said).ToContainTextAsync("Selects");

        // Put together from blocks.
        await page.GetByLabel("Users who").SelectOptionAsync(["Stage"]);
        await page.GetByLabel("Which").SelectOptionAsync(["active"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add: and", Exact = true }).ClickAsync();
        await Expect(rule).ToHaveValueAsync("recency < 500d and stage = active");
        await Expect(said).ToContainTextAsync("Selects");
        // Time stands at the domain's last event: whoever came lately is active though the world is long over.
        await Expect(said).Not.ToContainTextAsync("Selects 0 of");

        await page.GetByLabel("Name of the segment").FillAsync("regulars");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as segment" }).ClickAsync();
        var row = page.Locator(".segment-table tbody tr").Filter(new() { HasText = "regulars" });
        await Expect(row.Locator("code")).ToHaveTextAsync("recency < 500d and stage = active");
        await Expect(row.Locator("td.number").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^\\d+$"));
        await visit.PictureAsync("audience-segments-en-light");
        await visit.AssertNoBarriersAsync();

        var file = await page.RunAndWaitForDownloadAsync(() => row.GetByText("CSV").ClickAsync());
        Assert.StartsWith("user\r\n", await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        await row.GetByRole(AriaRole.Link, new() { Name = "Edit regulars" }).ClickAsync();
        await Expect(page.GetByLabel("Name of the segment")).ToHaveValueAsync("regulars");

        await row.GetByRole(AriaRole.Button, new() { Name = "Delete regulars" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(1);
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete regulars" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Segments_OfWhoMayNotSeeUsers_HideFewPeopleAndFiles()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;

        await visit.OpenAsync($"{Start}&part=segments&segment=few&rule={Uri.EscapeDataString("events > 100000")}");
        await Expect(page.Locator(".rule-said")).ToContainTextAsync("it would speak of fewer than 10 people");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as segment" }).ClickAsync();
        var row = page.Locator(".segment-table tbody tr").Filter(new() { HasText = "events > 100000" });
        await Expect(row).ToContainTextAsync("not told: fewer than 10 people");
        await Expect(row.GetByText("CSV")).ToHaveCountAsync(0);
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete few" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Clusters_OfTheWorld_AreFoundDrawnSavedAndCompared()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;

        await visit.OpenAsync($"{Start}&part=clusters");
        await page.GetByLabel("to", new() { Exact = true }).FillAsync("4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find clusters" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("part=clusters&run=run-[0-9a-f]+$"));
        await Expect(page.Locator(".verdict")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.Locator(".clusters-compared")).ToContainTextAsync("8 directions of the factors of model");
        await Expect(page.Locator(".chart-place canvas")).ToHaveCountAsync(2);
        var rows = page.GetByRole(AriaRole.Region, new() { Name = "The clusters", Exact = true }).Locator("tbody tr");
        Assert.InRange(await rows.CountAsync(), 2, 4);
        await page.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".chart-table tbody tr")).ToHaveCountAsync(await rows.CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Chart", Exact = true }).First.ClickAsync();

        await page.GetByLabel("Name the segments begin with").FillAsync("found");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as segments" }).ClickAsync();
        await Expect(rows.First).ToContainTextAsync("found-1");
        await visit.PictureAsync("audience-clusters-en-light");
        await page.GetByLabel("Compared beside profiles").SelectOptionAsync("none");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find clusters" }).ClickAsync();
        await Expect(page.Locator(".clusters-compared")).ToHaveTextAsync("Compared: profiles alone, as asked.", new() { Timeout = 60_000 });

        // What was found is compared with itself and with who is like it.
        var segments = world.Services.GetRequiredService<AudienceSegments>();
        segments.Define("knowledge", "overlap-active", "stage = active");
        segments.Define("knowledge", "overlap-sunday", "weekday(sunday) > 0.2");
        await visit.OpenAsync($"{Start}&part=overlap&segment=overlap-active&with=overlap-sunday");
        await Expect(page.Locator(".bridge-sentence")).ToContainTextAsync("of the first are in the second too");
        await Expect(page.Locator(".chart-place canvas")).ToHaveCountAsync(1);
        await visit.PictureAsync("audience-overlap-en-light");
        await visit.OpenAsync($"{Start}&part=look-alikes&segment=found-1");
        await Expect(page.Locator(".verdict")).ToContainTextAsync("learnt from a part of the");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "The likest users" }).Locator("tbody tr a").First).ToBeVisibleAsync();
        await visit.PictureAsync("audience-look-alikes-en-light");
        await visit.AssertNoBarriersAsync();

        // A cluster cannot be put back: it is asked first.
        await visit.OpenAsync(Start);
        foreach (
            var name in (await page.Locator(".segment-table tbody td strong").AllInnerTextsAsync()).Where(name =>
                name.StartsWith("found-", StringComparison.Ordinal)
            )
        )
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Delete {name}" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
            await Expect(page.Locator(".segment-table tbody td strong").GetByText(name, new() { Exact = true })).ToHaveCountAsync(0);
        }

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Profile_OfAUser_SaysWhyAndIsLedToFromTheUsersPage()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Compliance);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        var user = world.KnownUser.User;

        await visit.OpenAsync($"/users/user?domain=knowledge&user={Uri.EscapeDataString(user)}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Profile", Exact = true }).ClickAsync();
        await page.ArrivesAtAsync("*/audience?domain=knowledge&part=profile&user=*");
        await Expect(page.Locator(".fact-list")).ToContainTextAsync("Stage of life");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Why" })).ToContainTextAsync("recent interactions");
        await Expect(page.Locator(".chart-place canvas")).ToHaveCountAsync(3);
        await visit.PictureAsync("audience-profile-en-light");

        await page.GetByLabel("User id").FillAsync("nobody at all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await context.CloseAsync();

        // Who may not see users has no such part.
        var growing = await world.BrowserOfAsync(Role.Growth);
        var other = await ConsoleVisit.StartAsync(world, growing);
        await other.OpenAsync($"{Start}&part=profile&user={Uri.EscapeDataString(user)}");
        await Expect(other.Page.Locator(".audience-parts a"))
            .ToHaveTextAsync(["Segments and rules", "Clusters", "Overlap", "Tags across", "Responses"]);
        await Expect(other.Page.Locator(".fact-list")).ToHaveCountAsync(0);
        await growing.CloseAsync();
        Assert.Empty(visit.Faults);
        Assert.Empty(other.Faults);
    }

    [Fact]
    public async Task Tags_AcceptedRejectedAddedAndSentAsAFile_AreRevisions()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        var rows = page.GetByRole(AriaRole.Region, new() { Name = "Tags that go together" }).Locator("tbody tr");

        await visit.OpenAsync($"{Start}&part=tags&with=sports");
        await page.GetByLabel("Tag of knowledge").FillAsync("试验");
        await page.GetByLabel("Tag of sports").FillAsync("trial");
        await page.GetByLabel("Weight").FillAsync("0.3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the pair" }).ClickAsync();
        var own = rows.Filter(new() { HasText = "试验" });
        await Expect(own).ToContainTextAsync("accepted");
        await Expect(own).ToContainTextAsync("0.30");
        await Expect(page.GetByText("Revision 1 of")).ToBeVisibleAsync();
        await visit.PictureAsync("audience-tags-en-light");
        await visit.AssertNoBarriersAsync();

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Download as CSV").ClickAsync());
        var text = await File.ReadAllTextAsync(await file.PathAsync());
        Assert.Contains("试验,trial,pin,0.3", text, StringComparison.Ordinal);
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(Table("decisions.csv", text.Replace("试验,trial,pin,0.3", "试验,trial,forbid,", StringComparison.Ordinal)));
        await Expect(own).ToContainTextAsync("rejected");
        await page.Locator("input[type=file]").SetInputFilesAsync(Table("wrong.csv", "a,b\n1,2\n"));
        await Expect(page.Locator(".ops-refused")).ToContainTextAsync("from_tag");
        await own.GetByRole(AriaRole.Button, new() { Name = "Take back what was decided on 试验 and trial" }).ClickAsync();
        await Expect(own).ToHaveCountAsync(0);
        await Expect(page.GetByText("Revision 3 of")).ToBeVisibleAsync();

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("zh-Hans", "dark", 1280)]
    [InlineData("zh-Hans", "light", 390)]
    [InlineData("en", "dark", 390)]
    public async Task Parts_OnAnyScreen_StayWithinIt(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);

        world.Services.GetRequiredService<AudienceSegments>().Define("knowledge", "常客", "frequency >= 10");
        world.Services.GetRequiredService<AudienceSegments>().Define("sports", "all", "events > 0");
        foreach (var part in Shown)
        {
            await visit.OpenAsync($"{Start}&part={part.Replace("{user}", world.KnownUser.User, StringComparison.Ordinal)}");
            await Expect(visit.Page.Locator("[role=progressbar]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
            Assert.True(await visit.FitsAsync(), part);
            await visit.AssertNoBarriersAsync();
            if (language != "en")
            {
                Assert.Empty(await visit.EnglishLeftAsync());
            }
            await visit.PictureAsync($"audience-{part.Split('&')[0]}-{language}-{theme}-{width}");
        }
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    private static LocatorAssertionsToHaveCountOptions Patient => new() { Timeout = 60_000 };

    /// <summary>The kept model is asked about a user and two items, and about nobody it knows.</summary>
    private async Task AssertPredictsAsync(string language, int width)
    {
        var context = await world.BrowserOfAsync(Role.Data, language, width: width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        var items = world
            .Workspace.Interactions.OfUser("knowledge", world.KnownUser.User)
            .Select(each => each.ItemId)
            .Distinct()
            .Take(2)
            .ToArray();
        var card = page.Locator("section").Filter(new() { HasText = language == "en" ? "What does it expect?" : "模型预期如何？" });

        await visit.OpenAsync($"{Start}&part=responses&model=takers");
        await card.GetByLabel(language == "en" ? "User" : "用户", new() { Exact = true }).FillAsync(world.KnownUser.User);
        await card.Locator("input[list=predict-items]").FillAsync(language == "en" ? string.Join(", ", items) : string.Join("、", items));
        await card.GetByRole(AriaRole.Button).ClickAsync();
        var rows = card.Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First.Locator("td.number")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^\\d+[.]\\d ?%$"));
        await Expect(rows.First).ToContainTextAsync("−");
        await visit.PictureAsync($"audience-predictions-{language}-{width}");
        Assert.True(await visit.FitsAsync());
        await visit.AssertNoBarriersAsync();
        if (language != "en")
        {
            Assert.Empty(await visit.EnglishLeftAsync());
        }

        await card.GetByLabel(language == "en" ? "User" : "用户", new() { Exact = true }).FillAsync("somebody-new");
        await card.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(card.GetByText(language == "en" ? "the model answers for somebody new" : "模型按新用户作答")).ToBeVisibleAsync();
        await card.Locator("input[list=predict-items]").FillAsync("no-such-item");
        await card.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(card.GetByRole(AriaRole.Alert)).ToContainTextAsync("no-such-item");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    private static FilePayload Table(string name, string text) =>
        new()
        {
            Name = name,
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(text),
        };
}
