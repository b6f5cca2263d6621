using Kuajie.Marketing.Audience;

namespace Kuajie.Marketing.Tests.Audience;

public sealed class SegmentOverlapTests
{
    [Fact]
    public void Within_TwoSegments_CountsAsByHand()
    {
        var overlap = SegmentOverlap.Within(Segment("a", 0, 40), Segment("a", 20, 60), 100);

        // 20 of 60 in either; 20 · 100 / (40 · 40).
        Assert.Equal(new SegmentOverlap(40, 40, 20, 20.0 / 60, 1.25, 100), overlap);
    }

    [Fact]
    public void Across_LinkedUsers_ComparesAmongThem()
    {
        (string, string)[] links = [.. Enumerable.Range(0, 100).Select(user => ($"u{user}", $"u{99 - user}"))];

        var overlap = SegmentOverlap.Across(Segment("a", 0, 150), Segment("b", 0, 50), [.. links, ("u200", "u300")], fewest: 1);

        // Of 101 links the first holds 100, the second 50, both 50.
        Assert.Equal((100, 50, 50, 101), (overlap.First, overlap.Second, overlap.Both, overlap.All));
        Assert.Equal(50.0 * 101 / (100 * 50), overlap.Lift!.Value, 1e-12);
        Assert.Equal(0.5, overlap.Jaccard!.Value, 1e-12);
    }

    [Theory]
    // Both 5: few. 35 of 40 inside: five are outside. All but five in either: five are in neither.
    [InlineData(35, 75, 100)]
    [InlineData(5, 45, 100)]
    [InlineData(20, 60, 65)]
    public void Within_ASmallCell_HidesBothAndWhatFollowsFromIt(int from, int to, int users)
    {
        var overlap = SegmentOverlap.Within(Segment("a", 0, 40), Segment("a", from, to), users);

        Assert.Equal((40, 40), (overlap.First, overlap.Second));
        Assert.Equal((null, null, null), (overlap.Both, overlap.Jaccard, overlap.Lift));
    }

    [Fact]
    public void Within_FewMembers_HidesTheirNumber()
    {
        var overlap = SegmentOverlap.Within(Segment("a", 0, 9), Segment("a", 0, 95), 100);

        Assert.Equal((null, null, 100), (overlap.First, overlap.Second, overlap.All));
    }

    [Fact]
    public void Within_Nobody_IsNoNumberWhereThereIsNone() =>
        Assert.Equal(
            new SegmentOverlap(0, 0, 0, null, null, 0),
            SegmentOverlap.Within(Segment("a", 0, 0), Segment("a", 0, 0), 0, fewest: 1)
        );

    private static SegmentMembers Segment(string domain, int from, int to) =>
        new(domain, $"{from}", Enumerable.Range(from, to - from).Select(user => $"u{user}").ToHashSet());
}
