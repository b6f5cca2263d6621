namespace Kuajie.Client.Campaigns;

/// <summary>What other ways to choose a campaign's creatives would have brought, from the decisions of its bandit and their probabilities.</summary>
/// <param name="Goal">What is counted of a decision: <c>click</c> or <c>conversion</c>.</param>
/// <param name="Decisions">Decisions it stands on.</param>
/// <param name="Confidence">Confidence of each interval, so that all differences hold together with 95 %.</param>
/// <param name="Policies">The policies; none where there is a shortage or few people are not told of.</param>
/// <param name="Notes">What has to be known to read it, in words.</param>
/// <param name="Logged">Share of the decisions that reached the goal; left out without policies.</param>
/// <param name="Shortage">Why nothing can be said, and what to do, in words.</param>
/// <param name="FewestPeople">Where figures are left out because they would speak of few people of the other domain: how many there have to be.</param>
public sealed record CampaignPreviewResponse(
    string Goal,
    int Decisions,
    double Confidence,
    IReadOnlyList<PreviewedPolicyResponse> Policies,
    IReadOnlyList<string> Notes,
    double? Logged = null,
    string? Shortage = null,
    int? FewestPeople = null
);

/// <summary>What one way to choose would have brought: shares of decisions that reach the goal.</summary>
/// <param name="Choice"><c>only</c> (one creative alone), <c>evenly</c>, <c>thompson</c> or <c>linUcb</c>.</param>
/// <param name="Name">The same in words.</param>
/// <param name="Present">Whether it is what the campaign does.</param>
/// <param name="Kind"><c>better</c>, <c>worse</c>, <c>undecided</c>, <c>notEnoughData</c>, <c>notShown</c> or <c>wrongPropensities</c>.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="EffectiveSampleSize">How many decisions of its own tell as much.</param>
/// <param name="Creative">The creative, where it is one alone.</param>
/// <param name="SelfNormalized">Estimate by weighting (SNIPS); left out where the log shows nothing of it, or of few people of the other domain.</param>
/// <param name="DoublyRobust">The same with predictions for what was not shown; left out likewise.</param>
/// <param name="Difference">It less what the campaign brought; left out where the log does not carry it.</param>
public sealed record PreviewedPolicyResponse(
    string Choice,
    string Name,
    bool Present,
    string Kind,
    string Sentence,
    double EffectiveSampleSize,
    string? Creative = null,
    PreviewIntervalResponse? SelfNormalized = null,
    PreviewIntervalResponse? DoublyRobust = null,
    PreviewIntervalResponse? Difference = null
);

/// <summary>An estimate with its interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record PreviewIntervalResponse(double Value, double Low, double High);
