using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Tests.Catalog;

public sealed class CatalogChangesTests
{
    private readonly InMemoryCatalogStore catalog = new();
    private readonly Followers followers = new();
    private readonly CatalogChanges changes;

    public CatalogChangesTests() => changes = new CatalogChanges(catalog, followers, [followers], new DomainGate());

    [Fact]
    public void Put_TellsSearchAndListenersOfWhatChangedAlone()
    {
        Assert.Equal(new ItemChanges(2, 0, 0), changes.Put("k", [Course("a", "1"), Course("b", "1")]));
        Assert.Equal(new ItemChanges(0, 1, 1), changes.Put("k", [Course("a", "1"), Course("b", "2")]));

        Assert.Equal(["search a,b", "listener a,b", "search b", "listener b"], followers.Heard);
    }

    [Fact]
    public void Remove_UnknownItem_TellsNobody()
    {
        Assert.False(changes.Remove("k", "a"));
        Assert.Empty(followers.Heard);
        changes.Put("k", [Course("a", "1")]);
        Assert.True(changes.Remove("k", "a"));
        Assert.Equal(["search -a", "listener -a"], followers.Heard[2..]);
    }

    [Fact]
    public void Find_WhatTheStoreNoLongerHas_IsLeftOut()
    {
        changes.Put("k", [Course("a", "1")]);
        followers.Found = new ItemIdPage(2, ["gone", "a"], null);

        Assert.Equal(["a"], changes.Find("k", new ItemQuery()).Items.Select(item => item.ItemId));
    }

    private static Item Course(string id, string title) => new("k", id, "course", title, null, ["t"], null, null, null, null, null, "{}");

    private sealed class Followers : IItemSearch, IWorkspaceListener
    {
        public List<string> Heard { get; } = [];

        public ItemIdPage Found { get; set; } = new(0, [], null);

        public long ItemCount => 0;

        public long Bytes => 0;

        public ItemIdPage Find(string domain, ItemQuery query) => Found;

        public void Put(string domain, IReadOnlyList<Item> items) => Heard.Add($"search {Ids(items)}");

        public void Remove(string domain, IReadOnlyCollection<string> itemIds) => Heard.Add($"search -{string.Join(',', itemIds)}");

        public void Reload(string domain) => Heard.Add("search !");

        public void ItemsPut(string domain, IReadOnlyList<Item> items) => Heard.Add($"listener {Ids(items)}");

        public void ItemsRemoved(string domain, IReadOnlyList<string> itemIds) => Heard.Add($"listener -{string.Join(',', itemIds)}");

        public void UserErased(string domain, string userId) => Heard.Add("listener erased");

        public void LinksAdded(string domain, string other) => Heard.Add("listener links");

        public void Imported(string domain) => Heard.Add("listener imported");

        private static string Ids(IReadOnlyList<Item> items) => string.Join(',', items.Select(item => item.ItemId));
    }
}
