using System.Text.Json;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Simulation;

/// <summary>Scenarios as JSON: members by their names, what is left out keeps its default; comments and trailing commas may stand. Unknown members, wrong types and wrong numbers are all told at once.</summary>
public static class ScenarioReader
{
    /// <summary>Longest document, in characters.</summary>
    public const int LongestText = 100_000;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
    };

    /// <summary>The scenario of a document. O(length).</summary>
    /// <exception cref="InvalidInputException">It is no JSON object, or something in it cannot be used; all faults at once.</exception>
    public static SimulationScenario Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            throw new InvalidInputException([new InputFault("ScenarioLength", "scenario", FormattableString.Invariant($"{text.Length}"))]);
        }
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            var faults = new List<InputFault>();
            var scenario = Scenario(new ScenarioMembers(document.RootElement, "", faults));
            // A number of the wrong type was told already, and stands as its default.
            InvalidInputException.ThrowIfAny([.. faults, .. scenario.Faults()]);
            return scenario;
        }
        catch (JsonException unreadable)
        {
            var place = FormattableString.Invariant($"{unreadable.LineNumber + 1}:{unreadable.BytePositionInLine + 1}");
            throw new InvalidInputException([new InputFault("ScenarioJson", "scenario", place)]);
        }
    }

    private static SimulationScenario Scenario(ScenarioMembers members)
    {
        var usual = new SimulationScenario();
        var read = new SimulationScenario
        {
            Name = members.Text("name", "custom"),
            Users = members.Whole("users", usual.Users),
            Overlap = members.Number("overlap", usual.Overlap),
            Knowledge = members.Object("knowledge", Side, usual.Knowledge),
            Partner = members.Object("partner", Side, usual.Partner),
            Arms = members.List("arms", Arm, usual.Arms),
            Season = members.Object("season", Calendar, usual.Season),
            Campaigns = members.List("campaigns", Campaign, usual.Campaigns),
        };
        members.TellUnknown();
        return read;
    }

    private static SideResponse Side(ScenarioMembers members)
    {
        var usual = new SideResponse();
        var read = new SideResponse
        {
            VisitsPerDay = members.Number("visitsPerDay", usual.VisitsPerDay),
            ActivitySpread = members.Number("activitySpread", usual.ActivitySpread),
            Conversion = members.Number("conversion", usual.Conversion),
            MatchWeight = members.Number("matchWeight", usual.MatchWeight),
            Fatigue = members.Number("fatigue", usual.Fatigue),
            RecoveryDays = members.Number("recoveryDays", usual.RecoveryDays),
            PriceElasticity = members.Number("priceElasticity", usual.PriceElasticity),
            OwnPurchase = members.Number("ownPurchase", usual.OwnPurchase),
            OwnSearch = members.Number("ownSearch", usual.OwnSearch),
            OwnMention = members.Number("ownMention", usual.OwnMention),
            PriceMinorUnits = members.Whole("priceMinorUnits", (int)usual.PriceMinorUnits),
            UnitCostMinorUnits = members.Whole("unitCostMinorUnits", (int)usual.UnitCostMinorUnits),
            ExposureCostMinorUnits = members.Whole("exposureCostMinorUnits", (int)usual.ExposureCostMinorUnits),
            OwnValueMinorUnits = members.Whole("ownValueMinorUnits", (int)usual.OwnValueMinorUnits),
        };
        members.TellUnknown();
        return read;
    }

    private static ScenarioArm Arm(ScenarioMembers members)
    {
        var usual = new ScenarioArm("");
        var read = new ScenarioArm(members.Text("name", ""))
        {
            Weight = members.Number("weight", usual.Weight),
            Effect = members.Number("effect", usual.Effect),
            EffectSpread = members.Number("effectSpread", usual.EffectSpread),
            OwnEffect = members.Number("ownEffect", usual.OwnEffect),
            PriceFactor = members.Number("priceFactor", usual.PriceFactor),
            MostExposuresPerWeek = members.Has("mostExposuresPerWeek") ? members.Whole("mostExposuresPerWeek", 1) : null,
        };
        members.TellUnknown();
        return read;
    }

    private static ScenarioCampaign Campaign(ScenarioMembers members)
    {
        var usual = new ScenarioCampaign("");
        var read = new ScenarioCampaign(members.Text("name", ""))
        {
            Owner = members.Text("owner", usual.Owner),
            Definition = members.Whatever("definition"),
            Truth = members.List("truth", TruthOf, usual.Truth),
        };
        members.TellUnknown();
        return read;
    }

    private static CreativeTruth TruthOf(ScenarioMembers members)
    {
        var usual = new CreativeTruth("");
        var read = new CreativeTruth(members.Text("creative", ""))
        {
            Click = members.Number("click", usual.Click),
            Conversion = members.Number("conversion", usual.Conversion),
            Search = members.Number("search", usual.Search),
            Mention = members.Number("mention", usual.Mention),
        };
        members.TellUnknown();
        return read;
    }

    private static Season Calendar(ScenarioMembers members)
    {
        var usual = new Season();
        var read = new Season
        {
            WeekdayVisits = members.Numbers("weekdayVisits", usual.WeekdayVisits),
            WeekdayResponse = members.Numbers("weekdayResponse", usual.WeekdayResponse),
            TrendPerDay = members.Number("trendPerDay", usual.TrendPerDay),
            Holidays = members.List("holidays", OfHoliday, usual.Holidays),
        };
        members.TellUnknown();
        return read;
    }

    private static Holiday OfHoliday(ScenarioMembers members)
    {
        var usual = new Holiday(0);
        var read = new Holiday(members.Whole("firstDay", 0))
        {
            Days = members.Whole("days", usual.Days),
            Visits = members.Number("visits", usual.Visits),
            Response = members.Number("response", usual.Response),
        };
        members.TellUnknown();
        return read;
    }
}
