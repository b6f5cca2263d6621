using Kuajie.Client.Recommendations;
using Kuajie.Server.Web.Pages.Users;

namespace Kuajie.Server.Tests.Web.Users;

public sealed class ListComparisonTests
{
    [Fact]
    public void Between_TwoLists_TellsWhatMovedCameAndWent()
    {
        var after = Items("c", "x", "a", "b");

        var comparison = ListComparison.Between(Items("a", "b", "c", "d"), after);

        Assert.Equal([new Move(2, false), new Move(0, true), new Move(-2, false), new Move(-2, false)], after.Select(comparison.Of));
        Assert.Equal(["d"], comparison.Gone.Select(item => item.Item));
        Assert.Equal(4, comparison.Changes);
    }

    [Fact]
    public void Between_EqualLists_ChangesNothing()
    {
        var comparison = ListComparison.Between(Items("a", "b"), Items("a", "b"));

        Assert.Equal((0, 0), (comparison.Changes, comparison.Gone.Count));
    }

    [Theory]
    [InlineData("purchase:knowledge:C1", "purchase knowledge C1")]
    [InlineData("view:knowledge:a:b:c", "view knowledge a:b:c")]
    [InlineData("dance:knowledge:C1", "")]
    [InlineData("view:knowledge", "")]
    [InlineData("", "")]
    public void Supposed_InAnAddress_IsReadOrPassedOver(string written, string expected) =>
        Assert.Equal(
            expected,
            string.Join(";", Supposed.Read([written, written]).Select(each => $"{each.Kind} {each.Domain} {each.Item}"))
        );

    [Fact]
    public void Supposed_WrittenAndRead_IsTheSame()
    {
        var supposed = new Supposed("enrol", "knowledge", "C:1");

        Assert.Equal([supposed], Supposed.Read([supposed.ToString()]));
        Assert.Equal(Supposed.Most, Supposed.Read([.. Enumerable.Range(0, 30).Select(n => $"view:k:{n}")]).Count);
        Assert.Empty(Supposed.Read(null));
    }

    private static RecommendedItemResponse[] Items(params string[] ids) =>
        [.. ids.Select(id => new RecommendedItemResponse(id, "sports", 1, "ranked"))];
}
