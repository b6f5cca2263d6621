using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Users;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Campaigns.Outcomes;

/// <summary>What campaigns cause, on doings whose effect is known by thought.</summary>
public sealed class OutcomeReaderTests
{
    private static readonly DateTimeOffset Start = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Start.AddDays(60));

    [Fact]
    public void Read_ShownUsersBuyingMore_IsTheirDifferenceTimesTheUsersReached()
    {
        // 400 shown of whom 120 buy for 50.00, 100 held out of whom 10 do: 30 % against 10 %, 15.00 against 5.00 a user.
        var world = new World(shown: 400, held: 100);
        world.Buy(promoted: true, Enumerable.Range(0, 120).Concat(Enumerable.Range(400, 10)));

        var outcome = Read(world, spent: 100_000);

        Assert.Equal((400, 100, 0, true), (outcome.Reached, outcome.HeldOut, outcome.Crossed, outcome.IsOver));
        var buyers = Of(outcome, OutcomeMeasureKind.Buyers, OutcomeSide.Promoted);
        Assert.Equal(0.2, buyers.Report.Question.Reading.Absolute!.Value.Value, 9);
        Assert.Equal(80, buyers.Total!.Value.Value, 6);
        Assert.Equal(400 * 1000, outcome.Sales!.Value.Value, 3);
        Assert.Equal((400_000 - 100_000) / 100_000.0, outcome.Return!.Value.Value, 6);
        Assert.True(outcome.Return.Value.Low < outcome.Return.Value.Value && outcome.Return.Value.High > outcome.Return.Value.Value);
        Assert.Empty(outcome.Notes);
    }

    [Fact]
    public void Read_WhoWasThereBefore_IsNoNewcomer()
    {
        var world = new World(shown: 60, held: 60);
        world.Do(promoted: true, Enumerable.Range(0, 60), InteractionKind.View, Start.AddDays(2));
        world.Do(promoted: true, Enumerable.Range(0, 20), InteractionKind.View, Start.AddDays(-400));

        var newcomers = Of(Read(world), OutcomeMeasureKind.Newcomers, OutcomeSide.Promoted);

        Assert.Equal(40.0 / 60, newcomers.Report.Question.Reading.Treatment.Value, 9);
        Assert.Equal(0, newcomers.Report.Question.Reading.Control.Value, 9);
    }

    [Fact]
    public void Read_WhatCameBeforeTheFirstImpressionOrAfterTheEnd_DoesNotCount()
    {
        var world = new World(shown: 50, held: 50);
        world.Do(promoted: false, Enumerable.Range(0, 50), InteractionKind.Search, Start.AddHours(-1));
        world.Do(promoted: false, Enumerable.Range(0, 50), InteractionKind.Search, Start.AddDays(18));

        var searches = Of(Read(world), OutcomeMeasureKind.Searches, OutcomeSide.Host);

        Assert.Equal(0, searches.Report.Question.Reading.Treatment.Value, 9);
    }

    [Fact]
    public void Read_SharesOfSearchesAndMentions_AreOfAllThatTheUsersDidOnBothSides()
    {
        // 400 shown search twice at home and 200 of them twice there, 400 of 1,200; of 100 held out 50 do once, 50 of 250.
        var world = new World(shown: 400, held: 100);
        foreach (var hour in new[] { 2, 3 })
        {
            world.Do(promoted: false, Enumerable.Range(0, 500), InteractionKind.Search, Start.AddHours(hour));
            world.Do(promoted: true, Enumerable.Range(0, 200), InteractionKind.Search, Start.AddHours(hour));
        }
        world.Do(promoted: true, Enumerable.Range(400, 50), InteractionKind.Search, Start.AddHours(2));
        // Comments and shares count alike; of the held out only 20 say anything, which is too few to read.
        world.Do(promoted: false, Enumerable.Range(0, 100), InteractionKind.Comment, Start.AddHours(2));
        world.Do(promoted: true, Enumerable.Range(0, 100), InteractionKind.Share, Start.AddHours(2));
        world.Do(promoted: true, Enumerable.Range(400, 20), InteractionKind.Share, Start.AddHours(2));

        var outcome = Read(world);

        var searches = Of(outcome, OutcomeMeasureKind.SearchShare, OutcomeSide.Promoted);
        Assert.Equal(400 / 1200.0, searches.Report.Question.Reading.Treatment.Value, 9);
        Assert.Equal(50 / 250.0, searches.Report.Question.Reading.Control.Value, 9);
        Assert.Equal((400 / 1200.0) - 0.2, searches.Report.Question.Reading.Absolute!.Value.Value, 9);
        Assert.Null(searches.Total);
        var mentions = Of(outcome, OutcomeMeasureKind.MentionShare, OutcomeSide.Promoted);
        Assert.Equal(0.5, mentions.Report.Question.Reading.Treatment.Value, 9);
        Assert.Null(mentions.Report.Question.Reading.Absolute);
        Assert.Equal(VerdictKind.NotEnoughData, mentions.Report.Verdict.Kind);
        Assert.Contains("too few users", $"{mentions.Report.Verdict.Sentence}", StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UsersWithoutALink_CountWithNothingOnThePromotedSide()
    {
        var world = new World(shown: 100, held: 100, linked: 50);
        world.Buy(promoted: true, Enumerable.Range(0, 100));

        var buyers = Of(Read(world), OutcomeMeasureKind.Buyers, OutcomeSide.Promoted);

        Assert.Equal(0.5, buyers.Report.Question.Reading.Treatment.Value, 9);
    }

    [Fact]
    public void Read_WithoutAHoldout_SaysThatNobodyKnows()
    {
        var outcome = Read(new World(shown: 50, held: 0, share: 0));

        Assert.Equal(50, outcome.Reached);
        Assert.Empty(outcome.Measures);
        Assert.Null(outcome.Return);
        Assert.Contains("kept from nobody", Assert.Single(outcome.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EverybodyInOneArm_IsMarkedAndHasNoFigures()
    {
        var outcome = Read(new World(shown: 500, held: 0, share: 0.2));

        Assert.True(outcome.Split!.IsBroken);
        Assert.All(outcome.Measures, measure => Assert.Equal(VerdictKind.BrokenSplit, measure.Report.Verdict.Kind));
        Assert.All(outcome.Measures, measure => Assert.Null(measure.Total));
        Assert.NotEmpty(outcome.Notes);
    }

    [Fact]
    public void Read_NobodyYet_HasNoFiguresAndSaysThatItIsNotOver()
    {
        clock.SetUtcNow(Start.AddDays(61));
        var outcome = Read(new World(shown: 0, held: 0), at: Start.AddDays(1));

        Assert.False(outcome.IsOver);
        Assert.Null(outcome.Sales);
        Assert.All(outcome.Measures, measure => Assert.Equal(VerdictKind.NotEnoughData, measure.Report.Verdict.Kind));
        Assert.Contains(outcome.Notes, note => note.Contains("not over", StringComparison.Ordinal));
    }

    private static OutcomeMeasure Of(CampaignOutcome outcome, OutcomeMeasureKind kind, OutcomeSide side) =>
        outcome.Measures.Single(each => each.Kind == kind && each.Side == side);

    private CampaignOutcome Read(World world, long spent = 0, DateTimeOffset? at = null)
    {
        var now = at is { } moment ? new FakeTimeProvider(moment) : clock;
        var delivery = new CampaignDelivery(CampaignStanding.Closed, "CNY", 1_000_000, spent, 0, 0, 20270310, 0, []);
        return new OutcomeReader(world.Lists, world, world.Links, world.Catalog, now).Read(
            world.Campaign,
            delivery,
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>A campaign of ten days and what its users did: the first ones were shown it an hour after it opened, the others held out.</summary>
    private sealed class World : IOutcomeStore
    {
        private readonly List<Outcome> ours = [];
        private readonly List<Outcome> theirs = [];

        public World(int shown, int held, double share = 0.2, int? linked = null)
        {
            Catalog.Put([new Item("sports", "course", "course", "Course", null, [], 5000, "CNY", null, null, null, "{}")]);
            Links.Add(
                Enumerable
                    .Range(0, linked ?? (shown + held))
                    .Select(user => new Link("knowledge", $"k{user}", "sports", $"s{user}", LinkMethod.File, Start))
            );
            var definition = new CampaignDefinition
            {
                Partner = "sports",
                StartsAt = Start,
                EndsAt = Start.AddDays(10),
                Currency = "CNY",
                BudgetMinorUnits = 1_000_000,
                PriceMinorUnits = 100,
                Slots = ["banner"],
                HoldoutShare =
                    shown + held == 0 ? share
                    : held == 0 ? share
                    : (double)held / (shown + held),
                AttributionDays = 7,
            };
            Campaign = new Campaign(
                "c1",
                "knowledge",
                "sports",
                "spring",
                CampaignState.Approved,
                false,
                false,
                definition.ToJson(),
                "[]",
                "[]",
                Start
            );
            Lists.Append(
                ImpressionBlock.Of(
                    Enumerable
                        .Range(0, shown + held)
                        .Select(user => new Impression(
                            $"list-{user}",
                            Start.AddHours(1),
                            "knowledge",
                            $"k{user}",
                            null,
                            "banner",
                            user < shown ? "campaign.spring:run" : "campaign.spring:holdout",
                            []
                        ))
                )
            );
        }

        public Campaign Campaign { get; }

        public InMemoryImpressionStore Lists { get; } = new();

        public InMemoryLinkStore Links { get; } = new();

        public InMemoryCatalogStore Catalog { get; } = new();

        public void Buy(bool promoted, IEnumerable<int> users) => Do(promoted, users, InteractionKind.Purchase, Start.AddDays(3));

        public void Do(bool promoted, IEnumerable<int> users, InteractionKind kind, DateTimeOffset at)
        {
            var side = promoted ? theirs : ours;
            side.AddRange(users.Select(user => new Outcome($"{(promoted ? 's' : 'k')}{user}", kind, at, null, null, "course")));
        }

        IEnumerable<Outcome> IOutcomeStore.Outcomes(
            string domain,
            DateTimeOffset from,
            DateTimeOffset until,
            CancellationToken cancellation
        ) => (domain == "knowledge" ? ours : theirs).Where(each => each.At >= from && each.At < until);
    }
}
