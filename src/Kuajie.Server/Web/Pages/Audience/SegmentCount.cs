using Kuajie.Client.Audience;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>How many users belong to a segment, as far as it may be told.</summary>
internal static class SegmentCount
{
    private const string NotYet = "…";
    private const string NotTold = "–";

    /// <summary>The count, that it would speak of few people, or a sign that it is on its way.</summary>
    public static string Of(SegmentResponse? segment) =>
        segment switch
        {
            { Users: { } users } => Figures.Count(users),
            { FewerThan: { } few } => T("FewPeople", few),
            _ => NotYet,
        };

    /// <summary>The share of the domain's users.</summary>
    public static string ShareOf(SegmentResponse? segment) =>
        segment switch
        {
            { Users: { } users, All: > 0 and var all } => Figures.Share((double)users / all),
            { FewerThan: not null } => NotTold,
            _ => NotYet,
        };

    /// <summary>Whom a rule selects, in a sentence; null where it is at fault.</summary>
    public static string? Of(RuleCheckResponse check) =>
        check switch
        {
            { Rule: null } => null,
            { Users: { } users, All: > 0 and var all } => T(
                "Selects",
                Figures.Count(users),
                Figures.Count(all),
                Figures.Share((double)users / all)
            ),
            { FewerThan: { } few } => T("SelectsFew", few),
            _ => T("Selects", Figures.Count(0), Figures.Count(0), Figures.Share(0)),
        };
}
