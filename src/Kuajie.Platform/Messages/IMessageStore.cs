namespace Kuajie.Platform.Messages;

/// <summary>Where endpoints, messages and their deliveries are kept. Messages of what is stored elsewhere are added there, in its transaction. One conformance suite runs on every implementation.</summary>
public interface IMessageStore
{
    /// <summary>All endpoints, oldest first.</summary>
    IReadOnlyList<WebhookEndpoint> Endpoints();

    /// <summary>Stores an endpoint in place of the one of its id.</summary>
    void Put(WebhookEndpoint endpoint);

    /// <summary>Forgets an endpoint with its deliveries. False where there is none.</summary>
    bool Remove(string endpointId);

    /// <summary>Stores messages.</summary>
    void Add(IReadOnlyList<Message> messages);

    /// <summary>A message, or null.</summary>
    Message? Find(string messageId);

    /// <summary>Messages whose deliveries are not on record yet, oldest first.</summary>
    IReadOnlyList<Message> Undispatched(int most);

    /// <summary>Puts the deliveries of a message on record and marks it dispatched, in one transaction.</summary>
    void Dispatch(string messageId, IReadOnlyList<MessageDelivery> deliveries);

    /// <summary>Deliveries that wait and are due, the longest due first; those to one endpoint, or to all for null.</summary>
    IReadOnlyList<MessageDelivery> Due(DateTimeOffset now, int most, string? endpointId = null);

    /// <summary>A delivery, or null.</summary>
    MessageDelivery? FindDelivery(string deliveryId);

    /// <summary>Stores what became of a delivery. One that is gone stays gone.</summary>
    void Put(MessageDelivery delivery);

    /// <summary>The last deliveries to some endpoints, newest first.</summary>
    IReadOnlyList<MessageDelivery> DeliveriesTo(IReadOnlyList<string> endpoints, int most);

    /// <summary>Forgets messages from before a moment that no delivery waits for.</summary>
    void ForgetBefore(DateTimeOffset moment);

    /// <summary>Users who ask to be reminded of a live event, in id order.</summary>
    IReadOnlyList<LiveEventReminder> RemindersOf(string campaignId, string liveEvent);

    /// <summary>Remembers that a user wants to be reminded; one that is known stays as it is.</summary>
    void PutReminder(LiveEventReminder reminder);

    /// <summary>Forgets that a user wants to be reminded. False where nothing was known.</summary>
    bool RemoveReminder(string campaignId, string liveEvent, string domain, string userId);

    /// <summary>Marks reminders as told and stores what tells them, in one transaction.</summary>
    void Told(IReadOnlyList<LiveEventReminder> reminders, IReadOnlyList<Message> messages);

    /// <summary>Forgets reminders of a user and messages about them, with their deliveries. How many there were.</summary>
    long EraseUser(string domain, string userId);
}

/// <summary>That a user asks to be reminded of a live event.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="LiveEvent">The event's name.</param>
/// <param name="Domain">The user's domain.</param>
/// <param name="UserId">The user as stored.</param>
/// <param name="AskedAt">When they asked.</param>
/// <param name="ToldAt">When they were reminded, or null.</param>
public sealed record LiveEventReminder(
    string CampaignId,
    string LiveEvent,
    string Domain,
    string UserId,
    DateTimeOffset AskedAt,
    DateTimeOffset? ToldAt
);
