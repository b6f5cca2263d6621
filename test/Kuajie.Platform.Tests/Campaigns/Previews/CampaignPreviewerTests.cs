using System.Text.Json;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Previews;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Tests.Campaigns.Previews;

public sealed class CampaignPreviewerTests : IAsyncDisposable
{
    private readonly CampaignWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Preview_Thompson_FindsTheBestCreativeAndSaysWhatCannotBeTold()
    {
        var campaign = world.Run(Learning(CreativeRanking.Thompson));
        await AskAsync(1_500, good: 0.5, poor: 0.2);
        world.Clock.Advance(TimeSpan.FromDays(1));

        var preview = Preview(campaign);

        Assert.Equal((1_500, 0, 0, null), (preview.Decisions, preview.Unsettled, preview.Unrecorded, preview.Shortage));
        Assert.Equal(
            [
                (PreviewedChoice.Only, "poor"),
                (PreviewedChoice.Only, "good"),
                (PreviewedChoice.Evenly, null),
                (PreviewedChoice.Thompson, null),
                (PreviewedChoice.LinUcb, null),
            ],
            preview.Policies.Select(each => (each.Choice, each.Creative))
        );
        Assert.Equal([PreviewedChoice.Thompson], preview.Policies.Where(each => each.IsPresent).Select(each => each.Choice));
        // Five policies together at 95 %.
        Assert.Equal(0.99, preview.Confidence, 12);
        var good = preview.Policies[1].Preview;
        Assert.InRange(good.DoublyRobust!.Value.Value, 0.45, 0.55);
        Assert.InRange(0.5, good.DoublyRobust.Value.Low, good.DoublyRobust.Value.High);
        Assert.InRange(preview.Logged!.Value, 0.45, 0.55);
        // Given up too soon to say how much worse.
        Assert.Equal(PreviewKind.NotEnoughData, preview.Policies[0].Preview.Kind);
        Assert.Contains("(fixed order: the first creative)", PreviewTexts.NameOf(preview, preview.Policies[0]), StringComparison.Ordinal);
        Assert.EndsWith(", as now", PreviewTexts.NameOf(preview, preview.Policies[3]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CreativeRanking.Thompson)]
    [InlineData(CreativeRanking.LinUcb)]
    public async Task Decide_Bandit_RecordsTheProbabilitiesOfAllCreatives(CreativeRanking ranking)
    {
        world.Run(Learning(ranking) with { Creatives = [.. Learning(ranking).Creatives, CampaignWorld.Creative("refused")] });
        world.Shelf.Review(CampaignWorld.League, "spring", "refused", isApproved: false, null, "bo");
        await AskAsync(50, good: 0.5, poor: 0.1);

        foreach (var decision in world.Store.Since(DateTimeOffset.MinValue))
        {
            var propensities = JsonSerializer.Deserialize<double[]>(decision.PropensitiesJson!)!;
            Assert.Equal(1, propensities.Sum(), 1e-12);
            Assert.Equal(decision.Propensity, propensities[decision.Creative == "good" ? 1 : 0]);
            Assert.Equal(0, propensities[2]);
            Assert.NotNull(decision.ContextJson);
        }
    }

    [Fact]
    public async Task Preview_DecisionsOfTheLastDay_WaitForTheirClicks()
    {
        var campaign = world.Run(Learning(CreativeRanking.Thompson));
        await AskAsync(10, good: 1, poor: 1);
        Assert.Equal((0, 10, PreviewShortage.NoDecisions), Told(campaign));
        world.Clock.Advance(TimeSpan.FromHours(20));
        await AskAsync(5, good: 1, poor: 1);
        world.Clock.Advance(TimeSpan.FromHours(4));

        Assert.Equal((10, 5, null), Told(campaign));

        (int, int, PreviewShortage?) Told(Campaign each) =>
            Preview(each) is var preview ? (preview.Decisions, preview.Unsettled, preview.Shortage) : default;
    }

    /// <summary>Conversions have the days in which they count, and clicks do not stand in for them.</summary>
    [Fact]
    public async Task Preview_OfConversions_CountsThemWithinTheirDays()
    {
        var campaign = world.Run(Learning(CreativeRanking.Thompson) with { Goal = CampaignGoal.Conversion, AttributionDays = 3 });
        await AskAsync(400, good: 1, poor: 1);
        world.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(PreviewShortage.NoDecisions, Preview(campaign).Shortage);
        world.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, Preview(campaign).Logged);
    }

    [Fact]
    public async Task Preview_NothingLeftToChance_SaysSo()
    {
        var first = world.Run(Learning(CreativeRanking.Fixed));
        var single = world.Run(Learning(CreativeRanking.Thompson) with { Slots = ["side"] }, "single");
        world.Shelf.Review(CampaignWorld.League, "single", "poor", isApproved: false, null, "bo");
        await AskAsync(20, good: 1, poor: 1);
        await AskAsync(20, good: 1, poor: 1, slot: "side");
        world.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(PreviewShortage.NoChance, Preview(first).Shortage);
        Assert.Equal(PreviewShortage.OneCreative, Preview(world.Shelf.Find(CampaignWorld.School, "single")).Shortage);
        Assert.Empty(Preview(single).Policies);
        Assert.StartsWith("Nothing was left to chance", PreviewTexts.Of(PreviewShortage.NoChance), StringComparison.Ordinal);
    }

    /// <summary>Decisions of a version that recorded one probability only.</summary>
    [Fact]
    public async Task Preview_DecisionsWithoutAllProbabilities_AreLeftOutAndTold()
    {
        var campaign = world.Run(Learning(CreativeRanking.LinUcb));
        await AskAsync(300, good: 0.5, poor: 0.5);
        var known = world.Store.Since(DateTimeOffset.MinValue)[0];
        world.Store.Append([
            .. Enumerable.Range(0, 7).Select(place => known with { DecisionId = $"decision-old-{place}", PropensitiesJson = null }),
        ]);
        world.Clock.Advance(TimeSpan.FromDays(1));

        var preview = Preview(campaign);

        Assert.Equal((300, 7), (preview.Decisions, preview.Unrecorded));
        Assert.Contains(PreviewTexts.NotesOf(preview), note => note.StartsWith("7 decisions are left out", StringComparison.Ordinal));
    }

    private CampaignPreview Preview(Campaign campaign) =>
        new CampaignPreviewer(world.Store, world.Clock).Preview(campaign, TestContext.Current.CancellationToken);

    private static CampaignDefinition Learning(CreativeRanking ranking) =>
        CampaignWorld.Plain with
        {
            BudgetMinorUnits = 1_000_000,
            Ranking = ranking,
            Creatives = [CampaignWorld.Creative("poor"), CampaignWorld.Creative("good")],
        };

    private async Task AskAsync(int asked, double good, double poor, string slot = CampaignWorld.Slot)
    {
        if (world.Clock.GetUtcNow() < CampaignWorld.Start)
        {
            world.Clock.SetUtcNow(CampaignWorld.Start);
        }
        var random = new SplittableRandom(11);
        for (var ask = 0; ask < asked; ask++)
        {
            world.Clock.Advance(TimeSpan.FromMilliseconds(1));
            var answer = await world.AskAsync($"u{random.NextInteger(300)}", slot: slot);
            if (random.NextDouble() < (answer.Creative!.Name == "good" ? good : poor))
            {
                world.Happened(answer.Decision!.DecisionId, InteractionKind.Click);
            }
        }
    }
}
