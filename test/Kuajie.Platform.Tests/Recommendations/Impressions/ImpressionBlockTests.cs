using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Tests.Recommendations.Impressions;

public sealed class ImpressionBlockTests
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_ListsOfTwoDomains_AreTwoBlocksWithTheirRanges()
    {
        var blocks = ImpressionBlock.Of([List("l2"), List("l9") with { UserDomain = "s" }, List("l3"), List("l1")]);

        Assert.Equal(
            [("k", "l1", "l3", 3), ("s", "l9", "l9", 1)],
            blocks.Select(block => (block.UserDomain, block.FirstList, block.LastList, block.Count))
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(20_000)]
    public void Lists_TextsOfAnyLength_ComeBack(int length)
    {
        var text = string.Concat(Enumerable.Repeat("课", length));
        var list = List("l1") with { Scene = text, Items = [new ImpressionItem("k", text, 1, text, null, 0.1, null)] };

        var block = Assert.Single(ImpressionBlock.Of([list, List("l2")]));
        var found = block.Find("l1")!;

        Assert.Equal((text, text), (found.Scene, found.Items[0].ItemId));
        Assert.Equal(list.Items, found.Items);
        Assert.Equal(["l1", "l2"], block.Lists().Select(each => each.ListId));
    }

    [Fact]
    public void Lists_PlacesThatChangeDomainVersionSlotAndPrecision_ComeBack()
    {
        ImpressionItem[] places =
        [
            new("s", "m1", 1, "v1", "ranked", 0.5, null),
            new("s", "m2", 2, "v1", "ranked", 1.0 / 3, 0.125),
            new("k", "c1", 3, null, null, -1e300, 1e-9),
            new("k", "c2", 4, null, "pinned", 0, null),
            new("s", "m3", 5, "v2", null, (float)0.1, 1),
        ];

        var block = Assert.Single(ImpressionBlock.Of([List("l1") with { Items = places }]));

        Assert.Equal(places, block.Find("l1")!.Items);
        Assert.InRange(block.Content.Length, 1, 160);
    }

    [Fact]
    public void Without_UserAndVisits_LeavesTheOthers()
    {
        var block = Assert.Single(
            ImpressionBlock.Of([
                List("l1"),
                List("l2") with
                {
                    UserId = null,
                    SessionId = "v1",
                },
                List("l3") with
                {
                    UserId = "u2",
                    SessionId = "v2",
                },
            ])
        );

        Assert.Equal(["l3"], block.Without("u1", new HashSet<string> { "v1" })!.Lists().Select(list => list.ListId));
        Assert.Same(block, block.Without("u9", new HashSet<string>()));
        // What somebody else was shown in the same visit stays theirs.
        Assert.Equal(["l3"], block.Without("u1", new HashSet<string> { "v1", "v2" })!.Lists().Select(list => list.ListId));
        Assert.Null(block.Without("u1", new HashSet<string> { "v1" })!.Without("u2", new HashSet<string>()));
    }

    [Fact]
    public void Lists_DamagedContent_IsRefused()
    {
        var block = Assert.Single(ImpressionBlock.Of([List("l1")]));

        Assert.Throws<FormatException>(() => (block with { Content = block.Content[..^3] }).Lists().ToArray());
        Assert.Throws<FormatException>(() => (block with { Content = new byte[40] }).Find("l1"));
    }

    private static Impression List(string id) =>
        new(id, Noon, "k", "u1", null, "home", null, [new ImpressionItem("k", "c1", 1, "v1", null, 1, null)]);
}
