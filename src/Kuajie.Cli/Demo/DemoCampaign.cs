using System.Text.Json;
using Kuajie.Marketing.Pacing;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.Simulation;
using Kuajie.Platform.Simulation.Campaigns;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Demo;

/// <summary>
/// A joint campaign of the two sides, from approval to its end, in virtual time: a week in which the knowledge platform's users see what the partner has, and a week more in which outcomes count. How users
/// respond is made up; that they were shown it, by which creative, at what price, and what the record says it caused, is the service's own doing.
/// </summary>
internal static class DemoCampaign
{
    private const int Days = 7;
    private const int AttributionDays = 7;

    /// <summary>What users look for and talk about anyhow, often enough that a campaign's share of it can be read.</summary>
    private static readonly SideResponse Usual = new() { OwnSearch = 0.15, OwnMention = 0.06 };

    /// <summary>Strong enough that a world of two thousand users proves it.</summary>
    private static readonly CreativeTruth[] Truth =
    [
        new("plain")
        {
            Click = 0.12,
            Conversion = 0.25,
            Search = 0.03,
            Mention = 0.01,
        },
        new("first-step")
        {
            Click = 0.28,
            Conversion = 0.35,
            Search = 0.12,
            Mention = 0.04,
        },
        new("together")
        {
            Click = 0.2,
            Conversion = 0.3,
            Search = 0.06,
            Mention = 0.02,
        },
    ];

    /// <summary>The campaign's name: a marathon where the partner is a sports league.</summary>
    public static string NameOf(World world) => IsSports(world) ? "marathon" : "joint-spring";

    /// <summary>Has it agreed on, run and closed.</summary>
    public static async Task<SimulatedCampaignReport> RunAsync(Workspace workspace, World world, CancellationToken cancellation)
    {
        var options = new SimulationOptions
        {
            Scenario = new SimulationScenario
            {
                Name = "demo",
                Users = world.Options.Users,
                Knowledge = Usual,
                Partner = Usual,
                Campaigns = [Campaign(world, workspace.Catalog.ItemsOf(world.Partner.Name))],
            },
            Days = Days + AttributionDays,
            Seed = world.Options.Seed,
        }.Validated();
        using var clock = new VirtualClock(SimulatedWorld.Start);
        Exception? lost = null;
        await using var impressions = new ImpressionLog(
            workspace.Impressions,
            new GroupCommitOptions(),
            clock,
            (_, fault) => lost ??= fault
        );
        await using var service = new SimulatedCampaignService(
            workspace,
            new CampaignStores(workspace.Campaigns, workspace.Segments, workspace.Forecasts),
            workspace.Events,
            impressions,
            options.Seed,
            clock
        );
        await using var intake = new EventIntake(
            workspace.Events,
            service.Listeners,
            new GroupCommitOptions(),
            clock,
            (_, fault) => lost ??= fault
        );
        SimulatedUsers[] sides = [SimulatedUsers.Of(world, isPartner: false), SimulatedUsers.Of(world, isPartner: true)];
        var campaigns = new SimulatedCampaigns(
            options,
            sides,
            service,
            workspace.Catalog,
            (domain, faults) => new EventCheck(domain, clock.GetUtcNow(), faults),
            cancellation
        );
        var reports = await new CampaignRun(world, options, campaigns, sides, clock).RunAsync(
            told => told.Count == 0 ? Task.CompletedTask : intake.TakeAsync(told, CancellationToken.None),
            impressions.FlushAsync,
            cancellation
        );
        return lost is { } fault
            ? throw new InvalidOperationException("Found lists or events of the campaign that could not be taken; expected all.", fault)
            : reports[0];
    }

    private static ScenarioCampaign Campaign(World world, IReadOnlyList<Item> catalog)
    {
        var priced = catalog
            .Where(item => item.PriceMinorUnits > 0 && item.Currency == "CNY")
            .ToDictionary(item => item.ItemId, StringComparer.Ordinal);
        var item = world.Partner.Items.Where(each => priced.ContainsKey(each.ItemId)).MaxBy(each => each.Popularity)?.ItemId;
        var definition = new CampaignDefinition
        {
            Partner = world.Partner.Name,
            StartsAt = SimulatedWorld.Start,
            EndsAt = SimulatedWorld.Start.AddDays(Days),
            TimeZone = "Asia/Shanghai",
            Currency = "CNY",
            BudgetMinorUnits = 300_000,
            PriceModel = CampaignPriceModel.PerClick,
            PriceMinorUnits = 80,
            ConversionKinds = ["purchase", "enrol"],
            AttributionDays = AttributionDays,
            Slots = ["home-banner"],
            Creatives = [.. Creatives(world).Select(each => each with { Item = item })],
            Ranking = CreativeRanking.Thompson,
            Pacing = PacingKind.AsFast,
            MostPerUserADay = 2,
            HoldoutShare = 0.2,
        };
        using var document = JsonDocument.Parse(definition.ToJson());
        return new ScenarioCampaign(NameOf(world)) { Definition = document.RootElement.Clone(), Truth = Truth };
    }

    /// <summary>What is shown; stored in both languages, whatever is spoken now.</summary>
    private static CampaignCreative[] Creatives(World world) =>
        IsSports(world)
            ?
            [
                Creative("plain", "City marathon: sign up", "Registration is open.", "城市马拉松报名", "报名通道已开启。"),
                Creative(
                    "first-step",
                    "Your first 42 kilometres",
                    "A plan by the league's coaches.",
                    "你的第一个42公里",
                    "联赛教练制定的训练计划。"
                ),
                Creative("together", "Nobody runs alone", "Find a group near you.", "一个人不跑步", "找到你身边的跑团。"),
            ]
            :
            [
                Creative("plain", "New from our partner", "Have a look.", "合作方上新", "来看看吧。"),
                Creative(
                    "first-step",
                    "A first step for learners",
                    "Chosen to go with your courses.",
                    "学员的第一步",
                    "为你的课程精心搭配。"
                ),
                Creative("together", "Better together", "See what others took.", "一起更好", "看看大家选了什么。"),
            ];

    private static CampaignCreative Creative(string name, string title, string text, string chineseTitle, string chineseText) =>
        new(name, new CreativeWords(title, text), new CreativeWords(chineseTitle, chineseText)) { Link = "https://example.org/" };

    private static bool IsSports(World world) => world.Partner.Name == "sports";
}
