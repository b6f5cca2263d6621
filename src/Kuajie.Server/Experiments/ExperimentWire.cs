using System.Text.Json;
using Kuajie.Client.Experiments;
using Kuajie.Platform.Experiments;
using Kuajie.Server.Problems;
using Kuajie.Server.Recommendations;

namespace Kuajie.Server.Experiments;

/// <summary>Experiments as programs write and read them.</summary>
public static class ExperimentWire
{
    /// <summary>A definition with what was left out filled in.</summary>
    /// <exception cref="Platform.Faults.KuajieException">A word is none of those possible, or a place is empty.</exception>
    public static ExperimentDefinition ToDefinition(ExperimentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var usual = new ExperimentDefinition();
        return new ExperimentDefinition
        {
            Arms = [.. WireWords.Each(request.Arms, "arms").Select(ToArm)],
            Unit = WireWords.Read("unit", request.Unit, usual.Unit),
            Layer = request.Layer ?? usual.Layer,
            FirstBucket = request.FirstBucket ?? usual.FirstBucket,
            EndBucket = request.EndBucket ?? usual.EndBucket,
            Traffic = request.Traffic ?? usual.Traffic,
            Salt = request.Salt,
            Scene = request.Scene,
            Segment = request.Segment,
            HoldoutShare = request.HoldoutShare ?? usual.HoldoutShare,
            BlockHours = request.BlockHours,
            BurnInHours = request.BurnInHours ?? usual.BurnInHours,
            Metrics = request.Metrics is { } metrics ? [.. WireWords.Each(metrics, "metrics").Select(ToMetric)] : usual.Metrics,
            PlannedUnits = request.PlannedUnits,
            IsReadAnyTime = request.ReadAnyTime ?? usual.IsReadAnyTime,
            PriorDays = request.PriorDays,
            IsByLifecycle = request.ByLifecycle ?? usual.IsByLifecycle,
            BySegments = request.BySegments is { } segments ? [.. WireWords.Each(segments, "bySegments")] : usual.BySegments,
        };
    }

    /// <summary>An experiment as it stands.</summary>
    public static ExperimentResponse ToResponse(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return new(
            experiment.Name,
            WireWords.Of($"{experiment.State}"),
            ToRequest(ExperimentDefinition.Of(experiment.DefinitionJson)),
            experiment.ChangedAt,
            experiment.StartedAt,
            experiment.StoppedAt
        );
    }

    /// <summary>What an experiment shows; figures that would speak of few people left out.</summary>
    public static ExperimentReadingResponse ToResponse(ExperimentReading reading, int fewest)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var isFew = fewest > 1 && reading.Arms.Any(arm => arm.Units < fewest);
        return new ExperimentReadingResponse(
            reading.From,
            reading.Until,
            isFew ? null : reading.CrossedUnits,
            reading.Split.IsBroken,
            [.. reading.Arms.Select(arm => new ArmReadingResponse(arm.Name, isFew ? null : arm.Units, isFew ? null : arm.Means))],
            isFew ? [] : [.. reading.Comparisons.Select(comparison => ReadingWire.Of(comparison, fewest))],
            isFew ? fewest : null
        );
    }

    /// <summary>A metric to plan with: whether somebody bought through a list, unless one is given.</summary>
    /// <exception cref="Platform.Faults.KuajieException">A word is none of those possible.</exception>
    public static DefinedMetric ToPlanned(ExperimentMetricRequest? metric) =>
        metric is null ? new DefinedMetric("buyers") { Count = MetricCount.Units } : ToMetric(metric);

    private static DefinedArm ToArm(ExperimentArmRequest arm) =>
        new(arm.Name)
        {
            Weight = arm.Weight ?? 1,
            Model = arm.Model,
            Scene = arm.Scene,
        };

    private static DefinedMetric ToMetric(ExperimentMetricRequest metric)
    {
        var usual = new DefinedMetric(metric.Name);
        return usual with
        {
            Kinds = metric.Kinds is { } kinds ? [.. WireWords.Each(kinds, "metrics.kinds")] : usual.Kinds,
            Count = WireWords.Read("metrics.count", metric.Count, usual.Count),
            IsThroughList = metric.ThroughList ?? usual.IsThroughList,
            IsGoal = metric.Goal ?? usual.IsGoal,
            IsHigherBetter = metric.HigherIsBetter ?? usual.IsHigherBetter,
            SmallestEffect = metric.SmallestEffect,
            Quantile = metric.Quantile,
            OutlierQuantile = metric.OutlierQuantile,
            GuardrailMargin = metric.GuardrailMargin,
        };
    }

    /// <summary>A definition as it would have to be written, with everything that was left out.</summary>
    public static ExperimentRequest ToRequest(ExperimentDefinition definition) =>
        new(
            [.. definition.Arms.Select(arm => new ExperimentArmRequest(arm.Name, arm.Weight, arm.Model, arm.Scene))],
            WireWords.Of($"{definition.Unit}"),
            definition.Layer,
            definition.FirstBucket,
            definition.EndBucket,
            definition.Traffic,
            definition.Salt,
            definition.Scene,
            definition.Segment,
            definition.HoldoutShare,
            definition.BlockHours,
            definition.BlockHours is null ? null : definition.BurnInHours,
            [
                .. definition.Metrics.Select(metric => new ExperimentMetricRequest(
                    metric.Name,
                    metric.Kinds,
                    WireWords.Of($"{metric.Count}"),
                    metric.IsThroughList,
                    metric.IsGoal,
                    metric.IsHigherBetter,
                    metric.SmallestEffect,
                    metric.Quantile,
                    metric.OutlierQuantile,
                    metric.GuardrailMargin
                )),
            ],
            definition.PlannedUnits,
            definition.IsReadAnyTime,
            definition.PriorDays,
            definition.IsByLifecycle ? true : null,
            definition.BySegments.Count > 0 ? definition.BySegments : null
        );
}
