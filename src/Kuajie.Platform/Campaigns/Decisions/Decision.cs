namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>That a campaign was shown: what was decided, for whom, and what it cost.</summary>
/// <param name="DecisionId">The id of the shown list; later events refer to it.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Domain">The domain whose user or visitor saw it.</param>
/// <param name="At">When.</param>
/// <param name="Day">The day by the campaign's midnights, as yyyymmdd.</param>
/// <param name="Slot">Where.</param>
/// <param name="UserId">Who, or null for a visitor.</param>
/// <param name="SessionId">In which visit, or null.</param>
/// <param name="Creative">What was shown.</param>
/// <param name="Propensity">The probability with which it was chosen among the campaign's creatives.</param>
/// <param name="AmountMinorUnits">What the impression cost.</param>
/// <param name="RequestId">The caller's id of the request, or null.</param>
/// <param name="ContextJson">What was known of the user and the hour where the choice was left to a bandit, or null.</param>
/// <param name="PropensitiesJson">The probabilities it was drawn by, for each creative of the definition in its order; null where nothing was left to chance.</param>
public sealed record Decision(
    string DecisionId,
    string CampaignId,
    string Domain,
    DateTimeOffset At,
    int Day,
    string Slot,
    string? UserId,
    string? SessionId,
    string Creative,
    double Propensity,
    long AmountMinorUnits,
    string? RequestId,
    string? ContextJson,
    string? PropensitiesJson = null
);

/// <summary>What came of an impression. The number is stored; never renumber.</summary>
public enum OutcomeKind
{
    /// <summary>Its first click.</summary>
    Click = 1,

    /// <summary>Its first conversion.</summary>
    Conversion = 2,
}

/// <summary>Whether an outcome was charged, and why not. The number is stored; never renumber.</summary>
public enum OutcomeMark
{
    /// <summary>Charged.</summary>
    Charged = 1,

    /// <summary>The campaign does not pay for it.</summary>
    Unpriced = 2,

    /// <summary>The campaign was over: closed, stopped or killed.</summary>
    Closed = 3,

    /// <summary>Nothing was left of the budget, or of the day's.</summary>
    Exhausted = 4,

    /// <summary>It came later than outcomes count.</summary>
    Late = 5,
}

/// <summary>What came of an impression, and what it cost. One of a kind for each impression.</summary>
/// <param name="DecisionId">The impression.</param>
/// <param name="Kind">What came of it.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Creative">What was shown.</param>
/// <param name="At">When it happened, by the sender's clock.</param>
/// <param name="Day">The day it was charged on, by the campaign's midnights, as yyyymmdd.</param>
/// <param name="AmountMinorUnits">What it cost.</param>
/// <param name="Mark">Whether it was charged, and why not.</param>
public sealed record DecisionOutcome(
    string DecisionId,
    OutcomeKind Kind,
    string CampaignId,
    string Creative,
    DateTimeOffset At,
    int Day,
    long AmountMinorUnits,
    OutcomeMark Mark
);

/// <summary>What is on record of a campaign, summed up by creative and day.</summary>
/// <param name="Creative">The creative.</param>
/// <param name="Day">The day, as yyyymmdd.</param>
/// <param name="Impressions">Impressions.</param>
/// <param name="Clicks">Impressions clicked, by the day they were charged on.</param>
/// <param name="Conversions">Impressions that converted, by the day they were charged on.</param>
/// <param name="SpentMinorUnits">What all of them cost.</param>
/// <param name="Uncharged">Outcomes that came when they could not be charged: closed, exhausted, late.</param>
public sealed record DeliveryCount(
    string Creative,
    int Day,
    long Impressions,
    long Clicks,
    long Conversions,
    long SpentMinorUnits,
    long Uncharged
);

/// <summary>How often a campaign was shown to somebody.</summary>
/// <param name="UserId">The user, or null for a visitor.</param>
/// <param name="SessionId">The visit, for a visitor.</param>
/// <param name="Day">The day, as yyyymmdd.</param>
/// <param name="Impressions">How often.</param>
public sealed record SeenCount(string? UserId, string? SessionId, int Day, int Impressions);

/// <summary>Where decisions and what came of them are kept. One conformance suite runs on every implementation.</summary>
public interface IDecisionStore
{
    /// <summary>Stores decisions in one transaction: after the return they survive a crash.</summary>
    /// <exception cref="Faults.KuajieException">Code <c>store-full</c>: nothing of the call is stored.</exception>
    void Append(IReadOnlyList<Decision> decisions);

    /// <summary>A decision, or null.</summary>
    Decision? Find(string decisionId);

    /// <summary>The decision of a caller's request, or null.</summary>
    Decision? FindRequest(string domain, string requestId);

    /// <summary>The outcomes of a decision.</summary>
    IReadOnlyList<DecisionOutcome> OutcomesOf(string decisionId);

    /// <summary>Stores outcomes in one transaction, of each impression the first of a kind.</summary>
    /// <returns>For each whether it was new.</returns>
    IReadOnlyList<bool> AppendOutcomes(IReadOnlyList<DecisionOutcome> outcomes);

    /// <summary>What is on record of a campaign, by creative and day.</summary>
    IReadOnlyList<DeliveryCount> DeliveryOf(string campaignId);

    /// <summary>Whom a campaign was shown to, and how often on which day.</summary>
    IReadOnlyList<SeenCount> SeenOf(string campaignId);

    /// <summary>The decisions of a campaign that kept a context, with whether the goal was reached, in order of time.</summary>
    IEnumerable<LearntDecision> ContextsOf(string campaignId, OutcomeKind goal);

    /// <summary>The latest decisions of a campaign with all that a preview of another choice needs, in order of time.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="goal">The outcome that counts.</param>
    /// <param name="until">The moment after the last.</param>
    /// <param name="most">How many at most; of more, the latest.</param>
    IReadOnlyList<ChosenCreative> ChoicesOf(string campaignId, OutcomeKind goal, DateTimeOffset until, int most);

    /// <summary>What came of impressions in some placements, by campaign, in order of its id.</summary>
    /// <param name="domain">The domain whose users saw them.</param>
    /// <param name="slots">The placements.</param>
    /// <param name="since">The first moment.</param>
    /// <param name="until">The moment after the last.</param>
    IReadOnlyList<SlotRate> RatesOf(string domain, IReadOnlyList<string> slots, DateTimeOffset since, DateTimeOffset until);

    /// <summary>The decisions made since a moment, in order of time.</summary>
    IReadOnlyList<Decision> Since(DateTimeOffset moment);

    /// <summary>When the last decision was made, or null where there is none.</summary>
    DateTimeOffset? Last();

    /// <summary>Takes a user off their decisions and those of their visits, whose counts and amounts stay, and forgets whether they want promotions. How many decisions there were.</summary>
    long EraseUser(string domain, string userId);
}

/// <summary>What came of the impressions of a campaign in some placements.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Impressions">Impressions.</param>
/// <param name="Clicks">Impressions that were clicked, charged or not.</param>
/// <param name="Conversions">Impressions that converted, charged or not.</param>
public sealed record SlotRate(string CampaignId, long Impressions, long Clicks, long Conversions);

/// <summary>A decision that a bandit learns from.</summary>
/// <param name="Creative">What was shown.</param>
/// <param name="ContextJson">What was known.</param>
/// <param name="IsReached">Whether the goal was reached.</param>
public sealed record LearntDecision(string Creative, string ContextJson, bool IsReached);

/// <summary>A choice among creatives, and when the goal was reached.</summary>
/// <param name="At">When it was chosen.</param>
/// <param name="Creative">What was chosen.</param>
/// <param name="Propensity">With which probability.</param>
/// <param name="PropensitiesJson">The probabilities of all creatives, or null.</param>
/// <param name="ContextJson">What was known, or null.</param>
/// <param name="ReachedAt">When the goal was reached, by the sender's clock; null where it was not.</param>
public sealed record ChosenCreative(
    DateTimeOffset At,
    string Creative,
    double Propensity,
    string? PropensitiesJson,
    string? ContextJson,
    DateTimeOffset? ReachedAt
);
