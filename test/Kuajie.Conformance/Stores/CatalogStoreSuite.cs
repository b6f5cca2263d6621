using Kuajie.Platform.Catalog;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every catalog store must do, whatever its engine.</summary>
public abstract class CatalogStoreSuite
{
    private static readonly Item Anatomy = Course(
        "c2",
        "运动解剖学",
        "肌肉与关节",
        ["体育", "健康"],
        """{"lecturer":"李老师","lessons":24}"""
    );
    private static readonly Item Budget = Course("c1", "Personal budget", "Money for beginners", ["finance"], "{}");

    /// <summary>The store under test, empty at first.</summary>
    protected abstract ICatalogStore Store { get; }

    /// <summary>Adds or replaces items.</summary>
    protected abstract void Put(params Item[] items);

    [Fact]
    public void ItemsOf_RoundTripsEveryColumnInOrderOfId()
    {
        Put(Anatomy, Budget);

        Assert.Equal([Told(Budget), Told(Anatomy)], Store.ItemsOf("knowledge").Select(Told));
        Assert.Empty(Store.ItemsOf("nowhere"));
    }

    [Fact]
    public void Put_SameId_Replaces()
    {
        Put(Budget);
        Put(Budget with { Title = "Household budget", PriceMinorUnits = null, Currency = null });

        Assert.Equal("Household budget", Assert.Single(Store.ItemsOf("knowledge")).Title);
    }

    [Fact]
    public void AddedAt_StaysWhenAnItemChanges()
    {
        Put(Budget);
        var first = Store.AddedAt("knowledge")["c1"];
        Put(Budget with { Title = "Household budget" }, Anatomy);

        Assert.Equal(["c1", "c2"], Store.AddedAt("knowledge").Keys.Order());
        Assert.Equal(first, Store.AddedAt("knowledge")["c1"]);
        Assert.Empty(Store.AddedAt("sports"));
        Store.Remove("knowledge", ["c1"]);
        Assert.Equal(["c2"], Store.AddedAt("knowledge").Keys);
    }

    [Fact]
    public void Remove_TakesOutThoseNamedAndNoOthers()
    {
        Put(Anatomy, Budget);

        Assert.Equal(1, Store.Remove("knowledge", ["c1", "c9"]));
        Assert.Equal(0, Store.Remove("sports", ["c2"]));
        Assert.Equal(["c2"], Store.ItemsOf("knowledge").Select(item => item.ItemId));
    }

    [Fact]
    public void Stamp_IsAnotherOneForAnotherCatalogAndTheSameForTheSame()
    {
        var empty = Store.Stamp("knowledge");
        Put(Anatomy, Budget);
        var both = Store.Stamp("knowledge");
        Put(Budget with { Title = "Household budget" });
        var changed = Store.Stamp("knowledge");
        Put(Budget);

        Assert.Equal(both, Store.Stamp("knowledge"));
        Assert.Equal(3, new[] { empty, both, changed }.Distinct().Count());
        Store.Remove("knowledge", ["c1", "c2"]);
        Assert.Equal(empty, Store.Stamp("knowledge"));
    }

    [Fact]
    public void Find_GivesThoseThatExist()
    {
        Put(Anatomy, Budget);

        Assert.Equal(["c2"], Store.Find("knowledge", ["c2", "c3", "x'y"]).Keys);
        Assert.Empty(Store.Find("knowledge", []));
    }

    [Theory]
    [InlineData("解剖", "c2")]
    [InlineData("健康", "c2")]
    [InlineData("李老师", "c2")]
    [InlineData("BUDGET", "c1")]
    [InlineData("beginners money", "c1")]
    [InlineData("budget 解剖", null)]
    [InlineData("100%", null)]
    [InlineData("  ", null)]
    public void Search_FindsWordsInTitleTagsAttributesAndDescription(string words, string? expected)
    {
        Put(Anatomy, Budget);

        Assert.Equal(expected is null ? [] : [expected], Store.Search("knowledge", words, 10).Select(item => item.ItemId));
    }

    [Fact]
    public void Search_TitleBeforeDescriptionAndNoMoreThanAsked()
    {
        Put(
            Course("c1", "Other", "about chess", [], "{}"),
            Course("c2", "Chess", null, [], "{}"),
            Course("c3", "Chess again", null, [], "{}")
        );

        Assert.Equal(["c2", "c3"], Store.Search("knowledge", "chess", 2).Select(item => item.ItemId));
    }

    private static Item Course(string id, string title, string? description, string[] tags, string attributes) =>
        new(
            "knowledge",
            id,
            "course",
            title,
            description,
            tags,
            19900,
            "CNY",
            "https://example.org/c.png",
            new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
            null,
            attributes
        );

    private static Item Told(Item item) => item with { Tags = [] };
}
