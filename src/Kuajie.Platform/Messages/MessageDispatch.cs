using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Messages;

/// <summary>
/// Sends messages at least once: what is on record is sent until it is taken or given up, whatever ends in between; a receiver may see a message twice, and in another order than it happened. Rounds do not overlap.
/// </summary>
/// <param name="store">Where messages are kept.</param>
/// <param name="partners">Knows whose domains are whose.</param>
/// <param name="seal">Opens the secrets.</param>
/// <param name="sender">Sends.</param>
/// <param name="clock">The clock.</param>
public sealed class MessageDispatch(
    IMessageStore store,
    IPartnerStore partners,
    ISecretSeal seal,
    IWebhookSender sender,
    TimeProvider clock
)
{
    /// <summary>How long messages are kept after all is said.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int MostEndpointsAtOnce = 16;
    private const int MostAtOnce = 4;
    private const int MostOfRound = 256;
    private DateTimeOffset forgottenAt = DateTimeOffset.UnixEpoch;

    /// <summary>One round: messages that are new are put on their ways, what is due is sent.</summary>
    /// <returns>How many were sent, whatever came of it.</returns>
    public async Task<int> RoundAsync(CancellationToken cancellation = default)
    {
        Dispatch();
        var sent = 0;
        await Parallel
            .ForEachAsync(
                store.Endpoints(),
                new ParallelOptions { MaxDegreeOfParallelism = MostEndpointsAtOnce, CancellationToken = cancellation },
                async (endpoint, stopping) => Interlocked.Add(ref sent, await SendDueAsync(endpoint, stopping).ConfigureAwait(false))
            )
            .ConfigureAwait(false);
        Forget(clock.GetUtcNow());
        return sent;
    }

    /// <summary>Sends an endpoint what is due to it. One that does not answer is left alone for the rest of the round, so that nobody else waits for as many timeouts as it has messages.</summary>
    private async Task<int> SendDueAsync(WebhookEndpoint endpoint, CancellationToken cancellation)
    {
        var (sent, isSilent) = (0, false);
        await Parallel
            .ForEachAsync(
                store.Due(clock.GetUtcNow(), MostOfRound, endpoint.EndpointId),
                new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellation },
                async (each, stopping) =>
                {
                    if (!Volatile.Read(ref isSilent) && await SendAsync(each, endpoint, stopping).ConfigureAwait(false) is { } answer)
                    {
                        Interlocked.Increment(ref sent);
                        Volatile.Write(ref isSilent, Volatile.Read(ref isSilent) || answer.Status is null);
                    }
                }
            )
            .ConfigureAwait(false);
        return sent;
    }

    /// <summary>A message on its way to an endpoint. Its id is made of both, so that it is put on record once.</summary>
    internal static MessageDelivery DeliveryOf(Message message, WebhookEndpoint endpoint, DateTimeOffset now) =>
        new(
            $"{message.MessageId}.{endpoint.EndpointId}",
            message.MessageId,
            endpoint.EndpointId,
            DeliveryState.Waiting,
            0,
            now,
            null,
            null,
            null
        );

    /// <summary>Once an hour; a clock that goes back does no harm.</summary>
    private void Forget(DateTimeOffset now)
    {
        if ((now - forgottenAt).Duration() >= TimeSpan.FromHours(1))
        {
            store.ForgetBefore(now - Kept);
            forgottenAt = now;
        }
    }

    private void Dispatch()
    {
        var now = clock.GetUtcNow();
        var parties = partners.Domains().ToDictionary(each => each.Name, each => each.PartyId, StringComparer.Ordinal);
        var endpoints = store.Endpoints();
        foreach (var message in store.Undispatched(MostOfRound))
        {
            var party = parties.GetValueOrDefault(message.Domain);
            store.Dispatch(
                message.MessageId,
                [
                    .. endpoints
                        .Where(each =>
                            each.PartyId == party && (each.Kinds.Count == 0 || each.Kinds.Contains(message.Kind, StringComparer.Ordinal))
                        )
                        .Select(each => DeliveryOf(message, each, now)),
                ]
            );
        }
    }

    /// <summary>What was answered, or null where the message is forgotten.</summary>
    private async Task<WebhookAnswer?> SendAsync(MessageDelivery delivery, WebhookEndpoint endpoint, CancellationToken stopping)
    {
        if (store.Find(delivery.MessageId) is not { } message)
        {
            return null;
        }
        var now = clock.GetUtcNow();
        var seconds = now.ToUnixTimeSeconds();
        // A secret that cannot be opened any more is made anew by rotation; until then nothing unsigned leaves the house.
        var answer = seal.Unseal(endpoint.SealedSecret) is not { } secret
            ? new WebhookAnswer(null, "secret-lost")
            : await sender
                .SendAsync(
                    new WebhookPost(
                        endpoint.Address,
                        message.MessageId,
                        seconds,
                        string.Join(
                            ' ',
                            SecretsOf(endpoint, secret, now)
                                .Select(each => WebhookSignature.Of(each, message.MessageId, seconds, message.BodyJson))
                        ),
                        message.BodyJson
                    ),
                    stopping
                )
                .ConfigureAwait(false);
        store.Put(After(delivery, answer, clock.GetUtcNow()));
        return answer;
    }

    /// <summary>What a message is signed with: the secret, and the one before while both do.</summary>
    private IEnumerable<string> SecretsOf(WebhookEndpoint endpoint, string secret, DateTimeOffset now) =>
        endpoint is { FormerSealedSecret: { } sealedBefore, FormerUntil: { } until }
        && now < until
        && seal.Unseal(sealedBefore) is { } former
            ? [secret, former]
            : [secret];

    private static MessageDelivery After(MessageDelivery delivery, WebhookAnswer answer, DateTimeOffset now)
    {
        var attempts = delivery.Attempts + 1;
        var state =
            answer.IsTaken ? DeliveryState.Delivered
            : answer.IsGone || attempts >= RetrySchedule.MostAttempts ? DeliveryState.Dead
            : DeliveryState.Waiting;
        return delivery with
        {
            State = state,
            Attempts = attempts,
            NextAt = now + RetrySchedule.After(delivery.DeliveryId, attempts),
            LastAt = now,
            LastStatus = answer.Status,
            LastFault = answer.Fault,
        };
    }
}
