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

    internal IEnumerable<KuajieException> Faults() =>
        [
            .. DefinitionRules.Outside("lift", Lift, 0.001, 100),
            .. DefinitionRules.Outside("power", Power, 0.5, 0.99),
            .. DefinitionRules.Outside("arms", Arms, 2, 10),
            .. DefinitionRules.Outside("traffic", Traffic, 0.0001, 1),
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

    /// <summary>Plans from what was seen. O(days).</summary>
    /// <exception cref="KuajieException">The question is out of bounds.</exception>
    /// <exception cref="SeveralFaultsException">Several parts of it are.</exception>
    public static RunningTimePlan Of(PlanQuestion question, TrafficSeen seen, MetricCount count)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(seen);
        KuajieException[] faults = [.. question.Faults()];
        if (faults.Length > 0)
        {
            throw faults.Length == 1 ? faults[0] : new SeveralFaultsException(faults);
        }
        var (mean, moments) = (seen.Moments.Value, seen.Moments);
        var isRate = count == MetricCount.Units;
        if (moments.Units < FewestUnits || !(mean > 0) || !(moments.ValueVariance > 0) || (isRate && mean * (1 + question.Lift) >= 1))
        {
            return new RunningTimePlan(mean, null, null, null, []);
        }
        var spread = isRate ? MetricSpread.OfRate(mean) : MetricSpread.OfMean(moments.ValueVariance);
        var planning = new ExperimentPower { Power = question.Power, Comparisons = question.Arms - 1 };
        var effect = mean * question.Lift;
        var ofTwo = question.IsReadAnyTime ? planning.SequentialUnitsFor(spread, effect) : planning.UnitsFor(spread, effect);
        var units = (long)Math.Ceiling(ofTwo / 2.0 * question.Arms);
        double[] come = [.. seen.UnitsBy(Ahead).Select(each => each * question.Traffic)];
        var day = Array.FindIndex(come, each => each >= units) + 1;
        int? weeks = day == 0 ? null : (day + Week - 1) / Week;
        // Worth what it has beyond one look's need, as the plan is drawn for looking at any time.
        var cost = question.IsReadAnyTime ? (double)planning.UnitsFor(spread, effect) / ofTwo : 1;
        var length = Math.Clamp((weeks ?? LongestCurve) * Week * 3 / 2, 2 * Week, LongestCurve);
        return new RunningTimePlan(
            mean,
            units,
            day == 0 ? null : day,
            weeks,
            [.. Enumerable.Range(0, length).Select(each => new PlanDay(each + 1, (long)come[each], PowerAt(come[each])))]
        );

        double PowerAt(double all)
        {
            var two = (long)(all * 2 / question.Arms * cost);
            return two < 4 ? 0 : planning.PowerOf(spread, effect, two);
        }
    }
}
