using System.Globalization;
using System.Text;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>What a request may ask for; everything that is wrong is said at once.</summary>
internal static class LiveRequestRules
{
    private const int LongestId = 512;
    private const int LongestName = 128;
    private const int MostTargets = 16;
    private const int MostBoosts = 16;
    private const int MostPinned = 50;
    private const int MostShares = 4;
    private const int MostTold = 1_000;
    private const int MostWords = 200;
    private const int MostReasons = 10;
    private const int LongestExploredList = 100;
    private const double LargestFactor = 100;

    /// <summary>Refuses a request that breaks a rule.</summary>
    /// <exception cref="KuajieException">Code <c>invalid-recommendation-request</c>, naming every fault.</exception>
    public static void Check(LiveRequest request, LiveOptions options)
    {
        var faults = IsPlain(request, options) ? [] : Faults(request, options).ToArray();
        if (faults.Length > 0)
        {
            throw LiveTexts.InvalidRequest(faults);
        }
        if (request.Diversity is not null && request.Exploration is not null)
        {
            throw RecommendationTexts.DiversityWithExploration();
        }
    }

    /// <summary>Refuses a part of a shelf that cannot be.</summary>
    /// <exception cref="KuajieException">As for <see cref="Check(LiveRequest, LiveOptions)"/>.</exception>
    public static void Check(ShelfPage page, LiveOptions options)
    {
        OptionFault[] faults =
        [
            .. OptionFault.OutsideRange("count", page.Count, 1, options.LongestList),
            .. OfFilter("filter", page.Filter),
        ];
        if (faults.Length > 0)
        {
            throw LiveTexts.InvalidRequest(faults);
        }
    }

    /// <summary>Hash of everything that a next page has to have in common with the one before.</summary>
    public static ulong Fingerprint(LiveRequest request)
    {
        var who = ItemIds.HashOf(request.UserDomain);
        who = ItemIds.HashOf(request.UserId ?? "", who);
        who = ItemIds.HashOf(request.SessionId ?? "", ~who);
        return IsBare(request) ? who : ItemIds.HashOf(Wishes(request), who);
    }

    /// <summary>Whether nothing is asked for but the best items of the domain.</summary>
    private static bool IsBare(LiveRequest request) =>
        request.Targets.Count + request.Boosts.Count + request.Promoted.Count + request.Pinned.Count + request.Interactions.Count == 0
        && request is { IncludeSeen: false, Filter.IsEmpty: true, Diversity: null, Exploration: null, Scene: null };

    private static string Wishes(LiveRequest request)
    {
        var text = new StringBuilder();
        text.Append(request.IncludeSeen).Append('|').Append(request.Filter.Key()).Append('|');
        text.AppendJoin(
            ';',
            request.Targets.Select(target => string.Create(CultureInfo.InvariantCulture, $"{target.Domain}={target.Share}"))
        );
        text.AppendJoin(
            ';',
            request.Boosts.Select(boost => string.Create(CultureInfo.InvariantCulture, $"{boost.Filter.Key()}*{boost.Factor}"))
        );
        text.AppendJoin(
            ';',
            request.Promoted.Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Filter.Key()}%{share.Share}"))
        );
        text.AppendJoin(';', request.Pinned.Select(pin => $"{pin.Domain}/{pin.ItemId}"));
        text.AppendJoin(';', request.Interactions.Select(told => $"{told.Domain}/{told.ItemId}/{told.Kind}"));
        text.Append(
            CultureInfo.InvariantCulture,
            $"{request.Diversity}{request.Exploration?.Method}{request.Exploration?.Amount}{request.Scene}"
        );
        return text.ToString();
    }

    /// <summary>The usual request has nothing that could be wrong but its length and ids.</summary>
    private static bool IsPlain(LiveRequest request, LiveOptions options) =>
        request.Count >= 1
        && request.Count <= Math.Min(options.LongestList, LongestExploredList)
        && request.MostReasons is >= 0 and <= MostReasons
        && request.UserId is not { Length: 0 or > LongestId }
        && request.SessionId is not { Length: 0 or > LongestId }
        && request.Interactions.Count == 0
        && request.Targets.Count <= 1
        && request.Boosts.Count + request.Pinned.Count + request.Promoted.Count == 0
        && request.Filter.WordCount == 0
        && request.Filter.PriceFrom is null
        && request.Filter.PriceTo is null
        && request.Scene is null
        && request.Arm is null;

    private static IEnumerable<OptionFault> Faults(LiveRequest request, LiveOptions options)
    {
        var longest = request.Exploration is null ? options.LongestList : Math.Min(options.LongestList, LongestExploredList);
        return
        [
            .. OptionFault.OutsideRange("count", request.Count, 1, longest),
            .. OptionFault.OutsideRange("mostReasons", request.MostReasons, 0, MostReasons),
            .. OutsideLength("user", request.UserId, LongestId),
            .. OutsideLength("session", request.SessionId, LongestId),
            .. OutsideLength("scene", request.Scene, LongestName),
            .. OutsideLength("arm", request.Arm, LongestName),
            .. OptionFault.OutsideRange("interactions.length", request.Interactions.Count, 0, MostTold),
            .. OptionFault.OutsideRange("targets.length", request.Targets.Count, 0, MostTargets),
            .. OptionFault.OutsideRange("boosts.length", request.Boosts.Count, 0, MostBoosts),
            .. OptionFault.OutsideRange("pinned.length", request.Pinned.Count, 0, MostPinned),
            .. OptionFault.OutsideRange("promoted.length", request.Promoted.Count, 0, MostShares),
            .. OfFilter("filter", request.Filter),
            .. request.Boosts.Index().SelectMany(each => OfBoost(each.Index, each.Item)),
            .. request.Promoted.Index().SelectMany(each => OfShare(each.Index, each.Item)),
            .. request.Pinned.Index().SelectMany(each => OfPin(each.Index, each.Item, request.Count)),
            .. OfTargets(request.Targets),
        ];
    }

    private static IEnumerable<OptionFault> OfTargets(IReadOnlyList<LiveTarget> targets) =>
        [
            .. targets
                .Index()
                .Where(each => each.Item.Share is not null)
                .SelectMany(each => OptionFault.OutsideRange($"targets[{each.Index}].share", each.Item.Share!.Value, double.Epsilon, 1)),
            .. OptionFault.OutsideRange("targets.share (sum)", targets.Sum(target => target.Share ?? 0), 0, 1 + 1e-9),
            .. OptionFault.OutsideRange(
                "targets (domains named twice)",
                targets.Count - targets.Select(target => target.Domain).Distinct(StringComparer.Ordinal).Count(),
                0,
                0
            ),
        ];

    private static IEnumerable<OptionFault> OfBoost(int place, Boost boost) =>
        [
            .. OptionFault.OutsideRange($"boosts[{place}].factor", boost.Factor, 0, LargestFactor),
            .. OfFilter($"boosts[{place}].filter", boost.Filter),
        ];

    private static IEnumerable<OptionFault> OfShare(int place, PromotedShare promoted) =>
        [
            .. OptionFault.OutsideRange($"promoted[{place}].share", promoted.Share, 0, 1),
            .. OfFilter($"promoted[{place}].filter", promoted.Filter),
        ];

    private static IEnumerable<OptionFault> OfPin(int place, PinnedItem pin, int count) =>
        [
            .. OptionFault.OutsideRange($"pinned[{place}].position", pin.Position, 1, count),
            .. OutsideLength($"pinned[{place}].item", pin.ItemId, LongestId),
        ];

    private static IEnumerable<OptionFault> OfFilter(string name, ItemFilter filter)
    {
        foreach (var fault in OptionFault.OutsideRange($"{name} (words)", filter.WordCount, 0, MostWords))
        {
            yield return fault;
        }
        if ((filter.PriceFrom is not null || filter.PriceTo is not null) && string.IsNullOrWhiteSpace(filter.Currency))
        {
            yield return new OptionFault($"{name}.currency", "—", "ISO 4217");
        }
        if (filter.PriceFrom > filter.PriceTo)
        {
            yield return new OptionFault($"{name}.priceFrom", $"{filter.PriceFrom}", $"≤ {filter.PriceTo}");
        }
    }

    private static IEnumerable<OptionFault> OutsideLength(string name, string? text, int most) =>
        text is null ? [] : OptionFault.OutsideRange($"{name}.length", text.Length, 1, most);
}
