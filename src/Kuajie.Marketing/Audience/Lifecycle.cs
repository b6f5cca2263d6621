using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience;

/// <summary>
/// Stages by the user's own rhythm. Pauses between active days are taken as exponential with a rate of Gamma(2, the domain's mean pause); having seen n pauses that sum to s, a pause of at
/// least t has probability ((b + s) / (b + s + t))^(2 + n) (Lomax). Below 10 % the user is lapsing, below 1 % lapsed; a few own pauses outweigh the domain's.
/// </summary>
internal static class Lifecycle
{
    private const double LapsingBelow = 0.1;
    private const double LapsedBelow = 0.01;
    private const double PriorShape = 2;
    private const int MostDaysBack = 3;

    /// <summary>The stage on a day. O(active days).</summary>
    public static LifecycleState Of(IReadOnlyCollection<int> activeDays, int today, double domainPauseDays)
    {
        int[] days = [.. activeDays];
        var away = Math.Max(0, today - days[^1]);
        var (shape, scale) = (PriorShape + days.Length - 1, domainPauseDays + days[^1] - days[0]);
        var survival = Survival(shape, scale, away);
        var stage =
            survival < LapsedBelow ? LifecycleStage.Lapsed
            : survival < LapsingBelow ? LifecycleStage.Lapsing
            : days.Length == 1 ? LifecycleStage.New
            : IsBack(days, domainPauseDays) ? LifecycleStage.Returned
            : LifecycleStage.Active;
        var rhythm = scale / (shape - 1);
        return new LifecycleState(stage, survival, rhythm, MarketingText.Of("WhyStage" + stage, away, rhythm, 100 * survival, days.Length));
    }

    /// <summary>Whether one of the last few days followed a pause that was too long for the rhythm before it.</summary>
    private static bool IsBack(int[] days, double domainPauseDays)
    {
        for (var first = days.Length - 1; first >= Math.Max(1, days.Length - MostDaysBack); first--)
        {
            var (shape, scale) = (PriorShape + first - 1, domainPauseDays + days[first - 1] - days[0]);
            if (Survival(shape, scale, days[first] - days[first - 1]) < LapsedBelow)
            {
                return true;
            }
        }
        return false;
    }

    private static double Survival(double shape, double scale, double pause) => Math.Pow(scale / (scale + pause), shape);
}
