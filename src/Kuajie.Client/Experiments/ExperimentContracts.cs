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
/// <param name="PlannedUnits">Units of all arms together at which it is to be read.</param>
/// <param name="ReadAnyTime">Whether it may be read at any time; needs planned units.</param>
/// <param name="PriorDays">Days before the start, 1 … 365: what users did in them is taken out of the differences between users, so that intervals get narrower (CUPED); not where left out.</param>
/// <param name="ByLifecycle">Whether effects are broken down by the stage of life users were in when it started; no where left out.</param>
/// <param name="BySegments">Up to 10 segments by which effects are broken down, as users stood when it started; a user of several counts in the first.</param>
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
    bool? ReadAnyTime = null,
    int? PriorDays = null,
    bool? ByLifecycle = null,
    IReadOnlyList<string>? BySegments = null
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
/// <param name="Quantile">Which quantile of the units' values is compared, 0.01 … 0.99; their mean where left out.</param>
/// <param name="OutlierQuantile">The quantile of all arms' values, 0.5 … 0.9999, above which values count as that one; all count as they are where left out.</param>
/// <param name="GuardrailMargin">Makes it a guardrail, which may only not suffer: the largest relative harm that is borne, 0.0001 … 0.99.</param>
public sealed record ExperimentMetricRequest(
    string Name,
    IReadOnlyList<string>? Kinds = null,
    string? Count = null,
    bool? ThroughList = null,
    bool? Goal = null,
    bool? HigherIsBetter = null,
    double? SmallestEffect = null,
    double? Quantile = null,
    double? OutlierQuantile = null,
    double? GuardrailMargin = null
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
/// <param name="Means">Mean of each metric per unit, or the quantile that is compared, in the order of the definition; absent likewise.</param>
public sealed record ArmReadingResponse(string Name, long? Units, IReadOnlyList<double>? Means);

/// <summary>An arm against the control.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Advice">What it comes to, for programs.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="Metrics">The metrics with their verdicts.</param>
/// <param name="TwoSided">Own platform and partner in one; absent where no metric of each kind is defined or the partnership does not share aggregates.</param>
/// <param name="Guardrails">What must not suffer, with what can be said of it.</param>
/// <param name="Segments">Goals broken down by segments, from the planned units on; none where that is not asked for.</param>
public sealed record ArmComparisonResponse(
    string Arm,
    string Advice,
    string Sentence,
    IReadOnlyList<MetricReadingResponse> Metrics,
    TwoSidedReadingResponse? TwoSided,
    IReadOnlyList<GuardrailReadingResponse> Guardrails,
    IReadOnlyList<SegmentedReadingResponse> Segments
);

/// <summary>A metric with its verdict.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Verdict">The verdict, for programs.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="Effect">Treatment less control, in the metric's unit; absent without data enough.</param>
/// <param name="Lift">The same relative to control; absent where control is not clearly above 0.</param>
/// <param name="Notes">What was done to the data and how it may be looked at, for people.</param>
public sealed record MetricReadingResponse(
    string Metric,
    string Verdict,
    string Sentence,
    EffectResponse? Effect,
    EffectResponse? Lift,
    IReadOnlyList<string> Notes
);

/// <summary>A guardrail.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="State"><c>held</c>, <c>undecided</c>, <c>violated</c>, <c>notEnoughData</c>, or <c>brokenSplit</c>.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="Margin">The largest relative harm that is borne.</param>
/// <param name="Harm">How much worse treatment is, relative to control; positive is worse. Absent where that cannot be said.</param>
public sealed record GuardrailReadingResponse(string Metric, string State, string Sentence, double Margin, EffectResponse? Harm);

/// <summary>A goal broken down by segments.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Differs">Whether the effect is proven not to be the same in all segments.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="Segments">The segments.</param>
public sealed record SegmentedReadingResponse(string Metric, bool Differs, string Sentence, IReadOnlyList<SegmentReadingResponse> Segments);

/// <summary>The effect in one segment.</summary>
/// <param name="Segment">The segment; <c>(others)</c> for users of none named, <c>(unseen)</c> for those who had done nothing yet.</param>
/// <param name="Differs">Whether it is proven to differ from the others.</param>
/// <param name="Sentence">The same for people; absent where few people are not told.</param>
/// <param name="Effect">Treatment less control, seen alone; absent without data enough or where few people are not told.</param>
/// <param name="Guess">The better guess: drawn towards the others by as much as the segments are alike; absent likewise.</param>
/// <param name="FewerThan">Where nothing is told because an arm has few people in it: fewer than this.</param>
public sealed record SegmentReadingResponse(
    string Segment,
    bool Differs,
    string? Sentence,
    EffectResponse? Effect,
    EffectResponse? Guess,
    int? FewerThan
);

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

/// <summary>A change to be previewed from lists on record; a model version, another scene, or both.</summary>
/// <param name="Scene">The scene whose lists on record it is held against.</param>
/// <param name="Model">The model version that would make the lists; the one that serves where left out.</param>
/// <param name="Instead">The scene that would fill in what requests leave out; the same where left out.</param>
/// <param name="Days">How far back lists are taken, 1 … 365 days; 28 where left out.</param>
/// <param name="Lists">Most lists that are made again, 1 … 20,000; 2,000 where left out.</param>
/// <param name="Kinds">Kinds of interactions that count; purchases where left out.</param>
public sealed record ExperimentPreviewRequest(
    string Scene,
    string? Model = null,
    string? Instead = null,
    int? Days = null,
    int? Lists = null,
    IReadOnlyList<string>? Kinds = null
);

/// <summary>What a change would have brought, per list.</summary>
/// <param name="Kind"><c>better</c>, <c>worse</c>, <c>undecided</c>, <c>notEnoughData</c>, <c>notShown</c> or <c>wrongPropensities</c>.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="Lists">Lists of the scene on record; like all figures absent where few people are not told.</param>
/// <param name="Taken">Those it stands on: shown to users, with places left to chance.</param>
/// <param name="People">Users who saw them.</param>
/// <param name="Logged">What came of a list as it was shown, on average.</param>
/// <param name="SelfNormalized">What would have come of it, by weighting (SNIPS); absent where the log shows nothing of it.</param>
/// <param name="DoublyRobust">The same with predictions for what was not shown; absent where there is nothing to predict from.</param>
/// <param name="Difference">Change less what was shown; absent where the log does not carry it.</param>
/// <param name="MeanWeight">Share of the new lists that the log shows with any chance; near 1 where it carries them.</param>
/// <param name="EffectiveSampleSize">How many people who were shown the new lists would tell as much.</param>
/// <param name="FewerThan">Where figures are not told because they would speak of few people: fewer than this.</param>
public sealed record ExperimentPreviewResponse(
    string Kind,
    string Sentence,
    int? Lists,
    int? Taken,
    int? People,
    double? Logged,
    EffectResponse? SelfNormalized,
    EffectResponse? DoublyRobust,
    EffectResponse? Difference,
    double? MeanWeight,
    double? EffectiveSampleSize,
    int? FewerThan
);

/// <summary>An experiment to be planned from the users of late.</summary>
/// <param name="Scene">Only users of this scene; all where left out.</param>
/// <param name="Metric">What is counted of a user; whether somebody bought through a list where left out. With a guardrail's margin: how many users show that it holds where nothing changes.</param>
/// <param name="Lift">The smallest relative lift worth finding; 0.1 where left out.</param>
/// <param name="Power">How often it is to be found, 0.5 … 0.99; 0.8 where left out.</param>
/// <param name="Arms">Arms, the control included; 2 where left out.</param>
/// <param name="Traffic">Share of the users that takes part; 1 where left out.</param>
/// <param name="ReadAnyTime">Whether it is to be read at any time; no where left out.</param>
/// <param name="Days">How far back users are looked at, 1 … 365 days; 28 where left out.</param>
/// <param name="Goals">Goals of the experiment, 1 … 20, which share the error with every arm beside the control; 1 where left out. Guardrails have no share in it.</param>
public sealed record ExperimentPlanRequest(
    string? Scene = null,
    ExperimentMetricRequest? Metric = null,
    double? Lift = null,
    double? Power = null,
    int? Arms = null,
    double? Traffic = null,
    bool? ReadAnyTime = null,
    int? Days = null,
    int? Goals = null
);

/// <summary>How many users an experiment needs and how long it takes.</summary>
/// <param name="SeenUsers">Users of late; absent where few people are not told.</param>
/// <param name="Mean">What a user does without treatment, on average; absent likewise.</param>
/// <param name="Units">Users of all arms together that are needed; absent where too little was seen to tell.</param>
/// <param name="DaysNeeded">Days until they have come; absent where that is too far off to tell.</param>
/// <param name="Weeks">Whole weeks to run it; absent likewise.</param>
/// <param name="Curve">Power day by day; empty where too little was seen to tell.</param>
/// <param name="FewerThan">Where figures are not told because they would speak of few people: fewer than this.</param>
public sealed record ExperimentPlanResponse(
    long? SeenUsers,
    double? Mean,
    long? Units,
    int? DaysNeeded,
    int? Weeks,
    IReadOnlyList<PlanDayResponse> Curve,
    int? FewerThan
);

/// <summary>A day of a plan.</summary>
/// <param name="Day">Days since the start, from 1.</param>
/// <param name="Units">Users of all arms that will have come by its end.</param>
/// <param name="Power">How often the lift would be found then.</param>
public sealed record PlanDayResponse(int Day, long Units, double Power);
