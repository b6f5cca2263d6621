using Kuajie.Platform.Messages;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Endpoints, messages and their deliveries in the records.</summary>
public sealed class MessageStore(RecordsDatabase database) : IMessageStore
{
    private readonly Lock writing = new();

    /// <inheritdoc/>
    public IReadOnlyList<WebhookEndpoint> Endpoints()
    {
        using var context = database.OpenContext();
        return [.. context.WebhookEndpoints.AsNoTracking().OrderBy(each => each.CreatedAt).ThenBy(each => each.EndpointId)];
    }

    /// <inheritdoc/>
    public void Put(WebhookEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        using var context = database.OpenContext();
        var isKnown = context.WebhookEndpoints.AsNoTracking().Any(known => known.EndpointId == endpoint.EndpointId);
        context.Entry(endpoint).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public bool Remove(string endpointId)
    {
        lock (writing)
        {
            using var context = database.OpenContext();
            using var transaction = context.Database.BeginTransaction();
            context.Deliveries.Where(each => each.EndpointId == endpointId).ExecuteDelete();
            var removed = context.WebhookEndpoints.Where(each => each.EndpointId == endpointId).ExecuteDelete();
            transaction.Commit();
            return removed > 0;
        }
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<Message> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using var context = database.OpenContext();
        context.Messages.AddRange(messages);
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public Message? Find(string messageId)
    {
        using var context = database.OpenContext();
        return context.Messages.AsNoTracking().SingleOrDefault(each => each.MessageId == messageId);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Message> Undispatched(int most)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Messages.AsNoTracking()
                .Where(each => !each.IsDispatched)
                .OrderBy(each => each.At)
                .ThenBy(each => each.MessageId)
                .Take(most),
        ];
    }

    /// <inheritdoc/>
    public void Dispatch(string messageId, IReadOnlyList<MessageDelivery> deliveries)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        lock (writing)
        {
            using var context = database.OpenContext();
            using var transaction = context.Database.BeginTransaction();
            var isNew =
                context
                    .Messages.Where(each => each.MessageId == messageId && !each.IsDispatched)
                    .ExecuteUpdate(change => change.SetProperty(each => each.IsDispatched, true)) == 1;
            if (isNew)
            {
                context.Deliveries.AddRange(deliveries);
                context.SaveChanges();
            }
            transaction.Commit();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<MessageDelivery> Due(DateTimeOffset now, int most, string? endpointId = null)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Deliveries.AsNoTracking()
                .Where(each => each.State == DeliveryState.Waiting && each.NextAt <= now)
                .Where(each => endpointId == null || each.EndpointId == endpointId)
                .OrderBy(each => each.NextAt)
                .ThenBy(each => each.DeliveryId)
                .Take(most),
        ];
    }

    /// <inheritdoc/>
    public MessageDelivery? FindDelivery(string deliveryId)
    {
        using var context = database.OpenContext();
        return context.Deliveries.AsNoTracking().SingleOrDefault(each => each.DeliveryId == deliveryId);
    }

    /// <inheritdoc/>
    public void Put(MessageDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        lock (writing)
        {
            using var context = database.OpenContext();
            if (context.Deliveries.AsNoTracking().Any(known => known.DeliveryId == delivery.DeliveryId))
            {
                context.Entry(delivery).State = EntityState.Modified;
                context.SaveChanges();
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<MessageDelivery> DeliveriesTo(IReadOnlyList<string> endpoints, int most)
    {
        using var context = database.OpenContext();
        // Ids of messages are in the order of time.
        return
        [
            .. context
                .Deliveries.AsNoTracking()
                .Where(each => endpoints.Contains(each.EndpointId))
                .OrderByDescending(each => each.DeliveryId)
                .Take(most),
        ];
    }

    /// <inheritdoc/>
    public void ForgetBefore(DateTimeOffset moment)
    {
        lock (writing)
        {
            using var context = database.OpenContext();
            using var transaction = context.Database.BeginTransaction();
            var old = context.Messages.Where(each =>
                each.IsDispatched
                && each.At < moment
                && !context.Deliveries.Any(delivery => delivery.MessageId == each.MessageId && delivery.State == DeliveryState.Waiting)
            );
            context.Deliveries.Where(each => old.Any(message => message.MessageId == each.MessageId)).ExecuteDelete();
            old.ExecuteDelete();
            transaction.Commit();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LiveEventReminder> RemindersOf(string campaignId, string liveEvent)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Reminders.AsNoTracking()
                .Where(each => each.CampaignId == campaignId && each.LiveEvent == liveEvent)
                .AsEnumerable()
                .OrderBy(each => each.Domain, StringComparer.Ordinal)
                .ThenBy(each => each.UserId, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void PutReminder(LiveEventReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        lock (writing)
        {
            using var context = database.OpenContext();
            if (
                !context.Reminders.Any(each =>
                    each.CampaignId == reminder.CampaignId
                    && each.LiveEvent == reminder.LiveEvent
                    && each.Domain == reminder.Domain
                    && each.UserId == reminder.UserId
                )
            )
            {
                context.Reminders.Add(reminder);
                context.SaveChanges();
            }
        }
    }

    /// <inheritdoc/>
    public bool RemoveReminder(string campaignId, string liveEvent, string domain, string userId)
    {
        using var context = database.OpenContext();
        return context
                .Reminders.Where(each =>
                    each.CampaignId == campaignId && each.LiveEvent == liveEvent && each.Domain == domain && each.UserId == userId
                )
                .ExecuteDelete() > 0;
    }

    /// <inheritdoc/>
    public void Told(IReadOnlyList<LiveEventReminder> reminders, IReadOnlyList<Message> messages)
    {
        ArgumentNullException.ThrowIfNull(reminders);
        ArgumentNullException.ThrowIfNull(messages);
        lock (writing)
        {
            using var context = database.OpenContext();
            context.Reminders.UpdateRange(reminders);
            context.Messages.AddRange(messages);
            context.SaveChanges();
        }
    }

    /// <inheritdoc/>
    public long EraseUser(string domain, string userId)
    {
        lock (writing)
        {
            using var context = database.OpenContext();
            using var transaction = context.Database.BeginTransaction();
            var about = context.Messages.Where(each => each.Domain == domain && each.UserId == userId);
            context.Deliveries.Where(each => about.Any(message => message.MessageId == each.MessageId)).ExecuteDelete();
            var erased =
                about.ExecuteDelete() + context.Reminders.Where(each => each.Domain == domain && each.UserId == userId).ExecuteDelete();
            transaction.Commit();
            return erased;
        }
    }
}
