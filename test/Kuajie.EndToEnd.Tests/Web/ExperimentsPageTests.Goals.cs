using System.Text.Json;
using Kuajie.Client.Experiments;
using Kuajie.Platform.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Experiments that several goals decide and several guardrails watch.</summary>
public sealed partial class ExperimentsPageTests
{
    [Fact]
    public async Task SetUp_SeveralGoalsAndGuardrails_ArePlannedTogetherAndStoredWhole()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        Show();
        var goals = page.Locator("[data-metrics=Goal] [data-metric]");
        var guardrails = page.Locator("[data-metrics=Guardrail] [data-metric]");
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Save as draft" });

        await visit.OpenAsync($"{Start}&part=set-up");
        await page.Locator("[data-field=name]").FillAsync("two-goals");
        await page.Locator("[data-field=scene]").SelectOptionAsync([Scene]);
        await FillAsync(goals.First, "purchase", "units", "50");
        await page.Locator("[data-field=goal]").ClickAsync();
        // Whoever adds goes on in what is new.
        await Expect(goals.Nth(1).Locator("[data-field=kind]")).ToBeFocusedAsync();
        await FillAsync(goals.Nth(1), "complete", "events", "20");
        await page.Locator("[data-field=guard]").ClickAsync();
        await Expect(guardrails.First.Locator("[data-field=where]")).ToHaveValueAsync("domain");
        await FillAsync(guardrails.First, "complete", "units", "5");
        await page.Locator("[data-field=guard]").ClickAsync();
        await FillAsync(guardrails.Nth(1), "complete", "units", "10");

        // The same twice is told, and nothing that was written is lost.
        await save.ClickAsync();
        await Expect(page.Locator(".ops-refused"))
            .ToContainTextAsync("Stands twice: whether users did it (Finished), anywhere in the own domain.");
        await Expect(page.Locator("[data-field=name]")).ToHaveValueAsync("two-goals");
        await Expect(guardrails.Nth(1).Locator("[data-field=margin]")).ToHaveValueAsync("10");
        await FillAsync(guardrails.First, "purchase", "units", "5");

        // Nothing to decide by is told too; the guardrails stay.
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove goal 2" }).ClickAsync();
        await Expect(page.Locator("[data-field=goal]")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove goal 1" }).ClickAsync();
        await Expect(page.Locator("[data-metrics=Goal] [data-none]")).ToBeVisibleAsync();
        await Expect(page.Locator(".verdict")).ToContainTextAsync("once there is a goal");
        await save.ClickAsync();
        await Expect(page.Locator(".ops-refused")).ToContainTextAsync("There is no goal");
        await Expect(guardrails).ToHaveCountAsync(2);
        await page.Locator("[data-field=goal]").ClickAsync();
        await FillAsync(goals.First, "purchase", "units", "50");
        await page.Locator("[data-field=goal]").ClickAsync();
        await FillAsync(goals.Nth(1), "complete", "events", "20");

        // The goal that needs the most decides, at half the error; the table says what each one needs.
        var purchase = await PlanAsync(context, new ExperimentMetricRequest("p", ["purchase"], "units"), 0.5);
        var complete = await PlanAsync(context, new ExperimentMetricRequest("c", ["complete"], "events"), 0.2);
        var units = Math.Max(purchase.Units!.Value, complete.Units!.Value);
        await Expect(page.Locator("[data-plan]"))
            .ToContainTextAsync($"Each of the 2 goals is found four times in five with {units:N0} users; Purchase");
        await Expect(page.Locator("[data-shared]")).ToContainTextAsync("proven at 2.50% in place of 5%");
        await Expect(page.Locator("[data-field=planned]")).ToHaveValueAsync($"{units}");
        var needs = page.GetByRole(AriaRole.Region, new() { Name = "What each goal and guardrail needs" }).Locator("tbody tr");
        await Expect(needs).ToHaveCountAsync(4);
        await Expect(needs.First).ToContainTextAsync($"{purchase.Units:N0}");
        await Expect(needs.Nth(1)).ToContainTextAsync($"{complete.Units:N0}");
        await Expect(needs.Nth(3)).ToContainTextAsync("guardrail: no loss of 10.0%");
        await visit.PictureAsync("experiments-set-up-goals-en-light");
        await AssertNoBarriersAsync(visit);
        await page.Locator("[data-field=when]").SelectOptionAsync(["any"]);
        await Expect(page.Locator("[data-field=planned]")).Not.ToHaveValueAsync($"{units}");
        await save.ClickAsync();
        await page.ArrivesAtAsync("*part=result&experiment=two-goals");

        var stored = await GetAsync(context, "two-goals");
        Assert.Equal(
            ["purchase units True 0.5 ", "complete events True 0.2 ", "purchase units False  0.05", "complete units False  0.1"],
            stored.Definition.Metrics!.Select(metric =>
                FormattableString.Invariant(
                    $"{metric.Kinds![0]} {metric.Count} {metric.ThroughList} {metric.SmallestEffect} {metric.GuardrailMargin}"
                )
            )
        );
        Assert.True(stored.Definition.ReadAnyTime);
        Assert.True(stored.Definition.PlannedUnits > units, "To be read at any time takes more users.");
        await Expect(page.Locator("[data-judged]")).ToContainTextAsync("2 questions");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true }).ClickAsync();
        await Expect(goals).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-field=when]")).ToHaveValueAsync("any");
        await Expect(guardrails.First.Locator("[data-field=where]")).ToHaveValueAsync("domain");
        await Expect(guardrails.Nth(1).Locator("[data-field=margin]")).ToHaveValueAsync("10");

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("en", "light", 1280, "2 questions", "surely better", "need not be proven", "one-sided bound", "Table")]
    [InlineData("zh-Hans", "dark", 390, "2 个问题", "确定更好", "未必已经证实", "单侧界限", "表格")]
    public async Task Result_SeveralGoals_ShowsEachWithItsInterval(
        string language,
        string theme,
        int width,
        string judged,
        string better,
        string shared,
        string bound,
        string asTable
    )
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        Show();

        await visit.OpenAsync($"{Start}&part=result&experiment={Both}");
        await Expect(page.Locator("[data-judged]")).ToContainTextAsync(judged);
        await Expect(page.Locator("[data-verdict=better]")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-verdict=better]").First).ToContainTextAsync(better);
        await Expect(page.Locator("[data-guardrail=held]")).ToHaveCountAsync(2);
        await Expect(page.GetByText(shared)).ToBeVisibleAsync();
        await Expect(page.Locator(".chart-text").First).ToContainTextAsync(bound);
        // Nobody of the control shared: there is no change in percent, which is told instead of leaving it out.
        await Expect(page.Locator("[data-bare]")).ToContainTextAsync("share");
        await page.GetByRole(AriaRole.Button, new() { Name = asTable, Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".chart-table tbody tr")).ToHaveCountAsync(3);
        Assert.True(await visit.FitsAsync());
        await AssertNoBarriersAsync(visit);
        if (language != "en")
        {
            Assert.Empty(await visit.EnglishLeftAsync());
            Assert.DoesNotContain(
                await page.Locator(".fact-list dd").AllInnerTextsAsync(),
                text => text.Contains(": ", StringComparison.Ordinal)
            );
        }
        await visit.PictureAsync($"experiments-result-goals-{language}-{theme}-{width}");
        await visit.OpenAsync($"{Start}&part=set-up");
        for (var each = 0; each < 2; each++)
        {
            await page.Locator("[data-field=goal]").ClickAsync();
            await page.Locator("[data-field=guard]").ClickAsync();
        }
        await Expect(page.Locator("[data-metric]")).ToHaveCountAsync(5);
        Assert.True(await visit.FitsAsync());
        await AssertNoBarriersAsync(visit);
        await visit.PictureAsync($"experiments-set-up-goals-{language}-{theme}-{width}");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    private static async Task FillAsync(ILocator metric, string kind, string count, string percent)
    {
        await metric.Locator("[data-field=kind]").SelectOptionAsync([kind]);
        await metric.Locator("[data-field=count]").SelectOptionAsync([count]);
        var share = metric.Locator("[data-field=lift], [data-field=margin]");
        await share.FillAsync(percent);
        await share.BlurAsync();
    }

    private async Task<ExperimentPlanResponse> PlanAsync(IBrowserContext context, ExperimentMetricRequest metric, double lift)
    {
        var request = new ExperimentPlanRequest(Scene, metric, lift, Goals: 2);
        var answer = await context.APIRequest.PostAsync(
            $"{world.Address}v1/domains/knowledge/experiment-plan",
            new() { Data = JsonSerializer.Serialize(request, Web), Headers = [new("Content-Type", "application/json")] }
        );
        Assert.True(answer.Ok, await answer.TextAsync());
        return JsonSerializer.Deserialize<ExperimentPlanResponse>(await answer.TextAsync(), Web)!;
    }

    private async Task<ExperimentResponse> GetAsync(IBrowserContext context, string experiment)
    {
        var answer = await context.APIRequest.GetAsync($"{world.Address}v1/domains/knowledge/experiments/{experiment}");
        return JsonSerializer.Deserialize<ExperimentResponse>(await answer.TextAsync(), Web)!;
    }

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}
