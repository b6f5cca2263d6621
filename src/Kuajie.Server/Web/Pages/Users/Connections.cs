using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Client.Recommendations;
using Kuajie.Server.Web.Parts;

namespace Kuajie.Server.Web.Pages.Users;

/// <summary>What connects something a person did with what is recommended, in plain words: other people, common tags, or the model's view alone.</summary>
internal static class Connections
{
    /// <summary>Below so many times the usual share, an item is there because everybody likes it.</summary>
    private const double HardlyMore = 1.2;

    /// <summary>Where there is no usual share to compare with, the share of fewer people says nothing.</summary>
    private const int Few = 10;

    /// <summary>The sentences; at least one.</summary>
    /// <param name="because">What the person did.</param>
    /// <param name="target">The domain of the recommended item.</param>
    /// <param name="usual">Share of all who are compared with – users known on both sides, or within one domain its users – that did something with the recommended item; null where it is not known.</param>
    /// <param name="isByContent">Whether the model goes by what the items are about: the tags stand first then, and people are beside the point.</param>
    public static IEnumerable<string> Of(EvidenceResponse because, string target, double? usual = null, bool isByContent = false)
    {
        ArgumentNullException.ThrowIfNull(because);
        var isAcross = because.Domain != target;
        var hasPeople = because is { SharedUsers: > 0, SourceUsers: > 0 };
        var hasTags = because.SharedTags is { Count: > 0 };
        if (hasTags && isByContent)
        {
            yield return UsersTexts.T("TagsCount", TagsOf(because));
        }
        if (hasPeople)
        {
            var (source, shared) = (because.SourceUsers!.Value, because.SharedUsers!.Value);
            yield return isAcross
                ? UsersTexts.T("PeopleAcross", Figures.Count(source), Stored.Of(target))
                : UsersTexts.T("PeopleHere", Figures.Count(source));
            yield return UsersTexts.T("PeopleToo", Figures.Count(shared), Figures.Share((double)shared / source, 0));
            if (usual is > 0 and var everybody)
            {
                var (share, times) = (Figures.Share(everybody, 0), Figures.Number((double)shared / source / everybody, 1));
                yield return isAcross
                    ? UsersTexts.T("PeopleUsual", share, times)
                    : UsersTexts.T("PeopleUsualHere", share, times, Stored.Of(target));
                if (Doubt(source, shared, everybody) is { } doubt)
                {
                    yield return doubt;
                }
            }
            else if (source < Few)
            {
                yield return UsersTexts.T("PeopleChance");
            }
        }
        if (hasTags && !isByContent)
        {
            yield return UsersTexts.T("TagsBoth", TagsOf(because));
        }
        if (!hasPeople && !hasTags)
        {
            yield return because.SharedUsers is null ? UsersTexts.T("FewPeople") : UsersTexts.T("ModelAlone");
        }
    }

    private static string TagsOf(EvidenceResponse because) =>
        Stored.Of(string.Join(ConsoleTexts.Say("ListSeparator"), because.SharedTags!));

    /// <summary>What a reader should hold against the counts: that they are hardly more than usual, or so few that they may be chance; null where they speak.</summary>
    private static string? Doubt(long source, long shared, double usual) =>
        shared < HardlyMore * usual * source ? UsersTexts.T("PeopleHardlyMore")
        : WilsonInterval.Of(shared, source).Low <= usual ? UsersTexts.T("PeopleChance")
        : null;
}
