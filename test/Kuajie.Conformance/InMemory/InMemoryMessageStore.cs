using Kuajie.Platform.Messages;

namespace Kuajie.Conformance.InMemory;

/// <summary>Messages in memory, as plain as can be.</summary>
public sealed class InMemoryMessageStore : IMessageStore
{
    private readonly Lock changing = new();
    private readonly List<WebhookEndpoint> endpoints = [];
    private readonly List<Message> messages = [];
    private readonly List<MessageDelivery> deliveries = [];
    private readonly List<LiveEventReminder> reminders = [];

    /// <summary>All messages, in order.</summary>
    public IReadOnlyList<Message> Messages => Locked(() => messages.ToArray());

    public IReadOnlyList<WebhookEndpoint> Endpoints() =>
        Locked(() => endpoints.OrderBy(each => each.CreatedAt).ThenBy(each => each.EndpointId, StringComparer.Ordinal).ToArray());

    public void Put(WebhookEndpoint endpoint) =>
        Locked(() =>
        {
            endpoints.RemoveAll(each => each.EndpointId == endpoint.EndpointId);
            endpoints.Add(endpoint);
            return 0;
        });

    public bool Remove(string endpointId) =>
        Locked(() =>
        {
            deliveries.RemoveAll(each => each.EndpointId == endpointId);
            return endpoints.RemoveAll(each => each.EndpointId == endpointId) > 0;
        });

    public void Add(IReadOnlyList<Message> messages) =>
        Locked(() =>
        {
            this.messages.AddRange(messages);
            return 0;
        });

    public Message? Find(string messageId) => Locked(() => messages.Find(each => each.MessageId == messageId));

    public IReadOnlyList<Message> Undispatched(int most) =>
        Locked(() =>
            messages
                .Where(each => !each.IsDispatched)
                .OrderBy(each => each.At)
                .ThenBy(each => each.MessageId, StringComparer.Ordinal)
                .Take(most)
                .ToArray()
        );

    public void Dispatch(string messageId, IReadOnlyList<MessageDelivery> deliveries) =>
        Locked(() =>
        {
            var place = messages.FindIndex(each => each.MessageId == messageId && !each.IsDispatched);
            if (place >= 0)
            {
                messages[place] = messages[place] with { IsDispatched = true };
                this.deliveries.AddRange(deliveries);
            }
            return 0;
        });

    public IReadOnlyList<MessageDelivery> Due(DateTimeOffset now, int most, string? endpointId = null) =>
        Locked(() =>
            deliveries
                .Where(each => each.State == DeliveryState.Waiting && each.NextAt <= now)
                .Where(each => endpointId is null || each.EndpointId == endpointId)
                .OrderBy(each => each.NextAt)
                .ThenBy(each => each.DeliveryId, StringComparer.Ordinal)
                .Take(most)
                .ToArray()
        );

    public MessageDelivery? FindDelivery(string deliveryId) => Locked(() => deliveries.Find(each => each.DeliveryId == deliveryId));

    public void Put(MessageDelivery delivery) =>
        Locked(() =>
        {
            var place = deliveries.FindIndex(each => each.DeliveryId == delivery.DeliveryId);
            return place < 0 ? delivery : deliveries[place] = delivery;
        });

    public IReadOnlyList<MessageDelivery> DeliveriesTo(IReadOnlyList<string> endpoints, int most) =>
        Locked(() =>
            deliveries
                .Where(each => endpoints.Contains(each.EndpointId))
                .OrderByDescending(each => each.DeliveryId, StringComparer.Ordinal)
                .Take(most)
                .ToArray()
        );

    public void ForgetBefore(DateTimeOffset moment) =>
        Locked(() =>
        {
            var old = messages
                .Where(each =>
                    each.IsDispatched
                    && each.At < moment
                    && !deliveries.Exists(delivery => delivery.MessageId == each.MessageId && delivery.State == DeliveryState.Waiting)
                )
                .Select(each => each.MessageId)
                .ToHashSet();
            deliveries.RemoveAll(each => old.Contains(each.MessageId));
            return messages.RemoveAll(each => old.Contains(each.MessageId));
        });

    public IReadOnlyList<LiveEventReminder> RemindersOf(string campaignId, string liveEvent) =>
        Locked(() =>
            reminders
                .Where(each => each.CampaignId == campaignId && each.LiveEvent == liveEvent)
                .OrderBy(each => each.Domain, StringComparer.Ordinal)
                .ThenBy(each => each.UserId, StringComparer.Ordinal)
                .ToArray()
        );

    public void PutReminder(LiveEventReminder reminder) =>
        Locked(() =>
        {
            if (!reminders.Exists(each => IsSame(each, reminder)))
            {
                reminders.Add(reminder);
            }
            return 0;
        });

    public bool RemoveReminder(string campaignId, string liveEvent, string domain, string userId) =>
        Locked(() =>
            reminders.RemoveAll(each =>
                each.CampaignId == campaignId && each.LiveEvent == liveEvent && each.Domain == domain && each.UserId == userId
            ) > 0
        );

    public void Told(IReadOnlyList<LiveEventReminder> reminders, IReadOnlyList<Message> messages) =>
        Locked(() =>
        {
            this.reminders.RemoveAll(each => reminders.Any(told => IsSame(each, told)));
            this.reminders.AddRange(reminders);
            this.messages.AddRange(messages);
            return 0;
        });

    public long EraseUser(string domain, string userId) =>
        Locked(() =>
        {
            var about = messages.Where(each => each.Domain == domain && each.UserId == userId).Select(each => each.MessageId).ToHashSet();
            deliveries.RemoveAll(each => about.Contains(each.MessageId));
            return messages.RemoveAll(each => about.Contains(each.MessageId))
                + reminders.RemoveAll(each => each.Domain == domain && each.UserId == userId);
        });

    private static bool IsSame(LiveEventReminder one, LiveEventReminder other) =>
        (one.CampaignId, one.LiveEvent, one.Domain, one.UserId) == (other.CampaignId, other.LiveEvent, other.Domain, other.UserId);

    private T Locked<T>(Func<T> work)
    {
        lock (changing)
        {
            return work();
        }
    }
}
