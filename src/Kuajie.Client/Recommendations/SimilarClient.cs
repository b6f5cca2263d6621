using Kuajie.Client.Calls;

namespace Kuajie.Client.Recommendations;

/// <summary>What is like an item or a user.</summary>
public sealed class SimilarClient
{
    private readonly KuajieCalls calls;

    internal SimilarClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Items like an item.</summary>
    /// <param name="domain">The item's domain.</param>
    /// <param name="item">The item.</param>
    /// <param name="inDomain">The domain to look in; the item's own where left out.</param>
    /// <param name="count">How many; 10 where left out.</param>
    /// <param name="filter">Which items; any where left out.</param>
    /// <param name="cursor">The page before's nextCursor; only the count may differ.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<RecommendationResponse> ItemsAsync(
        string domain,
        string item,
        string? inDomain = null,
        int? count = null,
        FilterRequest? filter = null,
        string? cursor = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(
                Paths.Of("domains", domain, "items", item, "similar"),
                [("in", inDomain), ("count", count), ("cursor", cursor), .. FilterQuery.Of(filter)]
            ),
            RecommendationsJson.Default.RecommendationResponse,
            cancellation
        );

    /// <summary>Users whose items are most like a user's.</summary>
    public Task<SimilarUsersResponse> UsersAsync(string domain, string user, int? count = null, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "users", user, "similar"), ("count", count)),
            RecommendationsJson.Default.SimilarUsersResponse,
            cancellation
        );
}
