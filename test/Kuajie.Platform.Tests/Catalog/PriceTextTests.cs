using Kuajie.Platform.Catalog;

namespace Kuajie.Platform.Tests.Catalog;

/// <summary>Prices as people write them.</summary>
public sealed class PriceTextTests
{
    [Fact]
    public void TryRead_OfACurrencyWithThreeDecimals_KeepsThemAll()
    {
        Assert.True(PriceText.TryRead("KWD 1.234", null, out var minor, out var code));

        Assert.Equal((1234, "KWD"), (minor, code));
    }
}
