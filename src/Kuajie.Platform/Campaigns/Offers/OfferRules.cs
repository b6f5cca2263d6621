using System.Globalization;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Campaigns.Offers;

/// <summary>What is wrong with an offer by itself.</summary>
internal static class OfferRules
{
    private const int LongestTitle = 120;
    private const int LongestText = 500;
    private const int MostItems = 50;

    /// <summary>Every fault.</summary>
    public static IEnumerable<KuajieException> Faults(
        string name,
        OfferKind kind,
        OfferDetail detail,
        DateTimeOffset expiresAt,
        DateTimeOffset now
    ) =>
        [
            .. CampaignRules.IsName(name) ? [] : new[] { CampaignLifeTexts.Fault("invalid-name", "InvalidName", "offer", name, 40) },
            .. expiresAt > now
                ? []
                : new[] { CampaignLifeTexts.Fault("window-past", "WindowPast", "expiresAt", Text(expiresAt), Text(now)) },
            .. Words("english", detail.English),
            .. Words("chinese", detail.Chinese),
            .. Outside("amountMinorUnits", detail.AmountMinorUnits ?? (kind == OfferKind.Coupon ? 0 : 1), 1, CampaignRules.MostBudget),
            .. Outside("days", detail.Days ?? (kind == OfferKind.TrialDays ? 0 : 1), 1, 3660),
            .. Outside(
                "items",
                detail.Items.Count,
                kind == OfferKind.Bundle ? 2
                    : kind == OfferKind.JointCourse ? 1
                    : 0,
                MostItems
            ),
        ];

    private static IEnumerable<KuajieException> Words(string where, CreativeWords words) =>
        [
            .. string.IsNullOrWhiteSpace(words.Title)
                ? [CampaignLifeTexts.Fault("no-words", "NoWords", $"{where}.title")]
                : Outside($"{where}.title", words.Title.Length, 1, LongestTitle),
            .. Outside($"{where}.text", words.Text.Length, 0, LongestText),
        ];

    private static KuajieException[] Outside(string where, long value, long least, long most) =>
        value >= least && value <= most ? [] : [CampaignLifeTexts.Fault("out-of-range", "OutOfRange", where, value, least, most)];

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
