using Kuajie.Platform.Interactions;

namespace Kuajie.Server.Catalog;

/// <summary>The periods of an audience with those in between in which nobody did anything, so that a curve tells them too.</summary>
internal static class PeriodsWithoutGaps
{
    /// <summary>A hole of many years gives no more than this.</summary>
    private const int Most = 400;

    public static IReadOnlyList<PeriodAudience> Of(IReadOnlyList<PeriodAudience> periods, AudiencePeriod length)
    {
        var all = new List<PeriodAudience>();
        foreach (var period in periods)
        {
            while (all.Count is > 0 and < Most && Next(all[^1].First, length) is var next && next < period.First)
            {
                all.Add(new PeriodAudience(next, 0, 0));
            }
            all.Add(period);
        }
        return all;
    }

    private static DateOnly Next(DateOnly first, AudiencePeriod length) =>
        length switch
        {
            AudiencePeriod.Week => first.AddDays(7),
            AudiencePeriod.Month => first.AddMonths(1),
            _ => first.AddDays(1),
        };
}
