using Kuajie.Client.Recommendations;

namespace Kuajie.Server.Web.Pages.Recommendations;

/// <summary>Changes of a request as the lab's controls make them; what says nothing is left out, so that addresses and code stay short.</summary>
internal static class LabEdits
{
    /// <summary>Which way a request looks.</summary>
    public static LabDirection DirectionOf(string domain, RecommendationRequest request) =>
        request.Targets is not { Count: > 0 } targets || targets is [{ } only] && only.Domain == domain ? LabDirection.Here
        : targets.Any(target => target.Domain == domain) ? LabDirection.Mixed
        : LabDirection.There;

    /// <summary>The other domain that a request looks at, or null.</summary>
    public static string? PartnerOf(string domain, RecommendationRequest request) =>
        request.Targets?.FirstOrDefault(target => target.Domain != domain)?.Domain;

    /// <summary>The other domain's share of a mixed list.</summary>
    public static double ShareOf(string domain, RecommendationRequest request) =>
        request.Targets?.FirstOrDefault(target => target.Domain != domain)?.Share ?? 0.5;

    /// <summary>Looks another way.</summary>
    public static RecommendationRequest Towards(
        this RecommendationRequest request,
        LabDirection direction,
        string domain,
        string? partner,
        double share
    ) =>
        request with
        {
            Targets =
                partner is null || direction == LabDirection.Here ? null
                : direction == LabDirection.There ? [new TargetRequest(partner)]
                : [new TargetRequest(domain), new TargetRequest(partner, Math.Round(share, 2))],
        };

    /// <summary>With another filter; one that lets everything through is none.</summary>
    public static RecommendationRequest Filtered(this RecommendationRequest request, Func<FilterRequest, FilterRequest> change)
    {
        var filter = Tidy(change(request.Filter ?? new FilterRequest()));
        return request with { Filter = filter == new FilterRequest() ? null : filter };
    }

    /// <summary>A list, or null for an empty one.</summary>
    public static IReadOnlyList<T>? OrNone<T>(IEnumerable<T> values) => values.ToArray() is { Length: > 0 } some ? some : null;

    private static FilterRequest Tidy(FilterRequest filter) =>
        filter with
        {
            Kinds = OrNone(filter.Kinds ?? []),
            TagsAny = OrNone(filter.TagsAny ?? []),
            TagsAll = OrNone(filter.TagsAll ?? []),
            TagsNone = OrNone(filter.TagsNone ?? []),
            Owners = OrNone(filter.Owners ?? []),
            IncludeUnavailable = filter.IncludeUnavailable == true ? true : null,
            Currency = filter.PriceFrom is null && filter.PriceTo is null ? null : filter.Currency,
        };
}

/// <summary>Whose items a list holds.</summary>
public enum LabDirection
{
    /// <summary>The user's own domain's.</summary>
    Here = 0,

    /// <summary>The partner's.</summary>
    There = 1,

    /// <summary>Both sides', with a share for the partner.</summary>
    Mixed = 2,
}
