using Kuajie.Marketing.Pacing;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Tests.Campaigns.Decisions;

/// <summary>A fixed fee is charged once, whoever asks at once and whatever fails.</summary>
public sealed class FixedFeeTests : IAsyncDisposable
{
    private static readonly CampaignDefinition Fee = CampaignWorld.Plain with
    {
        BudgetMinorUnits = 90_000,
        PriceMinorUnits = 90_000,
        PriceModel = CampaignPriceModel.FixedFee,
    };

    private readonly CampaignWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Decide_ManyAtOnce_ChargesTheFeeOnceAndShowsAll()
    {
        var campaign = world.Run(Fee);
        world.Clock.SetUtcNow(CampaignWorld.Start);

        var answers = await Task.WhenAll(Enumerable.Range(0, 256).Select(ask => Task.Run(() => world.AskAsync($"u{ask}"))));
        world.Happened(answers[7].Decision!.DecisionId, InteractionKind.Click);
        world.Happened(answers[7].Decision!.DecisionId, InteractionKind.Purchase);
        await world.RestartAsync();
        await world.AskAsync("later");

        Assert.All(answers, each => Assert.NotNull(each.Decision));
        Assert.Equal(90_000, Assert.Single(world.Store.Since(DateTimeOffset.MinValue), each => each.AmountMinorUnits > 0).AmountMinorUnits);
        var delivery = world.Decisions.DeliveryOf(campaign);
        Assert.Equal((90_000, 0, 257), (delivery.SpentMinorUnits, delivery.HeldMinorUnits, delivery.Counts.Sum(each => each.Impressions)));
        Assert.Equal(0, delivery.Counts.Sum(each => each.Uncharged));
    }

    [Fact]
    public async Task Decide_FirstCommitFails_TheNextOneIsCharged()
    {
        var campaign = world.Run(Fee);
        world.Clock.SetUtcNow(CampaignWorld.Start);
        world.Store.NextFault = new KuajieException("store-full", "f", "e", "c");

        await Assert.ThrowsAsync<KuajieException>(() => world.AskAsync("anna"));
        Assert.Equal(0, world.Decisions.DeliveryOf(campaign).SpentMinorUnits);
        var second = await world.AskAsync("anna");
        var third = await world.AskAsync("bo");

        Assert.Equal((90_000, 0), (second.Decision!.AmountMinorUnits, third.Decision!.AmountMinorUnits));
        Assert.Equal(
            (90_000, 0),
            (world.Decisions.DeliveryOf(campaign).SpentMinorUnits, world.Decisions.DeliveryOf(campaign).HeldMinorUnits)
        );
    }

    /// <summary>Of two of one priority, the one whose fee is paid is on its pace, and the other, behind its own, goes first.</summary>
    [Fact]
    public async Task Decide_FeePaid_LetsWhoIsBehindItsPaceGoFirst()
    {
        world.Run(Fee, "a-fee");
        world.Run(CampaignWorld.Plain with { Pacing = PacingKind.Even }, "b-thousand");
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(1));

        var names = new List<string>();
        for (var ask = 0; ask < 3; ask++)
        {
            names.Add((await world.AskAsync($"u{ask}")).Campaign!.Name);
        }

        Assert.Equal(["a-fee", "b-thousand", "b-thousand"], names);
    }

    /// <summary>A budget that is spent with the first impression is no budget gone early.</summary>
    [Fact]
    public async Task Judge_FeeCharged_RaisesNoAlert()
    {
        var campaign = world.Run(Fee);
        world.Watch.Take(campaign, TestContext.Current.CancellationToken);
        world.Clock.SetUtcNow(CampaignWorld.Start);
        await world.AskAsync("anna");
        world.Clock.Advance(TimeSpan.FromDays(2));

        world.Watch.Judge(campaign);

        Assert.Empty(world.Watch.TrackingOf(campaign).Alerts);
    }

    [Fact]
    public void Define_FeeThatIsSpread_IsRefusedWithEveryFault()
    {
        var wrong = Fee with { BudgetMinorUnits = 100_000, DailyCapMinorUnits = 1_000, Pacing = PacingKind.Even };

        var faults = Assert.Throws<SeveralFaultsException>(() => world.Shelf.Define(CampaignWorld.School, "spring", wrong, "anna")).Faults;

        Assert.Equal(
            ["fee-is-the-budget budgetMinorUnits", "fee-is-not-spread dailyCapMinorUnits", "fee-is-not-spread pacing"],
            faults.Select(fault => $"{fault.Code} {fault.Where}")
        );
        // The word that stands in the file, not the program's name for it.
        Assert.StartsWith("even ", faults[^1].Found, StringComparison.Ordinal);
    }
}
