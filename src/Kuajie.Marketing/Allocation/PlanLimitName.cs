using System.Globalization;
using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Allocation;

/// <summary>Limits of a placement by name.</summary>
internal static class PlanLimitName
{
    /// <summary>The limits on a placement's exposures, the tightest first.</summary>
    public static IReadOnlyList<(string Code, long Exposures)> Of(Placement placement, AdPlanProblem problem) =>
        [.. All(placement, problem).OrderBy(limit => limit.Exposures)];

    public static MarketingText Text(string code, Placement placement, long exposures) =>
        MarketingText.Of("AllowedBy" + code, placement.Name, exposures);

    public static MarketingText Guarantee(Placement placement) => MarketingText.Of("GuaranteedDeal", placement.Name, placement.Guaranteed);

    public static MarketingText DayBudget(DateOnly day, Amount budget) =>
        MarketingText.Of("DayBudget", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), budget);

    private static IEnumerable<(string Code, long Exposures)> All(Placement placement, AdPlanProblem problem)
    {
        yield return ("Own", placement.OwnLimit);
        yield return ("Partner", placement.PartnerLimit);
        yield return ("Inventory", placement.Inventory);
        if (problem.FrequencyPerUser is { } frequency && placement.Reach is { } reach)
        {
            yield return ("Frequency", (long)Math.Floor(Math.Min(frequency * reach, 1e15)));
        }
    }
}
