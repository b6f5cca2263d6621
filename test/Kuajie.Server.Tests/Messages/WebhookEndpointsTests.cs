using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kuajie.Client;
using Kuajie.Client.Campaigns;
using Kuajie.Client.Messages;
using Kuajie.Conformance.Messages;
using Kuajie.Platform.Access;
using Kuajie.Platform.Messages;
using Kuajie.Server.Tests.Campaigns;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Messages;

public sealed class WebhookEndpointsTests
{
    private static readonly ServerSettings Loopback = new() { AllowsLoopbackWebhooks = true };

    /// <summary>From the approval of a campaign to the receiver, the signature worked out here by other means.</summary>
    [Fact]
    public async Task Campaign_Approved_ReceiverIsToldWithASignatureThatHolds()
    {
        await using var receiver = new Receiver();
        await using var running = await RunningServer.StartAsync(Loopback);
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        var made = await owner.Webhooks.AddAsync(new WebhookRequest(receiver.Address, [MessageKinds.CampaignChanged]));

        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running));
        await RoundAsync(running);

        Assert.Equal(2, receiver.Received.Count);
        Assert.Equal(
            ["approve", "propose"],
            receiver
                .Received.Select(each => JsonDocument.Parse(each.Body).RootElement.GetProperty("data").GetProperty("action").GetString())
                .Order()
        );
        var (headers, body) = receiver.Received.First();
        var key = Convert.FromBase64String(made.Secret["whsec_".Length..]);
        var signed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}"));
        Assert.Equal($"v1,{Convert.ToBase64String(signed)}", headers["webhook-signature"]);
        Assert.All(
            await owner.Webhooks.DeliveriesAsync(),
            each => Assert.Equal(("delivered", 1, 200), (each.State, each.Attempts, each.LastStatus))
        );
    }

    [Fact]
    public async Task Restart_NotTakenYet_IsSentAfterwards()
    {
        await using var receiver = new Receiver { Answer = request => Receiver.Plain(request == 1 ? 500 : 200) };
        await using var running = await RunningServer.StartAsync(Loopback);
        using (var owner = CampaignRequests.Manager(running, RunningServer.Knowledge))
        {
            var made = await owner.Webhooks.AddAsync(new WebhookRequest(receiver.Address));
            await owner.Webhooks.TestAsync(made.Webhook.Endpoint);
            await RoundAsync(running);
            Assert.Equal(
                ("waiting", 500),
                (await owner.Webhooks.DeliveriesAsync()) is [var only] ? (only.State, only.LastStatus) : default
            );
        }

        await running.RestartAsync();
        running.Clock.Advance(TimeSpan.FromSeconds(15));
        await RoundAsync(running);

        await receiver.CameAsync(2);
        using var again = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await RoundAsync(running);
        var delivery = Assert.Single(await again.Webhooks.DeliveriesAsync());
        Assert.Equal(("delivered", 2, "webhook.test"), (delivery.State, delivery.Attempts, delivery.Kind));
        Assert.Single(receiver.Received.DistinctBy(each => each.Headers["webhook-id"]));
    }

    [Fact]
    public async Task Secret_Stored_IsSealedAndToldOnce()
    {
        await using var running = await RunningServer.StartAsync(Loopback);
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);

        var made = await owner.Webhooks.AddAsync(new WebhookRequest("https://hooks.example.com/"));
        var rotated = await owner.Webhooks.RotateAsync(made.Webhook.Endpoint);

        Assert.Null(made.Webhook.FormerUntil);
        Assert.Equal(running.Clock.GetUtcNow().AddHours(24), rotated.Webhook.FormerUntil);
        Assert.StartsWith("whsec_", made.Secret, StringComparison.Ordinal);
        Assert.NotEqual(made.Secret, rotated.Secret);
        var stored = Assert.Single(running.Workspace.Messages.Endpoints());
        Assert.DoesNotContain(rotated.Secret["whsec_".Length..], stored.SealedSecret, StringComparison.Ordinal);
        Assert.Equal(rotated.Secret, running.Server.Services.GetRequiredService<ISecretSeal>().Unseal(stored.SealedSecret));
        // What the command line seals, the service opens.
        var offline = Server.Messages.SecretSeal.Of(running.Workspace.Layout.Secrets);
        Assert.Equal(rotated.Secret, offline.Unseal(stored.SealedSecret));
        Assert.Null(offline.Unseal("CfDJ8nothing"));
        var text = await running.Client(RunningServer.PartyOf("knowledge")).GetStringAsync("/v1/webhooks");
        Assert.DoesNotContain("whsec_", text, StringComparison.Ordinal);
        var atOnce = await owner.Webhooks.RotateAsync(made.Webhook.Endpoint, overlapHours: 0);
        Assert.Null(atOnce.Webhook.FormerUntil);
        var refused = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            owner.Webhooks.RotateAsync(made.Webhook.Endpoint, overlapHours: 169)
        );
        Assert.Equal("out-of-range", refused.Code);
    }

    [Fact]
    public async Task Endpoints_OfAnotherParty_AreNeitherSeenNorTouched()
    {
        await using var running = await RunningServer.StartAsync(Loopback);
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        using var other = CampaignRequests.Manager(running, RunningServer.Sports);
        var made = await owner.Webhooks.AddAsync(new WebhookRequest("https://hooks.example.com/"));
        var delivery = await owner.Webhooks.TestAsync(made.Webhook.Endpoint);

        Assert.Empty(await other.Webhooks.ListAsync());
        Assert.Empty(await other.Webhooks.DeliveriesAsync());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(() => other.Webhooks.RemoveAsync(made.Webhook.Endpoint)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(() => other.Webhooks.ReplayAsync(delivery.Delivery)));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(() => owner.Webhooks.ReplayAsync(delivery.Delivery)));
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await StatusAsync(() =>
                other.Webhooks.AddAsync(new WebhookRequest("https://hooks.example.com/", Party: RunningServer.PartyOf("knowledge")))
            )
        );
        await owner.Webhooks.RemoveAsync(made.Webhook.Endpoint);
        Assert.Empty(await owner.Webhooks.ListAsync());
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", false)]
    [InlineData("https://169.254.169.254/latest", true)]
    [InlineData("http://hooks.example.com/", true)]
    public async Task Add_AddressThatMayNotBe_IsRefused(string address, bool allowsLoopback)
    {
        await using var running = await RunningServer.StartAsync(new ServerSettings { AllowsLoopbackWebhooks = allowsLoopback });
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(() => owner.Webhooks.AddAsync(new WebhookRequest(address))));
    }

    [Fact]
    public async Task Reminder_AskedFor_GoesOutOnceAndIsErasedWithTheUser()
    {
        await using var receiver = new Receiver();
        await using var running = await RunningServer.StartAsync(Loopback);
        using var owner = CampaignRequests.Manager(running, RunningServer.Knowledge);
        await owner.Webhooks.AddAsync(new WebhookRequest(receiver.Address, [MessageKinds.LiveEventReminder]));
        var now = running.Clock.GetUtcNow();
        var talk = new LiveEventRequest(
            "talk",
            new CreativeWordsRequest("Talk", ""),
            new CreativeWordsRequest("直播", ""),
            now.AddHours(2),
            now.AddHours(3),
            "https://example.org/live"
        );
        await CampaignRequests.RunAsync(running, "spring", CampaignRequests.Plain(running) with { LiveEvents = [talk] });

        var reminder = await owner.Webhooks.RemindAsync("knowledge", "spring", "talk", "anna");
        await owner.Webhooks.RemindAsync("knowledge", "spring", "talk", "bo");
        await owner.Webhooks.ForgetReminderAsync("knowledge", "spring", "talk", "bo");
        Assert.Equal(now.AddHours(1), reminder.RemindedFrom);
        running.Clock.Advance(TimeSpan.FromMinutes(61));
        Tell(running);
        Tell(running);
        await RoundAsync(running);

        var (_, body) = Assert.Single(receiver.Received);
        Assert.Equal("anna", JsonDocument.Parse(body).RootElement.GetProperty("data").GetProperty("user").GetString());
        Assert.Equal(2, running.Workspace.Messages.EraseUser("knowledge", "anna"));
        Assert.Empty(await owner.Webhooks.DeliveriesAsync());
    }

    private static void Tell(RunningServer running) =>
        running
            .Server.Services.GetRequiredService<LiveEventReminders>()
            .Tell(running.Workspace.Campaigns.Of("knowledge").Single(each => each.Name == "spring"));

    private static Task<int> RoundAsync(RunningServer running) =>
        running.Server.Services.GetRequiredService<MessageDispatch>().RoundAsync();

    private static async Task<HttpStatusCode> StatusAsync(Func<Task> call) =>
        (await Assert.ThrowsAsync<KuajieProblemException>(call)).Status;
}
