using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience;

public sealed class TagMappingsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Partnership Partnership = new("p1", "courses", "games", PartnershipShares.All, At, null);
    private readonly FakeTimeProvider clock = new(At);
    private readonly InMemoryInteractionStore rows = new();
    private readonly InMemoryLinkStore links = new();
    private readonly TagMappings mappings;

    public TagMappingsTests()
    {
        // The tag of an item is its first letter. 60 people took two courses each and two games each.
        People(0, 25, "run1,run2", "sport1,sport2");
        People(25, 30, "run1,run2", "chess1,chess2");
        People(30, 35, "maths1,maths2", "sport1,sport2");
        People(35, 60, "maths1,maths2", "chess1,chess2");
        var bridges = new TasteBridges(new InMemoryBridgeStore(rows, (_, item) => [item[..^1]]), links, clock);
        mappings = new TagMappings(bridges, new InMemoryTagMappingStore(), clock);
    }

    [Fact]
    public void Read_Owner_TellsWhatWasLearntExactly()
    {
        var told = mappings.Read(Partnership, "courses", BridgeDiscretion.Owner);

        Assert.Equal(("courses", "games", 60L, 0), (told.From, told.To, told.People, told.Revision));
        Assert.Equal([("maths", "chess"), ("run", "sport")], told.Pairs.Select(pair => (pair.From, pair.To)).Order());
        var pair = told.Pairs.Single(pair => pair.From == "run");
        Assert.Equal((25L, 30L, 30L), (pair.Evidence!.Value.Both, pair.Evidence.Value.FromPeople, pair.Evidence.Value.ToPeople));
        // All are of one stratum: 30 · 30 / 60 = 15 by chance.
        Assert.Equal(25.5 / 15.5, pair.Evidence.Value.Lift, 1e-12);
        Assert.Equal(1 - (1 / pair.Evidence.Value.Low), pair.Weight, 1e-12);
        Assert.Equal(TagOrigin.Learnt, pair.Origin);
    }

    [Fact]
    public void Read_FromTheOtherSide_IsTheSameTurnedRound()
    {
        mappings.Put(Partnership, "games", [Wanted("chess", "maths", TagEditKind.Forbid, null)], 0, "li");

        var there = mappings.Read(Partnership, "courses", BridgeDiscretion.Owner);
        var back = mappings.Read(Partnership, "games", BridgeDiscretion.Owner);

        Assert.Equal(
            there.Pairs.Select(pair => (pair.From, pair.To, pair.Weight)),
            back.Pairs.Select(pair => (pair.To, pair.From, pair.Weight))
        );
        Assert.Equal(TagOrigin.Forbidden, there.Pairs.Single(pair => pair.From == "maths").Origin);
        Assert.Equal(("chess", "maths"), (back.Pairs[^1].Edit!.From, back.Pairs[^1].Edit!.To));
    }

    [Fact]
    public void Read_Partner_IsToldRoundedCountsAndNothingOfFewPeople()
    {
        var told = mappings.Read(Partnership, "courses", BridgeDiscretion.Partner(10));
        var few = mappings.Read(Partnership, "courses", BridgeDiscretion.Partner(26));

        var pair = told.Pairs.Single(pair => pair.From == "run");
        Assert.Equal((20L, 30L), (pair.Evidence!.Value.Both, pair.Evidence.Value.FromPeople));
        Assert.Equal(Math.Round(pair.Evidence.Value.Lift, 1), pair.Evidence.Value.Lift);
        Assert.Equal(0, (pair.Weight * 20) - Math.Round(pair.Weight * 20), 1e-9);
        Assert.Empty(few.Pairs);
    }

    [Fact]
    public void Read_PartnerOfAPairOfFewPeople_IsToldTheDecisionAlone()
    {
        mappings.Put(Partnership, "courses", [Wanted("run", "sport", TagEditKind.Add, 0.123)], 0, "li");

        var few = mappings.Read(Partnership, "courses", BridgeDiscretion.Partner(26));

        var pair = Assert.Single(few.Pairs);
        Assert.Equal((0.123, TagOrigin.Added), (pair.Weight, pair.Origin));
        Assert.Null(pair.Evidence);
        Assert.Equal(
            TagOrigin.Learnt,
            mappings.Read(Partnership, "courses", BridgeDiscretion.Owner).Pairs.Single(each => each.From == "run").Origin
        );
    }

    [Fact]
    public void Put_DecisionsThatStandAsTheyWere_KeepWhoAndWhen()
    {
        mappings.Put(Partnership, "courses", [Wanted("run", "sport", TagEditKind.Pin, 0.9)], 0, "li");
        clock.Advance(TimeSpan.FromDays(1));

        var put = mappings.Put(
            Partnership,
            "courses",
            [Wanted("run", "sport", TagEditKind.Pin, 0.9), Wanted("a", "b", TagEditKind.Add, 0.5)],
            1,
            "wang"
        );

        Assert.Equal(2, put.Revision);
        Assert.Equal([("a", "wang", At.AddDays(1)), ("run", "li", At)], put.Edits.Select(edit => (edit.From, edit.By, edit.At)));
    }

    [Fact]
    public void Put_ARevisionThatIsNotTheLast_IsRefused()
    {
        mappings.Put(Partnership, "courses", [], 0, "li");

        var thrown = Assert.Throws<KuajieException>(() =>
            mappings.Put(Partnership, "courses", [Wanted("a", "b", TagEditKind.Add, 1)], 0, "wang")
        );

        Assert.Equal("tag-mapping-changed", thrown.Code);
        Assert.Contains("revision 1", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Put_TheSameAgain_IsDoneOnce()
    {
        var first = mappings.Put(Partnership, "courses", [Wanted("a", "b", TagEditKind.Add, 1)], 0, "li");
        clock.Advance(TimeSpan.FromMinutes(1));

        var again = mappings.Put(Partnership, "games", [Wanted("b", "a", TagEditKind.Add, 1)], 0, "li");

        Assert.Equal((1, first.ChangedAt), (again.Revision, again.ChangedAt));
    }

    [Fact]
    public void Put_DecisionsThatCannotBe_AreRefusedTogether()
    {
        var thrown = Assert.Throws<KuajieException>(() =>
            mappings.Put(Partnership, "courses", [Wanted("a", "b", TagEditKind.Pin, 2), Wanted("c", "d", TagEditKind.Forbid, 1)], 0, "li")
        );

        Assert.Equal("invalid-tag-edits", thrown.Code);
        Assert.Contains("a → b", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("c → d", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<KuajieException>(() => mappings.Read(Partnership, "films", BridgeDiscretion.Owner));
    }

    [Fact]
    public void Merged_ForTargeting_HasTheExactWeights() =>
        Assert.Equal(["run", "maths"], mappings.Merged(Partnership, "courses").InForce.Select(pair => pair.From).OrderDescending());

    private static TagMappingEdit Wanted(string from, string to, TagEditKind kind, double? weight) =>
        new(from, to, kind, weight, "", default);

    private void People(int from, int to, string courses, string games)
    {
        for (var person = from; person < to; person++)
        {
            foreach (var (domain, items) in (ReadOnlySpan<(string, string)>)[("courses", courses), ("games", games)])
            {
                foreach (var item in items.Split(','))
                {
                    rows.Add(domain, $"u{person}", item, InteractionKind.Click, At, null);
                }
            }
            links.Add([new Link("courses", $"u{person}", "games", $"u{person}", LinkMethod.SameId, At)]);
        }
    }
}
