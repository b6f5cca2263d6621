using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Messages;

/// <summary>Reminds users of live events who asked for it: once each, an hour before, and nobody who meanwhile wants no promotions. Told to the party of the user's domain, by webhook: it knows how to reach its user.</summary>
/// <param name="store">Where reminders are kept.</param>
/// <param name="campaigns">The campaigns.</param>
/// <param name="clock">The clock.</param>
public sealed class LiveEventReminders(IMessageStore store, CampaignShelf campaigns, TimeProvider clock)
{
    /// <summary>How long before the beginning.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromHours(1);

    /// <summary>Remembers that a user wants to be reminded.</summary>
    /// <returns>From when on the message goes out.</returns>
    /// <exception cref="Faults.KuajieException">There is no such campaign or event, it has begun, the campaign is not agreed, or the user wants no promotions.</exception>
    public DateTimeOffset Ask(string domain, string campaign, string liveEvent, string userId)
    {
        var (found, each) = Find(domain, campaign, liveEvent);
        var now = clock.GetUtcNow();
        if (found.State != CampaignState.Approved || each.StartsAt <= now)
        {
            throw CampaignLifeTexts.Fault("no-reminder", "NoReminder", "liveEvent", liveEvent, campaign);
        }
        if (campaigns.IsRefused(domain, userId))
        {
            throw CampaignLifeTexts.Fault("promotions-refused", "PromotionsRefused", "user", domain);
        }
        store.PutReminder(new LiveEventReminder(found.CampaignId, liveEvent, domain, userId, now, null));
        return each.StartsAt - Before;
    }

    /// <summary>Forgets that a user wants to be reminded.</summary>
    /// <exception cref="Faults.KuajieException">There is no such campaign or event.</exception>
    public void Forget(string domain, string campaign, string liveEvent, string userId)
    {
        var (found, _) = Find(domain, campaign, liveEvent);
        store.RemoveReminder(found.CampaignId, liveEvent, domain, userId);
    }

    /// <summary>Puts what is due of a campaign into messages.</summary>
    /// <returns>How many.</returns>
    public int Tell(Campaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var (definition, now, told) = (CampaignDefinition.Of(campaign.DefinitionJson), clock.GetUtcNow(), 0);
        if (campaign.State != CampaignState.Approved || campaign.IsPausedByOwner || campaign.IsPausedByPartner)
        {
            return 0;
        }
        foreach (var each in definition.LiveEvents.Where(each => now >= each.StartsAt - Before && now < each.StartsAt))
        {
            LiveEventReminder[] due =
            [
                .. store
                    .RemindersOf(campaign.CampaignId, each.Name)
                    .Where(reminder => reminder.ToldAt is null && !campaigns.IsRefused(reminder.Domain, reminder.UserId)),
            ];
            if (due.Length > 0)
            {
                store.Told(
                    [.. due.Select(reminder => reminder with { ToldAt = now })],
                    [.. due.Select(reminder => MessageOf(campaign, each, reminder, now))]
                );
            }
            told += due.Length;
        }
        return told;
    }

    private static Message MessageOf(Campaign campaign, CampaignLiveEvent each, LiveEventReminder reminder, DateTimeOffset now) =>
        Message.Of(
            reminder.Domain,
            MessageKinds.LiveEventReminder,
            now,
            new
            {
                domain = reminder.Domain,
                campaign = campaign.Name,
                liveEvent = each.Name,
                user = reminder.UserId,
                startsAt = each.StartsAt.UtcDateTime,
                endsAt = each.EndsAt.UtcDateTime,
                link = each.Link,
                english = each.English,
                chinese = each.Chinese,
            },
            reminder.UserId
        );

    private (Campaign Campaign, CampaignLiveEvent Event) Find(string domain, string campaign, string liveEvent)
    {
        var found = campaigns.Find(domain, campaign);
        return
            CampaignDefinition
                .Of(found.DefinitionJson)
                .LiveEvents.FirstOrDefault(each => string.Equals(each.Name, liveEvent, StringComparison.Ordinal))
                is { } each
            ? (found, each)
            : throw CampaignLifeTexts.Fault("unknown-live-event", "UnknownLiveEvent", "liveEvent", liveEvent, campaign);
    }
}
