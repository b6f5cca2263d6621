using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Experiments;

/// <summary>What units did, per metric and unit: in the experiment, and where that is asked for in the days before it.</summary>
internal sealed class UnitOutcomes
{
    private readonly ExperimentDefinition definition;
    private readonly ExperimentUnits units;
    private readonly HashSet<InteractionKind>[] kinds;

    private UnitOutcomes(ExperimentDefinition definition, ExperimentUnits units)
    {
        (this.definition, this.units) = (definition, units);
        kinds = [.. definition.Metrics.Select(metric => metric.Kinds.Select(kind => InteractionKinds.Parse(kind)!.Value).ToHashSet())];
        Values = [.. definition.Metrics.Select(_ => new double[units.Count])];
        Priors = [.. definition.Metrics.Select(_ => new double[units.Count])];
    }

    /// <summary>Shape metrics × units: what each did since its first list.</summary>
    public double[][] Values { get; }

    /// <summary>Shape metrics × units: what each did of the metric's kinds in the own domain before the start; 0 where that is not asked for.</summary>
    public double[][] Priors { get; }

    /// <summary>Reads what was done. O(outcomes · metrics).</summary>
    /// <param name="outcomes">Where it is kept.</param>
    /// <param name="domain">The own domain.</param>
    /// <param name="others">Other domains that may be counted.</param>
    /// <param name="definition">The metrics.</param>
    /// <param name="units">The units.</param>
    /// <param name="time">Start and end of the experiment.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static UnitOutcomes Read(
        IOutcomeStore outcomes,
        string domain,
        string[] others,
        ExperimentDefinition definition,
        ExperimentUnits units,
        (DateTimeOffset From, DateTimeOffset Until) time,
        CancellationToken cancellation
    )
    {
        var read = new UnitOutcomes(definition, units);
        foreach (var each in others.Append(domain))
        {
            var isOwn = string.Equals(each, domain, StringComparison.Ordinal);
            foreach (var outcome in outcomes.Outcomes(each, time.From, time.Until, cancellation))
            {
                read.Count(outcome, isOwn);
            }
        }
        if (definition is { PriorDays: { } days, Unit: ExperimentUnit.User })
        {
            foreach (var outcome in outcomes.Outcomes(domain, time.From.AddDays(-days), time.From, cancellation))
            {
                read.CountBefore(outcome);
            }
        }
        return read;
    }

    private void Count(in Outcome outcome, bool isOwn)
    {
        var ofList = outcome.ListId is { } list ? units.OfList(list) : null;
        var ofUser = isOwn && outcome.UserId is { } user ? units.Find(user) : null;
        for (var metric = 0; metric < kinds.Length; metric++)
        {
            var defined = definition.Metrics[metric];
            var unit = defined.IsThroughList ? ofList : ofUser;
            if (unit is { } found && outcome.At >= units.FirstOf(found) && kinds[metric].Contains(outcome.Kind))
            {
                Add(ref Values[metric][found], defined.Count, outcome);
            }
        }
    }

    private void CountBefore(in Outcome outcome)
    {
        if (outcome.UserId is not { } user || units.Find(user) is not { } found)
        {
            return;
        }
        for (var metric = 0; metric < kinds.Length; metric++)
        {
            if (kinds[metric].Contains(outcome.Kind))
            {
                Add(ref Priors[metric][found], definition.Metrics[metric].Count, outcome);
            }
        }
    }

    private static void Add(ref double value, MetricCount count, in Outcome outcome) =>
        value = count switch
        {
            MetricCount.Events => value + 1,
            MetricCount.Units => 1,
            _ => value + (outcome.Value ?? 0),
        };
}
