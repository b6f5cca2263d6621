using Kuajie.Client.Calls;

namespace Kuajie.Client.Recommendations;

/// <summary>What everybody takes up, and what is new.</summary>
public sealed class TrendingClient
{
    private readonly KuajieCalls calls;

    internal TrendingClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>What is taken up most, the recent counting more.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="window"><c>hour</c>, <c>day</c>, <c>week</c> or <c>month</c>; the day where left out. The answer says which one it is of.</param>
    /// <param name="count">How many; 10 where left out.</param>
    /// <param name="filter">Which items; any where left out.</param>
    /// <param name="cursor">The page before's nextCursor; only the count may differ.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<RecommendationResponse> ListAsync(
        string domain,
        string? window = null,
        int? count = null,
        FilterRequest? filter = null,
        string? cursor = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(
                Paths.Of("domains", domain, "trending"),
                [("window", window), ("count", count), ("cursor", cursor), .. FilterQuery.Of(filter)]
            ),
            RecommendationsJson.Default.RecommendationResponse,
            cancellation
        );

    /// <summary>The newest items.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="count">How many; 10 where left out.</param>
    /// <param name="filter">Which items; any where left out.</param>
    /// <param name="cursor">The page before's nextCursor; only the count may differ.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<RecommendationResponse> NewestAsync(
        string domain,
        int? count = null,
        FilterRequest? filter = null,
        string? cursor = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "new"), [("count", count), ("cursor", cursor), .. FilterQuery.Of(filter)]),
            RecommendationsJson.Default.RecommendationResponse,
            cancellation
        );
}
