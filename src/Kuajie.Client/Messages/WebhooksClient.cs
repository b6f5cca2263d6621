using Kuajie.Client.Calls;

namespace Kuajie.Client.Messages;

/// <summary>Messages out: endpoints of the caller's party, what was sent to them, and users who ask to be reminded.</summary>
public sealed class WebhooksClient
{
    private readonly KuajieCalls calls;

    internal WebhooksClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The endpoints, oldest first.</summary>
    public Task<IReadOnlyList<WebhookResponse>> ListAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("webhooks"), MessagesJson.Default.IReadOnlyListWebhookResponse, cancellation);

    /// <summary>Makes an endpoint. Its secret is in the answer and nowhere else.</summary>
    public Task<WebhookSecretResponse> AddAsync(WebhookRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("webhooks"),
            request,
            MessagesJson.Default.WebhookRequest,
            MessagesJson.Default.WebhookSecretResponse,
            cancellation
        );

    /// <summary>Gives an endpoint a new secret: what is sent from now on is signed with it, and for a while with the one before too.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="overlapHours">How long both sign, 0 … 168 hours; 24 for null.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<WebhookSecretResponse> RotateAsync(string endpoint, int? overlapHours = null, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.With(Paths.Of("webhooks", endpoint, "rotate"), ("overlapHours", overlapHours)),
            MessagesJson.Default.WebhookSecretResponse,
            cancellation
        );

    /// <summary>Forgets an endpoint; what waits for it is not sent any more.</summary>
    public Task RemoveAsync(string endpoint, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("webhooks", endpoint), cancellation);

    /// <summary>Sends an endpoint a message to try it out.</summary>
    public Task<WebhookDeliveryResponse> TestAsync(string endpoint, CancellationToken cancellation = default) =>
        calls.PostAsync(Paths.Of("webhooks", endpoint, "test"), MessagesJson.Default.WebhookDeliveryResponse, cancellation);

    /// <summary>The last hundred deliveries, newest first.</summary>
    public Task<IReadOnlyList<WebhookDeliveryResponse>> DeliveriesAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("webhook-deliveries"), MessagesJson.Default.IReadOnlyListWebhookDeliveryResponse, cancellation);

    /// <summary>Sends a message again that was given up.</summary>
    public Task<WebhookDeliveryResponse> ReplayAsync(string delivery, CancellationToken cancellation = default) =>
        calls.PostAsync(Paths.Of("webhook-deliveries", delivery, "replay"), MessagesJson.Default.WebhookDeliveryResponse, cancellation);

    /// <summary>Remembers that a user wants to be reminded of a live event.</summary>
    public Task<ReminderResponse> RemindAsync(
        string domain,
        string campaign,
        string liveEvent,
        string user,
        CancellationToken cancellation = default
    ) => calls.PutAsync(PathOf(domain, campaign, liveEvent, user), MessagesJson.Default.ReminderResponse, cancellation);

    /// <summary>Forgets that a user wants to be reminded.</summary>
    public Task ForgetReminderAsync(
        string domain,
        string campaign,
        string liveEvent,
        string user,
        CancellationToken cancellation = default
    ) => calls.DeleteAsync(PathOf(domain, campaign, liveEvent, user), cancellation);

    private static string PathOf(string domain, string campaign, string liveEvent, string user) =>
        Paths.Of("domains", domain, "campaigns", campaign, "live-events", liveEvent, "reminders", user);
}
