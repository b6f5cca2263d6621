using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kuajie.Platform.Messages;

/// <summary>Something that happened and is told to the systems of a domain's party. Stored in the transaction of what it tells of, so that neither is without the other.</summary>
/// <param name="MessageId">Sortable id, unique for ever; receivers know repetitions by it.</param>
/// <param name="Domain">The domain whose party is told.</param>
/// <param name="Kind">One of <see cref="MessageKinds.All"/>.</param>
/// <param name="BodyJson">What is sent, byte for byte.</param>
/// <param name="UserId">The user it is about, as stored; null for none.</param>
/// <param name="At">When it happened.</param>
/// <param name="IsDispatched">Whether its deliveries are on record.</param>
public sealed record Message(
    string MessageId,
    string Domain,
    string Kind,
    string BodyJson,
    string? UserId,
    DateTimeOffset At,
    bool IsDispatched = false
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>A message with <c>type</c>, <c>timestamp</c> and <c>data</c>.</summary>
    /// <param name="domain">The domain whose party is told.</param>
    /// <param name="kind">What it tells.</param>
    /// <param name="at">When that happened.</param>
    /// <param name="data">The facts.</param>
    /// <param name="userId">The user it is about, or null.</param>
    public static Message Of(string domain, string kind, DateTimeOffset at, object data, string? userId = null) =>
        new(
            $"msg_{Guid.CreateVersion7(at):N}",
            domain,
            kind,
            JsonSerializer.Serialize(
                new
                {
                    type = kind,
                    timestamp = at.UtcDateTime,
                    data,
                },
                Json
            ),
            userId,
            at
        );
}

/// <summary>What messages tell.</summary>
public static class MessageKinds
{
    /// <summary>A campaign was proposed, agreed, held, ended; its window opened or closed.</summary>
    public const string CampaignChanged = "campaign.changed";

    /// <summary>A campaign departs from its forecast.</summary>
    public const string DeliveryAlert = "delivery.alert";

    /// <summary>Codes of an offer were made or taken in.</summary>
    public const string OfferIssued = "offer.issued";

    /// <summary>A code was redeemed.</summary>
    public const string OfferRedeemed = "offer.redeemed";

    /// <summary>A live event begins soon, and a user asked to be reminded.</summary>
    public const string LiveEventReminder = "liveEvent.reminder";

    /// <summary>Somebody tries an endpoint out.</summary>
    public const string Test = "webhook.test";

    /// <summary>All that an endpoint may ask for; a test comes unasked.</summary>
    public static IReadOnlyList<string> All { get; } = [CampaignChanged, DeliveryAlert, OfferIssued, OfferRedeemed, LiveEventReminder];
}

/// <summary>A party's address that is told what happens in its domains.</summary>
/// <param name="EndpointId">Unique for ever.</param>
/// <param name="PartyId">The party.</param>
/// <param name="Address">Where to: https, or http to this machine.</param>
/// <param name="Kinds">What it is told of.</param>
/// <param name="SealedSecret">What messages are signed with, sealed.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="FormerSealedSecret">The secret before, sealed, by which messages are signed beside for a while; null where there is none.</param>
/// <param name="FormerUntil">Until when; null where there is none.</param>
public sealed record WebhookEndpoint(
    string EndpointId,
    string PartyId,
    string Address,
    IReadOnlyList<string> Kinds,
    string SealedSecret,
    DateTimeOffset CreatedAt,
    string? FormerSealedSecret = null,
    DateTimeOffset? FormerUntil = null
);

/// <summary>How a message fares on its way to an endpoint. The number is stored; never renumber.</summary>
public enum DeliveryState
{
    /// <summary>To be sent, or sent again.</summary>
    Waiting = 1,

    /// <summary>The endpoint answered with a status of success.</summary>
    Delivered = 2,

    /// <summary>Given up; may be sent again by hand.</summary>
    Dead = 3,
}

/// <summary>A message on its way to an endpoint.</summary>
/// <param name="DeliveryId">Unique for ever.</param>
/// <param name="MessageId">The message.</param>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="State">How it fares.</param>
/// <param name="Attempts">How often it was sent since it waits.</param>
/// <param name="NextAt">When it is to be sent next.</param>
/// <param name="LastAt">When it was sent last, or null.</param>
/// <param name="LastStatus">The HTTP status it was answered with, or null where there was no answer.</param>
/// <param name="LastFault">Why there was none: <c>timeout</c>, <c>unreachable</c> or <c>forbidden-address</c>; else null.</param>
public sealed record MessageDelivery(
    string DeliveryId,
    string MessageId,
    string EndpointId,
    DeliveryState State,
    int Attempts,
    DateTimeOffset NextAt,
    DateTimeOffset? LastAt,
    int? LastStatus,
    string? LastFault
);
