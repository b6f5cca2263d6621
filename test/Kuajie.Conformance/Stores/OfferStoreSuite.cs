using Kuajie.Platform.Campaigns.Offers;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of offers must do, whatever its engine.</summary>
public abstract class OfferStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly Offer Tenth = new("c", "tenth", OfferKind.Coupon, "{}", At.AddDays(9), At);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IOfferStore Store { get; }

    [Fact]
    public void Put_ThenOf_ReplacesInNameOrder()
    {
        Store.Put(Tenth);
        Store.Put(Tenth with { Name = "a", Kind = OfferKind.Bundle });
        Store.Put(Tenth with { CampaignId = "other" });
        Store.Put(Tenth with { DetailJson = """{"days":3}""" });

        Assert.Equal([Tenth with { Name = "a", Kind = OfferKind.Bundle }, Tenth with { DetailJson = """{"days":3}""" }], Store.Of("c"));
        Assert.Empty(Store.Of("none"));
    }

    [Fact]
    public void AddCodes_OneTaken_StoresNone()
    {
        Assert.Empty(Store.AddCodes([Code("A"), Code("B")], []));
        Assert.Equal(["B"], Store.AddCodes([Code("B"), Code("C")], []));

        Assert.Null(Store.Find("C"));
        Assert.Equal(Code("A"), Store.Find("A"));
        Assert.Equal(new OfferCount(2, 0), Store.CountOf("c", "tenth"));
        Assert.Equal(new OfferCount(0, 0), Store.CountOf("c", "other"));
    }

    [Fact]
    public void AddCodes_TenThousand_AreTakenAtOnce()
    {
        OfferCode[] many = [.. Enumerable.Range(0, 10_000).Select(number => Code($"M{number}"))];

        Assert.Empty(Store.AddCodes(many, []));
        Assert.Equal(10_000, Store.CountOf("c", "tenth").Codes);
        Assert.Equal(10_000, Store.AddCodes(many, []).Count);
    }

    [Fact]
    public async Task TryRedeem_SixtyFourAtOnce_OneWins()
    {
        Store.AddCodes([Code("A"), Code("B")], []);

        var won = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(() => Store.TryRedeem("A", At, $"r{number}", []))));

        var winner = Assert.Single(won.Index(), each => each.Item).Index;
        Assert.Equal(Code("A") with { RedeemedAt = At, RequestId = $"r{winner}" }, Store.Find("A"));
        Assert.Equal(new OfferCount(2, 1), Store.CountOf("c", "tenth"));
        Assert.False(Store.TryRedeem("none", At, null, []));
    }

    private static OfferCode Code(string code) => new(code, "c", "tenth", null, null);
}
