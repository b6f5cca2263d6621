using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Catalog;
using Kuajie.Storage.Catalog;

namespace Kuajie.Storage.Tests.Catalog;

public sealed class LuceneItemSearchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-search-").FullName;
    private readonly InMemoryCatalogStore catalog = new();

    [Theory]
    [InlineData("马拉松训练", "c1")]
    [InlineData("马", "c1")]
    [InlineData("跑步", "c1")]
    [InlineData("marathon training", "c2")]
    [InlineData("ＭＡＲＡＴＨＯＮ", "c2")]
    [InlineData("trained", "c2")]
    [InlineData("李老师", "c2")]
    [InlineData("2027", "c2")]
    [InlineData("理财 家庭", "c3")]
    [InlineData("c3", "c3")]
    [InlineData("marathon 家庭", null)]
    [InlineData("title:(\"~*", null)]
    [InlineData("！？", null)]
    public void Find_WordsInEitherLanguage_FindsTheItem(string words, string? expected)
    {
        Add("c1", "马拉松的训练", tags: ["跑步"]);
        Add("c2", "Marathon trainings for beginners", attributes: """{"lecturer":"李老师","year":2027}""");
        Add("c3", "家庭理财");
        using var search = Open();

        Assert.Equal(expected is null ? [] : [expected], search.Find("k", new ItemQuery { Words = words }).ItemIds);
    }

    [Fact]
    public void Find_TitleBeforeTagsBeforeAttributesBeforeDescription()
    {
        Add("d", "Other words", description: "chess");
        Add("a", "Other words", attributes: """{"about":"chess"}""");
        Add("t", "Other words", tags: ["chess"]);
        Add("z", "Chess words");
        using var search = Open();

        Assert.Equal(["z", "t", "a", "d"], search.Find("k", new ItemQuery { Words = "chess" }).ItemIds);
    }

    [Fact]
    public void Open_AfterClosing_ReadsTheIndexAndFillsItAnewOnlyWhereTheCatalogChanged()
    {
        Add("c1", "Chess");
        using (var first = Open())
        {
            Assert.Equal(1, first.Find("k", new ItemQuery()).Total);
            Put(first, "c2", "More chess");
            Assert.Equal(1, first.Fillings);
        }
        using (var second = Open())
        {
            Assert.Equal(2, second.Find("k", new ItemQuery { Words = "chess" }).Total);
            Assert.Equal(0, second.Fillings);
        }
        Add("c3", "Chess again");
        using var third = Open();
        Assert.Equal(3, third.Find("k", new ItemQuery { Words = "chess" }).Total);
        Assert.Equal(1, third.Fillings);
    }

    [Fact]
    public void Open_AfterACrash_FindsWhatTheCatalogHolds()
    {
        Add("c1", "Chess");
        var killed = Open();
        killed.Find("k", new ItemQuery());
        Put(killed, "c2", "Chess");
        var copy = Path.Combine(folder, "copy");
        foreach (
            var file in Directory.CreateDirectory(Path.Combine(copy, "k")).Exists ? Directory.EnumerateFiles(Path.Combine(folder, "k")) : []
        )
        {
            File.Copy(file, Path.Combine(copy, "k", Path.GetFileName(file)));
        }
        File.Delete(Path.Combine(copy, "k", "write.lock"));

        using var search = new LuceneItemSearch(copy, catalog, 4);

        Assert.Equal(2, search.Find("k", new ItemQuery()).Total);
        killed.Dispose();
    }

    [Fact]
    public void Open_DamagedIndex_IsMadeAnew()
    {
        Add("c1", "Chess");
        using (var first = Open())
        {
            first.Find("k", new ItemQuery());
        }
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "k")))
        {
            File.WriteAllText(file, "nonsense");
        }

        using var search = Open();

        Assert.Equal(["c1"], search.Find("k", new ItemQuery { Words = "chess" }).ItemIds);
    }

    [Fact]
    public void Remove_AndReload_AreSeenAtOnce()
    {
        Add("c1", "Chess");
        Add("c2", "Chess");
        using var search = Open();
        Assert.Equal(2, search.Find("k", new ItemQuery()).Total);

        search.Remove("k", ["c1"]);
        Assert.Equal(["c2"], search.Find("k", new ItemQuery()).ItemIds);
        search.Reload("k");
        Assert.Equal(["c1", "c2"], search.Find("k", new ItemQuery()).ItemIds);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private LuceneItemSearch Open() => new(folder, catalog, 4);

    private void Put(LuceneItemSearch search, string id, string title)
    {
        Add(id, title);
        search.Put("k", [catalog.Find("k", [id])[id]]);
    }

    private void Add(string id, string title, string? description = null, string[]? tags = null, string attributes = "{}") =>
        catalog.Put([new Item("k", id, "course", title, description, tags ?? [], null, null, null, null, null, attributes)]);
}
