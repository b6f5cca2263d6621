using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>Why a campaign was not shown. The words are found when they are read.</summary>
/// <param name="Campaign">The campaign's name, or null where there was none to look at.</param>
/// <param name="Code">Stable name for programs.</param>
public sealed record DecisionReason(string? Campaign, string Code)
{
    internal const string NoCampaign = "noCampaign";
    internal const string Refused = "refused";
    internal const string OtherSlot = "otherSlot";
    internal const string NotRunning = "notRunning";
    internal const string SwitchedOff = "switchedOff";
    internal const string NoAgreement = "noAgreement";
    internal const string NoCreative = "noCreative";
    internal const string UnknownUser = "unknownUser";
    internal const string NotInSegment = "notInSegment";
    internal const string NotRolledOut = "notRolledOut";
    internal const string HeldOut = "heldOut";
    internal const string FrequencyOfDay = "frequencyOfDay";
    internal const string FrequencyInAll = "frequencyInAll";
    internal const string BudgetSpent = "budgetSpent";
    internal const string DaySpent = "daySpent";
    internal const string Paced = "paced";
    internal const string Outranked = "outranked";

    /// <summary>In words, in the current language.</summary>
    public override string ToString() => CampaignLifeTexts.Source.Format($"Reason_{Code}", Campaign);

    internal static string Of(BudgetAnswer answer) =>
        answer switch
        {
            BudgetAnswer.Spent => BudgetSpent,
            BudgetAnswer.DaySpent => DaySpent,
            _ => Paced,
        };
}
