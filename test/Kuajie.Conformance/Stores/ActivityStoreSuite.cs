using Kuajie.Platform.Compliance;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of activity must do, whatever its engine.</summary>
public abstract class ActivityStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly ActivityQuery Everything = new(null, [], null, null, null, null, null, 100);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IActivityStore Store { get; }

    [Fact]
    public void Add_Lines_AreReadBackNewestFirstWithEveryField()
    {
        Store.Add(new Activity(0, At, "person-1", "promoteModel", "shop", "v1", Activity.Done));
        Store.Add(new Activity(0, At.AddSeconds(1), null, "signIn", null, null, "sign-in-refused", 3));

        var lines = Store.Find(Everything);

        Assert.Equal(new Activity(lines[0].Number, At.AddSeconds(1), null, "signIn", null, null, "sign-in-refused", 3), lines[0]);
        Assert.Equal(new Activity(lines[1].Number, At, "person-1", "promoteModel", "shop", "v1", Activity.Done), lines[1]);
        Assert.True(lines[0].Number > lines[1].Number);
    }

    [Fact]
    public void AddBulk_OfOneHour_IsOneLineAndOfAnotherHourAnother()
    {
        var line = new Activity(0, At, "key-1", "putItems", "shop", null, Activity.Done, 10);
        Store.AddBulk(line);
        Store.AddBulk(line with { At = At.AddMinutes(30), Rows = 5 });
        Store.AddBulk(line with { At = At.AddMinutes(31), Rows = null, Outcome = "several-faults" });
        Store.AddBulk(line with { At = At.AddHours(1), Rows = 1 });

        Assert.Equal(
            [(1L, 1, At.AddHours(1)), (0L, 1, At.AddMinutes(31)), (15L, 2, At.AddMinutes(30))],
            Store.Find(Everything).Select(each => (each.Rows!.Value, each.Calls, each.At))
        );
    }

    [Fact]
    public void Find_ByEachFilter_GivesWhatMatches()
    {
        Store.Add(new Activity(0, At, "a", "issueKey", null, "k1", Activity.Done));
        Store.Add(new Activity(0, At.AddDays(1), "b", "promoteModel", "shop", "v1", Activity.Done));
        Store.Add(new Activity(0, At.AddDays(2), "b", "issueKey", null, null, "key-name"));

        Assert.Equal(["issueKey"], Actions(Everything with { Actor = "a" }));
        Assert.Equal(["promoteModel"], Actions(Everything with { Domain = "shop" }));
        Assert.Equal(["issueKey", "issueKey"], Actions(Everything with { Actions = ["issueKey", "revokeKey"] }));
        Assert.Equal(["issueKey"], Actions(Everything with { IsRefused = true }));
        Assert.Equal(["promoteModel", "issueKey"], Actions(Everything with { IsRefused = false }));
        Assert.Equal(["promoteModel"], Actions(Everything with { From = At.AddDays(1), Until = At.AddDays(2) }));
        var newest = Store.Find(Everything with { Most = 1 });
        Assert.Equal(["promoteModel", "issueKey"], Actions(Everything with { Before = newest[0].Number }));
    }

    [Fact]
    public void Forget_OldLinesAndThoseBeyondACount_AreGone()
    {
        for (var day = 0; day < 5; day++)
        {
            Store.Add(new Activity(0, At.AddDays(day), null, $"day{day}", null, null, Activity.Done));
        }

        Assert.Equal(1, Store.Forget(At.AddHours(1), 100));
        Assert.Equal(2, Store.Forget(At, 2));
        Assert.Equal(["day4", "day3"], Actions(Everything));
    }

    private IEnumerable<string> Actions(ActivityQuery query) => Store.Find(query).Select(line => line.Action);
}
