using Kuajie.Platform.Content;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of item vectors must do, whatever its engine.</summary>
public abstract class ItemVectorStoreSuite
{
    /// <summary>The store under test, empty at first.</summary>
    protected abstract IItemVectorStore Store { get; }

    [Fact]
    public void ReplaceVectors_GivesBackEachNumberToTheBit()
    {
        float[] odd = [MathF.PI, -0f, float.Epsilon, -1e30f];
        Store.ReplaceVectors("knowledge", new ItemVectors(4, new Dictionary<string, float[]> { ["c'1"] = odd, ["课"] = [1, 2, 3, 4] }));

        var read = Store.VectorsOf("knowledge")!;

        Assert.Equal(4, read.Length);
        Assert.Equal(["c'1", "课"], read.ByItem.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(odd.Select(BitConverter.SingleToInt32Bits), read.ByItem["c'1"].Select(BitConverter.SingleToInt32Bits));
        Assert.Null(Store.VectorsOf("sports"));
    }

    [Fact]
    public void ReplaceVectors_Again_LeavesNothingOfTheFormerOnesAndOtherDomainsAlone()
    {
        Store.ReplaceVectors("sports", Vectors(3, "e1"));
        Store.ReplaceVectors("knowledge", Vectors(2, "c1", "c2"));
        Store.ReplaceVectors("knowledge", Vectors(3, "c3"));

        Assert.Equal(["c3"], Store.VectorsOf("knowledge")!.ByItem.Keys);
        Assert.Equal([new ItemVectorTotals("knowledge", 1, 3), new ItemVectorTotals("sports", 1, 3)], Store.VectorTotals());
    }

    [Fact]
    public void ReplaceVectors_ByNone_TakesThemAway()
    {
        Store.ReplaceVectors("knowledge", Vectors(2, "c1"));
        Store.ReplaceVectors("knowledge", ItemVectors.None);

        Assert.Null(Store.VectorsOf("knowledge"));
        Assert.Empty(Store.VectorTotals());
    }

    private static ItemVectors Vectors(int length, params string[] items) =>
        new(length, items.ToDictionary(item => item, _ => new float[length], StringComparer.Ordinal));
}
