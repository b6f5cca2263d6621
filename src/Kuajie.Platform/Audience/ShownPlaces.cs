using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Audience;

/// <summary>
/// Shown lists and clicks → what users were shown, in order of time, each with the first click that refers to it within the window. A click belongs to a place where it names the list and the item; what a
/// campaign shows is one thing, so its list alone is enough. Lists of visitors are left out: nothing is known of them. O(lists log lists + events).
/// </summary>
/// <param name="lists">What was shown.</param>
/// <param name="outcomes">What was done; a list's items of other domains are clicked there.</param>
internal sealed class ShownPlaces(IImpressionStore lists, IOutcomeStore outcomes)
{
    /// <summary>The latest places of the domains asked for, and the last moment on record.</summary>
    public (ShownPlace[] Places, DateTimeOffset Last) Read(ResponseRequest request, CancellationToken cancellation)
    {
        var domains = request.Domains.ToHashSet(StringComparer.Ordinal);
        var latest = Latest(request, domains, cancellation);
        if (latest.Count == 0)
        {
            return ([], DateTimeOffset.MinValue);
        }
        var (clicks, lastClick) = Clicks(latest, request.Window, domains, cancellation);
        var places = latest
            .SelectMany(list => Places(list, domains, clicks))
            .OrderBy(place => place.At)
            .ThenBy(place => place.UserId, StringComparer.Ordinal)
            .ThenBy(place => place.Item)
            .ToArray();
        var lastShown = latest.Max(list => list.At);
        return (places, lastClick > lastShown ? lastClick : lastShown);
    }

    private List<Impression> Latest(ResponseRequest request, HashSet<string> domains, CancellationToken cancellation)
    {
        var kept = new PriorityQueue<Impression, DateTimeOffset>();
        var count = 0;
        foreach (var list in lists.ShownSince(request.Domain, DateTimeOffset.MinValue, cancellation))
        {
            var places = list.UserId is null ? 0 : list.Items.Count(place => domains.Contains(place.Domain));
            if (places == 0)
            {
                continue;
            }
            kept.Enqueue(list, list.At);
            count += places;
            while (count > request.MostPlaces && kept.Count > 1)
            {
                count -= kept.Dequeue().Items.Count(place => domains.Contains(place.Domain));
            }
        }
        return [.. kept.UnorderedItems.Select(each => each.Element)];
    }

    private (Dictionary<(string List, string Domain, string Item), DateTimeOffset> First, DateTimeOffset Last) Clicks(
        List<Impression> latest,
        TimeSpan window,
        HashSet<string> domains,
        CancellationToken cancellation
    )
    {
        var shownAt = latest.ToDictionary(list => list.ListId, list => list.At, StringComparer.Ordinal);
        var first = new Dictionary<(string, string, string), DateTimeOffset>();
        var last = DateTimeOffset.MinValue;
        foreach (var domain in domains)
        {
            foreach (var done in outcomes.Outcomes(domain, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellation))
            {
                last = done.At > last ? done.At : last;
                if (
                    done is not { Kind: InteractionKind.Click, ListId: { } list }
                    || !shownAt.TryGetValue(list, out var at)
                    || done.At > at + window
                )
                {
                    continue;
                }
                var key = (list, domain, IsOfCampaign(list) ? "" : done.ItemId);
                // Nobody clicks what is not shown yet: a sender's clock that is behind says so all the same.
                var clicked = done.At > at ? done.At : at.AddTicks(1);
                first[key] = first.TryGetValue(key, out var known) && known < clicked ? known : clicked;
            }
        }
        return (first, last);
    }

    private static IEnumerable<ShownPlace> Places(
        Impression list,
        HashSet<string> domains,
        Dictionary<(string, string, string), DateTimeOffset> clicks
    )
    {
        var isOfCampaign = IsOfCampaign(list.ListId);
        var creative = isOfCampaign ? CampaignArms.ShownOf(list.Arm) : null;
        foreach (var place in list.Items.Where(place => domains.Contains(place.Domain)))
        {
            double? score = isOfCampaign ? null : place.Score;
            var clicked = clicks.TryGetValue((list.ListId, place.Domain, isOfCampaign ? "" : place.ItemId), out var at)
                ? at
                : (DateTimeOffset?)null;
            yield return new ShownPlace(
                list.UserId!,
                (place.Domain, place.ItemId),
                list.At,
                new ShownAs(place.Position, list.Scene, creative, place.Slot, score),
                clicked
            );
        }
    }

    private static bool IsOfCampaign(string list) => list.StartsWith(CampaignDecisions.IdPrefix, StringComparison.Ordinal);
}
