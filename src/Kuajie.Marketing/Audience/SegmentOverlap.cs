namespace Kuajie.Marketing.Audience;

/// <summary>A segment and who belongs to it.</summary>
/// <param name="Domain">Its domain.</param>
/// <param name="Name">Its name.</param>
/// <param name="Users">Its members' ids.</param>
public sealed record SegmentMembers(string Domain, string Name, IReadOnlySet<string> Users);

/// <summary>How far two segments are the same people. Counts that would speak of few people are null, and so is what could be worked out from them.</summary>
/// <param name="First">Size of the first among the people that can be compared: its users, or its linked users where the domains differ.</param>
/// <param name="Second">Size of the second among them.</param>
/// <param name="Both">People in both.</param>
/// <param name="Jaccard">Both over either.</param>
/// <param name="Lift">How many times as many are in both as chance would have: both · all / (first · second).</param>
/// <param name="All">People that can be compared: the domain's users, or the links between the domains.</param>
public sealed record SegmentOverlap(long? First, long? Second, long? Both, double? Jaccard, double? Lift, long? All)
{
    /// <summary>The smallest count that is told unless said otherwise.</summary>
    public const int FewestTold = 10;

    /// <summary>Compares two segments of one domain. O(members).</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second, of the same domain.</param>
    /// <param name="users">Users of the domain.</param>
    /// <param name="fewest">The smallest count that is told; 1 tells everything.</param>
    public static SegmentOverlap Within(SegmentMembers first, SegmentMembers second, long users, int fewest = FewestTold)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Of(first.Users.Count, second.Users.Count, first.Users.LongCount(second.Users.Contains), users, fewest);
    }

    /// <summary>Compares segments of two domains among the linked users; a link counts as one person. O(links).</summary>
    /// <param name="first">A segment of one domain.</param>
    /// <param name="second">A segment of another.</param>
    /// <param name="links">The links from the first domain to the second.</param>
    /// <param name="fewest">The smallest count that is told; 1 tells everything.</param>
    public static SegmentOverlap Across(
        SegmentMembers first,
        SegmentMembers second,
        IReadOnlyCollection<(string FirstUser, string SecondUser)> links,
        int fewest = FewestTold
    )
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(links);
        return Of(
            links.LongCount(link => first.Users.Contains(link.FirstUser)),
            links.LongCount(link => second.Users.Contains(link.SecondUser)),
            links.LongCount(link => first.Users.Contains(link.FirstUser) && second.Users.Contains(link.SecondUser)),
            links.Count,
            fewest
        );
    }

    private static SegmentOverlap Of(long first, long second, long both, long all, int fewest)
    {
        // Each of the four cells of the table can be worked out from the others: one that is small hides what leads to it.
        long[] cells = [both, first - both, second - both, all - first - second + both];
        var isTold = cells.All(cell => !Hides(cell));
        return new SegmentOverlap(
            Told(first, all),
            Told(second, all),
            isTold ? both : null,
            isTold && first + second > both ? (double)both / (first + second - both) : null,
            isTold && first > 0 && second > 0 ? (double)both * all / ((double)first * second) : null,
            Hides(all) ? null : all
        );

        bool Hides(long count) => fewest > 1 && count < fewest;
        long? Told(long part, long whole) => Hides(part) || Hides(whole - part) ? null : part;
    }
}
