using Kuajie.Platform.Campaigns.Forecasts;

namespace Kuajie.Platform.Tests.Campaigns.Forecasts;

public sealed class SlotTrafficTests
{
    [Fact]
    public async Task Decide_NoCampaign_IsCountedAllTheSame()
    {
        await using var world = new CampaignWorld();

        await world.AskAsync("anna");
        await world.AskAsync("anna");
        await world.AskAsync("bo", slot: "footer");
        world.Traffic.Flush();

        var hour = SlotTraffic.HourOf(world.Clock.GetUtcNow());
        Assert.Equal([new SlotHour("school", "banner", hour, 2)], world.Forecasts.HoursOf("school", ["banner"], 0));
        Assert.Equal([new SlotVisit("school", "banner", hour / 24, "user anna", 2)], world.Forecasts.VisitsOf("school", ["banner"], 0));
    }

    /// <summary>Asking again with the same id is the same request, and is counted once.</summary>
    [Fact]
    public async Task Decide_SameRequest_IsCountedOnce()
    {
        await using var world = new CampaignWorld();
        world.Run(CampaignWorld.Plain);
        world.Clock.SetUtcNow(CampaignWorld.Start);

        await world.AskAsync("anna", "r1");
        await world.AskAsync("anna", "r1");
        world.Traffic.Flush();

        Assert.Equal(1, Assert.Single(world.Forecasts.HoursOf("school", ["banner"], 0)).Asks);
    }

    [Fact]
    public async Task Decide_PassedOver_TheReasonIsCountedByDay()
    {
        await using var world = new CampaignWorld();
        var first = world.Run(CampaignWorld.Plain with { MostPerUserADay = 1, Priority = 1 });
        var second = world.Run(CampaignWorld.Plain with { Slots = ["footer", "banner"] }, "summer");
        var elsewhere = world.Run(CampaignWorld.Plain with { Slots = ["footer"] }, "winter");
        world.Clock.SetUtcNow(CampaignWorld.Start);

        await world.AskAsync("anna");
        await world.AskAsync("anna");
        world.Clock.Advance(TimeSpan.FromDays(1));
        world.Shelf.Pause("school", "spring", "anna");
        await world.AskAsync("anna");
        world.Traffic.Flush();

        Assert.Equal(
            [
                new CampaignPass(first.CampaignId, 20260302, "frequencyOfDay", 1),
                new CampaignPass(first.CampaignId, 20260303, "notRunning", 1),
            ],
            world.Forecasts.PassesOf(first.CampaignId)
        );
        Assert.Equal([new CampaignPass(second.CampaignId, 20260302, "outranked", 1)], world.Forecasts.PassesOf(second.CampaignId));
        Assert.Empty(world.Forecasts.PassesOf(elsewhere.CampaignId));
    }

    [Fact]
    public void Flush_StoreRefuses_CountsWaitForTheNextTime()
    {
        var world = new CampaignWorld();
        world.Traffic.Asked("school", "banner", "anna", null, world.Clock.GetUtcNow());
        world.Forecasts.NextFault = new IOException("full");

        Assert.Throws<IOException>(world.Traffic.Flush);
        world.Traffic.Asked("school", "banner", "anna", null, world.Clock.GetUtcNow());
        world.Traffic.Flush();
        world.Traffic.Flush();

        Assert.Equal(2, Assert.Single(world.Forecasts.HoursOf("school", ["banner"], 0)).Asks);
    }

    [Fact]
    public void Flush_FiveWeeksLater_WhoCameIsForgottenAndHowManyIsNot()
    {
        var world = new CampaignWorld();
        world.Traffic.Asked("school", "banner", "anna", null, world.Clock.GetUtcNow());
        world.Traffic.Flush();

        world.Clock.Advance(TimeSpan.FromDays(SlotTraffic.VisitDays + 1));
        world.Traffic.Flush();

        Assert.Empty(world.Forecasts.VisitsOf("school", ["banner"], 0));
        Assert.Single(world.Forecasts.HoursOf("school", ["banner"], 0));
    }

    [Fact]
    public void Forget_NotWrittenYet_IsNotWritten()
    {
        var world = new CampaignWorld();
        world.Traffic.Asked("school", "banner", "anna", null, world.Clock.GetUtcNow());
        world.Traffic.Forget("school", "anna");
        world.Traffic.Flush();

        Assert.Empty(world.Forecasts.VisitsOf("school", ["banner"], 0));
    }

    [Fact]
    public void UnitOf_Visit_NamesNoVisit()
    {
        Assert.DoesNotContain("session-7", SlotTraffic.UnitOf(null, "session-7"), StringComparison.Ordinal);
        Assert.NotEqual(SlotTraffic.UnitOf(null, "session-7"), SlotTraffic.UnitOf(null, "session-8"));
        Assert.Null(SlotTraffic.UserOf(SlotTraffic.UnitOf(null, "session-7")));
        Assert.Equal("anna", SlotTraffic.UserOf(SlotTraffic.UnitOf("anna", "session-7")));
    }
}
