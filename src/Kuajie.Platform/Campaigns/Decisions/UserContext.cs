using System.Text.Json;
using Kuajie.Marketing.Audience;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>What a bandit knows of a user and the hour, as numbers between −1 and 1: a constant, the hour as a point on a circle, the weekend, whether the user is known, how recent and how many events are, whether anything was bought.</summary>
internal static class UserContext
{
    /// <summary>Numbers in a context.</summary>
    public const int Count = 8;

    private const double DaysToForget = 30;
    private const double ManyEvents = 1000;

    /// <summary>The numbers.</summary>
    /// <param name="profile">What is known of the user, or null.</param>
    /// <param name="there">The moment, on the campaign's clocks.</param>
    public static double[] Of(UserProfile? profile, DateTimeOffset there)
    {
        var angle = 2 * Math.PI * there.TimeOfDay.TotalDays;
        return
        [
            1,
            Math.Sin(angle),
            Math.Cos(angle),
            there.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0,
            profile is null ? 0 : 1,
            profile is null ? 0 : Math.Exp(-Math.Max(0, profile.Recency.TotalDays) / DaysToForget),
            profile is null ? 0 : Math.Min(1, Math.Log(1 + profile.Events) / Math.Log(1 + ManyEvents)),
            profile is { Money.Count: > 0 } ? 1 : 0,
        ];
    }

    /// <summary>Where nothing is on record of what was known.</summary>
    public static double[] Unknown()
    {
        var context = new double[Count];
        context[0] = 1;
        return context;
    }

    public static string ToJson(double[] context) => JsonSerializer.Serialize(context);

    public static double[] FromJson(string json) => JsonSerializer.Deserialize<double[]>(json)!;
}
