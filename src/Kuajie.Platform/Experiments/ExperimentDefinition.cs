using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Algorithms.Experiments.Assignment;

namespace Kuajie.Platform.Experiments;

/// <summary>What an experiment compares, on whom, and how it is to be read. Immutable; valid defaults but for the arms.</summary>
public sealed record ExperimentDefinition
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>2 … 10 arms; the first is the control.</summary>
    public IReadOnlyList<DefinedArm> Arms { get; init; } = [new("control"), new("treatment")];

    /// <summary>What is put into an arm as a whole. Default user.</summary>
    public ExperimentUnit Unit { get; init; } = ExperimentUnit.User;

    /// <summary>The layer; experiments of one layer own different buckets. Default "default".</summary>
    public string Layer { get; init; } = "default";

    /// <summary>First bucket of the layer that it owns, 0 … 9,999. Default 0.</summary>
    public int FirstBucket { get; init; }

    /// <summary>The bucket after the last one, up to 10,000. Default 10,000.</summary>
    public int EndBucket { get; init; } = ExperimentDesign.Buckets;

    /// <summary>Share of its buckets' units that take part, 0 … 1; may be raised while it runs. Default 1.</summary>
    public double Traffic { get; init; } = 1;

    /// <summary>Salt of its arms; default its name.</summary>
    public string? Salt { get; init; }

    /// <summary>Only requests for this scene take part; null for all.</summary>
    public string? Scene { get; init; }

    /// <summary>Only users who belong to this segment take part, as they stand when they ask; null for all.</summary>
    public string? Segment { get; init; }

    /// <summary>Share of users held out of it, 0 … 1. Default 0.</summary>
    public double HoldoutShare { get; init; }

    /// <summary>Hours of a block where time blocks are assigned, 1 … 720; null else.</summary>
    public double? BlockHours { get; init; }

    /// <summary>Hours of each block's beginning that are not analysed. Default 0.</summary>
    public double BurnInHours { get; init; }

    /// <summary>1 … 20 metrics. Default one goal: purchases that name a list of the experiment.</summary>
    public IReadOnlyList<DefinedMetric> Metrics { get; init; } = [new("conversions")];

    /// <summary>Units of all arms together at which it is to be read; null where there is no plan.</summary>
    public long? PlannedUnits { get; init; }

    /// <summary>Whether it may be read at any time and as often as wanted; needs <see cref="PlannedUnits"/>. Default no.</summary>
    public bool IsReadAnyTime { get; init; }

    /// <summary>Days before the start in which a user's own doings, of a metric's kinds and in the own domain, are held against those in the experiment (CUPED); null for not.</summary>
    public int? PriorDays { get; init; }

    /// <summary>Whether effects are broken down by the stage of life users were in when it started. Default no.</summary>
    public bool IsByLifecycle { get; init; }

    /// <summary>Segments by which effects are broken down, as users stood when it started; a user of several counts in the first. Default none.</summary>
    public IReadOnlyList<string> BySegments { get; init; } = [];

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static ExperimentDefinition Of(string json) => JsonSerializer.Deserialize<ExperimentDefinition>(json, Json)!;

    /// <summary>As far as assignment goes.</summary>
    /// <param name="name">The experiment's name.</param>
    /// <param name="startedAt">Where the first block of time begins.</param>
    public ExperimentDesign ToDesign(string name, DateTimeOffset startedAt) =>
        new(name, [.. Arms.Select(arm => new ExperimentArm(arm.Name, arm.Weight))])
        {
            Layer = Layer,
            Ranges = [new BucketRange(FirstBucket, EndBucket)],
            Traffic = Traffic,
            Unit = Unit,
            Salt = Salt ?? name,
            CampaignHoldout = HoldoutShare is > 0 and <= 1 ? new Holdout("experiment:" + name, HoldoutShare) : null,
            Blocks = BlockHours is { } hours ? new TimeBlocks(startedAt, Hours(hours), Hours(BurnInHours)) : null,
        };

    private static TimeSpan Hours(double hours) =>
        double.IsFinite(hours) && Math.Abs(hours) < 1e6 ? TimeSpan.FromHours(hours) : TimeSpan.Zero;
}

/// <summary>An arm and what it does to a list.</summary>
/// <param name="Name">Its name, unique in the experiment.</param>
public sealed record DefinedArm(string Name)
{
    /// <summary>Its share of the units relative to the other arms; above 0. Default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The model version that makes its lists; null for the one that serves.</summary>
    public string? Model { get; init; }

    /// <summary>The scene whose request fills in what is left out; null for the one that was asked for.</summary>
    public string? Scene { get; init; }
}

/// <summary>What of a unit's outcomes a metric counts.</summary>
public enum MetricCount
{
    /// <summary>How many there are.</summary>
    Events,

    /// <summary>Whether there is any: 0 or 1.</summary>
    Units,

    /// <summary>The sum of their values, for example of what was paid.</summary>
    Value,
}

/// <summary>A metric of an experiment.</summary>
/// <param name="Name">Its name, unique in the experiment.</param>
public sealed record DefinedMetric(string Name)
{
    /// <summary>Kinds of interactions that count, by their wire names. Default purchases.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = ["purchase"];

    /// <summary>What of them counts. Default how many.</summary>
    public MetricCount Count { get; init; } = MetricCount.Events;

    /// <summary>Whether only those count that name a list of the experiment, in whatever domain; else everything the user did in the own domain after the first list. Default the former.</summary>
    public bool IsThroughList { get; init; } = true;

    /// <summary>Whether the decision rests on it. Default yes.</summary>
    public bool IsGoal { get; init; } = true;

    /// <summary>Whether more is better. Default yes.</summary>
    public bool IsHigherBetter { get; init; } = true;

    /// <summary>The smallest relative effect that matters, above 0, or null.</summary>
    public double? SmallestEffect { get; init; }

    /// <summary>Which quantile of the units' values is compared, 0.01 … 0.99; null for their mean.</summary>
    public double? Quantile { get; init; }

    /// <summary>The quantile of all arms' values above which values count as that one, 0.5 … 0.9999; null for none.</summary>
    public double? OutlierQuantile { get; init; }

    /// <summary>Makes it a guardrail: the largest relative harm that is borne, 0.0001 … 0.99; null for a metric that is none.</summary>
    public double? GuardrailMargin { get; init; }

    /// <summary>Whether it may only not suffer: then it answers no question, and no success can come of it.</summary>
    [JsonIgnore]
    public bool IsGuardrail => GuardrailMargin is not null;
}
