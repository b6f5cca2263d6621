using Kuajie.Client.Users;
using Kuajie.Platform.Users;

namespace Kuajie.Server.Users;

/// <summary>An overlap as its caller may read it.</summary>
internal static class OverlapOnTheWire
{
    /// <param name="overlap">The counts.</param>
    /// <param name="fewest">Counts of people below this are not told; 1 tells everything.</param>
    /// <param name="isFirstOwn">Whether the first domain's users are the caller's own.</param>
    /// <param name="isSecondOwn">Whether the second domain's are.</param>
    public static LinkOverlapResponse Of(LinkOverlap overlap, int fewest, bool isFirstOwn, bool isSecondOwn)
    {
        var few = new FewPeople(isFirstOwn && isSecondOwn ? 1 : fewest);
        // Links and linked users of both sides are nearly the same number: one of them would tell the others.
        var isOverlapHidden =
            few.Hides(overlap.Links)
            || few.Hides(overlap.FirstLinked, overlap.FirstUsers)
            || few.Hides(overlap.SecondLinked, overlap.SecondUsers);
        var isActiveHidden = isOverlapHidden || few.Hides(overlap.ActiveOnBothSides, overlap.Links);
        var isFirstHidden = !isFirstOwn && few.Hides(overlap.FirstUsers);
        var isSecondHidden = !isSecondOwn && few.Hides(overlap.SecondUsers);
        return new LinkOverlapResponse(
            [overlap.FirstDomain, overlap.SecondDomain],
            isOverlapHidden ? null : overlap.Links,
            isFirstHidden ? null : overlap.FirstUsers,
            isSecondHidden ? null : overlap.SecondUsers,
            isOverlapHidden ? null : overlap.FirstLinked,
            isOverlapHidden ? null : overlap.SecondLinked,
            isOverlapHidden ? null : overlap.FirstShare,
            isOverlapHidden ? null : overlap.SecondShare,
            isActiveHidden ? null : overlap.ActiveOnBothSides,
            isActiveHidden || isFirstHidden || isSecondHidden ? fewest : null
        );
    }
}
