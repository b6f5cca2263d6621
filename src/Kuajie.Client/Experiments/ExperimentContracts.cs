namespace Kuajie.Client.Experiments;

/// <summary>What an experiment compares, on whom, and how it is to be read.</summary>
/// <param name="Arms">2 … 10 arms; the first is the control.</param>
/// <param name="Unit">What is put into an arm as a whole: <c>user</c> (where left out), <c>session</c>, <c>partner</c> or <c>timeBlock</c>.</param>
/// <param name="Layer">The layer; experiments of one layer own different buckets. <c>default</c> where left out.</param>
/// <param name="FirstBucket">First bucket of the layer that it owns, 0 … 9,999; 0 where left out.</param>
/// <param name="EndBucket">The bucket after the last one, up to 10,000, which stands where it is left out.</param>
/// <param name="Traffic">Share of its buckets' units that take part, 0 … 1; 1 where left out.</param>
/// <param name="Salt">Salt of its arms; its name where left out.</param>
/// <param name="Scene">Only requests for this scene take part; all where left out.</param>
/// <param name="Segment">Only users of this segment take part; all where left out.</param>
/// <param name="HoldoutShare">Share of users held out of it; 0 where left out.</param>
/// <param name="BlockHours">Hours of a block of time, for blocks of time.</param>
/// <param name="BurnInHours">Hours of each block's beginning that are not analysed; 0 where left out.</param>
/// <param name="Metrics">1 … 20 metrics; purchases that name a list of the experiment where left out.</param>
/// <param name="PlannedUnits">Units of both arms at which it is to be read.</param>
/// <param name="ReadAnyTime">Whether it may be read at any time; needs planned units.</param>
public sealed record ExperimentRequest(
    IReadOnlyList<ExperimentArmRequest> Arms,
    string? Unit = null,
    string? Layer = null,
    int? FirstBucket = null,
    int? EndBucket = null,
    double? Traffic = null,
    string? Salt = null,
    string? Scene = null,
    string? Segment = null,
    double? HoldoutShare = null,
    double? BlockHours = null,
    double? BurnInHours = null,
    IReadOnlyList<ExperimentMetricRequest>? Metrics = null,
    long? PlannedUnits = null,
    bool? ReadAnyTime = null
);

/// <summary>An arm and what it does to a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">Its share relative to the other arms; 1 where left out.</param>
/// <param name="Model">The model version that makes its lists; the one that serves where left out.</param>
/// <param name="Scene">The scene whose request fills in what is left out; the one asked for where left out.</param>
public sealed record ExperimentArmRequest(string Name, double? Weight = null, string? Model = null, string? Scene = null);

/// <summary>A metric.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kinds">Kinds of interactions that count; purchases where left out.</param>
/// <param name="Count">What of them counts: <c>events</c> (where left out), <c>units</c> or <c>value</c>.</param>
/// <param name="ThroughList">Whether only those count that name a list of the experiment; yes where left out.</param>
/// <param name="Goal">Whether the decision rests on it; yes where left out.</param>
/// <param name="HigherIsBetter">Yes where left out.</param>
/// <param name="SmallestEffect">The smallest relative effect that matters.</param>
public sealed record ExperimentMetricRequest(
    string Name,
    IReadOnlyList<string>? Kinds = null,
    string? Count = null,
    bool? ThroughList = null,
    bool? Goal = null,
    bool? HigherIsBetter = null,
    double? SmallestEffect = null
);

/// <summary>An experiment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>draft</c>, <c>running</c> or <c>stopped</c>.</param>
/// <param name="Definition">What it compares.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="StoppedAt">When it ended.</param>
public sealed record ExperimentResponse(
    string Name,
    string State,
    ExperimentRequest Definition,
    DateTimeOffset ChangedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? StoppedAt
);

/// <summary>A share of units or users.</summary>
/// <param name="Share">0 … 1.</param>
public sealed record ExperimentShare(double Share);

/// <summary>What experiments do with a user.</summary>
/// <param name="HeldOut">Whether the user is kept from all of them.</param>
/// <param name="Experiments">The running experiments of users.</param>
public sealed record UserExperimentsResponse(bool HeldOut, IReadOnlyList<UserExperimentResponse> Experiments);

/// <summary>What one experiment does with a user.</summary>
/// <param name="Experiment">Its name.</param>
/// <param name="Arm">The arm; absent for none.</param>
/// <param name="Reason">Why: <c>assigned</c>, <c>globalHoldout</c>, <c>campaignHoldout</c>, <c>otherBucket</c>, <c>notTargeted</c> or <c>notInTraffic</c>.</param>
public sealed record UserExperimentResponse(string Experiment, string? Arm, string Reason);

/// <summary>What an experiment shows.</summary>
/// <param name="From">When it began.</param>
/// <param name="Until">Until when it was read.</param>
/// <param name="CrossedUnits">Units that were in two arms; they count in none. Absent where few people are not told.</param>
/// <param name="SplitBroken">Whether the arms' sizes do not fit their shares: then nothing can be read.</param>
/// <param name="Arms">The arms, the control first.</param>
/// <param name="Comparisons">Every other arm against the control; none where few people are not told.</param>
/// <param name="FewerThan">Where figures are not told because an arm has few people: fewer than this.</param>
public sealed record ExperimentReadingResponse(
    DateTimeOffset From,
    DateTimeOffset Until,
    int? CrossedUnits,
    bool SplitBroken,
    IReadOnlyList<ArmReadingResponse> Arms,
    IReadOnlyList<ArmComparisonResponse> Comparisons,
    int? FewerThan
);

/// <summary>An arm in numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Units">Its units; absent where few people are not told.</param>
/// <param name="Means">Mean of each metric per unit, in the order of the definition; absent likewise.</param>
public sealed record ArmReadingResponse(string Name, long? Units, IReadOnlyList<double>? Means);

/// <summary>An arm against the control.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Advice">What it comes to, for programs.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="Metrics">The metrics with their verdicts.</param>
/// <param name="TwoSided">Own platform and partner in one; absent where no metric of each kind is defined or the partnership does not share aggregates.</param>
public sealed record ArmComparisonResponse(
    string Arm,
    string Advice,
    string Sentence,
    IReadOnlyList<MetricReadingResponse> Metrics,
    TwoSidedReadingResponse? TwoSided
);

/// <summary>A metric with its verdict.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Verdict">The verdict, for programs.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="Effect">Treatment less control, in the metric's unit; absent without data enough.</param>
/// <param name="Lift">The same relative to control; absent where control is not clearly above 0.</param>
public sealed record MetricReadingResponse(string Metric, string Verdict, string Sentence, EffectResponse? Effect, EffectResponse? Lift);

/// <summary>An effect with its 95 % interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record EffectResponse(double Value, double Low, double High);

/// <summary>The effect on both platforms.</summary>
/// <param name="Kind">What it comes to, for programs.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="ProbabilityBothHigher">Probability that both effects are above 0.</param>
public sealed record TwoSidedReadingResponse(string Kind, string Sentence, double ProbabilityBothHigher);
