using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of traffic and forecasts must do, whatever its engine.</summary>
public abstract class ForecastStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly RecordedForecast Spring = new("c", "school", "league", "spring", At, "{}", "[]", CampaignStanding.Scheduled);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IForecastStore Store { get; }

    [Fact]
    public void Add_Twice_SumsUp()
    {
        Store.Add(
            Counts(
                [new SlotHour("d", "b", 10, 2), new SlotHour("d", "a", 11, 1)],
                [new SlotVisit("d", "a", 3, "user u", 1)],
                [new CampaignPass("c", 20260302, "paced", 4)]
            )
        );
        Store.Add(
            Counts(
                [new SlotHour("d", "b", 10, 5)],
                [new SlotVisit("d", "a", 3, "user u", 2)],
                [new CampaignPass("c", 20260302, "paced", 1)]
            )
        );

        Assert.Equal([new SlotHour("d", "a", 11, 1), new SlotHour("d", "b", 10, 7)], Store.HoursOf("d", ["b", "a"], 0));
        Assert.Equal([new SlotVisit("d", "a", 3, "user u", 3)], Store.VisitsOf("d", ["a"], 0));
        Assert.Equal([new CampaignPass("c", 20260302, "paced", 5)], Store.PassesOf("c"));
    }

    [Fact]
    public void Reading_OtherDomainsSlotsAndEarlier_IsLeftOut()
    {
        Store.Add(
            Counts(
                [new SlotHour("d", "a", 9, 1), new SlotHour("d", "a", 10, 1), new SlotHour("e", "a", 10, 1), new SlotHour("d", "z", 10, 1)],
                [new SlotVisit("d", "a", 2, "user u", 1), new SlotVisit("d", "a", 3, "user u", 1), new SlotVisit("e", "a", 3, "user u", 1)],
                [new CampaignPass("other", 20260302, "paced", 4)]
            )
        );

        Assert.Equal([new SlotHour("d", "a", 10, 1)], Store.HoursOf("d", ["a"], 10));
        Assert.Equal([new SlotVisit("d", "a", 3, "user u", 1)], Store.VisitsOf("d", ["a"], 3));
        Assert.Empty(Store.PassesOf("c"));
    }

    [Fact]
    public void ForgetBefore_Moments_LeavesWhatIsLater()
    {
        Store.Add(
            Counts(
                [new SlotHour("d", "a", 9, 1), new SlotHour("d", "a", 10, 1)],
                [new SlotVisit("d", "a", 2, "user u", 1), new SlotVisit("d", "a", 3, "user u", 1)],
                []
            )
        );

        Store.ForgetBefore(3, 10);

        Assert.Equal([new SlotHour("d", "a", 10, 1)], Store.HoursOf("d", ["a"], 0));
        Assert.Equal([new SlotVisit("d", "a", 3, "user u", 1)], Store.VisitsOf("d", ["a"], 0));
    }

    [Fact]
    public void EraseUser_Known_TakesTheVisitsAndLeavesTheCounts()
    {
        var user = SlotTraffic.UnitOf("u", null);
        Store.Add(
            Counts(
                [new SlotHour("d", "a", 9, 3)],
                [
                    new SlotVisit("d", "a", 2, user, 1),
                    new SlotVisit("d", "a", 3, user, 1),
                    new SlotVisit("d", "a", 3, "user v", 1),
                    new SlotVisit("e", "a", 3, user, 1),
                ],
                []
            )
        );

        Assert.Equal(2, Store.EraseUser("d", "u"));
        Assert.Equal(0, Store.EraseUser("d", "u"));

        Assert.Equal(["user v"], Store.VisitsOf("d", ["a"], 0).Select(each => each.Unit));
        Assert.Single(Store.VisitsOf("e", ["a"], 0));
        Assert.Equal(3, Assert.Single(Store.HoursOf("d", ["a"], 0)).Asks);
    }

    [Fact]
    public void Put_ThenFind_ReplacesAndTellsOfAlerts()
    {
        Assert.Null(Store.Find("c"));
        Store.Put(Spring, []);
        Store.Put(Spring with { CampaignId = "d", Name = "autumn", AlertsJson = "[1]" }, []);
        Assert.Equal(Spring, Store.Find("c"));
        Assert.Equal(["autumn"], Store.WithAlerts().Select(each => each.Name));

        Store.Put(Spring with { AlertsJson = "[2]", ForecastJson = """{"a":1}""" }, []);

        Assert.Equal("""{"a":1}""", Store.Find("c")!.ForecastJson);
        Assert.Equal(["autumn", "spring"], Store.WithAlerts().Select(each => each.Name));
    }

    private static TrafficCounts Counts(SlotHour[] hours, SlotVisit[] visits, CampaignPass[] passes) => new(hours, visits, passes);
}
