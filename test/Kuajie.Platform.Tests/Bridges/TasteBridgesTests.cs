using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Bridges;

public sealed class TasteBridgesTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(At);
    private readonly InMemoryInteractionStore rows = new();
    private readonly InMemoryLinkStore links = new();
    private readonly InMemoryBridgeStore store;
    private readonly TasteBridges bridges;

    public TasteBridgesTests()
    {
        store = new InMemoryBridgeStore(rows, (_, item) => [item[..1]]);
        bridges = new TasteBridges(store, links, clock);
    }

    [Fact]
    public void Items_ByHand_StrongestFirstWithTheirEvidence()
    {
        // 40 people, 20 of whom took the course a; 16 of those and 4 of the others took the game x; everybody took b and y.
        People(0, 16, "a,b", "x,y");
        People(16, 20, "a,b", "y");
        People(20, 24, "b", "x,y");
        People(24, 40, "b", "y");

        var table = bridges.Items("courses", "games", BridgeDiscretion.Owner);

        Assert.Equal(40, table.People);
        var strongest = table.Bridges[0];
        Assert.Equal((new NamedCount("a", 20), new NamedCount("x", 20)), (strongest.Source, strongest.Target));
        Assert.Equal(16, strongest.Strength.Observed);
        Assert.Equal(10, strongest.Strength.Expected, 1e-12);
        Assert.Equal(16.5 / 10.5, strongest.Strength.Ratio, 1e-12);
        Assert.Equal(0.8, strongest.Share, 1e-12);
        // b and y, which everybody has, say nothing.
        Assert.Equal(1, table.Bridges.Single(bridge => bridge is { Source.Name: "b", Target.Name: "y" }).Strength.Ratio, 1e-12);
    }

    [Fact]
    public void Items_LittleEvidence_DoesNotComeToTheTop()
    {
        People(0, 3, "rare", "r");
        People(3, 33, "often", "o");
        People(33, 80, "else", "e");

        var table = bridges.Items("courses", "games", BridgeDiscretion.Owner);

        // By the plain ratio rare would be first: three of three are 27 times as many as by chance, thirty of thirty 2.7 times.
        Assert.Equal(["often", "rare", "else"], table.Bridges.Select(bridge => bridge.Source.Name));
        // Lower ends by tables of chi-squared: 2.5 % of 61 degrees is 41.303, of 7 degrees 1.690.
        Assert.Equal(41.303 / 23.5, table.Bridges[0].Strength.Low, 1e-3);
        Assert.Equal(1.690 / 1.225, table.Bridges[1].Strength.Low, 1e-3);
    }

    [Fact]
    public void Tags_FewPeople_AreNotToldToAPartner()
    {
        People(0, 27, "a1,a2", "x1,x2");
        People(27, 36, "b1,b2", "y1,y2");
        People(36, 39, "a1,a2", "y1,y2");

        var owner = bridges.Tags("courses", "games", BridgeDiscretion.Owner);
        var partner = bridges.Tags("courses", "games", BridgeDiscretion.Partner(10));

        Assert.Equal([("a", "x", 27L), ("a", "y", 3L), ("b", "y", 9L)], Told(owner));
        // 39 people are told as 30, 27 as 20; y, which 12 have, as 10; b, which 9 have, not at all.
        Assert.Equal([("a", "x", 20L)], Told(partner));
        Assert.Equal(30, partner.People);
        Assert.Equal([new NamedCount("a", 30)], partner.Source);
        Assert.Equal([new NamedCount("x", 20), new NamedCount("y", 10)], partner.Target);
    }

    [Fact]
    public void Flows_FewPeople_GoTogetherWithoutAName()
    {
        People(0, 27, "a1,a2", "x1");
        People(27, 36, "a1", "y1");
        People(36, 43, "a1", "z1");
        People(43, 47, "b1", "z1");

        var owner = bridges.Flows("courses", "games", BridgeDiscretion.Owner);
        var partner = bridges.Flows("courses", "games", BridgeDiscretion.Partner(10));

        Assert.Equal(47, owner.People);
        Assert.Equal(
            [new BridgeFlow("a", "x", 27), new BridgeFlow("a", "y", 9), new BridgeFlow("a", "z", 7), new BridgeFlow("b", "z", 4)],
            owner.Flows
        );
        // Nine and seven are sixteen together, told as ten; four stay untold.
        Assert.Equal([new BridgeFlow("a", "x", 20), new BridgeFlow("a", null, 10)], partner.Flows);
        Assert.Equal(30, partner.People);
    }

    [Fact]
    public void Counts_AreHeld_UntilTimeOrAChangeOfWhatTheyCount()
    {
        People(0, 5, "a", "x");

        bridges.Tags("courses", "games", BridgeDiscretion.Owner);
        bridges.Tags("courses", "games", BridgeDiscretion.Partner(10));
        Assert.Equal(1, store.Countings);
        bridges.Tags("games", "courses", BridgeDiscretion.Owner);
        Assert.Equal(2, store.Countings);
        bridges.LinksAdded("courses", "elsewhere");
        bridges.UserErased("elsewhere", "u");
        bridges.Tags("courses", "games", BridgeDiscretion.Owner);
        Assert.Equal(3, store.Countings);
        bridges.Tags("courses", "games", BridgeDiscretion.Owner);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(3, store.Countings);
        bridges.Tags("courses", "games", BridgeDiscretion.Owner);
        Assert.Equal(4, store.Countings);
    }

    [Fact]
    public void Nobody_Linked_IsAnEmptyTable()
    {
        rows.Add("courses", "c0", "a", InteractionKind.Click, At, null);

        var table = bridges.Items("courses", "games", BridgeDiscretion.Owner);

        Assert.Equal(0, table.People);
        Assert.Empty(table.Bridges);
        Assert.Empty(bridges.Flows("courses", "games", BridgeDiscretion.Owner).Flows);
        Assert.Equal(0, store.Countings);
    }

    private static IEnumerable<(string, string, long)> Told(BridgeTable table) =>
        table.Bridges.Select(bridge => (bridge.Source.Name, bridge.Target.Name, bridge.Strength.Observed)).Order();

    private void People(int from, int to, string courses, string games)
    {
        for (var person = from; person < to; person++)
        {
            foreach (var item in courses.Split(','))
            {
                rows.Add("courses", $"c{person}", item, InteractionKind.Click, At, null);
            }
            foreach (var item in games.Split(','))
            {
                rows.Add("games", $"g{person}", item, InteractionKind.Click, At, null);
            }
            links.Add([new Link("courses", $"c{person}", "games", $"g{person}", LinkMethod.File, At)]);
        }
    }
}
