using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Experiments;

/// <summary>Tells what an experiment could count on, from lists that were shown and what came of them.</summary>
/// <param name="lists">Lists shown.</param>
/// <param name="outcomes">What was done.</param>
/// <param name="clock">The clock.</param>
public sealed class TrafficReader(IImpressionStore lists, IOutcomeStore outcomes, TimeProvider clock)
{
    private const int LongestDays = 365;

    /// <summary>What the users of a scene did of late. O(lists + outcomes).</summary>
    /// <param name="domain">The domain whose users they are.</param>
    /// <param name="scene">Only lists of this scene; null for all.</param>
    /// <param name="metric">What is counted of a user.</param>
    /// <param name="days">How far back, 1 … 365 days.</param>
    /// <param name="mayCount">Whether what happened in another domain may be counted.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="KuajieException">The days or the metric are wrong.</exception>
    public TrafficSeen Read(
        string domain,
        string? scene,
        DefinedMetric metric,
        int days,
        Func<string, bool> mayCount,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(mayCount);
        var faults = DefinitionRules.Outside("days", days, 1, LongestDays).Concat(MetricRules.UnknownKinds("metric", metric));
        if (faults.FirstOrDefault() is { } fault)
        {
            throw fault;
        }
        var until = clock.GetUtcNow();
        var from = until.AddDays(-days);
        // Everybody stands in one arm: what is wanted is what users do without any treatment.
        var definition = new ExperimentDefinition { Arms = [new(Arm)], Metrics = [metric] };
        var everybody = new Experiment(domain, Name, ExperimentState.Running, definition.ToJson(), from, from, null);
        var shown = lists
            .ShownSince(domain, from, cancellation)
            .Where(list => list.UserId is not null && (scene is null || string.Equals(list.Scene, scene, StringComparison.Ordinal)))
            .Select(list => list with { Arm = ArmText.Of(Name, Arm) });
        var units = new ExperimentUnits(everybody, shown, until);
        string[] others = [.. units.Targets.Where(target => target != domain && mayCount(target)).Order(StringComparer.Ordinal)];
        var done = UnitOutcomes.Read(outcomes, domain, others, definition, units, (from, until), cancellation);
        var moments = new UnitMoments();
        var newcomers = new int[days];
        for (var unit = 0; unit < units.Count; unit++)
        {
            moments.Add(done.Values[0][unit]);
            newcomers[Math.Clamp((int)(units.FirstOf(unit) - from).TotalDays, 0, days - 1)]++;
        }
        return new TrafficSeen(newcomers, moments);
    }

    private const string Name = "everybody";
    private const string Arm = "all";
}

/// <summary>Users of late.</summary>
/// <param name="NewcomersPerDay">For each day of the time: users whose first list of the time was on it.</param>
/// <param name="Moments">What each did since that list.</param>
public sealed record TrafficSeen(IReadOnlyList<int> NewcomersPerDay, UnitMoments Moments)
{
    private const int Week = 7;

    /// <summary>
    /// Users that would have come by the end of each of some days: as they came of late, and where that is not known any more at the pace of its last week, since whoever comes again is counted
    /// already.
    /// </summary>
    public double[] UnitsBy(int days)
    {
        var pace = NewcomersPerDay.Skip(Math.Max(0, NewcomersPerDay.Count - Week)).DefaultIfEmpty().Average();
        var units = new double[days];
        var sum = 0.0;
        for (var day = 0; day < days; day++)
        {
            sum += day < NewcomersPerDay.Count ? NewcomersPerDay[day] : pace;
            units[day] = sum;
        }
        return units;
    }
}
