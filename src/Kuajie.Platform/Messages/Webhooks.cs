using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Messages;

/// <summary>Endpoints of parties: made, given new secrets, tried out, removed; what was sent to them, and what may be sent again. Safe to call from many threads.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="partners">Knows parties and domains.</param>
/// <param name="seal">Keeps the secrets.</param>
/// <param name="allowsLoopback">Whether this machine may be told itself.</param>
/// <param name="clock">The clock.</param>
public sealed class Webhooks(IMessageStore store, IPartnerStore partners, ISecretSeal seal, bool allowsLoopback, TimeProvider clock)
{
    /// <summary>For how many hours messages are signed by both secrets after a rotation, where nothing is said.</summary>
    public const int UsualOverlapHours = 24;

    /// <summary>The most hours: a week.</summary>
    public const int MostOverlapHours = 168;

    private const int MostOfParty = 10;
    private readonly Lock changing = new();

    /// <summary>The endpoints of a party, oldest first; of all for null.</summary>
    public IReadOnlyList<WebhookEndpoint> Of(string? partyId) =>
        [.. store.Endpoints().Where(each => partyId is null || string.Equals(each.PartyId, partyId, StringComparison.Ordinal))];

    /// <summary>Makes an endpoint.</summary>
    /// <param name="partyId">The party.</param>
    /// <param name="address">Where to.</param>
    /// <param name="kinds">What it is told of; empty for everything.</param>
    /// <returns>It, and its secret, which cannot be had again.</returns>
    /// <exception cref="KuajieException">The party is unknown or has too many, or the address may not be used.</exception>
    /// <exception cref="SeveralFaultsException">Several things are wrong with it.</exception>
    public (WebhookEndpoint Endpoint, string Secret) Add(string partyId, string address, IReadOnlyList<string> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        KuajieException[] faults =
        [
            .. WebhookAddress.IsEndpoint(address, allowsLoopback)
                ? []
                : new[]
                {
                    MessageTexts.Fault("invalid-endpoint", allowsLoopback ? "InvalidAddressHere" : "InvalidAddress", "address", address),
                },
            .. kinds
                .Index()
                .Where(kind => !MessageKinds.All.Contains(kind.Item, StringComparer.Ordinal))
                .Select(kind =>
                    MessageTexts.Fault(
                        "unknown-message",
                        "UnknownKind",
                        $"kinds[{kind.Index}]",
                        kind.Item,
                        string.Join(", ", MessageKinds.All)
                    )
                ),
            .. partners.Parties().Any(party => party.PartyId == partyId)
                ? []
                : new[] { MessageTexts.Fault("unknown-party", "UnknownParty", "party", partyId) },
        ];
        if (faults.Length > 0)
        {
            throw faults.Length == 1 ? faults[0] : new SeveralFaultsException(faults);
        }
        var now = clock.GetUtcNow();
        var secret = WebhookSignature.NewSecret();
        lock (changing)
        {
            if (Of(partyId).Count >= MostOfParty)
            {
                throw MessageTexts.Fault("too-many-endpoints", "TooMany", "address", MostOfParty);
            }
            var endpoint = new WebhookEndpoint(
                $"end_{Guid.CreateVersion7(now):N}",
                partyId,
                address,
                [.. kinds.Distinct(StringComparer.Ordinal)],
                seal.Seal(secret),
                now
            );
            store.Put(endpoint);
            return (endpoint, secret);
        }
    }

    /// <summary>Gives an endpoint a new secret: what is sent from now on is signed with it, and for a while with the one before too, so that a receiver can change over without losing a message.</summary>
    /// <param name="partyId">The party; null for the operator.</param>
    /// <param name="endpointId">The endpoint.</param>
    /// <param name="overlapHours">How long both sign, 0 … 168 hours: 0 for a secret that became known. An earlier rotation's overlap ends at once.</param>
    /// <exception cref="KuajieException">The party has no such endpoint, or the hours are out of bounds.</exception>
    public (WebhookEndpoint Endpoint, string Secret) Rotate(string? partyId, string endpointId, int overlapHours = UsualOverlapHours)
    {
        if (overlapHours is < 0 or > MostOverlapHours)
        {
            throw MessageTexts.Fault("out-of-range", "Overlap", "overlapHours", overlapHours, MostOverlapHours);
        }
        var secret = WebhookSignature.NewSecret();
        lock (changing)
        {
            var known = Find(partyId, endpointId);
            var endpoint = known with
            {
                SealedSecret = seal.Seal(secret),
                FormerSealedSecret = overlapHours == 0 ? null : known.SealedSecret,
                FormerUntil = overlapHours == 0 ? null : clock.GetUtcNow().AddHours(overlapHours),
            };
            store.Put(endpoint);
            return (endpoint, secret);
        }
    }

    /// <summary>Forgets an endpoint; what waits for it is not sent any more.</summary>
    /// <exception cref="KuajieException">The party has no such endpoint.</exception>
    public void Remove(string? partyId, string endpointId)
    {
        lock (changing)
        {
            store.Remove(Find(partyId, endpointId).EndpointId);
        }
    }

    /// <summary>Puts a message on its way to one endpoint, to try it out.</summary>
    /// <exception cref="KuajieException">The party has no such endpoint.</exception>
    public MessageDelivery Test(string? partyId, string endpointId)
    {
        var (endpoint, now) = (Find(partyId, endpointId), clock.GetUtcNow());
        var message = Message.Of("", MessageKinds.Test, now, new { endpoint = endpoint.EndpointId });
        var delivery = MessageDispatch.DeliveryOf(message, endpoint, now);
        store.Add([message]);
        store.Dispatch(message.MessageId, [delivery]);
        return delivery;
    }

    /// <summary>The last deliveries to the endpoints of a party, newest first, each with its message.</summary>
    public IReadOnlyList<(MessageDelivery Delivery, Message Message)> Deliveries(string? partyId, int most) =>
        [
            .. store
                .DeliveriesTo([.. Of(partyId).Select(each => each.EndpointId)], most)
                .Select(each => (each, Message: store.Find(each.MessageId)))
                .Where(each => each.Message is not null)
                .Select(each => (each.each, each.Message!)),
        ];

    /// <summary>What a delivery brings.</summary>
    /// <exception cref="KuajieException">It is forgotten.</exception>
    public Message MessageOf(MessageDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return store.Find(delivery.MessageId)
            ?? throw MessageTexts.Fault("unknown-delivery", "UnknownDelivery", "delivery", delivery.DeliveryId);
    }

    /// <summary>Sends a message again that was given up, as often as a new one.</summary>
    /// <exception cref="KuajieException">The party has no such delivery, or it was not given up.</exception>
    public MessageDelivery Replay(string? partyId, string deliveryId)
    {
        lock (changing)
        {
            if (store.FindDelivery(deliveryId) is not { } known || Of(partyId).All(each => each.EndpointId != known.EndpointId))
            {
                throw MessageTexts.Fault("unknown-delivery", "UnknownDelivery", "delivery", deliveryId);
            }
            if (known.State != DeliveryState.Dead)
            {
                throw MessageTexts.Fault("delivery-not-dead", "NotDead", "delivery", deliveryId, TextSource.WordOf(known.State));
            }
            var again = known with { State = DeliveryState.Waiting, Attempts = 0, NextAt = clock.GetUtcNow() };
            store.Put(again);
            return again;
        }
    }

    private WebhookEndpoint Find(string? partyId, string endpointId) =>
        Of(partyId).FirstOrDefault(each => string.Equals(each.EndpointId, endpointId, StringComparison.Ordinal))
        ?? throw MessageTexts.Fault("unknown-endpoint", "UnknownEndpoint", "endpoint", endpointId);
}
