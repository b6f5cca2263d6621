using System.Globalization;
using System.Text.Json;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Simulation;

/// <summary>What is wrong with a scenario.</summary>
internal static class ScenarioFaults
{
    private const int MostArms = 10;
    private const int MostHolidays = 100;
    private const int MostCampaigns = 10;
    private const int MostCreatives = 20;
    private const int LongestName = 40;

    public static IEnumerable<InputFault> Of(SimulationScenario scenario) =>
        [
            .. Name("name", scenario.Name),
            .. Outside("users", scenario.Users, 100, 1_000_000),
            .. Outside("overlap", scenario.Overlap, 0, 1),
            .. Side("knowledge", scenario.Knowledge),
            .. Side("partner", scenario.Partner),
            .. Arms(scenario.Arms),
            .. Calendar(scenario.Season),
            .. Campaigns(scenario.Campaigns),
        ];

    private static IEnumerable<InputFault> Side(string where, SideResponse side) =>
        [
            .. Outside($"{where}.visitsPerDay", side.VisitsPerDay, 0, 0.95),
            .. Outside($"{where}.activitySpread", side.ActivitySpread, 0, 2),
            .. Outside($"{where}.conversion", side.Conversion, 0.0001, 0.9),
            .. Outside($"{where}.matchWeight", side.MatchWeight, -10, 10),
            .. Outside($"{where}.fatigue", side.Fatigue, 0, 5),
            .. Outside($"{where}.recoveryDays", side.RecoveryDays, 0.1, 365),
            .. Outside($"{where}.priceElasticity", side.PriceElasticity, -20, 0),
            .. Outside($"{where}.ownPurchase", side.OwnPurchase, 0.0001, 0.9),
            .. Outside($"{where}.ownSearch", side.OwnSearch, 0, 0.9),
            .. Outside($"{where}.ownMention", side.OwnMention, 0, 0.9),
            .. Outside($"{where}.priceMinorUnits", side.PriceMinorUnits, 0, 1e9),
            .. Outside($"{where}.unitCostMinorUnits", side.UnitCostMinorUnits, 0, 1e9),
            .. Outside($"{where}.exposureCostMinorUnits", side.ExposureCostMinorUnits, 0, 1e6),
            .. Outside($"{where}.ownValueMinorUnits", side.OwnValueMinorUnits, 0, 1e9),
        ];

    private static IEnumerable<InputFault> Arms(IReadOnlyList<ScenarioArm> arms) =>
        [
            .. Outside("arms", arms.Count, 2, MostArms),
            .. arms.Index().SelectMany(arm => Arm($"arms[{arm.Index}]", arm.Item)),
            .. arms.GroupBy(arm => arm.Name, StringComparer.Ordinal)
                .Where(same => same.Count() > 1)
                .Select(same => new InputFault("ScenarioArmTwice", "arms", same.Key)),
        ];

    private static IEnumerable<InputFault> Arm(string where, ScenarioArm arm) =>
        [
            .. Name($"{where}.name", arm.Name),
            .. Outside($"{where}.weight", arm.Weight, 1e-6, 1000),
            .. Outside($"{where}.effect", arm.Effect, -5, 5),
            .. Outside($"{where}.effectSpread", arm.EffectSpread, 0, 5),
            .. Outside($"{where}.ownEffect", arm.OwnEffect, -5, 5),
            .. Outside($"{where}.priceFactor", arm.PriceFactor, 0.05, 20),
            .. arm.MostExposuresPerWeek is { } most ? Outside($"{where}.mostExposuresPerWeek", most, 1, 1000) : [],
        ];

    private static IEnumerable<InputFault> Campaigns(IReadOnlyList<ScenarioCampaign> campaigns) =>
        [
            .. Outside("campaigns", campaigns.Count, 0, MostCampaigns),
            .. campaigns.Take(MostCampaigns).Index().SelectMany(each => Campaign($"campaigns[{each.Index}]", each.Item)),
            .. Twice("campaigns", campaigns.Select(each => each.Name)),
        ];

    private static IEnumerable<InputFault> Campaign(string where, ScenarioCampaign campaign) =>
        [
            .. Name($"{where}.name", campaign.Name),
            .. campaign.Owner is "knowledge" or "partner"
                ? []
                : (InputFault[])[new InputFault("ScenarioOwner", $"{where}.owner", campaign.Owner)],
            .. campaign.Definition.ValueKind == JsonValueKind.Object
                ? []
                : (InputFault[])[new InputFault("ScenarioObject", $"{where}.definition", $"{campaign.Definition.ValueKind}")],
            .. Outside($"{where}.truth", campaign.Truth.Count, 1, MostCreatives),
            .. campaign.Truth.Take(MostCreatives).Index().SelectMany(each => Creative($"{where}.truth[{each.Index}]", each.Item)),
            .. Twice($"{where}.truth", campaign.Truth.Select(each => each.Creative)),
        ];

    private static IEnumerable<InputFault> Creative(string where, CreativeTruth truth) =>
        [
            .. Name($"{where}.creative", truth.Creative),
            .. Outside($"{where}.click", truth.Click, 0, 1),
            .. Outside($"{where}.conversion", truth.Conversion, 0, 1),
            .. Outside($"{where}.search", truth.Search, 0, 1),
            .. Outside($"{where}.mention", truth.Mention, 0, 1),
        ];

    private static IEnumerable<InputFault> Twice(string where, IEnumerable<string> names) =>
        names
            .GroupBy(name => name, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => new InputFault("ScenarioNameTwice", where, same.Key));

    private static IEnumerable<InputFault> Calendar(Season season) =>
        [
            .. Week("season.weekdayVisits", season.WeekdayVisits, 0, 10),
            .. Week("season.weekdayResponse", season.WeekdayResponse, -5, 5),
            .. Outside("season.trendPerDay", season.TrendPerDay, -0.5, 0.5),
            .. Outside("season.holidays", season.Holidays.Count, 0, MostHolidays),
            .. season.Holidays.Take(MostHolidays).Index().SelectMany(day => OfHoliday($"season.holidays[{day.Index}]", day.Item)),
        ];

    private static IEnumerable<InputFault> OfHoliday(string where, Holiday holiday) =>
        [
            .. Outside($"{where}.firstDay", holiday.FirstDay, 0, 3650),
            .. Outside($"{where}.days", holiday.Days, 1, 60),
            .. Outside($"{where}.visits", holiday.Visits, 0, 10),
            .. Outside($"{where}.response", holiday.Response, -5, 5),
        ];

    private static IEnumerable<InputFault> Week(string where, IReadOnlyList<double> days, double least, double most) =>
        days.Count == 7
            ? days.Index().SelectMany(day => Outside($"{where}[{day.Index}]", day.Item, least, most))
            : [new InputFault("ScenarioWeek", where, Text(days.Count))];

    /// <summary>Scenario and arms become an experiment, whose names stand in paths.</summary>
    private static IEnumerable<InputFault> Name(string where, string name) =>
        name is { Length: > 0 and <= LongestName }
        && char.IsLetterOrDigit(name[0])
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? []
            : [new InputFault("ScenarioName", where, name.Length > LongestName ? name[..LongestName] + "…" : name)];

    private static IEnumerable<InputFault> Outside(string where, double value, double least, double most) =>
        value >= least && value <= most ? [] : [new InputFault("ScenarioNumber", $"{where} ({Text(least)} … {Text(most)})", Text(value))];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
