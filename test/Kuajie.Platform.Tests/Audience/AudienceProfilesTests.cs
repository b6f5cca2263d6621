using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience;

/// <summary>Events and readings at once: each event is counted once, and a domain is not read again for every one.</summary>
public sealed class AudienceProfilesTests : IDisposable
{
    private const string Shop = "shop";
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Start.AddDays(1));
    private readonly InMemoryWorkspace workspace;
    private readonly AudienceProfiles profiles;
    private int events;

    public AudienceProfilesTests()
    {
        workspace = new InMemoryWorkspace(clock);
        workspace.OwnPartners.EnsureDomain(Shop);
        profiles = new AudienceProfiles(workspace, null, clock);
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Profile_EventsOneByOne_AreCountedWithoutReadingTheDomainAgain()
    {
        Happens("anna");
        Assert.Equal(1, EventsOf("anna"));

        for (var more = 2; more <= 6; more++)
        {
            Happens("anna");
            Assert.Equal(more, EventsOf("anna"));
        }
        Happens("ben", "anna");

        Assert.Equal((7L, 1L), (EventsOf("anna"), EventsOf("ben")));
        Assert.Equal(1, workspace.OwnInteractions.TimedReadings);
    }

    [Fact]
    public void Profile_StoredBeforeTheReadingAndToldOfAfter_IsCountedOnce()
    {
        Happens("anna");
        var stored = Store("anna", "ben");

        Assert.Equal(2, EventsOf("anna"));
        profiles.Committed(stored);

        Assert.Equal((2L, 1L), (EventsOf("anna"), EventsOf("ben")));
        Happens("ben");
        Assert.Equal(2, EventsOf("ben"));
        Assert.Equal(1, workspace.OwnInteractions.TimedReadings);
    }

    [Fact]
    public void Profile_CommitsWhileItIsRead_AreCountedOnce()
    {
        Happens("anna");
        workspace.OwnInteractions.WhileRead = () =>
        {
            Happens("anna");
            Happens("anna", "ben");
            Happens("ben");
        };

        Assert.Equal((3L, 2L), (EventsOf("anna"), EventsOf("ben")));
        workspace.OwnInteractions.WhileRead = null;
        Happens("ben");

        Assert.Equal((3L, 3L), (EventsOf("anna"), EventsOf("ben")));
        Assert.Equal(1, workspace.OwnInteractions.TimedReadings);
    }

    [Fact]
    public void Profile_StoredBeforeAndToldOfWhileItIsRead_IsCountedOnce()
    {
        Happens("anna");
        var stored = Store("anna");
        workspace.OwnInteractions.WhileRead = () =>
        {
            profiles.Committed(stored);
            Happens("anna");
        };

        Assert.Equal(3, EventsOf("anna"));
        workspace.OwnInteractions.WhileRead = null;
        Happens("anna");

        Assert.Equal(4, EventsOf("anna"));
        Assert.Equal(1, workspace.OwnInteractions.TimedReadings);
    }

    /// <summary>Somebody else changed what the users did: nothing fits, so the domain is read again.</summary>
    [Fact]
    public void Profile_WhatDoesNotFit_IsReadAgain()
    {
        Happens("anna");
        Assert.Equal(1, EventsOf("anna"));
        Store("anna");
        Store("anna");

        Happens("anna");

        Assert.Equal(4, EventsOf("anna"));
        Assert.Equal(2, workspace.OwnInteractions.TimedReadings);
    }

    [Fact]
    public void Profile_StoreThatDoesNotAnswerAboutACommit_IsReadAgainAndSoAreTheOtherDomainsOfTheCommit()
    {
        workspace.OwnPartners.EnsureDomain("club");
        Happens("anna");
        Happens([.. Events("club", "carl")]);
        Assert.Equal((1L, 1L), (EventsOf("anna"), profiles.Profile("club", "carl")!.Events));
        workspace.OwnInteractions.FailsOnce = true;

        Assert.Throws<InvalidOperationException>(() => Happens([.. Events(Shop, "anna"), .. Events("club", "carl")]));

        Assert.Equal((2L, 2L), (EventsOf("anna"), profiles.Profile("club", "carl")!.Events));
        Assert.Equal(4, workspace.OwnInteractions.TimedReadings);
    }

    [Fact]
    public void Profile_VisitsThatWereJoined_AreCountedWithinTenMinutes()
    {
        Happens("anna");
        Assert.Equal(1, EventsOf("anna"));
        Store("anna");
        profiles.VisitsJoined(Shop);
        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(1, EventsOf("anna"));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, EventsOf("anna"));
        clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(2, EventsOf("anna"));
        Assert.Equal(2, workspace.OwnInteractions.TimedReadings);
    }

    private long EventsOf(string user) => profiles.Profile(Shop, user)!.Events;

    private void Happens(params string[] users) => Happens(Events(Shop, users));

    private void Happens(LiveEvent[] happened)
    {
        workspace.OwnEventLog.Append(happened);
        profiles.Committed(happened);
    }

    private LiveEvent[] Store(params string[] users)
    {
        var happened = Events(Shop, users);
        workspace.OwnEventLog.Append(happened);
        return happened;
    }

    private LiveEvent[] Events(string domain, params string[] users) =>
        [
            .. users.Select(user => new LiveEvent(
                $"e{++events}",
                domain,
                user,
                null,
                "course",
                InteractionKind.View,
                Start.AddMinutes(events),
                null,
                null
            )),
        ];
}
