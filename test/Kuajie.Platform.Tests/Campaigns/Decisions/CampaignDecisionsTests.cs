using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Pacing;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Tests.Campaigns.Decisions;

public sealed class CampaignDecisionsTests : IAsyncDisposable
{
    private readonly CampaignWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Decide_Running_ShowsRecordsAndCharges()
    {
        var campaign = world.Run(CampaignWorld.Plain with { PriceMinorUnits = 2500 });
        world.Clock.SetUtcNow(CampaignWorld.Start.AddHours(1));

        var answers = new List<DecisionAnswer>();
        for (var user = 0; user < 4; user++)
        {
            answers.Add(await world.AskAsync($"u{user}"));
        }

        // 2.5 each, without a fraction and even after every one.
        Assert.Equal([2, 3, 2, 3], answers.Select(each => each.Decision!.AmountMinorUnits));
        Assert.All(answers, each => Assert.Equal(("one", 1.0, "league"), (each.Creative!.Name, each.Decision!.Propensity, each.Promoted)));
        await world.Impressions.FlushAsync();
        var list = await world.Impressions.FindAsync(answers[0].Decision!.DecisionId, default);
        Assert.Equal(("u0", "banner", "campaign.spring:one"), (list!.UserId, list.Scene, list.Arm));
        Assert.Equal(("league", "one", 1.0), (list.Items[0].Domain, list.Items[0].ItemId, list.Items[0].Propensity!.Value));
        Assert.Equal(10, world.Decisions.DeliveryOf(campaign).SpentMinorUnits);
    }

    [Fact]
    public async Task Decide_SameRequest_IsAnsweredTheSameAndChargedOnce()
    {
        world.Run(CampaignWorld.Plain);
        world.Clock.SetUtcNow(CampaignWorld.Start);

        var first = await world.AskAsync("anna", "r1");
        var again = await world.AskAsync("anna", "r1");
        await world.RestartAsync();
        var later = await world.AskAsync("anna", "r1");
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => world.AskAsync("bo", "r2")));

        Assert.Equal(first.Decision!.DecisionId, again.Decision!.DecisionId);
        Assert.Equal(first.Decision, later.Decision);
        Assert.Equal("one", later.Creative!.Name);
        Assert.Single(atOnce.Select(each => each.Decision!.DecisionId).Distinct());
        Assert.Equal(2, world.Store.Since(DateTimeOffset.MinValue).Count);
        var reused = await Assert.ThrowsAsync<KuajieException>(() => world.AskAsync("cy", "r1"));
        Assert.Equal("request-id-reused", reused.Code);
    }

    [Fact]
    public async Task Decide_FullDisk_PromisesNothingAndGivesBack()
    {
        var campaign = world.Run(CampaignWorld.Plain with { BudgetMinorUnits = 1, MostPerUser = 1 });
        world.Clock.SetUtcNow(CampaignWorld.Start);
        world.Store.NextFault = new KuajieException("store-full", "f", "e", "c");

        var refused = await Assert.ThrowsAsync<KuajieException>(() => world.AskAsync("anna", "r"));
        var then = await world.AskAsync("anna", "r");

        Assert.Equal("store-full", refused.Code);
        Assert.NotNull(then.Decision);
        Assert.Equal((1, 0), (world.Decisions.DeliveryOf(campaign).SpentMinorUnits, world.Decisions.DeliveryOf(campaign).HeldMinorUnits));
    }

    /// <summary>All ask before anything is on the disk: what is held back counts as much as what is spent.</summary>
    [Fact]
    public async Task Decide_ManyAtOnce_ShowsWhatTheBudgetPaysAndCapsHold()
    {
        var campaign = world.Run(CampaignWorld.Plain with { BudgetMinorUnits = 10, PriceMinorUnits = 1000, MostPerUser = 2 });
        world.Clock.SetUtcNow(CampaignWorld.Start);

        var answers = await Task.WhenAll(Enumerable.Range(0, 256).Select(ask => Task.Run(() => world.AskAsync($"u{ask % 4}"))));

        var shown = answers.Where(each => each.Decision is not null).ToArray();
        // Four users, two each.
        Assert.Equal(8, shown.Length);
        Assert.All(shown.GroupBy(each => each.Decision!.UserId), own => Assert.Equal(2, own.Count()));
        var more = await Task.WhenAll(Enumerable.Range(0, 256).Select(ask => Task.Run(() => world.AskAsync($"v{ask}"))));
        Assert.Equal(2, more.Count(each => each.Decision is not null));
        Assert.Equal((10, 0), (world.Decisions.DeliveryOf(campaign).SpentMinorUnits, world.Decisions.DeliveryOf(campaign).HeldMinorUnits));
    }

    /// <summary>All are decided while nothing is on the disk yet.</summary>
    [Fact]
    public async Task Decide_BeforeAnythingIsStored_HoldsBackWhatItPromises()
    {
        world.Run(CampaignWorld.Plain with { BudgetMinorUnits = 10 });
        world.Clock.SetUtcNow(CampaignWorld.Start);
        var disk = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Store.Ready = disk.Task;

        var asking = Enumerable.Range(0, 64).Select(user => world.AskAsync($"u{user}")).ToArray();
        disk.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.Equal(10, answers.Count(each => each.Decision is not null));
        Assert.Equal(10, world.Store.Since(DateTimeOffset.MinValue).Sum(each => each.AmountMinorUnits));
    }

    /// <summary>Each reason is the one that is told, in both languages.</summary>
    [Fact]
    public async Task Decide_Explained_TellsWhy()
    {
        Assert.Equal("noCampaign", (await ReasonAsync()).Code);
        var campaign = world.Run(
            CampaignWorld.Plain with
            {
                BudgetMinorUnits = 3,
                DailyCapMinorUnits = 2,
                MostPerUserADay = 1,
                MostPerUser = 2,
            }
        );
        Assert.Equal("notRunning", (await ReasonAsync()).Code);
        world.Clock.SetUtcNow(CampaignWorld.Start);
        Assert.Equal("otherSlot", (await ReasonAsync(slot: "footer")).Code);
        world.IsAgreed = false;
        Assert.Equal("noAgreement", (await ReasonAsync()).Code);
        world.IsAgreed = true;
        world.Shelf.Switch("league", "school", isOff: true);
        Assert.Equal("switchedOff", (await ReasonAsync()).Code);
        world.Shelf.Switch("league", "school", isOff: false);
        world.Shelf.SetRefused("school", "anna", isRefused: true);
        Assert.Equal("refused", (await ReasonAsync()).Code);
        world.Shelf.SetRefused("school", "anna", isRefused: false);
        world.Shelf.Review("league", "spring", "one", isApproved: false, null, "bo");
        Assert.Equal("noCreative", (await ReasonAsync()).Code);
        world.Shelf.Review("league", "spring", "one", isApproved: true, null, "bo");
        Assert.NotNull((await world.AskAsync("anna")).Decision);
        Assert.Equal("frequencyOfDay", (await ReasonAsync()).Code);
        Assert.NotNull((await world.AskAsync("bo")).Decision);
        Assert.Equal("daySpent", (await ReasonAsync("cy")).Code);
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(1));
        Assert.NotNull((await world.AskAsync("anna")).Decision);
        Assert.Equal("frequencyInAll", (await ReasonAsync()).Code);
        Assert.Equal("budgetSpent", (await ReasonAsync("dan")).Code);
        Assert.Equal(3, world.Decisions.DeliveryOf(campaign).SpentMinorUnits);
        world.Shelf.Kill("league", "spring", "bo");
        Assert.Equal("notRunning", (await ReasonAsync()).Code);
    }

    [Fact]
    public async Task Decide_Paced_WaitsForItsTime()
    {
        world.Run(CampaignWorld.Plain with { BudgetMinorUnits = 10, Pacing = PacingKind.Even });
        world.Clock.SetUtcNow(CampaignWorld.Start);
        Assert.Equal("paced", (await ReasonAsync()).Code);

        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(1));

        Assert.NotNull((await world.AskAsync("anna")).Decision);
        Assert.Equal("paced", (await ReasonAsync()).Code);
    }

    /// <summary>A clock that jumps back takes nothing back and gives nothing twice.</summary>
    [Fact]
    public async Task Decide_ClockJumpsBack_KeepsToBudgetAndDay()
    {
        var campaign = world.Run(CampaignWorld.Plain with { BudgetMinorUnits = 4, DailyCapMinorUnits = 2, Pacing = PacingKind.Ahead });
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(9));
        Assert.NotNull((await world.AskAsync("a")).Decision);
        Assert.NotNull((await world.AskAsync("b")).Decision);
        world.Clock.AdjustTime(CampaignWorld.Start.AddDays(5));
        Assert.NotNull((await world.AskAsync("c")).Decision);
        world.Clock.AdjustTime(CampaignWorld.Start.AddDays(9));
        Assert.Equal("daySpent", (await ReasonAsync("d")).Code);
        world.Clock.AdjustTime(CampaignWorld.Start.AddDays(-1));
        Assert.Equal("notRunning", (await ReasonAsync("d")).Code);

        Assert.Equal(3, world.Decisions.DeliveryOf(campaign).SpentMinorUnits);
    }

    [Fact]
    public async Task Decide_Holdout_KeepsItsShareOutAndRecordsThem()
    {
        world.Run(CampaignWorld.Plain with { BudgetMinorUnits = 100_000, HoldoutShare = 0.3 });
        world.Clock.SetUtcNow(CampaignWorld.Start);
        var held = 0;
        for (var user = 0; user < 400; user++)
        {
            var answer = await world.AskAsync($"u{user}", isExplained: true);
            var membership = Assert.Single(world.Decisions.MembershipsOf("school", $"u{user}"));
            Assert.Equal(membership.IsHeldOut, answer.Decision is null);
            Assert.Equal(membership.IsHeldOut ? ["spring"] : [], answer.HeldOutOf);
            held += membership.IsHeldOut ? 1 : 0;
        }
        Assert.InRange(held, 90, 150);
        await world.Impressions.FlushAsync();
        var recorded = world.Workspace.OwnImpressions.Stored.Where(list => list.Arm == "campaign.spring:holdout").ToArray();
        Assert.Equal(held, recorded.Length);
        Assert.All(recorded, list => Assert.Empty(list.Items));
    }

    [Fact]
    public async Task Decide_Rollout_ReachesMoreAndKeepsWhoWasIn()
    {
        world.Run(CampaignWorld.Plain with { BudgetMinorUnits = 100_000, Rollout = 0.2 });
        world.Clock.SetUtcNow(CampaignWorld.Start);
        var before = await ShownAsync();
        world.Shelf.Raise("school", "spring", 0.6, "anna");
        var after = await ShownAsync();

        Assert.InRange(before.Count, 30, 90);
        Assert.InRange(after.Count, 140, 220);
        Assert.Subset(after, before);
    }

    [Fact]
    public async Task Decide_TwoCampaigns_ByPriorityThenTheOneBehindItsPace()
    {
        var definition = CampaignWorld.Plain with { BudgetMinorUnits = 100, Pacing = PacingKind.AsFast };
        world.Run(definition, "a");
        world.Run(definition, "b");
        world.Run(definition with { Priority = 5, MostPerUser = 1 }, "z");
        world.Clock.SetUtcNow(CampaignWorld.Start);

        var shown = new List<string>();
        for (var place = 0; place < 5; place++)
        {
            shown.Add((await world.AskAsync("anna")).Campaign!.Name);
        }

        Assert.Equal(["z", "a", "b", "a", "b"], shown);
    }

    [Fact]
    public async Task TakeIn_ClickAndConversion_AreChargedOnceWherePaidFor()
    {
        var campaign = world.Run(CampaignWorld.Plain with { PriceModel = CampaignPriceModel.PerClick, PriceMinorUnits = 400 });
        world.Clock.SetUtcNow(CampaignWorld.Start);
        var first = (await world.AskAsync("a")).Decision!.DecisionId;
        var second = (await world.AskAsync("b")).Decision!.DecisionId;
        var third = (await world.AskAsync("c")).Decision!.DecisionId;

        world.Happened(first, InteractionKind.Click);
        world.Happened(first, InteractionKind.Click);
        world.Happened(first, InteractionKind.Purchase);
        world.Happened(first, InteractionKind.View);
        world.Happened(second, InteractionKind.Click, domain: "stranger");
        world.Happened("decision-unknown", InteractionKind.Click);
        world.Happened("list-other", InteractionKind.Click);
        world.Happened(second, InteractionKind.Click, domain: "school");
        world.Happened(third, InteractionKind.Click);

        Assert.Equal([(OutcomeKind.Click, 400L, OutcomeMark.Charged), (OutcomeKind.Conversion, 0L, OutcomeMark.Unpriced)], Outcomes(first));
        Assert.Equal([(OutcomeKind.Click, 400L, OutcomeMark.Charged)], Outcomes(second));
        // 200 are left: not enough for the third, which is on record all the same.
        Assert.Equal([(OutcomeKind.Click, 0L, OutcomeMark.Exhausted)], Outcomes(third));
        Assert.Equal("budgetSpent", (await ReasonAsync("d")).Code);
        Assert.Equal((800, 0), (world.Decisions.DeliveryOf(campaign).SpentMinorUnits, world.Decisions.DeliveryOf(campaign).HeldMinorUnits));
        await world.RestartAsync();
        world.Happened(first, InteractionKind.Click);
        Assert.Equal(800, world.Decisions.DeliveryOf(campaign).SpentMinorUnits);
    }

    [Fact]
    public async Task TakeIn_ClosedOrLate_IsRecordedMarkedAndFree()
    {
        var campaign = world.Run(
            CampaignWorld.Plain with
            {
                PriceModel = CampaignPriceModel.PerAction,
                PriceMinorUnits = 100,
                AttributionDays = 2,
            }
        );
        world.Clock.SetUtcNow(CampaignWorld.Start);
        var late = (await world.AskAsync("a")).Decision!.DecisionId;
        var after = (await world.AskAsync("b")).Decision!.DecisionId;
        world.Happened(late, InteractionKind.Purchase, at: CampaignWorld.Start.AddDays(3));
        world.Shelf.Stop("school", "spring", "anna");

        world.Happened(after, InteractionKind.Purchase);

        Assert.Equal([(OutcomeKind.Conversion, 0L, OutcomeMark.Late)], Outcomes(late));
        Assert.Equal([(OutcomeKind.Conversion, 0L, OutcomeMark.Closed)], Outcomes(after));
        Assert.Equal(
            (0, 2),
            (world.Decisions.DeliveryOf(campaign).SpentMinorUnits, world.Decisions.DeliveryOf(campaign).Counts.Sum(each => each.Uncharged))
        );
    }

    /// <summary>Many of one kind in one call, and a store that fails: what was held back is free again.</summary>
    [Fact]
    public async Task TakeIn_StoreFails_GivesBackAndTakesItAgain()
    {
        var campaign = world.Run(CampaignWorld.Plain with { PriceModel = CampaignPriceModel.PerClick, PriceMinorUnits = 1000 });
        world.Clock.SetUtcNow(CampaignWorld.Start);
        var decision = (await world.AskAsync("a")).Decision!.DecisionId;
        world.Store.NextFault = new InvalidOperationException("broken");

        Assert.Throws<InvalidOperationException>(() => world.Happened(decision, InteractionKind.Click));
        Assert.Equal(0, world.Decisions.DeliveryOf(campaign).HeldMinorUnits);
        world.Happened(decision, InteractionKind.Click);

        Assert.Equal(1000, world.Decisions.DeliveryOf(campaign).SpentMinorUnits);
    }

    [Theory]
    [InlineData(CreativeRanking.Thompson)]
    [InlineData(CreativeRanking.LinUcb)]
    public async Task Decide_Bandit_LearnsFromClicksAlsoAcrossARestart(CreativeRanking ranking)
    {
        world.Run(
            CampaignWorld.Plain with
            {
                BudgetMinorUnits = 1_000_000,
                Ranking = ranking,
                Creatives = [CampaignWorld.Creative("poor"), CampaignWorld.Creative("good"), CampaignWorld.Creative("refused")],
            }
        );
        world.Shelf.Review("league", "spring", "refused", isApproved: false, null, "bo");
        world.Clock.SetUtcNow(CampaignWorld.Start);
        var random = new SplittableRandom(3);
        async Task<int> GoodOfAsync(int asked)
        {
            var good = 0;
            for (var ask = 0; ask < asked; ask++)
            {
                var answer = await world.AskAsync($"u{random.NextInteger(1000)}");
                var isGood = answer.Creative!.Name == "good";
                Assert.NotEqual("refused", answer.Creative.Name);
                Assert.InRange(answer.Decision!.Propensity, 1e-9, 1);
                good += isGood ? 1 : 0;
                if (random.NextDouble() < (isGood ? 0.5 : 0.05))
                {
                    world.Happened(answer.Decision.DecisionId, InteractionKind.Click);
                }
            }
            return good;
        }
        await GoodOfAsync(200);
        await world.RestartAsync();

        var late = await GoodOfAsync(100);

        Assert.True(late > 85, $"{late} of 100 after the restart were the better one.");
    }

    [Fact]
    public async Task Recover_ListsThatWereNotWritten_AreOnRecord()
    {
        world.Run(CampaignWorld.Plain);
        world.Clock.SetUtcNow(CampaignWorld.Start);
        var answer = await world.AskAsync("anna");
        // The process ended before the list was written: the store of lists is empty.
        Assert.Empty(world.Workspace.OwnImpressions.Stored);

        Assert.Equal(1, await world.Decisions.RecoverAsync(world.Workspace.OwnImpressions));
        await world.Impressions.FlushAsync();

        Assert.Equal(answer.Decision!.DecisionId, world.Workspace.OwnImpressions.Stored[^1].ListId);
        Assert.Equal(0, await world.Decisions.RecoverAsync(world.Workspace.OwnImpressions));
    }

    [Fact]
    public async Task Decide_WrongQuery_IsRefused()
    {
        Assert.Equal("nobody", await CodeOf(() => world.Decisions.DecideAsync(new DecisionQuery("school", "banner", null, null))));
        Assert.Equal("invalid-name", await CodeOf(() => world.AskAsync("u", slot: "")));
        Assert.Equal("out-of-range", await CodeOf(() => world.AskAsync("u", new string('r', 101))));

        static async Task<string> CodeOf(Func<Task> call) => (await Assert.ThrowsAsync<KuajieException>(call)).Code;
    }

    private async Task<HashSet<string>> ShownAsync()
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        for (var user = 0; user < 300; user++)
        {
            if ((await world.AskAsync($"u{user}")).Decision is not null)
            {
                shown.Add($"u{user}");
            }
        }
        return shown;
    }

    private async Task<DecisionReason> ReasonAsync(string user = "anna", string slot = CampaignWorld.Slot)
    {
        var answer = await world.AskAsync(user, isExplained: true, slot: slot);
        Assert.Null(answer.Decision);
        var reason = Assert.Single(answer.Reasons);
        Assert.DoesNotContain("{", $"{reason}", StringComparison.Ordinal);
        return reason;
    }

    private IEnumerable<(OutcomeKind, long, OutcomeMark)> Outcomes(string decision) =>
        world.Store.OutcomesOf(decision).Select(each => (each.Kind, each.AmountMinorUnits, each.Mark));
}
