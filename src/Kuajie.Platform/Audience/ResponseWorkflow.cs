using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Catalog;
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
public sealed class ResponseWorkflow(
    IPartnerStore partners,
    ILiveHistoryStore histories,
    ICatalogStore catalog,
    IImpressionStore impressions
)
{
    /// <summary>The rows a model would learn from.</summary>
    /// <exception cref="KuajieException">An unknown domain, or a request that cannot be.</exception>
    public ResponseData Rows(ResponseRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfInvalid(request);
        var items = catalog.ItemsOf(request.Domain).ToDictionary(item => item.ItemId, StringComparer.Ordinal);
        var interactions = histories
            .RecentUsers(request.MostUsers, request.MostOfUser, cancellation)
            .SelectMany(rows => rows)
            .Where(row => row.Domain == request.Domain);
        var rows = new ResponseRows(request, new ResponseFeatures(items), interactions);
        return request.Occasion == ResponseOccasion.View
            ? rows.OfViews()
            : rows.OfImpressions(impressions.ShownSince(request.Domain, DateTimeOffset.MinValue, cancellation));
    }

    /// <summary>Trains and judges. The model is the caller's to keep.</summary>
    /// <exception cref="KuajieException">An unknown domain, or a request that cannot be.</exception>
    public ResponseTraining Train(ResponseRequest request, CancellationToken cancellation)
    {
        var data = Rows(request, cancellation);
        try
        {
            return new ResponseTrainer(request.Options with { OutcomeDelay = request.Window }).Train(data, cancellation);
        }
        catch (InvalidInputException invalid)
        {
            throw ResponseTexts.Source.Fault("invalid-response-options", "InvalidOptions", isUsage: true, arguments: [invalid.Message]);
        }
    }

    private void ThrowIfInvalid(ResponseRequest request)
    {
        partners.ThrowIfUnknown(request.Domain);
        if (request.Window <= TimeSpan.Zero || request.MostUsers < 1 || request.MostOfUser < 1)
        {
            throw ResponseTexts.Source.Fault(
                "invalid-response-request",
                "InvalidRequest",
                isUsage: true,
                arguments: [request.Window, request.MostUsers, request.MostOfUser]
            );
        }
        if (request is { Outcome: ResponseOutcome.Click, Occasion: ResponseOccasion.View })
        {
            throw ResponseTexts.Source.Fault("click-without-impression", "ClickWithoutImpression", isUsage: true);
        }
    }
}
