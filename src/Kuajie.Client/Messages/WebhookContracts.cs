namespace Kuajie.Client.Messages;

/// <summary>An endpoint to make.</summary>
/// <param name="Address">Where messages go: https, or http to the service's own machine where its settings allow that.</param>
/// <param name="Kinds">What it is told of: <c>campaign.changed</c>, <c>delivery.alert</c>, <c>offer.issued</c>, <c>offer.redeemed</c>, <c>liveEvent.reminder</c>; nothing for everything.</param>
/// <param name="Party">Whose it is; the caller's own where nothing is said.</param>
public sealed record WebhookRequest(string Address, IReadOnlyList<string>? Kinds = null, string? Party = null);

/// <summary>An endpoint.</summary>
/// <param name="Endpoint">Its id.</param>
/// <param name="Party">Whose it is.</param>
/// <param name="Address">Where messages go.</param>
/// <param name="Kinds">What it is told of; empty for everything.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="FormerUntil">Until when messages are signed with the secret before too; left out where it was not rotated, or at once.</param>
public sealed record WebhookResponse(
    string Endpoint,
    string Party,
    string Address,
    IReadOnlyList<string> Kinds,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FormerUntil = null
);

/// <summary>An endpoint that was made or given a new secret.</summary>
/// <param name="Webhook">The endpoint.</param>
/// <param name="Secret">What messages are signed with. It is told here and nowhere else.</param>
public sealed record WebhookSecretResponse(WebhookResponse Webhook, string Secret);

/// <summary>A message on its way to an endpoint.</summary>
/// <param name="Delivery">Its id.</param>
/// <param name="Message">The message's id, header <c>webhook-id</c>.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="At">When what it tells happened.</param>
/// <param name="State"><c>waiting</c>, <c>delivered</c> or <c>dead</c>.</param>
/// <param name="Attempts">How often it was sent since it waits.</param>
/// <param name="NextAt">When it is sent next; left out where it is not.</param>
/// <param name="LastAt">When it was sent last.</param>
/// <param name="LastStatus">The HTTP status it was answered with.</param>
/// <param name="LastFault">Why there was no answer: <c>timeout</c>, <c>unreachable</c>, <c>forbidden-address</c> or <c>secret-lost</c>.</param>
public sealed record WebhookDeliveryResponse(
    string Delivery,
    string Message,
    string Kind,
    string Endpoint,
    DateTimeOffset At,
    string State,
    int Attempts,
    DateTimeOffset? NextAt = null,
    DateTimeOffset? LastAt = null,
    int? LastStatus = null,
    string? LastFault = null
);

/// <summary>That a user is reminded of a live event.</summary>
/// <param name="LiveEvent">The event.</param>
/// <param name="RemindedFrom">From when on the message goes out.</param>
public sealed record ReminderResponse(string LiveEvent, DateTimeOffset RemindedFrom);
