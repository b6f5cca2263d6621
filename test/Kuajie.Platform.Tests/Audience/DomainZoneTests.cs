using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience.Rules;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Partners;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience;

/// <summary>Hours, weekdays and days are those of the domain's time zone.</summary>
public sealed class DomainZoneTests : IDisposable
{
    private const string Shop = "shop";
    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;

    /// <summary>A Sunday evening in UTC, on the night before clocks go forward in Berlin; Monday morning in Shanghai.</summary>
    private static readonly DateTimeOffset Sunday = new(2026, 3, 22, 23, 30, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Sunday.AddDays(30));
    private readonly InMemoryWorkspace workspace;
    private readonly AudienceProfiles profiles;

    public DomainZoneTests()
    {
        workspace = new InMemoryWorkspace(clock);
        workspace.OwnPartners.EnsureDomain(Shop);
        profiles = new AudienceProfiles(workspace, null, clock);
    }

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("UTC", "23", "sunday")]
    [InlineData("Asia/Shanghai", "7", "monday")]
    [InlineData("America/New_York", "19", "sunday")]
    public void Profile_HoursAndWeekdays_AreThoseOfTheDomain(string zone, string hour, string weekday)
    {
        workspace.OwnPartners.PutTimeZone(Shop, zone);
        Done(Sunday);

        var profile = profiles.Profile(Shop, "u")!;

        Assert.Equal((hour, weekday), (profile.Hours.Single().Name, profile.Weekdays.Single().Name));
        Assert.True(Matches($"hour({hour}) > 0.9 and weekday({weekday}) > 0.9", profile));
        Assert.False(Matches("hour(12) > 0.9", profile));
        Assert.Equal(zone, profiles.ZoneOf(Shop).Id);
    }

    [Fact]
    public void Profile_OverAChangeOfClocks_EachEventIsTakenByItsOwnOffset()
    {
        workspace.OwnPartners.PutTimeZone(Shop, "Europe/Berlin");
        // 8:30 in winter and 8:30 in summer are 7:30 and 6:30 in UTC; the days of the change are 28 and 29 March.
        Done(new DateTimeOffset(2026, 3, 28, 7, 30, 0, TimeSpan.Zero));
        Done(new DateTimeOffset(2026, 3, 29, 6, 30, 0, TimeSpan.Zero));

        Assert.Equal("8", profiles.Profile(Shop, "u")!.Hours.Single().Name);
    }

    [Fact]
    public void Profile_DaysOfActivity_EndAtLocalMidnights()
    {
        Done(Sunday.AddHours(-1));
        Done(Sunday.AddHours(1));
        Assert.Equal(2, profiles.Profile(Shop, "u")!.ActiveDays);

        workspace.OwnPartners.PutTimeZone(Shop, "Asia/Shanghai");
        profiles.ZoneChanged(Shop);

        // 6:30 and 8:30 of one Monday.
        Assert.Equal(1, profiles.Profile(Shop, "u")!.ActiveDays);
    }

    [Fact]
    public void ZoneChanged_WhatWasCounted_IsCountedAnew()
    {
        Done(Sunday);
        Assert.Equal("23", profiles.Profile(Shop, "u")!.Hours.Single().Name);

        workspace.OwnPartners.PutTimeZone(Shop, "Asia/Shanghai");
        profiles.ZoneChanged(Shop);

        Assert.Equal("7", profiles.Profile(Shop, "u")!.Hours.Single().Name);
        // Live events too: the first commit after a reading may have been under way, so the domain is read again once.
        for (var number = 0; number < 2; number++)
        {
            var at = Sunday.AddMinutes(number + 1);
            Done(at);
            profiles.Committed([new LiveEvent($"e{number}", Shop, "u", null, "a", InteractionKind.View, at)]);
            Assert.Equal("7", profiles.Profile(Shop, "u")!.Hours.Single().Name);
        }
        Assert.Equal(3, profiles.Profile(Shop, "u")!.Events);
    }

    [Theory]
    [InlineData("UTC", "18–24", "Sunday")]
    [InlineData("Asia/Shanghai", "06–12", "Monday")]
    public void ResponseRows_PartOfDayAndWeekday_AreThoseOfTheZoneAskedFor(string zone, string part, string weekday)
    {
        Done(Sunday);
        Done(Sunday.AddDays(20));
        var workflow = new ResponseWorkflow(
            workspace.Partners,
            new InMemoryLiveStore(workspace.OwnInteractions),
            workspace.Catalog,
            workspace.Impressions,
            new InMemoryOutcomes([])
        );

        var data = workflow.Rows(new ResponseRequest { Domain = Shop, TimeZone = zone }, null, Never);

        Assert.Equal((part, weekday), (Level(data, "part of day"), Level(data, "weekday")));
    }

    private static bool Matches(string rule, Kuajie.Marketing.Audience.UserProfile profile) =>
        AudienceSegments.MembershipOf(new Segment(Shop, "s", AudienceRule.Read(rule).Rule!.Text, null, default))(profile);

    private static string? Level(ResponseData data, string feature) =>
        data.Rows[0].Values[data.Features.Select((each, place) => (each.Name, place)).Single(each => each.Name == feature).place].Level;

    private void Done(DateTimeOffset at) => workspace.OwnInteractions.Add(Shop, "u", "a", InteractionKind.View, at, null);
}
