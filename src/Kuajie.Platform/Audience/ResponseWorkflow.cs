using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Platform.Audience;

/// <summary>Stores → rows → response models, judged beside the base rate.</summary>
/// <param name="partners">Which domains there are.</param>
/// <param name="histories">What users did.</param>
/// <param name="catalog">What items are.</param>
/// <param name="impressions">What users were shown.</param>
/// <param name="outcomes">Which lists were clicked.</param>
public sealed class ResponseWorkflow(
    IPartnerStore partners,
    ILiveHistoryStore histories,
    ICatalogStore catalog,
    IImpressionStore impressions,
    IOutcomeStore outcomes
)
{
    /// <summary>The rows a model would learn from.</summary>
    /// <exception cref="KuajieException">An unknown domain, or a request that cannot be.</exception>
    public ResponseData Rows(
        ResponseRequest request,
        IProgress<AudienceProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ThrowIfInvalid(request);
        return new ResponseRows(request, Record(request, progress, cancellation)).All(progress, cancellation);
    }

    /// <summary>What is on record, in order of time.</summary>
    private ResponseRecord Record(ResponseRequest request, IProgress<AudienceProgress>? progress, CancellationToken cancellation)
    {
        var read = 0L;
        var isShown = request.Occasion == ResponseOccasion.Impression;
        var domains = isShown ? request.Domains : [request.Domain];
        Interaction[] interactions =
        [
            .. histories
                .RecentUsers(request.MostUsers, request.MostOfUser, cancellation)
                .SelectMany(rows =>
                {
                    // How much others have is nobody's business: only what counts is told of.
                    Interaction[] own = [.. rows.Where(row => row.At is not null && domains.Contains(row.Domain, StringComparer.Ordinal))];
                    progress?.Report(new AudienceProgress(AudienceStage.Reading, read += own.Length, null));
                    return own;
                })
                .OrderBy(row => row.At)
                .ThenBy(row => row.UserId, StringComparer.Ordinal)
                .ThenBy(row => row.ItemId, StringComparer.Ordinal)
                .ThenBy(row => row.Kind),
        ];
        progress?.Report(new AudienceProgress(AudienceStage.Reading, read, read));
        var (places, last) = isShown ? new ShownPlaces(impressions, outcomes).Read(request, cancellation) : ([], DateTimeOffset.MinValue);
        var lastDone = interactions.Length == 0 ? DateTimeOffset.MinValue : interactions[^1].At!.Value;
        return new ResponseRecord(
            domains.SelectMany(catalog.ItemsOf).ToDictionary(item => (item.Domain, item.ItemId)),
            interactions,
            places,
            lastDone > last ? lastDone : last
        );
    }

    /// <summary>Trains and judges. The model is the caller's to keep.</summary>
    /// <exception cref="KuajieException">An unknown domain, or a request that cannot be.</exception>
    public ResponseTraining Train(
        ResponseRequest request,
        IProgress<AudienceProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var data = Rows(request, progress, cancellation);
        try
        {
            return new ResponseTrainer(request.Options with { OutcomeDelay = request.Window }).Train(data, progress, cancellation);
        }
        catch (InvalidInputException invalid)
        {
            throw ResponseTexts.Source.Fault("invalid-response-options", "InvalidOptions", isUsage: true, arguments: [invalid.Message]);
        }
    }

    /// <summary>
    /// What a kept model expects of users and items, with features from everything before a moment, made by the same sweep as those it learnt from. O(interactions + places) of the domain.
    /// </summary>
    /// <param name="kept">The model.</param>
    /// <param name="users">Users as stored.</param>
    /// <param name="items">Items, and how they would be shown.</param>
    /// <param name="at">The moment.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>For each user every item, in the order asked.</returns>
    /// <exception cref="KuajieException">Nobody or nothing is asked for, an item is unknown or of a domain the model knows nothing of, or how it is shown is told to a model of what is looked at.</exception>
    public IReadOnlyList<UserResponse> Predict(
        KeptResponse kept,
        IReadOnlyList<string> users,
        IReadOnlyList<ResponseItem> items,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(items);
        var request = kept.Summary.Request;
        ThrowIfNotPredictable(kept, users, items);
        var record = Record(request, null, cancellation);
        // The request's bounds may have left out somebody who is asked for by name.
        var named = users.ToHashSet(StringComparer.Ordinal);
        var own = named.SelectMany(user => histories.OfUser(request.Domain, user, request.MostOfUser)).ToArray();
        var others = record.Interactions.Where(each => each.Domain != request.Domain || !named.Contains(each.UserId));
        var sweep = new ResponseSweep(
            request,
            record with
            {
                Interactions = [.. others.Concat(own.Where(each => each.At is not null)).OrderBy(each => each.At)],
            }
        );
        var known = own.Select(each => each.UserId).ToHashSet(StringComparer.Ordinal);
        var isShown = request.Occasion == ResponseOccasion.Impression;
        return
        [
            .. users.SelectMany(user =>
                items.Select(item => new UserResponse(
                    user,
                    item,
                    known.Contains(user),
                    kept.Model.Predict(sweep.Of(user, (item.Domain, item.ItemId), at, isShown ? item.As ?? new ShownAs() : null))
                ))
            ),
        ];
    }

    private void ThrowIfNotPredictable(KeptResponse kept, IReadOnlyList<string> users, IReadOnlyList<ResponseItem> items)
    {
        if (users.Count == 0 || items.Count == 0)
        {
            throw ResponseTexts.Source.Fault(
                "nothing-to-predict",
                "NothingToPredict",
                isUsage: true,
                arguments: [users.Count, items.Count]
            );
        }
        foreach (var domain in items.GroupBy(item => item.Domain, StringComparer.Ordinal))
        {
            if (!kept.Summary.Request.Domains.Contains(domain.Key, StringComparer.Ordinal))
            {
                throw ResponseTexts.Source.Fault(
                    "domain-not-learnt",
                    "DomainNotLearnt",
                    isUsage: true,
                    arguments: [domain.Key, string.Join(", ", kept.Summary.Request.Domains)]
                );
            }
            var known = catalog.Find(domain.Key, [.. domain.Select(item => item.ItemId)]);
            if (domain.FirstOrDefault(item => !known.ContainsKey(item.ItemId) && item.As?.Creative is null) is { } unknown)
            {
                throw ResponseTexts.Source.Fault("unknown-item", "UnknownItem", isUsage: true, arguments: [unknown.ItemId, domain.Key]);
            }
        }
        if (kept.Summary.Request.Occasion == ResponseOccasion.View && items.Any(item => item.As is { } how && how != new ShownAs()))
        {
            throw ResponseTexts.Source.Fault("not-shown", "NotShown", isUsage: true, arguments: [kept.Name]);
        }
        if (items.FirstOrDefault(item => item.As is { Position: < 1 }) is { } wrong)
        {
            throw ResponseTexts.Source.Fault("invalid-position", "Position", isUsage: true, arguments: [wrong.As!.Position]);
        }
    }

    /// <summary>Refuses what a training could only fail at.</summary>
    /// <exception cref="KuajieException">An unknown domain, or a request that cannot be.</exception>
    public void ThrowIfInvalid(ResponseRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        partners.ThrowIfUnknown(request.Domain);
        DomainZones.ThrowIfNoZone(request.TimeZone);
        if (request.Window <= TimeSpan.Zero || request.MostUsers < 1 || request.MostOfUser < 1 || request.MostPlaces < 1)
        {
            throw ResponseTexts.Source.Fault(
                "invalid-response-request",
                "InvalidRequest",
                isUsage: true,
                arguments: [request.Window, request.MostUsers, request.MostOfUser, request.MostPlaces]
            );
        }
        if (request is { Outcome: ResponseOutcome.Click, Occasion: ResponseOccasion.View })
        {
            throw ResponseTexts.Source.Fault("click-without-impression", "ClickWithoutImpression", isUsage: true);
        }
    }
}
