namespace Kuajie.Marketing.Simulation;

/// <summary>Scenarios that come with the program, each of which has one thing to find.</summary>
public static class BuiltInScenarios
{
    /// <summary>All of them, the one without an effect first.</summary>
    public static IReadOnlyList<SimulationScenario> All { get; } =
    [
        new(),
        new() { Name = "lift", Arms = [new("control"), new("treatment") { Effect = 0.25 }] },
        new()
        {
            Name = "fatigue",
            Knowledge = Tiring,
            Partner = Tiring,
            Arms = [new("control"), new("thrice-a-week") { MostExposuresPerWeek = 3 }, new("once-a-week") { MostExposuresPerWeek = 1 }],
        },
        new()
        {
            Name = "price",
            Knowledge = Thrifty,
            Partner = Thrifty,
            Arms = [new("control"), new("discount") { PriceFactor = 0.8 }, new("deep-discount") { PriceFactor = 0.6 }],
        },
        new()
        {
            Name = "season",
            Arms = [new("control"), new("treatment") { Effect = 0.25 }],
            Season = new Season
            {
                WeekdayVisits = [0.9, 0.9, 0.9, 0.95, 1.1, 1.4, 1.3],
                WeekdayResponse = [-0.1, -0.1, -0.1, 0, 0.1, 0.3, 0.2],
                TrendPerDay = 0.01,
                Holidays =
                [
                    new(9)
                    {
                        Days = 3,
                        Visits = 1.5,
                        Response = 0.4,
                    },
                ],
            },
        },
        new()
        {
            Name = "two-sided",
            Knowledge = Attentive,
            Partner = Attentive,
            Arms =
            [
                new("control"),
                new("treatment")
                {
                    Effect = 0.35,
                    EffectSpread = 0.4,
                    OwnEffect = -0.15,
                },
            ],
        },
        new()
        {
            Name = "campaign",
            Knowledge = Talkative,
            Partner = Talkative,
            Campaigns = [BuiltInCampaign.Marathon],
        },
    ];

    private static SideResponse Tiring =>
        new()
        {
            Fatigue = 0.5,
            RecoveryDays = 5,
            ExposureCostMinorUnits = 60,
            VisitsPerDay = 0.5,
        };

    private static SideResponse Thrifty => new() { PriceElasticity = -2.5, UnitCostMinorUnits = 3_000 };

    private static SideResponse Talkative => new() { OwnSearch = 0.1, OwnMention = 0.04 };

    private static SideResponse Attentive => new() { MatchWeight = 1.5 };

    /// <summary>The one of a name, or null.</summary>
    public static SimulationScenario? Find(string name) =>
        All.FirstOrDefault(scenario => string.Equals(scenario.Name, name, StringComparison.Ordinal));
}
