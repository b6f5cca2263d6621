namespace Kuajie.Platform.Messages;

/// <summary>A message as it is sent to an endpoint.</summary>
/// <param name="Address">Where to.</param>
/// <param name="MessageId">Header <c>webhook-id</c>.</param>
/// <param name="UnixSeconds">Header <c>webhook-timestamp</c>.</param>
/// <param name="Signature">Header <c>webhook-signature</c>: one signature, or after a rotation two with a space between.</param>
/// <param name="Body">JSON.</param>
public sealed record WebhookPost(string Address, string MessageId, long UnixSeconds, string Signature, string Body);

/// <summary>What came of sending.</summary>
/// <param name="Status">The HTTP status, or null where there was no answer.</param>
/// <param name="Fault">Why there was none, or null.</param>
public readonly record struct WebhookAnswer(int? Status, string? Fault)
{
    /// <summary>Whether the endpoint took it.</summary>
    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>Whether the endpoint wants no more of it: 410 Gone.</summary>
    public bool IsGone => Status == 410;
}

/// <summary>Sends messages. Follows no redirect, waits a bounded time, and reads nothing of an answer but its status.</summary>
public interface IWebhookSender
{
    /// <summary>Sends one.</summary>
    Task<WebhookAnswer> SendAsync(WebhookPost post, CancellationToken cancellation);
}

/// <summary>Keeps secrets unreadable on the disk.</summary>
public interface ISecretSeal
{
    /// <summary>A text that only the same seal opens.</summary>
    string Seal(string secret);

    /// <summary>What was sealed, or null where another seal did, or it was changed.</summary>
    string? Unseal(string text);
}
