using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of decisions about tags must do, whatever its engine.</summary>
public abstract class TagMappingStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract ITagMappingStore Store { get; }

    [Fact]
    public void Find_NothingDecided_IsNull() => Assert.Null(Store.Find("p1"));

    [Fact]
    public void TryPut_ThenFind_GivesEveryPart()
    {
        TagMappingEdit[] edits =
        [
            new("跑步", "马拉松; a -> b", TagEditKind.Pin, 1.0 / 3, "li", At, "说明 \"x\""),
            new("chess", "boxing", TagEditKind.Forbid, null, "wang", At.AddTicks(1)),
        ];

        Assert.True(Store.TryPut(new TagMappingEdits("p1", 1, At, edits)));

        var found = Store.Find("p1");
        Assert.Equal(("p1", 1, At), (found?.PartnershipId, found!.Revision, found.ChangedAt));
        Assert.Equal(edits, found.Edits);
        Assert.Null(Store.Find("p2"));
    }

    [Fact]
    public void TryPut_TheNextRevision_ReplacesAll()
    {
        Store.TryPut(new TagMappingEdits("p1", 1, At, [new("a", "b", TagEditKind.Forbid, null, "li", At)]));

        Assert.True(Store.TryPut(new TagMappingEdits("p1", 2, At.AddDays(1), [])));

        Assert.Equal(2, Store.Find("p1")!.Revision);
        Assert.Empty(Store.Find("p1")!.Edits);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void TryPut_AnotherRevisionThanTheNext_ChangesNothing(int revision)
    {
        Store.TryPut(new TagMappingEdits("p1", 1, At, []));
        Store.TryPut(new TagMappingEdits("p1", 2, At, []));

        Assert.Equal(revision == 3, Store.TryPut(new TagMappingEdits("p1", revision, At, [new("a", "b", TagEditKind.Add, 1, "li", At)])));
        Assert.Equal(revision == 3 ? 1 : 0, Store.Find("p1")!.Edits.Count);
    }

    [Fact]
    public void TryPut_ASecondRevisionWithoutAFirst_ChangesNothing()
    {
        Assert.False(Store.TryPut(new TagMappingEdits("p1", 2, At, [])));
        Assert.Null(Store.Find("p1"));
    }
}
