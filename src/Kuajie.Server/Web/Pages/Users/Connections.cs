using Kuajie.Client.Recommendations;
using Kuajie.Server.Web.Parts;

namespace Kuajie.Server.Web.Pages.Users;

/// <summary>What connects something a person did with what is recommended, in plain words: other people, common tags, or the model's view alone.</summary>
internal static class Connections
{
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
}
