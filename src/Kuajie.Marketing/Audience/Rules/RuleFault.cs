using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience.Rules;

/// <summary>What is wrong with a rule, and where.</summary>
/// <param name="Code">Stable name for programs: RuleUnexpected, RuleEnds, RuleTooLong, RuleTooDeep, RuleShare, RuleHour, RuleDuration, RuleEmptyText.</param>
/// <param name="Column">Place of the first character at fault, from 1.</param>
/// <param name="Length">How many characters are at fault; 0 at the end of the rule.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record RuleFault(string Code, int Column, int Length, MarketingText Message)
{
    internal static RuleFault Of(string code, in RuleToken token, params object[] arguments) =>
        new(code, token.Start + 1, token.Length, MarketingText.Of(code, [token.Start + 1, .. arguments]));
}

/// <summary>A rule as read: the rule, or what is wrong with it.</summary>
/// <param name="Rule">The rule; null where there is a fault.</param>
/// <param name="Faults">Every fault up to the first that the reading cannot go on from.</param>
public sealed record RuleReading(AudienceRule? Rule, IReadOnlyList<RuleFault> Faults);
