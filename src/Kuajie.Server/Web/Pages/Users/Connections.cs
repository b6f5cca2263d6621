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
    /// <param name="usual">Share of all users known on both sides who did something with the recommended item, or null where it is not known.</param>
    public static IEnumerable<string> Of(EvidenceResponse because, string target, double? usual = null)
    {
        ArgumentNullException.ThrowIfNull(because);
        var isAcross = because.Domain != target;
        var hasPeople = because is { SharedUsers: > 0, SourceUsers: > 0 };
        var hasTags = because.SharedTags is { Count: > 0 };
        if (hasPeople)
        {
            var (source, shared) = (because.SourceUsers!.Value, because.SharedUsers!.Value);
            yield return isAcross
                ? UsersTexts.T("PeopleAcross", Figures.Count(source), Stored.Of(target))
                : UsersTexts.T("PeopleHere", Figures.Count(source));
            yield return UsersTexts.T("PeopleToo", Figures.Count(shared), Figures.Share((double)shared / source, 0));
            if (isAcross && usual is > 0 and var everybody)
            {
                yield return UsersTexts.T(
                    "PeopleUsual",
                    Figures.Share(everybody, 0),
                    Figures.Number((double)shared / source / everybody, 1)
                );
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
        if (hasTags)
        {
            yield return UsersTexts.T("TagsBoth", Stored.Of(string.Join(ConsoleTexts.Say("ListSeparator"), because.SharedTags!)));
        }
        if (!hasPeople && !hasTags)
        {
            yield return because.SharedUsers is null ? UsersTexts.T("FewPeople") : UsersTexts.T("ModelAlone");
        }
    }

    /// <summary>What a reader should hold against the counts: that they are hardly more than usual, or so few that they may be chance; null where they speak.</summary>
    private static string? Doubt(long source, long shared, double usual) =>
        shared < HardlyMore * usual * source ? UsersTexts.T("PeopleHardlyMore")
        : WilsonInterval.Of(shared, source).Low <= usual ? UsersTexts.T("PeopleChance")
        : null;
}
