using Bunit;
using Kuajie.Client.Recommendations;
using Kuajie.Server.Web;
using Kuajie.Server.Web.Pages.Recommendations;
using MudBlazor.Services;

namespace Kuajie.Server.Tests.Web.Recommendations;

public sealed class ListChangesTests : BunitContext
{
    public ListChangesTests() => Services.AddMudServices();

    [Fact]
    public void Between_TwoLists_TellsWhereEachItemStandsInTheOther()
    {
        var changes = ListChanges.Between(List("a", "b", "c", "d"), List("a", "c", "x", "b"));

        Assert.Equal([1, 4, 2, null], changes.First);
        Assert.Equal([1, 3, null, 2], changes.Second);
        Assert.Equal((3, 1), (changes.Shared, changes.InPlace));
    }

    [Fact]
    public void Between_SameIdOfTwoDomains_IsNotTheSameItem() =>
        Assert.Equal(0, ListChanges.Between([Item("a", "one")], [Item("a", "two")]).Shared);

    [Fact]
    public async Task List_SecondSide_MarksWhatIsNewHigherAndLower()
    {
        var loaded = new Loaded<RecommendationResponse>();
        await loaded.FromAsync(() => Task.FromResult(new RecommendationResponse("l", "warm", List("a", "c", "x", "b"))));

        var part = Render<LabList>(parameters =>
            parameters
                .Add(list => list.Head, "Second")
                .Add(list => list.List, loaded)
                .Add(list => list.IsSecond, true)
                .Add(list => list.Places, ListChanges.Between(List("a", "b", "c", "d"), loaded.Value!.Items).Second)
        );

        Assert.Equal(["", "is-up", "is-new", "is-down"], part.FindAll(".lab-list > li").Select(row => row.ClassName ?? ""));
        Assert.Equal(["▲ 1", "new", "▼ 2"], part.FindAll(".lab-mark").Select(mark => mark.TextContent));
    }

    [Fact]
    public async Task List_StoredTextWithMarkup_IsEncodedAndReasonsHaveTheirShare()
    {
        var loaded = new Loaded<RecommendationResponse>();
        var reason = new ReasonResponse("pastInteraction", "because of <img src=x onerror=alert(1)>", 0.375);
        RecommendedItemResponse item = new("a&b", "one", 1.5, "pinned", "<script>alert(1)</script>", Reasons: [reason]);
        await loaded.FromAsync(() => Task.FromResult(new RecommendationResponse("l", "cold", [item])));

        var part = Render<LabList>(parameters => parameters.Add(list => list.Head, "First").Add(list => list.List, loaded));

        Assert.Empty(part.FindAll("script, img"));
        Assert.Equal("/catalog/item?domain=one&item=a%26b", part.Find(".lab-title a").GetAttribute("href"));
        Assert.Equal("width:37.5%", part.Find(".lab-bar i").GetAttribute("style"));
        Assert.Equal("pinned", part.Find(".lab-tag.strong").TextContent);
    }

    private static RecommendedItemResponse[] List(params string[] items) => [.. items.Select(item => Item(item, "d"))];

    private static RecommendedItemResponse Item(string item, string domain) => new(item, domain, 1, "ranked");
}
