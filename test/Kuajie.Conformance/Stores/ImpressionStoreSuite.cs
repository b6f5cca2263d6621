using Kuajie.Platform.Recommendations.Impressions;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of shown lists must do, whatever its engine.</summary>
public abstract class ImpressionStoreSuite
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IImpressionStore Store { get; }

    [Fact]
    public void Find_UnknownList_IsNull() => Assert.Null(Store.Find("none"));

    [Fact]
    public void Find_ShownList_GivesEveryPlaceInOrder()
    {
        var shown = List(
            "l1",
            new ImpressionItem("s", "m1", 1, "v1", "pinned", 0.5, null),
            new ImpressionItem("k", "c9", 2, "v2", "ranked", -1.25, 0.125),
            new ImpressionItem("k", "c1", 3, null, null, 0, 1e-9)
        );
        Store.Append([List("l0", new ImpressionItem("k", "c1", 1, null, null, 1, null)), shown]);

        AssertSame(shown, Store.Find("l1"));
    }

    [Fact]
    public void Find_ListToAVisitorWithoutArm_KeepsWhatIsAbsentAbsent()
    {
        var shown = new Impression("l1", Noon, "k", null, "v1", null, null, [new ImpressionItem("s", "m1", 1, "v1", null, 1, null)]);
        Store.Append([shown]);

        AssertSame(shown, Store.Find("l1"));
    }

    [Fact]
    public void ShownSince_SeveralDomainsAndMoments_GivesThoseAskedFor()
    {
        var place = new ImpressionItem("k", "c1", 1, "v1", null, 1, null);
        Impression[] shown = [.. Enumerable.Range(0, 5).Select(n => List($"l{n}", place) with { At = Noon.AddHours(n) })];
        Store.Append([.. shown[..3], List("other", place) with { UserDomain = "elsewhere" }]);
        Store.Append(shown[3..]);

        var found = Store.ShownSince(shown[0].UserDomain, Noon.AddHours(2), TestContext.Current.CancellationToken);

        Assert.Equal(["l2", "l3", "l4"], found.Select(list => list.ListId).Order(StringComparer.Ordinal));
        AssertSame(shown[2], found.Single(list => list.ListId == "l2"));
        Assert.Empty(Store.ShownSince("nowhere", DateTimeOffset.MinValue, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Find_EmptyList_IsKept()
    {
        Store.Append([List("l1")]);

        AssertSame(List("l1"), Store.Find("l1"));
    }

    [Fact]
    public void Find_ListsOfSeveralDomainsAndWrites_GivesEachItsOwn()
    {
        Impression[] shown =
        [
            .. Enumerable.Range(0, 60).Select(n => List($"l{n:D2}", new ImpressionItem("k", $"c{n}", 1, "v1", null, n / 3.0, null))),
        ];
        Impression other = shown[7] with { ListId = "l07-s", UserDomain = "影院", UserId = new string('人', 200) };
        Store.Append([.. shown[..30], other]);
        Store.Append(shown[30..]);

        Assert.All(shown, list => AssertSame(list, Store.Find(list.ListId)));
        AssertSame(other, Store.Find("l07-s"));
        Assert.Null(Store.Find("l07-t"));
    }

    [Fact]
    public void Append_Nothing_IsNothing() => Store.Append(Array.Empty<ImpressionBlock>());

    protected static Impression List(string id, params ImpressionItem[] items) => new(id, Noon, "k", "u1", "v1", "home", "b", items);

    protected static void AssertSame(Impression expected, Impression? found)
    {
        Assert.NotNull(found);
        Assert.Equal(expected with { Items = [] }, found with { Items = [] }, (one, other) => one!.ToString() == other!.ToString());
        Assert.Equal(expected.Items, found.Items);
    }
}
