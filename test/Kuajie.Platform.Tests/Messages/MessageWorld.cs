using System.Collections.Concurrent;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Messages;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Messages;

/// <summary>Two firms, an endpoint that answers as told, and a clock.</summary>
internal sealed class MessageWorld : IWebhookSender, ISecretSeal
{
    public MessageWorld()
    {
        Partners = new InMemoryPartnerStore(Clock);
        Partners.EnsureDomain("shop", "shop-firm");
        Partners.EnsureDomain("club", "club-firm");
        Webhooks = new Webhooks(Store, Partners, this, allowsLoopback: false, Clock);
        Dispatch = new MessageDispatch(Store, Partners, this, this, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

    public InMemoryMessageStore Store { get; } = new();

    public InMemoryPartnerStore Partners { get; }

    public Webhooks Webhooks { get; }

    public MessageDispatch Dispatch { get; }

    public ConcurrentQueue<WebhookPost> Sent { get; } = [];

    /// <summary>What the endpoint answers.</summary>
    public Func<WebhookAnswer> Answer { get; set; } = () => new WebhookAnswer(200, null);

    /// <summary>What it answers by what it is sent, or null for the same to all.</summary>
    public Func<WebhookPost, WebhookAnswer>? AnswerTo { get; set; }

    public Task<WebhookAnswer> SendAsync(WebhookPost post, CancellationToken cancellation)
    {
        Sent.Enqueue(post);
        return Task.FromResult(AnswerTo?.Invoke(post) ?? Answer());
    }

    public string Seal(string secret) => "sealed:" + secret;

    public string? Unseal(string text) => text.StartsWith("sealed:", StringComparison.Ordinal) ? text[7..] : null;

    public WebhookEndpoint Endpoint(string party = "shop-firm", params string[] kinds) =>
        Webhooks.Add(party, "https://hooks.example.com/", kinds).Endpoint;

    public Message Tell(string domain = "shop", string kind = MessageKinds.OfferRedeemed)
    {
        var message = Message.Of(domain, kind, Clock.GetUtcNow(), new { domain });
        Store.Add([message]);
        return message;
    }
}
