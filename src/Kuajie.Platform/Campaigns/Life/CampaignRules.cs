using System.Globalization;
using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Pacing;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Campaigns.Life;

/// <summary>What is wrong with a definition by itself.</summary>
internal static class CampaignRules
{
    public const long MostBudget = 1_000_000_000_000_000;
    private const int LongestName = 40;
    private const int LongestTitle = 120;
    private const int LongestText = 500;
    private const int LongestLink = 2000;
    private const int Most = 20;
    private const double MostDays = 731;
    private static readonly string KindNames = string.Join(", ", InteractionKinds.Names);

    /// <summary>Whether a text can be a name: it stands in paths and in what lists record.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName }
        && char.IsLetterOrDigit(name[0])
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');

    /// <summary>Every fault.</summary>
    /// <param name="owner">The domain that defines it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="definition">The definition.</param>
    public static IEnumerable<KuajieException> Faults(string owner, string name, CampaignDefinition definition) =>
        [
            .. Names(owner, name, definition),
            .. Window(definition),
            .. Money(definition),
            .. Creatives(definition),
            .. LiveEvents(definition),
            .. Delivery(definition),
        ];

    /// <summary>The fault of a window that is over.</summary>
    public static IEnumerable<KuajieException> PastFaults(CampaignDefinition definition, DateTimeOffset now) =>
        definition.EndsAt <= now ? [Fault("window-past", "WindowPast", "endsAt", Text(definition.EndsAt), Text(now))] : [];

    private static IEnumerable<KuajieException> Names(string owner, string name, CampaignDefinition definition)
    {
        var named = new[] { ("campaign", name) }
            .Concat(definition.Slots.Select((slot, place) => ($"slots[{place}]", slot)))
            .Concat(definition.Creatives.Select((creative, place) => ($"creatives[{place}].name", creative.Name)));
        foreach (var (where, each) in named.Where(each => !IsName(each.Item2)))
        {
            yield return Fault("invalid-name", "InvalidName", where, each, LongestName);
        }
        foreach (var (place, _) in definition.Creatives.Index().Where(each => each.Item.Name == CampaignArms.Holdout))
        {
            yield return Fault("reserved-name", "ReservedName", $"creatives[{place}].name", CampaignArms.Holdout);
        }
        if (string.Equals(owner, definition.Partner, StringComparison.Ordinal))
        {
            yield return Fault("own-partner", "OwnPartner", "partner", owner);
        }
        foreach (
            var (where, names) in ((string, IEnumerable<string>)[])
                [("slots", definition.Slots), ("creatives", definition.Creatives.Select(creative => creative.Name))]
        )
        {
            foreach (var same in names.GroupBy(each => each, StringComparer.Ordinal).Where(same => same.Count() > 1))
            {
                yield return Fault("name-twice", "NameTwice", where, same.Key);
            }
        }
    }

    private static IEnumerable<KuajieException> Window(CampaignDefinition definition)
    {
        if (definition.EndsAt <= definition.StartsAt)
        {
            yield return Fault("empty-window", "EmptyWindow", "endsAt", Text(definition.StartsAt), Text(definition.EndsAt));
        }
        else if ((definition.EndsAt - definition.StartsAt).TotalDays > MostDays)
        {
            yield return Fault(
                "out-of-range",
                "OutOfRange",
                "endsAt",
                Text(definition.EndsAt),
                Text(definition.StartsAt),
                Text(definition.StartsAt.AddDays(MostDays))
            );
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(definition.TimeZone, out _))
        {
            yield return Fault("unknown-time-zone", "UnknownTimeZone", "timeZone", definition.TimeZone);
        }
    }

    private static IEnumerable<KuajieException> Money(CampaignDefinition definition)
    {
        if (definition.Currency is not { Length: 3 } || !definition.Currency.All(char.IsAsciiLetterUpper))
        {
            yield return Fault("unknown-currency", "UnknownCurrency", "currency", definition.Currency);
        }
        foreach (
            var fault in (KuajieException[])
                [
                    .. Outside("budgetMinorUnits", definition.BudgetMinorUnits, 1, MostBudget),
                    .. Outside("dailyCapMinorUnits", definition.DailyCapMinorUnits ?? 1, 1, MostBudget),
                    .. Outside("priceMinorUnits", definition.PriceMinorUnits, 1, MostBudget),
                ]
        )
        {
            yield return fault;
        }
        foreach (var fault in Fee(definition))
        {
            yield return fault;
        }
        var least = CampaignPrice.Of(definition).MostOfOne;
        if (
            definition.PriceMinorUnits > 0
            && Math.Min(definition.BudgetMinorUnits, definition.DailyCapMinorUnits ?? long.MaxValue) is > 0 and var most
            && least > most
        )
        {
            yield return Fault(
                "budget-buys-nothing",
                "BuysNothing",
                "budgetMinorUnits",
                new Amount(most, definition.Currency),
                new Amount(least, definition.Currency)
            );
        }
    }

    /// <summary>A fixed fee is charged once: it is all that is spent, and there is nothing to spread.</summary>
    private static IEnumerable<KuajieException> Fee(CampaignDefinition definition)
    {
        if (definition.PriceModel != CampaignPriceModel.FixedFee)
        {
            yield break;
        }
        if (definition.BudgetMinorUnits != definition.PriceMinorUnits)
        {
            yield return Fault(
                "fee-is-the-budget",
                "FeeIsBudget",
                "budgetMinorUnits",
                new Amount(definition.BudgetMinorUnits, definition.Currency),
                new Amount(definition.PriceMinorUnits, definition.Currency)
            );
        }
        if (definition.DailyCapMinorUnits is { } cap)
        {
            yield return Fault("fee-is-not-spread", "FeeNotSpread", "dailyCapMinorUnits", new Amount(cap, definition.Currency));
        }
        if (definition.Pacing != PacingKind.AsFast)
        {
            yield return Fault("fee-is-not-spread", "FeeNotSpread", "pacing", TextSource.WordOf(definition.Pacing));
        }
    }

    private static IEnumerable<KuajieException> Creatives(CampaignDefinition definition)
    {
        foreach (
            var fault in (KuajieException[])
                [.. Outside("slots", definition.Slots.Count, 1, Most), .. Outside("creatives", definition.Creatives.Count, 1, Most)]
        )
        {
            yield return fault;
        }
        foreach (var (place, creative) in definition.Creatives.Index())
        {
            var where = $"creatives[{place}]";
            foreach (var (language, words) in ((string, CreativeWords)[])[("english", creative.English), ("chinese", creative.Chinese)])
            {
                foreach (var fault in Words($"{where}.{language}", words))
                {
                    yield return fault;
                }
            }
            if (creative is { Link: null, Item: null } || (creative.Link is { } link && !IsLink(link)))
            {
                yield return Fault("no-link", "NoLink", $"{where}.link", creative.Link ?? "");
            }
        }
    }

    private static List<KuajieException> LiveEvents(CampaignDefinition definition)
    {
        var faults = new List<KuajieException>(Outside("liveEvents", definition.LiveEvents.Count, 0, Most));
        foreach (var (place, each) in definition.LiveEvents.Index())
        {
            var where = $"liveEvents[{place}]";
            if (!IsName(each.Name))
            {
                faults.Add(Fault("invalid-name", "InvalidName", $"{where}.name", each.Name, LongestName));
            }
            if (definition.LiveEvents.Take(place).Any(other => other.Name == each.Name))
            {
                faults.Add(Fault("name-twice", "NameTwice", "liveEvents", each.Name));
            }
            faults.AddRange(Words($"{where}.english", each.English));
            faults.AddRange(Words($"{where}.chinese", each.Chinese));
            if (each.EndsAt <= each.StartsAt || each.EndsAt - each.StartsAt > TimeSpan.FromDays(7))
            {
                faults.Add(Fault("empty-window", "EmptyWindow", $"{where}.endsAt", Text(each.StartsAt), Text(each.EndsAt)));
            }
            if (!IsLink(each.Link))
            {
                faults.Add(Fault("no-link", "NoLink", $"{where}.link", each.Link));
            }
        }
        return faults;
    }

    private static IEnumerable<KuajieException> Words(string where, CreativeWords words) =>
        [
            .. string.IsNullOrWhiteSpace(words.Title)
                ? [Fault("no-words", "NoWords", $"{where}.title")]
                : Outside($"{where}.title", words.Title.Length, 1, LongestTitle),
            .. Outside($"{where}.text", words.Text.Length, 0, LongestText),
        ];

    private static bool IsLink(string link) =>
        link.Length <= LongestLink && Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static IEnumerable<KuajieException> Delivery(CampaignDefinition definition)
    {
        foreach (var kind in definition.ConversionKinds.Where(kind => InteractionKinds.Parse(kind) is null or InteractionKind.Seen))
        {
            yield return Fault("unknown-kind", "UnknownKind", "conversionKinds", kind, KindNames);
        }
        if (definition.Pacing == PacingKind.Forecast)
        {
            if (
                definition.HourShares is not { Count: SpendingPace.HoursOfWeek } shares
                || shares.Any(share => !(share >= 0 && double.IsFinite(share)))
                || shares.All(share => share == 0)
            )
            {
                yield return Fault("hour-shares", "HourShares", "hourShares", definition.HourShares?.Count ?? 0);
            }
        }
        else if (definition.HourShares is { } needless)
        {
            yield return Fault("hour-shares", "HourShares", "hourShares", needless.Count);
        }
        foreach (
            var fault in (KuajieException[])
                [
                    .. Outside("conversionKinds", definition.ConversionKinds.Count, 1, Most),
                    .. Outside("attributionDays", definition.AttributionDays, 1, 90),
                    .. Outside("epsilon", definition.Epsilon, 0, 1),
                    .. Outside("mostPerUserADay", definition.MostPerUserADay ?? 1, 1, 1000),
                    .. Outside("mostPerUser", definition.MostPerUser ?? 1, 1, 100_000),
                    .. Outside("holdoutShare", definition.HoldoutShare, 0, 0.9),
                    .. Outside("rollout", definition.Rollout, 1e-6, 1),
                    .. Outside("priority", definition.Priority, 0, 100),
                ]
        )
        {
            yield return fault;
        }
    }

    private static KuajieException Fault(string code, string key, string where, params ReadOnlySpan<object?> arguments) =>
        CampaignLifeTexts.Fault(code, key, where, arguments);

    private static KuajieException[] Outside(string where, double value, double least, double most) =>
        value >= least && value <= most ? [] : [Fault("out-of-range", "OutOfRange", where, Text(value), Text(least), Text(most))];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
