using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Finds what one person did in every domain a model looks at, through the person's links, as far as may be used; derived once and kept until something changes.</summary>
internal sealed class LiveEvidence(LiveHistories histories, LiveItems items)
{
    [ThreadStatic]
    private static List<Touch>? scratch;

    /// <summary>What a user, a visit, or both did.</summary>
    /// <param name="model">For whom.</param>
    /// <param name="domain">The domain of user and visit.</param>
    /// <param name="userId">The user, or null.</param>
    /// <param name="sessionId">The visit, or null.</param>
    /// <param name="access">What may be used.</param>
    public PersonView Of(LiveModel model, string domain, string? userId, string? sessionId, ILiveAccess access)
    {
        var allowed = Allowed(model, access);
        if (userId is null && sessionId is null)
        {
            return Nobody(model, allowed);
        }
        var primary = histories.Find(new PersonKey(domain, userId ?? sessionId!, IsSession: userId is null));
        var key = new ViewKey(model.Number, userId is null ? null : sessionId, allowed, histories.LinkEpoch);
        if (primary.FindView(key) is { } known)
        {
            return known;
        }
        var session = key.SessionId is { } visit ? histories.Find(new PersonKey(domain, visit, IsSession: true)) : null;
        var view = Derive(model, key, primary, session);
        histories.Keep(primary, view);
        return view;
    }

    /// <summary>What the request itself says somebody did, added to what a view says.</summary>
    public PersonView With(LiveModel model, PersonView view, IReadOnlyList<Interaction> told)
    {
        var touches = new List<Touch>[model.Domains.Length];
        for (var domain = 0; domain < touches.Length; domain++)
        {
            touches[domain] = TouchesOf(model, domain, view.Sources);
        }
        var taken = new List<(int Domain, Touch Touch)>();
        foreach (var each in told)
        {
            var domain = Array.FindIndex(
                model.Domains,
                candidate => string.Equals(candidate.Domain, each.Domain, StringComparison.Ordinal)
            );
            if (domain >= 0 && (view.Key.Domains >> domain & 1) != 0 && items.Of(each.Domain).Ids.Find(each.ItemId) is >= 0 and var number)
            {
                var touch = Touch.Of(number, each.Kind, each.Value, each.At);
                touches[domain].Add(touch);
                taken.Add((domain, touch));
            }
        }
        return ToView(model, view.Key, [.. view.Sources.Select(source => (source, source.Version))], touches, taken);
    }

    /// <summary>What a user did in the model's target domain up to a moment: what an item is worth to others rests on nothing that partners could withdraw.</summary>
    /// <param name="model">For whom.</param>
    /// <param name="userId">The user of the target domain.</param>
    /// <param name="untilUnixSeconds">The moment; what tells no time counts always.</param>
    public UserHistory Until(LiveModel model, string userId, long untilUnixSeconds)
    {
        var target = model.Model.TargetDomain;
        var entry = histories.Find(new PersonKey(model.Target.Domain, userId, IsSession: false));
        var known = new List<Touch>();
        foreach (var touch in entry.Touches)
        {
            if (touch.UnixSeconds <= untilUnixSeconds && model.IndexOf(target, touch.Item) is >= 0 and var index)
            {
                known.Add(touch with { Item = index });
            }
        }
        var parts = new DomainHistory[model.Domains.Length];
        Array.Fill(parts, DomainHistory.Empty);
        parts[target] = WeightedHistory.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(known), model.Served.Data);
        return new UserHistory(parts);
    }

    private static PersonView Nobody(LiveModel model, ulong allowed)
    {
        var nothing = UserHistory.Empty(model.Domains.Length);
        return new PersonView(new ViewKey(model.Number, null, allowed, -1), [], nothing, [], FactorOf(model, nothing));
    }

    private static ulong Allowed(LiveModel model, ILiveAccess access)
    {
        var allowed = 0UL;
        for (var domain = 0; domain < Math.Min(64, model.Domains.Length); domain++)
        {
            allowed |= access.MayTransfer(model.Domains[domain].Domain, model.Target.Domain) ? 1UL << domain : 0;
        }
        return allowed;
    }

    private PersonView Derive(LiveModel model, ViewKey key, HistoryEntry primary, HistoryEntry? session)
    {
        var sources = new List<(HistoryEntry Entry, int Version)>();
        for (var domain = 0; domain < model.Domains.Length; domain++)
        {
            if ((key.Domains >> domain & 1) == 0)
            {
                continue;
            }
            foreach (var entry in EntriesIn(model.Domains[domain].Domain, primary, session))
            {
                // The version first: rows that change after it make the view stale.
                sources.Add((entry, entry.Version));
            }
        }
        if (!sources.Exists(source => ReferenceEquals(source.Entry, primary)))
        {
            sources.Add((primary, primary.Version));
        }
        var touches = new List<Touch>[model.Domains.Length];
        for (var domain = 0; domain < touches.Length; domain++)
        {
            touches[domain] = (key.Domains >> domain & 1) == 0 ? [] : TouchesOf(model, domain, sources.Select(source => source.Entry));
        }
        return ToView(model, key, [.. sources], touches);
    }

    private IEnumerable<HistoryEntry> EntriesIn(string domain, HistoryEntry primary, HistoryEntry? session)
    {
        if (string.Equals(domain, primary.Key.Domain, StringComparison.Ordinal))
        {
            return session is null ? [primary] : [primary, session];
        }
        return histories
            .LinksOf(primary)
            .Where(link => string.Equals(link.SecondDomain, domain, StringComparison.Ordinal))
            .Select(link => histories.Find(new PersonKey(domain, link.SecondUser, IsSession: false)));
    }

    private static List<Touch> TouchesOf(LiveModel model, int domain, IEnumerable<HistoryEntry> entries)
    {
        var touches = new List<Touch>();
        foreach (var entry in entries)
        {
            if (string.Equals(entry.Key.Domain, model.Domains[domain].Domain, StringComparison.Ordinal))
            {
                touches.AddRange(entry.Touches);
            }
        }
        return touches;
    }

    private static PersonView ToView(
        LiveModel model,
        ViewKey key,
        (HistoryEntry, int)[] sources,
        List<Touch>[] touches,
        List<(int Domain, Touch Touch)>? told = null
    )
    {
        var known = scratch ??= [];
        var histories = new DomainHistory[touches.Length];
        for (var domain = 0; domain < touches.Length; domain++)
        {
            known.Clear();
            foreach (var touch in touches[domain])
            {
                if (model.IndexOf(domain, touch.Item) is >= 0 and var index)
                {
                    known.Add(touch with { Item = index });
                }
            }
            histories[domain] = WeightedHistory.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(known), model.Served.Data);
        }
        var history = new UserHistory(histories);
        int[] touched = [.. touches[model.Model.TargetDomain].Select(touch => touch.Item).Distinct().Order()];
        return new PersonView(key, sources, history, touched, FactorOf(model, history)) { Told = told ?? [] };
    }

    private static float[]? FactorOf(LiveModel model, UserHistory history)
    {
        var serving = model.Serving(history);
        if (serving is BlendModel blend)
        {
            return model.IndexOf(blend).FoldIn(history);
        }
        if (serving is not IFactorModel factors)
        {
            return null;
        }
        var factor = new float[factors.Rank];
        factors.FoldIn(history, factor);
        return factor;
    }
}
