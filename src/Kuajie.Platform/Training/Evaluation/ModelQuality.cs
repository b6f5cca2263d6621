using System.Text.Json;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training.Evaluation;

/// <summary>
/// What a version's kind and options reached on interactions that neither their choice nor their training had seen, beside popularity on the same rows: each user's last interaction
/// held out, ten of the whole catalog listed. The version itself then learned from everything.
/// </summary>
/// <param name="Users">Users with an interaction held out.</param>
/// <param name="Model">The model's figures.</param>
/// <param name="Popularity">Popularity's figures.</param>
/// <param name="Difference">NDCG@10 of the model minus that of popularity, paired by user.</param>
/// <param name="Segments">Both per segment of users.</param>
public sealed record ModelQuality(
    int Users,
    QualityFigures Model,
    QualityFigures Popularity,
    MetricInterval Difference,
    IReadOnlyList<SegmentQuality> Segments
)
{
    private const string LeaveLastOut = "leave-last-out";
    private const string Ndcg = "ndcg@10";
    private const string HitRate = "hr@10";

    /// <summary>Chooses where nothing is given, trains and measures. Takes about as long as the training that follows.</summary>
    /// <param name="dataset">Everything there is; its last domain is the target.</param>
    /// <param name="settings">The model and how it is chosen.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="progress">Told each candidate and each model measured, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was found, or null where no user has two interactions, so that nothing can be held out.</returns>
    /// <exception cref="Faults.KuajieException">Unknown options.</exception>
    public static EvaluationReport? Measure(
        InteractionDataset dataset,
        BenchmarkSettings settings,
        TimeProvider clock,
        IProgress<BenchmarkProgress>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(settings);
        var split = new SplitSpecification(LeaveLastOut, 0, settings.Seed).Split(dataset, dataset.Domains.Count - 1);
        return split.HeldOut.Count == 0
            ? null
            : new EvaluationRun(split, new EvaluationSettings(ListProtocol.Full, settings), clock, progress, cancellation).Run();
    }

    /// <summary>The figures of a report over whole catalogs: its last row beside its first, which is popularity.</summary>
    public static ModelQuality Of(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (popularity, model) = (report.Results[0], report.Results[^1]);
        // Where popularity itself was asked for there is one row, and nothing between it and itself.
        var difference = model.Versus.TryGetValue(popularity.Name, out var versus)
            ? new MetricInterval(versus.Difference, versus.Low, versus.High)
            : default;
        return new ModelQuality(
            report.TestUsers,
            FiguresOf(model.Metrics),
            FiguresOf(popularity.Metrics),
            difference,
            [
                .. model.Segments.Select(segment => new SegmentQuality(
                    segment.Segment,
                    segment.Users,
                    FiguresOf(segment.Metrics),
                    FiguresOf(popularity.Segments.First(other => other.Segment == segment.Segment).Metrics)
                )),
            ]
        );
    }

    private static QualityFigures FiguresOf(IReadOnlyDictionary<string, MetricInterval> metrics) => new(metrics[Ndcg], metrics[HitRate]);
}

/// <summary>Means over users with 95 % bootstrap intervals, fractions 0 … 1.</summary>
/// <param name="Ndcg">NDCG@10.</param>
/// <param name="HitRate">HR@10.</param>
public sealed record QualityFigures(MetricInterval Ndcg, MetricInterval HitRate);

/// <summary>The figures over the users of one segment.</summary>
/// <param name="Segment"><c>cold</c>, <c>few</c>, <c>many</c>, <c>linked</c> or <c>unlinked</c>.</param>
/// <param name="Users">Its users with an interaction held out.</param>
/// <param name="Model">The model's.</param>
/// <param name="Popularity">Popularity's.</param>
public sealed record SegmentQuality(string Segment, int Users, QualityFigures Model, QualityFigures Popularity);

/// <summary>What is recorded of a version beside its build: why it was chosen and how good it was found.</summary>
/// <param name="Choice">What selection settled on; null where options were given.</param>
/// <param name="Quality">What was measured; null where nothing was.</param>
public sealed record VersionMetrics(JsonElement? Choice, ModelQuality? Quality)
{
    private const string QualityName = "quality";

    /// <summary>Written into <see cref="ModelVersion.MetricsJson"/>; null where there is neither.</summary>
    public static string? Write(ModelChoice? choice, ModelQuality? quality)
    {
        var json = choice is null ? new() : JsonSerializer.SerializeToNode(choice, JsonSerializerOptions.Web)!.AsObject();
        if (quality is not null)
        {
            json[QualityName] = JsonSerializer.SerializeToNode(quality, JsonSerializerOptions.Web);
        }
        return json.Count == 0 ? null : json.ToJsonString();
    }

    /// <summary>Reads what a version has.</summary>
    public static VersionMetrics Of(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (version.MetricsJson is null)
        {
            return new VersionMetrics(null, null);
        }
        var json = JsonDocument.Parse(version.MetricsJson).RootElement;
        return new VersionMetrics(
            json.TryGetProperty("model", out _) ? json : null,
            json.TryGetProperty(QualityName, out var quality) ? quality.Deserialize<ModelQuality>(JsonSerializerOptions.Web) : null
        );
    }
}
