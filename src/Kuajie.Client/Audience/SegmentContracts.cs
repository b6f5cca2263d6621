namespace Kuajie.Client.Audience;

/// <summary>A segment to define.</summary>
/// <param name="Rule">The rule, in the language of audience rules.</param>
public sealed record SegmentRequest(string Rule);

/// <summary>A named group of users.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rule">Its rule as it is printed; absent for a cluster.</param>
/// <param name="Tags">For a cluster, what told it from everybody when it was found; absent for a rule.</param>
/// <param name="ChangedAt">When it was stored.</param>
/// <param name="Users">Who belongs to it now, in count; absent in lists, and where it would speak of few people.</param>
/// <param name="All">Users of the domain that have a profile; absent in lists.</param>
/// <param name="FewerThan">Where a count is not told because it would speak of few people: of fewer than this.</param>
public sealed record SegmentResponse(
    string Name,
    string? Rule,
    IReadOnlyList<SegmentTagResponse>? Tags,
    DateTimeOffset ChangedAt,
    long? Users = null,
    long? All = null,
    int? FewerThan = null
);

/// <summary>A tag that is more usual in a cluster than elsewhere.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Share">Share of the cluster's users that like it more than the average, drawn towards everybody's.</param>
/// <param name="Lift">That share over everybody's.</param>
public sealed record SegmentTagResponse(string Tag, double Share, double Lift);

/// <summary>A rule that is being written.</summary>
/// <param name="Rule">The rule, finished or not.</param>
/// <param name="Cursor">Characters before the cursor; the end where left out.</param>
public sealed record RuleCheckRequest(string Rule, int? Cursor = null);

/// <summary>What a rule is worth as it stands.</summary>
/// <param name="Rule">The rule as it is printed; absent where it is wrong or unfinished.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="Users">Whom it selects now, in count; absent where it is wrong, and where it would speak of few people.</param>
/// <param name="All">Users of the domain that have a profile.</param>
/// <param name="FewerThan">Where the count is not told because it would speak of few people: of fewer than this.</param>
/// <param name="From">First character that a suggestion replaces, from 0.</param>
/// <param name="To">The cursor.</param>
/// <param name="Suggestions">What can stand at the cursor.</param>
/// <param name="At">The moment the domain's profiles hold for, that of its last event; absent where nothing happened in it.</param>
public sealed record RuleCheckResponse(
    string? Rule,
    IReadOnlyList<RuleFaultResponse> Faults,
    long? Users,
    long? All,
    int? FewerThan,
    int From,
    int To,
    IReadOnlyList<RuleSuggestionResponse> Suggestions,
    DateTimeOffset? At = null
);

/// <summary>Something wrong with a rule.</summary>
/// <param name="Code">Stable name for programs.</param>
/// <param name="Column">Place of the first character at fault, from 1.</param>
/// <param name="Length">How many characters are at fault.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record RuleFaultResponse(string Code, int Column, int Length, string Message);

/// <summary>Something that can stand at the cursor.</summary>
/// <param name="Text">What to put there.</param>
/// <param name="Kind">What it is, for example <c>Field</c> or <c>Tag</c>.</param>
public sealed record RuleSuggestionResponse(string Text, string Kind);

/// <summary>How to look for clusters.</summary>
/// <param name="Fewest">Fewest clusters, at least 2; 2 where left out.</param>
/// <param name="Most">Most clusters, at most 20; 8 where left out.</param>
/// <param name="Seed">Seed; 1 where left out.</param>
/// <param name="SaveAs">What the names of the segments begin with that the clusters are stored as; nothing is stored where left out.</param>
/// <param name="WithFactors">False for comparing profiles alone; where left out, a model's factors are compared too.</param>
/// <param name="ModelVersion">The model version whose factors are compared; where left out, the one that serves the domain.</param>
public sealed record ClustersRequest(
    int? Fewest = null,
    int? Most = null,
    int? Seed = null,
    string? SaveAs = null,
    bool? WithFactors = null,
    string? ModelVersion = null
);

/// <summary>Clusters of users.</summary>
/// <param name="HasStructure">Whether they are better than one cloud would give, and other seeds agree.</param>
/// <param name="Verdict">That in words, or what there is too little of.</param>
/// <param name="Silhouette">Their mean silhouette.</param>
/// <param name="ReferenceSilhouette">What one cloud with the same covariances gives at best.</param>
/// <param name="Stability">Mean adjusted Rand index between other seeds and this one.</param>
/// <param name="Choices">Every number of clusters tried.</param>
/// <param name="Clusters">The clusters, the largest first.</param>
/// <param name="Map">The clusters in a plane; absent where there are too few users.</param>
public sealed record ClustersResponse(
    bool HasStructure,
    string Verdict,
    double Silhouette,
    double ReferenceSilhouette,
    double Stability,
    IReadOnlyList<ClusterChoiceResponse> Choices,
    IReadOnlyList<ClusterResponse> Clusters,
    ClusterMapResponse? Map = null
)
{
    /// <summary>What was compared to find them.</summary>
    public ClusterFeaturesResponse? Compared { get; init; }
}

/// <summary>What clusters were found by: profiles, and the factors of a model where there are any.</summary>
/// <param name="Text">That in words.</param>
/// <param name="Factors">Directions of factors per user; 0 for profiles alone.</param>
/// <param name="ModelVersion">The model version; absent for profiles alone.</param>
/// <param name="Model">Its kind.</param>
/// <param name="SameByProfile">Share of users whom the profile alone puts into the same cluster, as stored clusters do; 1 for profiles alone.</param>
public sealed record ClusterFeaturesResponse(string Text, int Factors, string? ModelVersion, string? Model, double SameByProfile);

/// <summary>Clusters in a plane: the two directions in which users differ most. What is near in it may be apart in directions that are not drawn.</summary>
/// <param name="Axes">The directions, across and up.</param>
/// <param name="Places">Where the clusters lie, in their order.</param>
/// <param name="Dots">Some users, without their ids; absent for who may not see users.</param>
public sealed record ClusterMapResponse(
    IReadOnlyList<ClusterAxisResponse> Axes,
    IReadOnlyList<ClusterPlaceResponse> Places,
    IReadOnlyList<ClusterPlaceResponse>? Dots = null
);

/// <summary>A direction.</summary>
/// <param name="Share">Its share of all that users differ in.</param>
/// <param name="Low">Features that are large at its lower end, for example <c>tag:running</c> or <c>recency</c>.</param>
/// <param name="High">Features that are large at its upper end.</param>
public sealed record ClusterAxisResponse(double Share, IReadOnlyList<string> Low, IReadOnlyList<string> High);

/// <summary>A place in the plane.</summary>
/// <param name="Cluster">The cluster: its place in the list, from 0.</param>
/// <param name="X">Across; 0 is the average user.</param>
/// <param name="Y">Up.</param>
public sealed record ClusterPlaceResponse(int Cluster, double X, double Y);

/// <summary>One number of clusters that was tried.</summary>
/// <param name="Clusters">How many.</param>
/// <param name="Silhouette">Their mean silhouette.</param>
public sealed record ClusterChoiceResponse(int Clusters, double Silhouette);

/// <summary>A cluster.</summary>
/// <param name="Name">What tells it from everybody, in words.</param>
/// <param name="Segment">The segment it is stored as; absent where it is not.</param>
/// <param name="Users">Its users in count; absent where it would speak of few people.</param>
/// <param name="Tags">What is more usual in it than elsewhere.</param>
public sealed record ClusterResponse(string Name, string? Segment, long? Users, IReadOnlyList<SegmentTagResponse> Tags);

/// <summary>Users like those of a segment.</summary>
/// <param name="Seeds">Users of the segment.</param>
/// <param name="Shortage">What there is too little of; absent where there is enough.</param>
/// <param name="Rows">How well the order puts held-out seeds first, beside activity and chance.</param>
/// <param name="Users">The likest first.</param>
public sealed record LookAlikesResponse(
    int Seeds,
    string? Shortage,
    IReadOnlyList<LookAlikeRowResponse> Rows,
    IReadOnlyList<LookAlikeResponse> Users
);

/// <summary>How well an order puts held-out seeds before others, with 95 % intervals.</summary>
/// <param name="Name"><c>Model</c>, <c>Activity</c> or <c>Random</c>.</param>
/// <param name="Auc">Probability that a seed stands before another user.</param>
/// <param name="AucLow">Lower end.</param>
/// <param name="AucHigh">Upper end.</param>
/// <param name="Precision">Share of seeds among the first.</param>
/// <param name="PrecisionLow">Lower end.</param>
/// <param name="PrecisionHigh">Upper end.</param>
/// <param name="At">How many first ones.</param>
public sealed record LookAlikeRowResponse(
    string Name,
    double Auc,
    double AucLow,
    double AucHigh,
    double Precision,
    double PrecisionLow,
    double PrecisionHigh,
    int At
);

/// <summary>A user like the seeds.</summary>
/// <param name="User">The user's id as it is stored.</param>
/// <param name="Score">Orders the users.</param>
/// <param name="Likeness">Probability of being of the seeds' kind, if the seeds are a random part of it.</param>
/// <param name="Reasons">The features that speak most for it.</param>
public sealed record LookAlikeResponse(string User, double Score, double Likeness, IReadOnlyList<string> Reasons);

/// <summary>How far two segments are the same people. What would speak of few people is absent.</summary>
/// <param name="First">Size of the first among the people that can be compared.</param>
/// <param name="Second">Size of the second among them.</param>
/// <param name="Both">People in both.</param>
/// <param name="Jaccard">Both over either.</param>
/// <param name="Lift">How many times as many as by chance.</param>
/// <param name="All">People that can be compared: users of the domain, or links between the two.</param>
public sealed record SegmentOverlapResponse(long? First, long? Second, long? Both, double? Jaccard, double? Lift, long? All);
