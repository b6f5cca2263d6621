using Kuajie.Platform.Access;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of people must do, whatever its engine.</summary>
public abstract class PersonStoreSuite
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);

    /// <summary>The store under test, empty at first, with a party <c>league</c>.</summary>
    protected abstract IPersonStore Store { get; }

    [Fact]
    public void Put_NewAndKnown_AreReadBackAsTheyWere()
    {
        var invited = new Person(
            "p2",
            "李雷@example.cn",
            "league",
            Role.Partner,
            null,
            "s1",
            0,
            null,
            "h",
            Moment.AddDays(7),
            Moment,
            null
        );
        var owner = new Person(
            "p1",
            "owner",
            null,
            Role.Owner | Role.Data,
            "hash",
            "s2",
            3,
            Moment.AddMinutes(5),
            null,
            null,
            Moment,
            null
        );
        Store.Put(invited);
        Store.Put(owner);
        var removed = invited with { RemovedAt = Moment.AddDays(1), Name = "p2", InvitationHash = null };

        Assert.Equal([owner, invited], Store.All());
        Store.Put(removed);
        Assert.Equal([owner, removed], Store.All());
    }
}
