using System.Text.Json;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.Simulation;
using Kuajie.Platform.Simulation.Campaigns;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Tests.Simulation;

/// <summary>Whole campaigns against the service's own parts: agreed on, decided, charged, and read as their partners read them, beside the truth.</summary>
public sealed class CampaignRunTests
{
    private const int Users = 500;
    private const int Days = 8;
    private static readonly World World = World.Generate(new WorldOptions { Users = Users, Seed = 7 });
    private static readonly CreativeTruth[] Truth =
    [
        new("plain")
        {
            Click = 0.1,
            Conversion = 0.5,
            Search = 0.05,
        },
        new("warm")
        {
            Click = 0.3,
            Conversion = 0.5,
            Search = 0.25,
        },
        new("dry") { Click = 0.05, Conversion = 0.5 },
    ];

    /// <summary>Little is bought and looked for anyhow, and often enough to be seen.</summary>
    private static readonly SideResponse Usual = new()
    {
        VisitsPerDay = 0.4,
        OwnPurchase = 0.03,
        OwnSearch = 0.15,
    };

    [Fact]
    public async Task Outcome_OverSeeds_CoversTheTruthAboutAsOftenAsItSays()
    {
        const int Seeds = 120;
        var (covered, effects, zeros, forecast) = (0, 0, 0, 0);
        var (shares, sharesWithoutEffect, trueShare) = (0, 0, 0.0);
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var report = await RunAsync(Campaign(), seed);
            var buyers = report.Effects.Single(each => each is { Kind: OutcomeMeasureKind.Buyers, Side: OutcomeSide.Promoted });
            var host = report.Effects.Single(each => each is { Kind: OutcomeMeasureKind.Buyers, Side: OutcomeSide.Host });
            var sales = report.Effects.Single(each => each is { Kind: OutcomeMeasureKind.Sales, Side: OutcomeSide.Promoted });
            var searches = report.Effects.Single(each => each.Kind == OutcomeMeasureKind.SearchShare);
            shares += Count(searches);
            sharesWithoutEffect += searches.Observed!.Value.Low <= 0 ? 1 : 0;
            trueShare += searches.Truth / Seeds;
            covered += Count(buyers) + Count(host) + Count(sales);
            effects += 3;
            zeros += buyers.Observed!.Value.Low <= 0 ? 1 : 0;
            forecast += report.Forecast.Holds == true ? 1 : 0;
            Assert.True(report.IsWithinBudget);
            Assert.Equal(0, host.Truth);
            // Nobody mentions anything, so there is no share of it.
            Assert.DoesNotContain(report.Effects, each => each.Kind == OutcomeMeasureKind.MentionShare);
        }
        TestContext.Current.SendDiagnosticMessage(
            "{0} of {1} intervals cover the truth; {2} of {3} cover nothing; {4} forecasts held the impressions that came; {5} shares of searches cover the truth, {6:0.000} on average, {7} nothing.",
            covered,
            effects,
            zeros,
            Seeds,
            forecast,
            shares,
            trueShare,
            sharesWithoutEffect
        );

        // 120 forecasts at 80 %: 96, give or take four standard deviations of 4.4.
        Assert.InRange(forecast, 79, 113);

        // 360 intervals at 95 %: 342, give or take four standard deviations of 4.1.
        Assert.InRange(covered, 325, 358);
        // An interval that held everything would prove nothing.
        Assert.True(zeros < Seeds / 4, $"{zeros} of {Seeds} intervals leave room for no effect at all.");
        // 120 at 95 %: 114, give or take four standard deviations of 2.4.
        Assert.InRange(shares, 104, 120);
        Assert.True(sharesWithoutEffect < Seeds / 4, $"{sharesWithoutEffect} of {Seeds} shares leave room for no effect at all.");

        static int Count(SimulatedEffect effect) => effect.IsCovered == true ? 1 : 0;
    }

    /// <summary>What previews say of each creative alone holds what is true of it, although the bandit decided what was seen.</summary>
    [Theory]
    [InlineData("thompson", 50)]
    [InlineData("linUcb", 100)]
    public async Task Preview_OverSeeds_CoversTheTruthOfCreativesAlone(string ranking, int fewestTold)
    {
        const int Seeds = 60;
        var (told, covered, right) = (0, 0, 0);
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var report = await RunAsync(Campaign(ranking, epsilon: 0.4), seed);
            told += report.Creatives.Count(each => each.Alone is not null);
            covered += report.Creatives.Count(each => each.IsCovered == true);
            right += report.Creatives.Single(each => each.Name == "warm").Alone is { Low: > 0.15 } ? 1 : 0;
        }
        TestContext.Current.SendDiagnosticMessage("{0}: {1} of {2} intervals told cover the truth.", ranking, covered, told);

        Assert.True(told >= fewestTold, $"{told} intervals told of {3 * Seeds}.");
        Assert.True(covered >= 0.95 * told, $"{covered} of {told} cover.");
        // An interval that held everything would prove nothing: what works is seen to.
        Assert.True(right > 0.8 * Seeds, $"{right} of {Seeds} say that the best is far above the others.");
    }

    [Fact]
    public async Task Thompson_OverSeeds_GivesAwayFarLessThanUniformAndFixed()
    {
        var (thompson, uniform, first) = (0.0, 0.0, 0.0);
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var regret = (await RunAsync(Campaign(), seed)).Regret;
            Assert.Equal("warm", regret.Best);
            // By hand: 0.3 against a mean of 0.15, and against 0.1.
            Assert.Equal(0.15 * regret.Impressions, regret.Uniform, 6);
            Assert.Equal(0.2 * regret.Impressions, regret.Fixed, 6);
            (thompson, uniform, first) = (thompson + regret.GivenAway, uniform + regret.Uniform, first + regret.Fixed);
        }

        Assert.True(thompson < 0.5 * uniform && thompson < 0.5 * first, $"Thompson gave away {thompson:0}, uniform {uniform:0}.");
    }

    [Fact]
    public async Task Fixed_GivesAwayWhatItIsSaidTo_AndEveryImpressionIsTheFirstCreatives()
    {
        var report = await RunAsync(Campaign(ranking: "fixed"), 3);

        Assert.Equal(report.Regret.Fixed, report.Regret.GivenAway, 6);
        Assert.Equal(report.Regret.Impressions, report.Creatives[0].Impressions);
        // Every click comes in before the campaign is over.
        Assert.Equal(100 * report.Creatives[0].Clicks, report.SpentMinorUnits);
        Assert.InRange(report.Creatives[0].Clicks / (double)report.Creatives[0].Impressions, 0.07, 0.13);
    }

    [Fact]
    public async Task Budget_TooSmall_IsSpentAndNotOverspent()
    {
        var report = await RunAsync(Campaign(budget: 5_050), 2);

        Assert.True(report.IsWithinBudget);
        // At 100 a click: 50 of the 50.5 that it would be enough for.
        Assert.Equal(5_000, report.SpentMinorUnits);
    }

    [Fact]
    public async Task Run_SameSeed_ComesToTheSame()
    {
        var one = JsonSerializer.Serialize(await RunAsync(Campaign(), 5));

        Assert.Equal(one, JsonSerializer.Serialize(await RunAsync(Campaign(), 5)));
        Assert.NotEqual(one, JsonSerializer.Serialize(await RunAsync(Campaign(), 6)));
    }

    [Fact]
    public async Task Run_WithoutAHoldout_HasNoEffectsAndSaysWhy()
    {
        var report = await RunAsync(Campaign(holdout: 0), 1);

        Assert.Empty(report.Effects);
        Assert.Equal(0, report.HeldOut);
        Assert.NotEmpty(report.Notes);
    }

    [Fact]
    public void Validated_CampaignsWithFaults_TellsAllAtOnce()
    {
        var options = new SimulationOptions
        {
            Scenario = new SimulationScenario
            {
                Campaigns = [Campaign(budget: -5) with { Truth = [new("plain"), new("other")] }, Campaign() with { Name = "second" }],
            },
        };

        var codes = Assert.Throws<SeveralFaultsException>(options.Validated).Faults.Select(fault => $"{fault.Code} {fault.Where}");

        Assert.Contains("creatives-differ campaigns[0].truth", codes);
        Assert.Contains(codes, code => code.EndsWith("budgetMinorUnits", StringComparison.Ordinal));
    }

    [Fact]
    public void Validated_DefinitionThatIsNone_SaysWhere()
    {
        using var other = JsonDocument.Parse("""{ "partner": "sports", "colour": "red" }""");
        var options = new SimulationOptions
        {
            Scenario = new SimulationScenario { Campaigns = [Campaign() with { Definition = other.RootElement.Clone() }] },
        };

        var fault = Assert.Throws<KuajieException>(options.Validated);

        Assert.Equal(("unreadable-definition", "campaigns[0].definition"), (fault.Code, fault.Where));
        Assert.Contains("$.colour", fault.Message, StringComparison.Ordinal);
    }

    private static ScenarioCampaign Campaign(
        string ranking = "thompson",
        long budget = 10_000_000,
        double holdout = 0.3,
        double epsilon = 0.05
    )
    {
        var definition = new CampaignDefinition
        {
            Partner = "sports",
            StartsAt = SimulatedWorld.Start,
            EndsAt = SimulatedWorld.Start.AddDays(Days - 1),
            Currency = "CNY",
            BudgetMinorUnits = budget,
            PriceModel = CampaignPriceModel.PerClick,
            PriceMinorUnits = 100,
            Slots = ["banner"],
            Creatives = [.. Truth.Select(each => Campaigns.CampaignWorld.Creative(each.Creative))],
            Ranking = Enum.Parse<CreativeRanking>(ranking, ignoreCase: true),
            Epsilon = epsilon,
            Pacing = Kuajie.Marketing.Pacing.PacingKind.AsFast,
            HoldoutShare = holdout,
        };
        using var document = JsonDocument.Parse(definition.ToJson());
        return new ScenarioCampaign("proof") { Definition = document.RootElement.Clone(), Truth = Truth };
    }

    private static async Task<SimulatedCampaignReport> RunAsync(ScenarioCampaign campaign, ulong seed)
    {
        var options = new SimulationOptions
        {
            Scenario = new SimulationScenario
            {
                Users = Users,
                Knowledge = Usual,
                Partner = Usual,
                Campaigns = [campaign],
            },
            Days = Days,
            Seed = seed,
        }.Validated();
        using var clock = new VirtualClock(SimulatedWorld.Start);
        var workspace = new InMemoryWorkspace(clock);
        foreach (var domain in (WorldDomain[])[World.Knowledge, World.Partner])
        {
            workspace.Partners.EnsureDomain(domain.Name);
            workspace.Catalog.Put([.. domain.Items.Select(item => ItemOf(domain.Name, item))]);
        }
        workspace.Partners.PutPartnership("knowledge", "sports", PartnershipShares.All);
        workspace.Links.Add(
            World
                .Links()
                .Select(link => new Link(
                    "knowledge",
                    link.KnowledgeUser,
                    "sports",
                    link.PartnerUser,
                    LinkMethod.File,
                    SimulatedWorld.Start
                ))
        );
        var done = new Done();
        await using var impressions = new ImpressionLog(
            workspace.OwnImpressions,
            new GroupCommitOptions(),
            clock,
            (_, fault) => throw new InvalidOperationException("A list was refused.", fault)
        );
        await using var service = new SimulatedCampaignService(
            workspace,
            new CampaignStores(new InMemoryCampaignStore(), new InMemorySegmentStore(), new InMemoryForecastStore()),
            done,
            impressions,
            seed,
            clock
        );
        SimulatedUsers[] sides = [SimulatedUsers.Of(World, isPartner: false), SimulatedUsers.Of(World, isPartner: true)];
        var campaigns = new SimulatedCampaigns(
            options,
            sides,
            service,
            workspace.Catalog,
            (domain, faults) => new EventCheck(domain, clock.GetUtcNow(), faults),
            TestContext.Current.CancellationToken
        );
        var reports = await new CampaignRun(World, options, campaigns, sides, clock).RunAsync(
            told =>
            {
                done.Events.AddRange(told);
                foreach (var listener in service.Listeners)
                {
                    listener.Committed(told);
                }
                return Task.CompletedTask;
            },
            impressions.FlushAsync,
            TestContext.Current.CancellationToken
        );
        return Assert.Single(reports);
    }

    private static Item ItemOf(string domain, WorldItem item) =>
        new(
            domain,
            item.ItemId,
            item.Kind,
            item.Title,
            null,
            [],
            item.PriceMinorUnits,
            item.PriceMinorUnits is null ? null : "CNY",
            null,
            null,
            null,
            "{}"
        );

    private sealed class Done : IOutcomeStore
    {
        public List<LiveEvent> Events { get; } = [];

        public IEnumerable<Outcome> Outcomes(string domain, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
            Events
                .Where(each => each.Domain == domain && each.At >= from && each.At < until)
                .Select(each => new Outcome(each.UserId, each.Kind, each.At, each.Value, each.ListId, each.ItemId));
    }
}
