using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every log of live events must do, whatever its engine.</summary>
public abstract class EventLogSuite
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The log under test, empty at first.</summary>
    protected abstract IEventLog Log { get; }

    /// <summary>The interactions that events of users join.</summary>
    protected abstract IInteractionStore Interactions { get; }

    [Fact]
    public void Append_NewEvents_JoinTheInteractionsOfTheirUsers()
    {
        Assert.Equal([true, true], Log.Append([Event("e1", user: "u1"), Event("e2", user: "u1", at: Noon.AddMinutes(1), value: 12.5)]));

        Assert.Equal(
            [
                new Interaction("k", "u1", "c1", InteractionKind.Watch, Noon.AddMinutes(1), 12.5),
                new Interaction("k", "u1", "c1", InteractionKind.Watch, Noon, null),
            ],
            Interactions.OfUser("k", "u1")
        );
    }

    [Fact]
    public void Claim_Visit_MovesWhatWasDoneInItToItsFirstUser()
    {
        Log.Append([
            Event("e1", session: "v1"),
            Event("e2", session: "v1", at: Noon.AddMinutes(1), value: 3),
            Event("e3", session: "v2"),
            Event("e4", session: "v1") with
            {
                Kind = InteractionKind.Seen,
                Value = null,
            },
        ]);

        var moved = Log.Claim([new("k", "v1", "u1"), new("k", "v1", "u2"), new("s", "v2", "u2"), new("none", "v2", "u2")]);

        Assert.Equal([new SessionClaim("k", "v1", "u1")], moved);
        Assert.Equal([Noon.AddMinutes(1), Noon], Interactions.OfUser("k", "u1").Select(row => row.At!.Value));
        Assert.Empty(Interactions.OfUser("k", "u2"));
        Assert.Empty(Log.OfSession("k", "v1"));
        Assert.Equal(["e4"], Log.SeenInSession("k", "v1").Select(each => each.EventId));
        Assert.Equal(["e3"], Log.OfSession("k", "v2").Select(each => each.EventId));
        Assert.Equal([false], Log.Append([Event("e1", session: "v1")]));
        Assert.Empty(Log.Claim([new("k", "v1", "u2")]));
    }

    [Fact]
    public void Append_Nothing_IsNothing() => Assert.Empty(Log.Append([]));

    [Fact]
    public void Append_SameIdAgain_IsStoredOnce()
    {
        Log.Append([Event("e1", user: "u1")]);

        Assert.Equal([false, true, false], Log.Append([Event("e1", user: "u1"), Event("e2", user: "u1"), Event("e1", user: "u2")]));

        Assert.Equal(2, Interactions.OfUser("k", "u1").Count);
        Assert.Empty(Interactions.OfUser("k", "u2"));
    }

    [Fact]
    public void Append_SameIdTwiceInOneCall_FirstIsNew()
    {
        Assert.Equal([true, false], Log.Append([Event("e1", user: "u1"), Event("e1", user: "u1")]));

        Assert.Single(Interactions.OfUser("k", "u1"));
    }

    [Fact]
    public void Append_SameIdInAnotherDomain_IsAnotherEvent()
    {
        Assert.Equal([true, true], Log.Append([Event("e1", user: "u1"), Event("e1", "s", user: "u1")]));

        Assert.Single(Interactions.OfUser("s", "u1"));
    }

    [Fact]
    public void Append_DomainAndIdThatJoinToTheSameText_AreTwoEvents() =>
        Assert.Equal([true, true], Log.Append([Event("bc", "a", user: "u1"), Event("c", "ab", user: "u1")]));

    [Fact]
    public void Append_IdsThatDifferByCaseOnly_AreTwoEvents() =>
        Assert.Equal([true, true], Log.Append([Event("e1", user: "u1"), Event("E1", user: "u1")]));

    [Fact]
    public void Append_VisitorWithoutAccount_IsNoUser()
    {
        var visit = Event("e1", session: "v1", list: "list-1", value: 3);
        Log.Append([visit, Event("e2", session: "v1", at: Noon.AddSeconds(5)), Event("e3", session: "v2")]);

        Assert.Equal(["e2", "e1"], Log.OfSession("k", "v1").Select(each => each.EventId));
        Assert.Equal(visit, Log.OfSession("k", "v1")[1]);
        Assert.Empty(Log.OfSession("s", "v1"));
        Assert.Empty(Interactions.Totals());
        Assert.Empty(Interactions.ReadWeighted("k", KindWeights.Default, CancellationToken.None));
    }

    [Fact]
    public void Append_WhatWasSeen_IsKeptApartFromWhatWasDone()
    {
        var seen = Event("e1", session: "v1", list: "list-1") with { Kind = InteractionKind.Seen };
        Log.Append([seen, Event("e2", session: "v1")]);

        Assert.Equal([seen], Log.SeenInSession("k", "v1"));
        Assert.Equal("e2", Assert.Single(Log.OfSession("k", "v1")).EventId);
        Assert.Equal([false], Log.Append([seen]));
    }

    [Fact]
    public void Append_UserInASession_IsAnInteraction()
    {
        Log.Append([Event("e1", user: "u1", session: "v1")]);

        Assert.Single(Interactions.OfUser("k", "u1"));
        Assert.Empty(Log.OfSession("k", "v1"));
    }

    [Fact]
    public void Append_NeitherUserNorSession_IsADefectAndStoresNothing()
    {
        Assert.Throws<ArgumentException>(() => Log.Append([Event("e1", user: "u1"), Event("e2")]));

        Assert.Empty(Interactions.Totals());
        Assert.Equal([true], Log.Append([Event("e1", user: "u1")]));
    }

    [Fact]
    public void Append_SameIdsFromManyThreads_AreEachNewOnce()
    {
        var answers = new int[50];
        Parallel.For(
            0,
            8,
            _ =>
            {
                var isNew = Log.Append([.. Enumerable.Range(0, answers.Length).Select(n => Event($"e{n}", user: "u1"))]);
                for (var n = 0; n < isNew.Count; n++)
                {
                    Interlocked.Add(ref answers[n], isNew[n] ? 1 : 0);
                }
            }
        );

        Assert.All(answers, count => Assert.Equal(1, count));
        Assert.Equal(answers.Length, Interactions.OfUser("k", "u1").Count);
    }

    [Fact]
    public void ContentHash_EventsOfUsersChangeIt_VisitsDoNot()
    {
        Log.Append([Event("e1", user: "u1")]);
        var before = Interactions.ContentHash(["k"]);

        Log.Append([Event("e2", session: "v1")]);
        Assert.Equal(before, Interactions.ContentHash(["k"]));

        Log.Append([Event("e3", user: "u2")]);
        Assert.NotEqual(before, Interactions.ContentHash(["k"]));
    }

    [Fact]
    public void EraseUser_EventsThatComeAgain_StayErased()
    {
        Log.Append([Event("e1", user: "u1"), Event("e2", user: "u2")]);
        Interactions.EraseUser("k", "u1");

        Assert.Equal([false], Log.Append([Event("e1", user: "u1")]));
        Assert.Empty(Interactions.OfUser("k", "u1"));
    }

    [Fact]
    public void LiveTotals_PerDomain_CountUsersAndVisitsApart()
    {
        Assert.Empty(Log.LiveTotals());
        Log.Append([
            Event("e1", user: "u1"),
            Event("e2", session: "v1"),
            Event("e3", session: "v1"),
            Event("e4", session: "v2"),
            Event("e1", "s", user: "u1"),
        ]);

        Assert.Equal([new LiveTotals("k", 1, 3, 2, 0), new LiveTotals("s", 1, 0, 0, 0)], Log.LiveTotals());
    }

    protected static LiveEvent Event(
        string id,
        string domain = "k",
        string? user = null,
        string? session = null,
        DateTimeOffset? at = null,
        double? value = null,
        string? list = null
    ) => new(id, domain, user, session, "c1", InteractionKind.Watch, at ?? Noon, value, list);
}
