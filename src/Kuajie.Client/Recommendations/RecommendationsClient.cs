using Kuajie.Client.Calls;

namespace Kuajie.Client.Recommendations;

/// <summary>Recommendation lists: asked for, looked up, explained.</summary>
public sealed class RecommendationsClient
{
    private readonly KuajieCalls calls;

    internal RecommendationsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Recommends to a user or visitor of a domain. The list is on record; name its id with the events that follow.</summary>
    /// <param name="domain">The domain of the user or visitor.</param>
    /// <param name="request">What is wanted, and for whom; the ten best for a visitor of whom nothing is known where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<RecommendationResponse> RecommendAsync(
        string domain,
        RecommendationRequest? request = null,
        CancellationToken cancellation = default
    ) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "recommendations"),
            request ?? new RecommendationRequest(),
            RecommendationsJson.Default.RecommendationRequest,
            RecommendationsJson.Default.RecommendationResponse,
            cancellation
        );

    /// <summary>Users on whom one sees what recommendations do.</summary>
    /// <param name="domain">Their domain.</param>
    /// <param name="to">Another domain of the caller's in which links are followed; none where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<ExampleUsersResponse> ExamplesAsync(string domain, string? to = null, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "examples"), ("to", to)),
            RecommendationsJson.Default.ExampleUsersResponse,
            cancellation
        );

    /// <summary>A list as it was served.</summary>
    public Task<StoredListResponse> GetListAsync(string list, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("lists", list), RecommendationsJson.Default.StoredListResponse, cancellation);

    /// <summary>Why an item stands in a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="item">The item.</param>
    /// <param name="domain">Its domain, where the list holds several.</param>
    /// <param name="mostReasons">1 to 10; 2 where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<ExplanationResponse> ExplainAsync(
        string list,
        string item,
        string? domain = null,
        int? mostReasons = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(Paths.Of("lists", list, "items", item, "explanation"), ("domain", domain), ("mostReasons", mostReasons)),
            RecommendationsJson.Default.ExplanationResponse,
            cancellation
        );
}
