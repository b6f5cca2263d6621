using Kuajie.Client.Calls;

namespace Kuajie.Client.Overview;

/// <summary>What there is, how it flows in, what needs attention.</summary>
public sealed class OverviewClient
{
    private readonly KuajieCalls calls;

    internal OverviewClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Everything at a glance.</summary>
    public Task<OverviewResponse> GetAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("overview"), OverviewJson.Default.OverviewResponse, cancellation);

    /// <summary>Interactions of a domain over time.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="days">How many days, up to the latest interaction: 1 to 1,000; 90 where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<InteractionFlowResponse> FlowAsync(string domain, int? days = null, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "flow"), ("days", days)),
            OverviewJson.Default.InteractionFlowResponse,
            cancellation
        );
}
