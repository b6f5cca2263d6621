using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Experiments;

/// <summary>What an experiment is to find, and what it may use.</summary>
public sealed record PlanQuestion
{
    /// <summary>The smallest relative lift worth finding, above 0. Default 10 %.</summary>
    public double Lift { get; init; } = 0.1;

    /// <summary>How often such a lift is to be found, 0.5 … 0.99. Default 0.8.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Arms, the control included, 2 … 10. Default 2.</summary>
    public int Arms { get; init; } = 2;

    /// <summary>Share of the users that takes part, above 0 and at most 1. Default 1.</summary>
    public double Traffic { get; init; } = 1;

    /// <summary>Whether it is to be read at any time. Default no.</summary>
    public bool IsReadAnyTime { get; init; }

    /// <summary>Goals of the experiment, which share the error, 1 … 20. A guardrail has no share in it. Default 1.</summary>
    public int Goals { get; init; } = 1;

    /// <summary>How many questions share the error: every goal of every arm that is no control.</summary>
    public int Comparisons => Goals * (Arms - 1);

    internal IEnumerable<KuajieException> Faults() =>
        [
            .. DefinitionRules.Outside("lift", Lift, 0.001, 100),
            .. DefinitionRules.Outside("power", Power, 0.5, 0.99),
            .. DefinitionRules.Outside("arms", Arms, 2, 10),
            .. DefinitionRules.Outside("traffic", Traffic, 0.0001, 1),
            .. DefinitionRules.Outside("goals", Goals, 1, DefinitionRules.MostMetrics),
        ];
}

/// <summary>A day of a plan.</summary>
/// <param name="Day">Days since the start, from 1.</param>
/// <param name="Units">Users of all arms that have come by its end.</param>
/// <param name="Power">How often the lift would be found then.</param>
public readonly record struct PlanDay(int Day, long Units, double Power);

/// <summary>How many users an experiment needs, how long it takes, and how its power grows.</summary>
/// <param name="Mean">What a user does without treatment, on average.</param>
/// <param name="Units">Users of all arms together that are needed; null without data enough.</param>
/// <param name="Days">Days until they have come; null where they do not come within the days looked ahead.</param>
/// <param name="Weeks">Whole weeks to run it, so that every weekday counts alike; null likewise.</param>
/// <param name="Curve">Power day by day; empty without data enough.</param>
public sealed record RunningTimePlan(double Mean, long? Units, int? Days, int? Weeks, IReadOnlyList<PlanDay> Curve)
{
    /// <summary>Days looked ahead.</summary>
    public const int Ahead = 182;

    private const int FewestUnits = 30;
    private const int LongestCurve = 84;
    private const int Week = 7;

    /// <summary>
    /// Plans from what was seen: a goal is to be found at the error that is left to it when all share it alike, which Holm's correction never does worse than; a guardrail is to be shown to hold where
    /// nothing changes. O(days).
    /// </summary>
    /// <exception cref="KuajieException">The question is out of bounds.</exception>
    /// <exception cref="SeveralFaultsException">Several parts of it are.</exception>
    public static RunningTimePlan Of(PlanQuestion question, TrafficSeen seen, DefinedMetric metric)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(metric);
        KuajieException[] faults = [.. question.Faults(), .. MetricRules.Faults("metric", metric)];
        if (faults.Length > 0)
        {
            throw faults.Length == 1 ? faults[0] : new SeveralFaultsException(faults);
        }
        var (mean, moments) = (seen.Moments.Value, seen.Moments);
        var isSure = metric is { Count: MetricCount.Units, IsGuardrail: false } && mean * (1 + question.Lift) >= 1;
        if (moments.Units < FewestUnits || !(mean > 0) || !(moments.ValueVariance > 0) || isSure)
        {
            return new RunningTimePlan(mean, null, null, null, []);
        }
        var search = metric.IsGuardrail
            ? PlannedSearch.OfGuardrail(question, metric, moments)
            : PlannedSearch.OfGoal(question, metric, moments);
        var units = (long)Math.Ceiling(search.UnitsOfTwo / 2.0 * question.Arms);
        double[] come = [.. seen.UnitsBy(Ahead).Select(each => each * question.Traffic)];
        var day = Array.FindIndex(come, each => each >= units) + 1;
        int? weeks = day == 0 ? null : (day + Week - 1) / Week;
        var length = Math.Clamp((weeks ?? LongestCurve) * Week * 3 / 2, 2 * Week, LongestCurve);
        return new RunningTimePlan(
            mean,
            units,
            day == 0 ? null : day,
            weeks,
            [
                .. Enumerable
                    .Range(0, length)
                    .Select(each => new PlanDay(each + 1, (long)come[each], search.PowerOf(come[each] * 2 / question.Arms))),
            ]
        );
    }
}
