using System.Text.Json;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Tests.Messages;

public sealed class MessageDispatchTests
{
    [Fact]
    public async Task Round_TwoParties_EachIsToldOfItsOwnAndOfWhatItAskedFor()
    {
        var world = new MessageWorld();
        var all = world.Endpoint();
        var some = world.Endpoint("shop-firm", MessageKinds.OfferIssued);
        var others = world.Endpoint("club-firm");
        var (ours, theirs) = (world.Tell("shop"), world.Tell("club"));

        await world.Dispatch.RoundAsync();

        Assert.Equal([ours.MessageId], world.Store.DeliveriesTo([all.EndpointId], 9).Select(each => each.MessageId));
        Assert.Empty(world.Store.DeliveriesTo([some.EndpointId], 9));
        Assert.Equal([theirs.MessageId], world.Store.DeliveriesTo([others.EndpointId], 9).Select(each => each.MessageId));
        Assert.Equal(2, world.Sent.Count);
        Assert.Equal(DeliveryState.Delivered, world.Store.DeliveriesTo([all.EndpointId], 9)[0].State);
    }

    [Fact]
    public async Task Round_Sent_IsSignedOverIdTimeAndBody()
    {
        var world = new MessageWorld();
        var (_, secret) = world.Webhooks.Add("shop-firm", "https://hooks.example.com/", []);
        var message = world.Tell();

        await world.Dispatch.RoundAsync();

        var post = Assert.Single(world.Sent);
        Assert.Equal(
            (message.MessageId, world.Clock.GetUtcNow().ToUnixTimeSeconds(), message.BodyJson),
            (post.MessageId, post.UnixSeconds, post.Body)
        );
        Assert.Equal(WebhookSignature.Of(secret, post.MessageId, post.UnixSeconds, post.Body), post.Signature);
        var body = JsonDocument.Parse(post.Body).RootElement;
        Assert.Equal(
            (MessageKinds.OfferRedeemed, "shop"),
            (body.GetProperty("type").GetString(), body.GetProperty("data").GetProperty("domain").GetString())
        );
    }

    [Fact]
    public async Task Round_500Then200_IsSentAgainAfterTheWait()
    {
        var world = new MessageWorld { Answer = () => new WebhookAnswer(500, null) };
        var endpoint = world.Endpoint();
        world.Tell();
        await world.Dispatch.RoundAsync();
        var failed = Assert.Single(world.Store.DeliveriesTo([endpoint.EndpointId], 9));
        Assert.Equal((DeliveryState.Waiting, 1, 500), (failed.State, failed.Attempts, failed.LastStatus));
        Assert.InRange(failed.NextAt - world.Clock.GetUtcNow(), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(12));

        world.Answer = () => new WebhookAnswer(204, null);
        Assert.Equal(0, await world.Dispatch.RoundAsync());
        world.Clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(1, await world.Dispatch.RoundAsync());

        var taken = Assert.Single(world.Store.DeliveriesTo([endpoint.EndpointId], 9));
        Assert.Equal((DeliveryState.Delivered, 2, 204), (taken.State, taken.Attempts, taken.LastStatus));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await world.Dispatch.RoundAsync());
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(302, null)]
    [InlineData(null, "timeout")]
    public async Task Round_NeverTaken_IsGivenUpAndMayBeSentAgain(int? status, string? fault)
    {
        var world = new MessageWorld { Answer = () => new WebhookAnswer(status, fault) };
        var endpoint = world.Endpoint();
        world.Tell();
        await world.Dispatch.RoundAsync();
        // On its way still: it is not to begin anew, and nobody may make it.
        var waiting = Assert.Single(world.Store.DeliveriesTo([endpoint.EndpointId], 9));
        Assert.Equal(
            "delivery-not-dead",
            Assert.Throws<KuajieException>(() => world.Webhooks.Replay("shop-firm", waiting.DeliveryId)).Code
        );
        Assert.Equal(waiting, world.Store.FindDelivery(waiting.DeliveryId));
        for (var round = 0; round < 40; round++)
        {
            world.Clock.Advance(TimeSpan.FromHours(8));
            await world.Dispatch.RoundAsync();
        }
        var dead = Assert.Single(world.Store.DeliveriesTo([endpoint.EndpointId], 9));
        Assert.Equal(
            (DeliveryState.Dead, RetrySchedule.MostAttempts, status, fault),
            (dead.State, dead.Attempts, dead.LastStatus, dead.LastFault)
        );
        Assert.Equal(RetrySchedule.MostAttempts, world.Sent.Count);

        world.Answer = () => new WebhookAnswer(200, null);
        world.Webhooks.Replay("shop-firm", dead.DeliveryId);
        await world.Dispatch.RoundAsync();

        Assert.Equal(DeliveryState.Delivered, world.Store.FindDelivery(dead.DeliveryId)!.State);
        var arrived = Assert.Throws<KuajieException>(() => world.Webhooks.Replay("shop-firm", dead.DeliveryId));
        Assert.Equal("delivery-not-dead", arrived.Code);
        Assert.EndsWith(" is delivered.", arrived.Found, StringComparison.Ordinal);
        Assert.Equal("unknown-delivery", Assert.Throws<KuajieException>(() => world.Webhooks.Replay("club-firm", dead.DeliveryId)).Code);
    }

    /// <summary>Every silent request lasts ten seconds: three hundred of them before the others' turn would be minutes.</summary>
    [Fact]
    public async Task Round_AnEndpointThatIsSilent_HoldsBackNobodyElse()
    {
        var world = new MessageWorld
        {
            AnswerTo = post => post.Body.Contains("\"club\"") ? new WebhookAnswer(200, null) : new WebhookAnswer(null, "timeout"),
        };
        var silent = world.Endpoint();
        var other = world.Endpoint("club-firm");
        for (var message = 0; message < 300; message++)
        {
            world.Tell();
        }
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        world.Tell("club");
        await world.Dispatch.RoundAsync();
        await world.Dispatch.RoundAsync();

        Assert.Equal(DeliveryState.Delivered, Assert.Single(world.Store.DeliveriesTo([other.EndpointId], 9)).State);
        Assert.InRange(world.Store.DeliveriesTo([silent.EndpointId], 999).Count(each => each.Attempts > 0), 1, 10);
    }

    [Fact]
    public async Task Round_Gone_IsGivenUpAtOnce()
    {
        var world = new MessageWorld { Answer = () => new WebhookAnswer(410, null) };
        var endpoint = world.Endpoint();
        world.Tell();

        await world.Dispatch.RoundAsync();

        Assert.Equal(DeliveryState.Dead, Assert.Single(world.Store.DeliveriesTo([endpoint.EndpointId], 9)).State);
    }

    /// <summary>A process that ends between the sending and the record sends again: twice is allowed, never is not.</summary>
    [Fact]
    public async Task Round_EndedBetween_GoesOnWhereItWas()
    {
        var world = new MessageWorld();
        world.Endpoint();
        world.Tell();
        world.Answer = () => throw new OperationCanceledException("The process ended.");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Dispatch.RoundAsync());

        world.Answer = () => new WebhookAnswer(200, null);
        var afterwards = new MessageDispatch(world.Store, world.Partners, world, world, world.Clock);

        Assert.Equal(1, await afterwards.RoundAsync());
        Assert.Equal(2, world.Sent.Count);
        Assert.Single(world.Sent.DistinctBy(each => each.MessageId));
    }

    [Fact]
    public async Task Round_SecretOfAnotherSeal_SendsNothingUnsigned()
    {
        var world = new MessageWorld();
        var endpoint = world.Endpoint();
        world.Store.Put(endpoint with { SealedSecret = "foreign" });
        world.Tell();

        await world.Dispatch.RoundAsync();

        Assert.Empty(world.Sent);
        Assert.Equal("secret-lost", Assert.Single(world.Store.DeliveriesTo([endpoint.EndpointId], 9)).LastFault);
    }

    [Fact]
    public async Task Round_AMonthLater_WhatIsSaidIsForgotten()
    {
        var world = new MessageWorld();
        world.Endpoint();
        var message = world.Tell();
        await world.Dispatch.RoundAsync();

        world.Clock.Advance(MessageDispatch.Kept + TimeSpan.FromSeconds(1));
        await world.Dispatch.RoundAsync();

        Assert.Null(world.Store.Find(message.MessageId));
    }

    [Fact]
    public void After_Attempts_GrowsFourfoldWithinAFifthUpToSixHours()
    {
        Assert.All(
            Enumerable.Range(0, 500).Select(number => $"msg_{number}.end_1"),
            id =>
            {
                Assert.InRange(RetrySchedule.After(id, 1).TotalSeconds, 8, 12);
                Assert.InRange(RetrySchedule.After(id, 3).TotalSeconds, 128, 192);
                Assert.InRange(RetrySchedule.After(id, 30).TotalHours, 4.8, 7.2);
            }
        );
        Assert.True(Enumerable.Range(0, 50).Select(number => RetrySchedule.After($"{number}", 1)).Distinct().Count() > 40);
        Assert.Equal(RetrySchedule.After("a", 2), RetrySchedule.After("a", 2));
    }

    [Fact]
    public void Add_SeveralFaults_AreAllNamed()
    {
        var world = new MessageWorld();

        var faults = Assert.Throws<SeveralFaultsException>(() => world.Webhooks.Add("nobody", "http://10.0.0.1/", ["sales"]));

        Assert.Equal(["invalid-endpoint", "unknown-message", "unknown-party"], faults.Faults.Select(each => each.Code));
    }

    [Fact]
    public void Add_EleventhOfAParty_IsTooMany()
    {
        var world = new MessageWorld();
        for (var number = 0; number < 10; number++)
        {
            world.Endpoint();
        }

        Assert.Equal("too-many-endpoints", Assert.Throws<KuajieException>(() => world.Endpoint()).Code);
        world.Endpoint("club-firm");
    }

    [Fact]
    public void OtherParty_MayNeitherSeeNorTouch()
    {
        var world = new MessageWorld();
        var endpoint = world.Endpoint();

        Assert.Empty(world.Webhooks.Of("club-firm"));
        Assert.Equal(
            "unknown-endpoint",
            Assert.Throws<KuajieException>(() => world.Webhooks.Rotate("club-firm", endpoint.EndpointId)).Code
        );
        Assert.Equal(
            "unknown-endpoint",
            Assert.Throws<KuajieException>(() => world.Webhooks.Remove("club-firm", endpoint.EndpointId)).Code
        );
        world.Webhooks.Remove(null, endpoint.EndpointId);
        Assert.Empty(world.Webhooks.Of(null));
    }
}
