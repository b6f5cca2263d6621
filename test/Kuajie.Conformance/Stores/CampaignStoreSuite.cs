using Kuajie.Platform.Campaigns.Life;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of campaigns must do, whatever its engine.</summary>
public abstract class CampaignStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly Campaign Spring = new(
        "campaign-1",
        "shop",
        "league",
        "spring",
        CampaignState.Draft,
        false,
        false,
        """{"partner":"league"}""",
        "[]",
        "[]",
        At
    );

    /// <summary>The store under test, empty at first.</summary>
    protected abstract ICampaignStore Store { get; }

    [Fact]
    public void Put_ThenOf_BothSidesSeeItAndTheLastState()
    {
        Store.Put(Spring, []);
        Store.Put(Spring with { CampaignId = "campaign-2", Name = "autumn", Owner = "league", Partner = "shop" }, []);
        Store.Put(Spring with { CampaignId = "campaign-3", Owner = "other", Partner = "third" }, []);
        var approved = Spring with
        {
            State = CampaignState.Approved,
            IsPausedByPartner = true,
            HistoryJson = "[1]",
            ChangedAt = At.AddDays(1),
        };
        Store.Put(approved, []);

        Assert.Equal(["autumn", "spring"], Store.Of("shop").Select(each => each.Name));
        Assert.Equal(["autumn", "spring"], Store.Of("league").Select(each => each.Name));
        Assert.Equal(approved, Store.Find("campaign-1"));
        Assert.Null(Store.Find("campaign-9"));
        Assert.Empty(Store.Of("none"));
    }

    [Fact]
    public void Remove_Known_IsGone()
    {
        Store.Put(Spring, []);

        Assert.True(Store.Remove("campaign-1"));
        Assert.False(Store.Remove("campaign-1"));
        Assert.Null(Store.Find("campaign-1"));
    }

    [Fact]
    public void PutSwitch_Again_ReplacesAndIsSeenByBoth()
    {
        Store.PutSwitch(new CampaignSwitch("shop", "league", true, At));
        Store.PutSwitch(new CampaignSwitch("shop", "league", false, At.AddDays(1)));
        Store.PutSwitch(new CampaignSwitch("league", "shop", true, At));

        Assert.Equal(
            [new CampaignSwitch("league", "shop", true, At), new CampaignSwitch("shop", "league", false, At.AddDays(1))],
            Store.SwitchesOf("shop")
        );
        Assert.Equal(2, Store.SwitchesOf("league").Count);
        Assert.Empty(Store.SwitchesOf("other"));
    }

    [Fact]
    public void Refusals_PutAndRemoved_AreThoseOfTheDomain()
    {
        Store.PutRefusal(new PromotionRefusal("shop", "b", At));
        Store.PutRefusal(new PromotionRefusal("shop", "a", At));
        Store.PutRefusal(new PromotionRefusal("shop", "a", At.AddDays(1)));
        Store.PutRefusal(new PromotionRefusal("other", "c", At));

        Assert.Equal([new PromotionRefusal("shop", "a", At.AddDays(1)), new PromotionRefusal("shop", "b", At)], Store.RefusalsOf("shop"));
        Assert.True(Store.RemoveRefusal("shop", "a"));
        Assert.False(Store.RemoveRefusal("shop", "a"));
        Assert.Equal("b", Assert.Single(Store.RefusalsOf("shop")).UserId);
    }
}
