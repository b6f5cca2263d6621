using Kuajie.Platform.Campaigns.Decisions;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of decisions must do, whatever its engine.</summary>
public abstract class DecisionStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly Decision First = new(
        "decision-1",
        "c",
        "shop",
        At,
        20260304,
        "banner",
        "anna",
        "s1",
        "one",
        0.25,
        3,
        "r1",
        "[1,0.5]"
    );

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IDecisionStore Store { get; }

    [Fact]
    public void Append_ThenFind_RoundTripsByIdAndRequest()
    {
        Assert.Null(Store.Last());
        var second = First with { DecisionId = "decision-2", RequestId = null, UserId = null, ContextJson = null, At = At.AddHours(1) };
        Store.Append([First, second, second with { DecisionId = "decision-3", At = At.AddHours(2) }]);

        Assert.Equal(First, Store.Find("decision-1"));
        Assert.Equal(second, Store.Find("decision-2"));
        Assert.Null(Store.Find("decision-9"));
        Assert.Equal(First, Store.FindRequest("shop", "r1"));
        Assert.Null(Store.FindRequest("other", "r1"));
        Assert.Equal(At.AddHours(2), Store.Last());
        Assert.Equal(["decision-2", "decision-3"], Store.Since(At.AddHours(1)).Select(each => each.DecisionId));
    }

    [Fact]
    public void AppendOutcomes_Twice_TheFirstOfAKindStays()
    {
        var click = new DecisionOutcome("decision-1", OutcomeKind.Click, "c", "one", At, 20260304, 5, OutcomeMark.Charged);
        var conversion = click with { Kind = OutcomeKind.Conversion, AmountMinorUnits = 0, Mark = OutcomeMark.Unpriced };

        Assert.Equal([true, false], Store.AppendOutcomes([click, click with { AmountMinorUnits = 9 }]));
        Assert.Equal([false, true], Store.AppendOutcomes([click, conversion]));

        Assert.Equal([click, conversion], Store.OutcomesOf("decision-1"));
        Assert.Empty(Store.OutcomesOf("decision-2"));
        Assert.Empty(Store.AppendOutcomes([]));
    }

    [Fact]
    public void RatesOf_SlotsAndMoments_CountsWhatCameOfThem()
    {
        Store.Append([
            First,
            First with
            {
                DecisionId = "decision-2",
                RequestId = null,
                CampaignId = "b",
            },
            First with
            {
                DecisionId = "decision-3",
                RequestId = null,
                At = At.AddHours(1),
            },
            First with
            {
                DecisionId = "decision-4",
                RequestId = null,
                Slot = "footer",
            },
            First with
            {
                DecisionId = "decision-5",
                RequestId = null,
                At = At.AddHours(2),
            },
            First with
            {
                DecisionId = "decision-6",
                RequestId = null,
                Domain = "other",
            },
        ]);
        var click = new DecisionOutcome("decision-1", OutcomeKind.Click, "c", "one", At, 20260304, 5, OutcomeMark.Charged);
        Store.AppendOutcomes([
            click,
            click with
            {
                Kind = OutcomeKind.Conversion,
                Mark = OutcomeMark.Late,
            },
            click with
            {
                DecisionId = "decision-3",
            },
        ]);

        Assert.Equal([new SlotRate("b", 1, 0, 0), new SlotRate("c", 2, 2, 1)], Store.RatesOf("shop", ["banner"], At, At.AddHours(2)));
        Assert.Empty(Store.RatesOf("shop", [], At, At.AddHours(2)));
    }

    [Fact]
    public void DeliveryOf_DaysAndCreatives_AreSummedUp()
    {
        Store.Append([
            First,
            First with
            {
                DecisionId = "decision-2",
                RequestId = "r2",
                AmountMinorUnits = 4,
            },
            First with
            {
                DecisionId = "decision-3",
                RequestId = "r3",
                Creative = "two",
            },
            First with
            {
                DecisionId = "decision-4",
                RequestId = "r4",
                Day = 20260305,
            },
            First with
            {
                DecisionId = "decision-5",
                RequestId = "r5",
                CampaignId = "other",
            },
        ]);
        Store.AppendOutcomes([
            new DecisionOutcome("decision-1", OutcomeKind.Click, "c", "one", At, 20260305, 7, OutcomeMark.Charged),
            new DecisionOutcome("decision-1", OutcomeKind.Conversion, "c", "one", At, 20260305, 0, OutcomeMark.Unpriced),
            new DecisionOutcome("decision-2", OutcomeKind.Click, "c", "one", At, 20260306, 0, OutcomeMark.Closed),
        ]);

        Assert.Equal(
            [
                new DeliveryCount("one", 20260304, 2, 0, 0, 7, 0),
                new DeliveryCount("two", 20260304, 1, 0, 0, 3, 0),
                new DeliveryCount("one", 20260305, 1, 1, 1, 10, 0),
                new DeliveryCount("one", 20260306, 0, 1, 0, 0, 1),
            ],
            Store.DeliveryOf("c")
        );
        Assert.Empty(Store.DeliveryOf("none"));
    }

    [Fact]
    public void SeenOf_UsersAndVisits_AreCountedByDay()
    {
        Store.Append([
            First,
            First with
            {
                DecisionId = "decision-2",
                RequestId = "r2",
                SessionId = "s2",
            },
            First with
            {
                DecisionId = "decision-3",
                RequestId = "r3",
                Day = 20260305,
            },
            First with
            {
                DecisionId = "decision-4",
                RequestId = "r4",
                UserId = null,
                SessionId = "s9",
            },
        ]);

        Assert.Equal(
            [new SeenCount(null, "s9", 20260304, 1), new SeenCount("anna", null, 20260304, 2), new SeenCount("anna", null, 20260305, 1)],
            Store.SeenOf("c").OrderBy(each => each.UserId, StringComparer.Ordinal).ThenBy(each => each.Day)
        );
    }

    [Fact]
    public void ContextsOf_Decisions_SayWhetherTheGoalWasReached()
    {
        Store.Append([
            First with
            {
                DecisionId = "decision-2",
                RequestId = "r2",
                At = At.AddHours(1),
                ContextJson = "[2]",
            },
            First,
            First with
            {
                DecisionId = "decision-3",
                RequestId = "r3",
                ContextJson = null,
            },
        ]);
        Store.AppendOutcomes([new DecisionOutcome("decision-2", OutcomeKind.Click, "c", "one", At, 20260304, 0, OutcomeMark.Late)]);

        Assert.Equal(
            [new LearntDecision("one", "[1,0.5]", false), new LearntDecision("one", "[2]", true)],
            Store.ContextsOf("c", OutcomeKind.Click)
        );
        Assert.All(Store.ContextsOf("c", OutcomeKind.Conversion), each => Assert.False(each.IsReached));
    }

    [Fact]
    public void ChoicesOf_LatestInOrderOfTime_SayWhenTheGoalWasReached()
    {
        var second = First with { DecisionId = "decision-2", RequestId = "r2", At = At.AddHours(1), PropensitiesJson = "[0.25,0.75]" };
        Store.Append([
            second with
            {
                DecisionId = "decision-3",
                RequestId = "r3",
                At = At.AddHours(2),
            },
            second,
            First,
            First with
            {
                DecisionId = "decision-4",
                RequestId = "r4",
                CampaignId = "other",
            },
        ]);
        Store.AppendOutcomes([
            new DecisionOutcome("decision-2", OutcomeKind.Click, "c", "one", At.AddHours(3), 20260304, 0, OutcomeMark.Late),
            new DecisionOutcome("decision-2", OutcomeKind.Conversion, "c", "one", At.AddHours(4), 20260304, 0, OutcomeMark.Late),
        ]);

        var first = new ChosenCreative(At, "one", 0.25, null, "[1,0.5]", null);
        var chosen = new ChosenCreative(At.AddHours(1), "one", 0.25, "[0.25,0.75]", "[1,0.5]", At.AddHours(3));
        Assert.Equal([first, chosen], Store.ChoicesOf("c", OutcomeKind.Click, At.AddHours(2), 9));
        Assert.Equal([chosen with { ReachedAt = At.AddHours(4) }], Store.ChoicesOf("c", OutcomeKind.Conversion, At.AddHours(2), 1));
        Assert.Equal("[0.25,0.75]", Store.FindRequest("shop", "r2")!.PropensitiesJson);
        Assert.Equal("[0.25,0.75]", Store.Find("decision-2")!.PropensitiesJson);
    }

    [Fact]
    public void EraseUser_TakesTheNameOffAndLeavesTheMoney()
    {
        Store.Append([
            First,
            First with
            {
                DecisionId = "decision-2",
                RequestId = "r2",
                UserId = null,
            },
            First with
            {
                DecisionId = "decision-3",
                RequestId = "r3",
                UserId = "bo",
                SessionId = "s1",
            },
            First with
            {
                DecisionId = "decision-4",
                RequestId = "r4",
                Domain = "other",
            },
        ]);

        Assert.Equal(2, Store.EraseUser("shop", "anna"));

        Assert.Equal(First with { UserId = null, SessionId = null, RequestId = null, ContextJson = null }, Store.Find("decision-1"));
        Assert.Equal((null, null), (Store.Find("decision-2")!.SessionId, Store.Find("decision-2")!.RequestId));
        Assert.Equal("bo", Store.Find("decision-3")!.UserId);
        Assert.Equal("anna", Store.Find("decision-4")!.UserId);
        Assert.Equal(4, Store.DeliveryOf("c").Sum(each => each.Impressions));
        Assert.Equal(["anna", "bo"], Store.SeenOf("c").Select(each => each.UserId).Order(StringComparer.Ordinal));
        Assert.Equal(0, Store.EraseUser("shop", "anna"));
    }
}
