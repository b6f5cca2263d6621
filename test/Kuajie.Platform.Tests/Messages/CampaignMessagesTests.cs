using System.Text.Json;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Messages;
using Kuajie.Platform.Tests.Campaigns;

namespace Kuajie.Platform.Tests.Messages;

public sealed class CampaignMessagesTests
{
    private static readonly CreativeWords Words = new("Talk", "With the coach");

    [Fact]
    public async Task Campaign_ItsLife_IsToldToBothSides()
    {
        await using var world = new CampaignWorld();
        var campaign = world.Run(CampaignWorld.Plain);
        world.Watch.Take(campaign);
        world.Shelf.Pause("school", "spring", "anna");
        world.Shelf.Start("school", "spring", "anna");

        Assert.Equal(
            [
                "school propose",
                "league propose",
                "school approve",
                "league approve",
                "school pause",
                "league pause",
                "school start",
                "league start",
            ],
            world.Campaigns.Messages.Select(Told)
        );
        Assert.All(world.Campaigns.Messages, each => Assert.DoesNotContain("anna", each.BodyJson, StringComparison.Ordinal));
        world.Clock.SetUtcNow(CampaignWorld.Start);
        world.Watch.Judge(campaign);
        world.Watch.Judge(campaign);
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(11));
        world.Watch.Judge(campaign);
        Assert.Equal(["school open", "league open", "school close", "league close"], world.Forecasts.Messages.Select(Told));
        Assert.Equal("closed", Data(world.Forecasts.Messages[^1]).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Alert_New_IsToldOnce()
    {
        await using var world = new CampaignWorld();
        var campaign = world.Run(CampaignWorld.Plain with { BudgetMinorUnits = 5 });
        world.Watch.Take(campaign);
        world.Clock.SetUtcNow(CampaignWorld.Start.AddHours(1));
        for (var user = 0; user < 6; user++)
        {
            await world.AskAsync($"u{user}");
        }

        world.Watch.Judge(campaign);
        world.Watch.Judge(campaign);

        var alerts = world.Forecasts.Messages.Where(each => each.Kind == MessageKinds.DeliveryAlert).ToArray();
        Assert.Equal(["school", "league"], alerts.Select(each => each.Domain));
        Assert.Equal("budgetGoneEarly", Data(alerts[0]).GetProperty("alert").GetString());
    }

    [Fact]
    public async Task Offer_IssuedAndRedeemed_IsToldWithoutItsCodes()
    {
        await using var world = new CampaignWorld();
        world.Run(CampaignWorld.Plain);
        world.Clock.SetUtcNow(CampaignWorld.Start);
        var store = new InMemoryOfferStore();
        var offers = new OfferShelf(store, world.Shelf, new SecretCodeSource(), world.Clock);
        offers.Define(
            "school",
            "spring",
            "tenth",
            OfferKind.Coupon,
            new OfferDetail(Words, Words) { AmountMinorUnits = 100 },
            CampaignWorld.Start.AddDays(3)
        );

        var codes = offers.Generate("school", "spring", "tenth", 2);
        offers.Redeem("league", codes[0], "r1");
        offers.Redeem("league", codes[0], "r1");

        Assert.Equal(
            [MessageKinds.OfferIssued, MessageKinds.OfferIssued, MessageKinds.OfferRedeemed, MessageKinds.OfferRedeemed],
            store.Messages.Select(each => each.Kind)
        );
        Assert.Equal(2, Data(store.Messages[0]).GetProperty("codes").GetInt32());
        Assert.All(store.Messages, each => Assert.DoesNotContain(codes[0], each.BodyJson, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reminders_Due_AreToldOnceToThoseWhoStillWantThem()
    {
        await using var world = new CampaignWorld();
        var store = new InMemoryMessageStore();
        var reminders = new LiveEventReminders(store, world.Shelf, world.Clock);
        var campaign = world.Run(WithTalk());
        reminders.Ask("school", "spring", "talk", "anna");
        reminders.Ask("school", "spring", "talk", "bo");
        reminders.Ask("school", "spring", "talk", "cy");
        reminders.Forget("school", "spring", "talk", "cy");
        world.Shelf.SetRefused("school", "bo", isRefused: true);

        world.Clock.SetUtcNow(CampaignWorld.Start.AddHours(9).AddSeconds(-1));
        Assert.Equal(0, reminders.Tell(campaign));
        world.Clock.SetUtcNow(CampaignWorld.Start.AddHours(9));
        Assert.Equal(1, reminders.Tell(campaign));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, reminders.Tell(campaign));

        var message = Assert.Single(store.Messages);
        Assert.Equal(("school", "anna"), (message.Domain, message.UserId));
        Assert.Equal(("anna", "talk"), (Data(message).GetProperty("user").GetString(), Data(message).GetProperty("liveEvent").GetString()));
    }

    [Fact]
    public async Task Reminders_EventHasBegun_NobodyIsToldAnyMore()
    {
        await using var world = new CampaignWorld();
        var store = new InMemoryMessageStore();
        var reminders = new LiveEventReminders(store, world.Shelf, world.Clock);
        var campaign = world.Run(WithTalk());
        reminders.Ask("school", "spring", "talk", "anna");

        world.Clock.SetUtcNow(CampaignWorld.Start.AddHours(10));

        Assert.Equal(0, reminders.Tell(campaign));
        Assert.Equal("no-reminder", Assert.Throws<KuajieException>(() => reminders.Ask("school", "spring", "talk", "bo")).Code);
    }

    [Fact]
    public async Task Reminders_RefusedOrUnknown_AreRefused()
    {
        await using var world = new CampaignWorld();
        var reminders = new LiveEventReminders(new InMemoryMessageStore(), world.Shelf, world.Clock);
        world.Shelf.Define("school", "draft", WithTalk(), "anna");
        world.Run(WithTalk());
        world.Shelf.SetRefused("school", "bo", isRefused: true);

        Assert.Equal("promotions-refused", Assert.Throws<KuajieException>(() => reminders.Ask("school", "spring", "talk", "bo")).Code);
        Assert.Equal("unknown-live-event", Assert.Throws<KuajieException>(() => reminders.Ask("school", "spring", "walk", "cy")).Code);
        Assert.Equal("no-reminder", Assert.Throws<KuajieException>(() => reminders.Ask("school", "draft", "talk", "cy")).Code);
    }

    private static CampaignDefinition WithTalk() =>
        CampaignWorld.Plain with
        {
            LiveEvents =
            [
                new CampaignLiveEvent(
                    "talk",
                    Words,
                    Words,
                    CampaignWorld.Start.AddHours(10),
                    CampaignWorld.Start.AddHours(11),
                    "https://example.org/live"
                ),
            ],
        };

    private static string Told(Message message) => $"{message.Domain} {Data(message).GetProperty("action").GetString()}";

    private static JsonElement Data(Message message) => JsonDocument.Parse(message.BodyJson).RootElement.GetProperty("data");
}
