using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Marketing.Pacing;

namespace Kuajie.Platform.Campaigns.Life;

/// <summary>Who shows whom.</summary>
public enum CampaignDirection
{
    /// <summary>The owner's users see the partner.</summary>
    PromotesPartner,

    /// <summary>The partner's users see the owner.</summary>
    PromotedByPartner,
}

/// <summary>What is paid for: the words of <see cref="Kuajie.Marketing.Allocation.CostModel"/>.</summary>
public enum CampaignPriceModel
{
    /// <summary>A price for a thousand impressions.</summary>
    PerThousand,

    /// <summary>A price for a click: the first of each impression.</summary>
    PerClick,

    /// <summary>A price for a conversion: the first of each impression.</summary>
    PerAction,

    /// <summary>The whole campaign, once: charged with its first impression.</summary>
    FixedFee,
}

/// <summary>How a campaign chooses among its creatives.</summary>
public enum CreativeRanking
{
    /// <summary>The first one that both sides approved.</summary>
    Fixed,

    /// <summary>Thompson sampling.</summary>
    Thompson,

    /// <summary>LinUCB over what is known of the user and the hour.</summary>
    LinUcb,
}

/// <summary>What a campaign's bandit learns to bring about.</summary>
public enum CampaignGoal
{
    /// <summary>Clicks.</summary>
    Click,

    /// <summary>Conversions.</summary>
    Conversion,
}

/// <summary>What a campaign shows, to whom, when and at what price. Immutable; money in whole minor units.</summary>
public sealed record CampaignDefinition
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly JsonSerializerOptions Strict = new(Json)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The other domain.</summary>
    public string Partner { get; init; } = "";

    /// <summary>Who shows whom. Default: the owner's users see the partner.</summary>
    public CampaignDirection Direction { get; init; }

    /// <summary>When the window opens.</summary>
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>When it closes; after the opening.</summary>
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>The time zone whose midnights part days, by its IANA name. Default UTC.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Currency of all its amounts (ISO 4217).</summary>
    public string Currency { get; init; } = "";

    /// <summary>What may be spent in all, in minor units; above 0.</summary>
    public long BudgetMinorUnits { get; init; }

    /// <summary>What may be spent in a day, in minor units; null for no bound of its own.</summary>
    public long? DailyCapMinorUnits { get; init; }

    /// <summary>What is paid for. Default: impressions, by the thousand.</summary>
    public CampaignPriceModel PriceModel { get; init; }

    /// <summary>The price in minor units, above 0.</summary>
    public long PriceMinorUnits { get; init; }

    /// <summary>Kinds of interactions that are conversions, by their wire names. Default enrolments and purchases.</summary>
    public IReadOnlyList<string> ConversionKinds { get; init; } = ["enrol", "purchase"];

    /// <summary>Days after an impression within which clicks and conversions count, 1 … 90. Default 7.</summary>
    public int AttributionDays { get; init; } = 7;

    /// <summary>1 … 20 placements where it may be shown: the names that requests for decisions give.</summary>
    public IReadOnlyList<string> Slots { get; init; } = [];

    /// <summary>1 … 20 creatives.</summary>
    public IReadOnlyList<CampaignCreative> Creatives { get; init; } = [];

    /// <summary>How it chooses among its creatives. Default the first.</summary>
    public CreativeRanking Ranking { get; init; }

    /// <summary>What its bandit learns to bring about. Default clicks.</summary>
    public CampaignGoal Goal { get; init; }

    /// <summary>Share of LinUCB's choices that are drawn uniformly, 0 … 1. Default 0.05.</summary>
    public double Epsilon { get; init; } = 0.05;

    /// <summary>How the budget is spread over the window. Default evenly.</summary>
    public PacingKind Pacing { get; init; }

    /// <summary>For pacing by forecast: 168 shares, the traffic of each hour of the week in UTC, Monday's first hour first; else null.</summary>
    public IReadOnlyList<double>? HourShares { get; init; }

    /// <summary>Impressions that one user may see in a day; null for any number.</summary>
    public int? MostPerUserADay { get; init; }

    /// <summary>Impressions that one user may see in all; null for any number.</summary>
    public int? MostPerUser { get; init; }

    /// <summary>Only users of this segment of the showing domain see it; null for all.</summary>
    public string? Segment { get; init; }

    /// <summary>Share of users kept from it, so that its effect can be read, 0 … 0.9. Default 0.</summary>
    public double HoldoutShare { get; init; }

    /// <summary>Share of the other users that see it so far, above 0 and up to 1; may be raised while it runs. Default 1.</summary>
    public double Rollout { get; init; } = 1;

    /// <summary>Of campaigns that fit a request, those of the highest priority come first, 0 … 100. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Up to 20 live events. Default none.</summary>
    public IReadOnlyList<CampaignLiveEvent> LiveEvents { get; init; } = [];

    /// <summary>The domain whose users see it.</summary>
    /// <param name="owner">The owner.</param>
    public string HostOf(string owner) => Direction == CampaignDirection.PromotesPartner ? owner : Partner;

    /// <summary>The domain that is shown.</summary>
    /// <param name="owner">The owner.</param>
    public string PromotedOf(string owner) => Direction == CampaignDirection.PromotesPartner ? Partner : owner;

    /// <summary>How its budget is spread over its window.</summary>
    public SpendingPace ToPace() => new(Pacing, BudgetMinorUnits, StartsAt, EndsAt, HourShares);

    /// <summary>The day of a moment by its midnights, as yyyymmdd.</summary>
    public int DayOf(DateTimeOffset moment)
    {
        var there = TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        return (there.Year * 10_000) + (there.Month * 100) + there.Day;
    }

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>A definition that somebody wrote: unknown members and nulls in the place of values are refused.</summary>
    /// <exception cref="JsonException">It is none; path, line and column say where.</exception>
    public static CampaignDefinition Read(string text)
    {
        var read = JsonSerializer.Deserialize<CampaignDefinition>(text, Strict) ?? throw new JsonException(null, "$", 0, 0);
        return read.Creatives.Contains(null) ? throw new JsonException(null, "$.creatives", 0, 0)
            : read.LiveEvents.Contains(null) ? throw new JsonException(null, "$.liveEvents", 0, 0)
            : read.Slots.Contains(null) ? throw new JsonException(null, "$.slots", 0, 0)
            : read.ConversionKinds.Contains(null) ? throw new JsonException(null, "$.conversionKinds", 0, 0)
            : read;
    }

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static CampaignDefinition Of(string json) => JsonSerializer.Deserialize<CampaignDefinition>(json, Json)!;

    /// <summary>As lists of a campaign are stored beside it.</summary>
    internal static string ListToJson<T>(IReadOnlyList<T> list) => JsonSerializer.Serialize(list, Json);

    /// <summary>What <see cref="ListToJson{T}"/> wrote.</summary>
    internal static IReadOnlyList<T> ListOf<T>(string json) => JsonSerializer.Deserialize<IReadOnlyList<T>>(json, Json)!;
}

/// <summary>What is shown, in both languages.</summary>
/// <param name="Name">Its name, unique in the campaign.</param>
/// <param name="English">Its words in English.</param>
/// <param name="Chinese">Its words in Chinese.</param>
public sealed record CampaignCreative(string Name, CreativeWords English, CreativeWords Chinese)
{
    /// <summary>Where it leads (http or https), or null where it leads to its item.</summary>
    public string? Link { get; init; }

    /// <summary>The item of the promoted domain that it is about, or null.</summary>
    public string? Item { get; init; }
}

/// <summary>A live event of a campaign: a joint Q&amp;A, a watch-along.</summary>
/// <param name="Name">Its name, unique in the campaign.</param>
/// <param name="English">Its words in English.</param>
/// <param name="Chinese">Its words in Chinese.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends; after the beginning, within a week of it.</param>
/// <param name="Link">Where it takes place (http or https).</param>
public sealed record CampaignLiveEvent(
    string Name,
    CreativeWords English,
    CreativeWords Chinese,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string Link
);

/// <summary>The words of a creative in one language.</summary>
/// <param name="Title">The title, 1 … 120 characters.</param>
/// <param name="Text">What stands under it, up to 500 characters; may be empty.</param>
public sealed record CreativeWords(string Title, string Text);
