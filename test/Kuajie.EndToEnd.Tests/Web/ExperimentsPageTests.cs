using Kuajie.Platform.Access;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Recommendations.Scenes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Trying a change and reading what it brought, as a growth manager does it.</summary>
public sealed partial class ExperimentsPageTests(ConsoleWorld world)
{
    private const string Start = "/experiments?domain=knowledge";
    private const string Scene = "trial";
    private const string Good = "trial-good";
    private const string Lopsided = "trial-lopsided";
    private const string Both = "trial-both";

    [Fact]
    public async Task SetUp_StartedRaisedAndStopped_IsAskedBefore()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        Show();

        await visit.OpenAsync(Start);
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up", Exact = true }).ClickAsync();
        await visit.FilledAsync();
        await page.Locator("[data-field=name]").FillAsync("spring");
        await page.Locator("[data-field=scene]").SelectOptionAsync([Scene]);
        // 80 of 800 users of a month bought: the picture shows by when a lift of a half is found.
        await page.Locator("[data-field=lift]").FillAsync("50");
        await page.Locator("[data-field=lift]").BlurAsync();
        await Expect(page.Locator(".verdict")).ToContainTextAsync("is found four times in five with");
        await Expect(page.Locator(".chart-place canvas")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-field=planned]")).Not.ToHaveValueAsync("");
        await page.Locator("[data-field=guard]").ClickAsync();
        await Expect(page.Locator("[data-metrics=Guardrail] [data-metric]")).ToHaveCountAsync(1);
        await page.Locator("[data-field=traffic]").FillAsync("40");
        await page.Locator("[data-field=traffic]").BlurAsync();
        await visit.PictureAsync("experiments-set-up-en-light");
        await AssertNoBarriersAsync(visit);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as draft" }).ClickAsync();

        await page.ArrivesAtAsync("*part=result&experiment=spring");
        await Expect(page.Locator(".fact-list")).ToContainTextAsync("guardrail, 5.0% of harm borne");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-field=traffic]")).ToHaveValueAsync("40");
        await Expect(page.Locator("[data-metrics=Guardrail] [data-metric]")).ToHaveCountAsync(1);
        await page.GoBackAsync();
        await visit.FilledAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await visit.PictureAsync("experiments-start-ask-en-light");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        // Nobody is in it yet, and a growth manager is told nothing of few people.
        await Expect(page.Locator(".verdict")).ToContainTextAsync("An arm has fewer than 10 users");
        await page.Locator("[data-field=raise]").FillAsync("60");
        await page.Locator("[data-field=raise]").BlurAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Raise", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Raise", Exact = true }).ClickAsync();
        await Expect(page.Locator(".fact-list")).ToContainTextAsync("60.0% of the traffic");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await Expect(page.Locator(".ops-chip").First).ToHaveTextAsync("stopped");

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task SetUp_WhatCannotBe_SaysWhyAndKeepsTheForm()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;

        await visit.OpenAsync($"{Start}&part=set-up");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save as draft" })).ToBeDisabledAsync();
        await page.Locator("[data-field=name]").FillAsync("two words");
        await page.Locator("[data-field=name]").BlurAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as draft" }).ClickAsync();
        await Expect(page.Locator(".ops-refused")).ToContainTextAsync("two words");
        await Expect(page.Locator("[data-field=name]")).ToHaveValueAsync("two words");

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Result_ABetterArm_IsToldInPlainWordsWithItsPicture()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        Show();

        await visit.OpenAsync(Start);
        await page.GetByRole(AriaRole.Link, new() { Name = Good, Exact = true }).ClickAsync();
        await visit.FilledAsync();
        await Expect(page.Locator("[data-verdict=better]")).ToContainTextAsync("surely better");
        await Expect(page.Locator("[data-guardrail]")).ToHaveAttributeAsync("data-guardrail", "violated");
        await Expect(page.GetByText("stop the treatment")).ToBeVisibleAsync();
        await Expect(page.Locator(".chart-place canvas").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".chart-table tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator(".chart-table tbody tr").First).ToContainTextAsync("+");
        await page.GetByRole(AriaRole.Button, new() { Name = "Chart", Exact = true }).First.ClickAsync();
        // Nowhere on the page a p-value.
        await Expect(page.Locator("main")).Not.ToContainTextAsync(new System.Text.RegularExpressions.Regex("p-value|\\bp ?[=<]"));
        await visit.PictureAsync("experiments-result-en-light");
        await AssertNoBarriersAsync(visit);

        await visit.OpenAsync($"{Start}&part=result&experiment={Lopsided}");
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Nothing below may be read");
        await Expect(page.Locator("[data-verdict=brokenSplit]")).ToContainTextAsync("cannot be read");
        await Expect(page.Locator(".chart-place canvas")).ToHaveCountAsync(0);
        await visit.PictureAsync("experiments-broken-en-light");

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Page_OfWhoMayOnlyLook_ChangesNothing()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.ReadOnly);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        Show();

        await visit.OpenAsync($"{Start}&part=set-up");
        await Expect(page.Locator(".audience-parts a")).ToHaveTextAsync(["Experiments"]);
        await Expect(page.GetByText("of the users are kept from all experiments")).ToBeVisibleAsync();
        await visit.OpenAsync($"{Start}&part=result&experiment={Good}");
        await Expect(page.Locator("[data-verdict=better]")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true })).ToHaveCountAsync(0);

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
        Show();

        foreach (
            var part in new[]
            {
                "list",
                "set-up",
                $"result&experiment={Good}",
                $"result&experiment={Lopsided}",
                $"result&experiment={Both}",
            }
        )
        {
            await visit.OpenAsync($"{Start}&part={part}");
            Assert.True(await visit.FitsAsync(), part);
            await AssertNoBarriersAsync(visit);
            if (language != "en")
            {
                Assert.Empty(await visit.EnglishLeftAsync());
            }
            await visit.PictureAsync(
                $"experiments-{part.Replace("&experiment=", "-", StringComparison.Ordinal)}-{language}-{theme}-{width}"
            );
        }
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    /// <summary>
    /// Three experiments that run: one in which lists of the treatment lead to three times as many purchases and half as many finished courses, one that loses two thirds of an arm's users, and one of two
    /// goals and two guardrails whose second goal the control does not know at all. The users are made up and did nothing but see lists, so that nobody else's pages know of them.
    /// </summary>
    private void Show()
    {
        var workspace = world.Workspace;
        if (workspace.Experiments.Of(ConsoleWorld.Knowledge).Any(each => each.Name == Good))
        {
            return;
        }
        world.Services.GetRequiredService<SceneShelf>().Put(ConsoleWorld.Knowledge, Scene, """{"count":5}""");
        var began = TimeProvider.System.GetUtcNow().AddDays(-20);
        var definition = new ExperimentDefinition
        {
            Scene = Scene,
            IsByLifecycle = true,
            PriorDays = 28,
            Metrics = [new("purchase") { Count = MetricCount.Units }, new("complete") { Kinds = ["complete"], GuardrailMargin = 0.1 }],
        };
        var (lists, events) = (new List<Impression>(), new List<LiveEvent>());
        for (var user = 0; user < 400; user++)
        {
            var isTreated = user % 2 == 1;
            Seen(Good, user, isTreated);
            if (user % 20 < (isTreated ? 6 : 2))
            {
                Done(InteractionKind.Purchase, user, 0);
            }
            for (var each = 0; each < (isTreated ? 1 : 2) + (user / 2 % 2); each++)
            {
                Done(InteractionKind.Complete, user, each);
            }
        }
        for (var user = 400; user < 800; user++)
        {
            Seen(Lopsided, user, user % 4 == 0);
        }
        for (var user = 800; user < 1_200; user++)
        {
            var isTreated = user % 2 == 1;
            Seen(Both, user, isTreated);
            if (user % 20 < (isTreated ? 6 : 2))
            {
                Done(InteractionKind.Purchase, user, 0);
            }
            if (isTreated && user % 8 == 1)
            {
                Done(InteractionKind.Share, user, 0);
            }
            for (var each = 0; each < 1 + (user / 2 % 2); each++)
            {
                Done(InteractionKind.Complete, user, each);
                Done(InteractionKind.Like, user, each);
            }
        }
        workspace.Events.Append(ImpressionBlock.Of(lists));
        workspace.Events.Append(events);
        var both = new ExperimentDefinition
        {
            Scene = Scene,
            Metrics =
            [
                new("purchase") { Count = MetricCount.Units },
                new("share") { Kinds = ["share"], Count = MetricCount.Units },
                new("complete") { Kinds = ["complete"], GuardrailMargin = 0.1 },
                new("like") { Kinds = ["like"], GuardrailMargin = 0.2 },
            ],
        };
        foreach (var name in new[] { Good, Lopsided, Both })
        {
            // Each in a layer of its own, so that others may begin.
            var json = ((name == Both ? both : definition) with { Layer = name }).ToJson();
            workspace.Experiments.Put(new Experiment(ConsoleWorld.Knowledge, name, ExperimentState.Running, json, began, began, null));
        }

        void Seen(string experiment, int user, bool isTreated) =>
            lists.Add(
                new Impression(
                    $"trial-list-{user}",
                    began.AddHours(1 + (user % 400)),
                    ConsoleWorld.Knowledge,
                    $"trial-user-{user}",
                    null,
                    Scene,
                    $"{experiment}:{(isTreated ? "treatment" : "control")}",
                    [new ImpressionItem(ConsoleWorld.Knowledge, "trial-item", 1, null, SlotNames.Ranked, 1, null)]
                )
            );

        void Done(InteractionKind kind, int user, int time) =>
            events.Add(
                new LiveEvent(
                    $"trial-{kind}-{user}-{time}",
                    ConsoleWorld.Knowledge,
                    null,
                    $"trial-visit-{user}",
                    "trial-item",
                    kind,
                    began.AddHours(2 + (user % 400)),
                    null,
                    $"trial-list-{user}"
                )
            );
    }

    private static async Task AssertNoBarriersAsync(ConsoleVisit visit)
    {
        var barriers = await visit.BarriersAsync();
        Assert.True(barriers.Count == 0, string.Join(Environment.NewLine, barriers));
    }
}
