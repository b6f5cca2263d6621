using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>A place to be filled.</summary>
/// <param name="Domain">The domain whose user or visitor looks at it.</param>
/// <param name="Slot">The placement.</param>
/// <param name="UserId">Who, as stored, or null for a visitor.</param>
/// <param name="SessionId">In which visit; never null where the user is.</param>
/// <param name="RequestId">The caller's id: whoever asks again with it has the same answer and pays once. Or null.</param>
/// <param name="IsExplained">Whether to tell why campaigns were not shown.</param>
public sealed record DecisionQuery(
    string Domain,
    string Slot,
    string? UserId,
    string? SessionId,
    string? RequestId = null,
    bool IsExplained = false
);

/// <summary>What fills it.</summary>
/// <param name="Decision">The impression, or null for nothing.</param>
/// <param name="Campaign">Its campaign.</param>
/// <param name="Promoted">The domain that is shown.</param>
/// <param name="Creative">What is shown.</param>
/// <param name="HeldOutOf">Names of campaigns that would have been shown had the user not been held out.</param>
/// <param name="Reasons">Why campaigns were not shown; empty where nobody asked.</param>
public sealed record DecisionAnswer(
    Decision? Decision,
    Campaign? Campaign,
    string? Promoted,
    CampaignCreative? Creative,
    IReadOnlyList<string> HeldOutOf,
    IReadOnlyList<DecisionReason> Reasons
);
