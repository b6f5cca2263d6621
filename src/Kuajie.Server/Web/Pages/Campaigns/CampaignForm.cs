using System.Globalization;
using Kuajie.Client.Campaigns;
using Kuajie.Server.Web.Parts;

namespace Kuajie.Server.Web.Pages.Campaigns;

/// <summary>A campaign's fields as somebody writes them.</summary>
internal sealed class CampaignForm
{
    private const string LocalForm = "yyyy-MM-ddTHH:mm";
    private static readonly char[] Between = [',', '，', '、', ';', '；', '\n'];

    public string Name { get; set; } = "";

    public string Partner { get; set; } = "";

    public string Direction { get; set; } = "promotesPartner";

    public string From { get; set; } = "";

    public string Until { get; set; } = "";

    public string Currency { get; set; } = "CNY";

    public string Budget { get; set; } = "";

    public string DailyCap { get; set; } = "";

    public string PriceModel { get; set; } = "perThousand";

    /// <summary>Whether the price is for the whole campaign: it is the budget then, and nothing is spread.</summary>
    public bool IsFixedFee => PriceModel == "fixedFee";

    public string Price { get; set; } = "";

    public string Slots { get; set; } = "";

    public string Segment { get; set; } = "";

    public string Ranking { get; set; } = "fixed";

    public string Goal { get; set; } = "click";

    public string Pacing { get; set; } = "even";

    public string MostPerUserADay { get; set; } = "3";

    public string MostPerUser { get; set; } = "";

    /// <summary>In percent.</summary>
    public string Holdout { get; set; } = "10";

    /// <summary>In percent.</summary>
    public string Rollout { get; set; } = "100";

    public List<CreativeForm> Creatives { get; } = [new CreativeForm { Name = "a" }];

    public List<EventForm> Events { get; } = [];

    /// <summary>What a draft says that the form does not show; kept as it is.</summary>
    private CampaignRequest? Kept { get; init; }

    /// <summary>An empty form for a campaign that begins tomorrow and lasts two weeks.</summary>
    public static CampaignForm Empty(DateTimeOffset now, TimeZoneInfo zone, string partner)
    {
        var tomorrow = TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(1);
        return new CampaignForm
        {
            Partner = partner,
            From = tomorrow.ToString(LocalForm, CultureInfo.InvariantCulture),
            Until = tomorrow.AddDays(14).ToString(LocalForm, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The fields of a draft that is there.</summary>
    public static CampaignForm Of(CampaignResponse campaign, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var known = campaign.Definition;
        var form = new CampaignForm
        {
            Kept = known,
            Name = campaign.Name,
            Partner = known.Partner,
            Direction = known.Direction ?? "promotesPartner",
            From = Local(known.StartsAt, zone),
            Until = Local(known.EndsAt, zone),
            Currency = known.Currency,
            Budget = Major(known.BudgetMinorUnits, known.Currency),
            DailyCap = known.DailyCapMinorUnits is { } cap ? Major(cap, known.Currency) : "",
            PriceModel = known.PriceModel ?? "perThousand",
            Price = Major(known.PriceMinorUnits, known.Currency),
            Slots = string.Join(", ", known.Slots),
            Segment = known.Segment ?? "",
            Ranking = known.Ranking ?? "fixed",
            Goal = known.Goal ?? "click",
            Pacing = known.Pacing ?? "even",
            MostPerUserADay = Written(known.MostPerUserADay),
            MostPerUser = Written(known.MostPerUser),
            Holdout = Percent(known.HoldoutShare ?? 0),
            Rollout = Percent(known.Rollout ?? 1),
        };
        form.Creatives.Clear();
        form.Creatives.AddRange(known.Creatives.Select(CreativeForm.Of));
        form.Events.AddRange((known.LiveEvents ?? []).Select(each => EventForm.Of(each, zone)));
        return form;
    }

    /// <summary>The campaign, or the keys of the texts that say what cannot be read.</summary>
    public (CampaignRequest? Request, IReadOnlyList<string> Faults) Read(TimeZoneInfo zone)
    {
        var faults = new List<string>();
        var from = Moment(From, zone, "CampBadFrom", faults);
        var until = Moment(Until, zone, "CampBadUntil", faults);
        var price = Minor(Price, "CampBadPrice", faults);
        var budget = IsFixedFee ? price : Minor(Budget, "CampBadBudget", faults);
        var cap = IsFixedFee || DailyCap.Length == 0 ? (long?)null : Minor(DailyCap, "CampBadCap", faults);
        var day = Whole(MostPerUserADay, "CampBadDayCap", faults);
        var all = Whole(MostPerUser, "CampBadAllCap", faults);
        var holdout = Share(Holdout, "CampBadHoldout", faults);
        var rollout = Share(Rollout, "CampBadRollout", faults);
        LiveEventRequest[] events = [.. Events.Select(each => each.Read(zone, faults)).OfType<LiveEventRequest>()];
        if (faults.Count > 0)
        {
            return (null, faults);
        }
        var known = Kept ?? new CampaignRequest(Partner, from, until, Currency, budget, price, [], []);
        return (
            known with
            {
                Partner = Partner,
                StartsAt = from,
                EndsAt = until,
                Currency = Currency,
                BudgetMinorUnits = budget,
                PriceMinorUnits = price,
                Slots = [.. Slots.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
                Creatives = [.. Creatives.Select(each => each.ToRequest())],
                Direction = Direction,
                TimeZone = zone.HasIanaId ? zone.Id : known.TimeZone,
                DailyCapMinorUnits = cap,
                PriceModel = PriceModel,
                Ranking = Ranking,
                Goal = Goal,
                Pacing = IsFixedFee ? "asFast" : Pacing,
                MostPerUserADay = day,
                MostPerUser = all,
                Segment = Segment.Length == 0 ? null : Segment,
                HoldoutShare = holdout,
                Rollout = rollout,
                LiveEvents = events,
            },
            []
        );
    }

    internal static DateTimeOffset Moment(string text, TimeZoneInfo zone, string fault, List<string> faults)
    {
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && !zone.IsInvalidTime(local))
        {
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }
        faults.Add(fault);
        return default;
    }

    internal static string Local(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(LocalForm, CultureInfo.InvariantCulture);

    private long Minor(string text, string fault, List<string> faults)
    {
        if (
            decimal.TryParse(
                text,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out var major
            ) && major is > 0 and <= 1_000_000_000
        )
        {
            return Money.ToMinor(major, Currency);
        }
        faults.Add(fault);
        return 0;
    }

    private static int? Whole(string text, string fault, List<string> faults)
    {
        if (text.Length == 0)
        {
            return null;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }
        faults.Add(fault);
        return null;
    }

    private static double? Share(string text, string fault, List<string> faults)
    {
        if (
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0 and <= 100
        )
        {
            return (double)(percent / 100);
        }
        faults.Add(fault);
        return null;
    }

    private static string Major(long minorUnits, string currency) =>
        Money.ToMajor(minorUnits, currency).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Written(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Percent(double share) => ((decimal)share * 100).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>A creative's fields as somebody writes them.</summary>
internal sealed class CreativeForm
{
    public string Name { get; set; } = "";

    public string ChineseTitle { get; set; } = "";

    public string ChineseText { get; set; } = "";

    public string EnglishTitle { get; set; } = "";

    public string EnglishText { get; set; } = "";

    public string Link { get; set; } = "";

    public string Item { get; set; } = "";

    public static CreativeForm Of(CampaignCreativeRequest creative) =>
        new()
        {
            Name = creative.Name,
            ChineseTitle = creative.Chinese.Title,
            ChineseText = creative.Chinese.Text,
            EnglishTitle = creative.English.Title,
            EnglishText = creative.English.Text,
            Link = creative.Link ?? "",
            Item = creative.Item ?? "",
        };

    public CampaignCreativeRequest ToRequest() =>
        new(
            Name,
            new CreativeWordsRequest(EnglishTitle, EnglishText),
            new CreativeWordsRequest(ChineseTitle, ChineseText),
            Link.Length == 0 ? null : Link,
            Item.Length == 0 ? null : Item
        );
}

/// <summary>A live event's fields as somebody writes them.</summary>
internal sealed class EventForm
{
    public string Name { get; set; } = "";

    public string ChineseTitle { get; set; } = "";

    public string EnglishTitle { get; set; } = "";

    public string From { get; set; } = "";

    public string Until { get; set; } = "";

    public string Link { get; set; } = "";

    /// <summary>Words that the form does not show.</summary>
    private (string English, string Chinese) Texts { get; init; } = ("", "");

    public static EventForm Of(LiveEventRequest known, TimeZoneInfo zone) =>
        new()
        {
            Name = known.Name,
            ChineseTitle = known.Chinese.Title,
            EnglishTitle = known.English.Title,
            From = CampaignForm.Local(known.StartsAt, zone),
            Until = CampaignForm.Local(known.EndsAt, zone),
            Link = known.Link,
            Texts = (known.English.Text, known.Chinese.Text),
        };

    public LiveEventRequest? Read(TimeZoneInfo zone, List<string> faults)
    {
        var before = faults.Count;
        var from = CampaignForm.Moment(From, zone, "CampBadEvent", faults);
        var until = faults.Count == before ? CampaignForm.Moment(Until, zone, "CampBadEvent", faults) : default;
        return faults.Count > before
            ? null
            : new LiveEventRequest(
                Name,
                new CreativeWordsRequest(EnglishTitle, Texts.English),
                new CreativeWordsRequest(ChineseTitle, Texts.Chinese),
                from,
                until,
                Link
            );
    }
}
