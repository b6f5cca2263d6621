using Kuajie.Client.Calls;

namespace Kuajie.Client.Bridges;

/// <summary>How tastes carry over between two domains, from what linked people did on both sides. Counts, never users.</summary>
public sealed class BridgesClient
{
    private readonly KuajieCalls calls;

    internal BridgesClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Bridges between tags.</summary>
    /// <param name="from">The first domain.</param>
    /// <param name="to">The second domain.</param>
    /// <param name="limit">Tags of each side, 1 to 40; 20 where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<TagBridgesResponse> TagsAsync(string from, string to, int? limit = null, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.With(Paths.Of("bridges", "tags"), ("from", from), ("to", to), ("limit", limit)),
            BridgesJson.Default.TagBridgesResponse,
            cancellation
        );

    /// <summary>The strongest bridges between items.</summary>
    /// <param name="from">The first domain.</param>
    /// <param name="to">The second domain.</param>
    /// <param name="limit">How many, 1 to 200; 30 where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<ItemBridgesResponse> ItemsAsync(string from, string to, int? limit = null, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.With(Paths.Of("bridges", "items"), ("from", from), ("to", to), ("limit", limit)),
            BridgesJson.Default.ItemBridgesResponse,
            cancellation
        );

    /// <summary>Flows of people between the segments of the two sides.</summary>
    public Task<BridgeFlowsResponse> FlowsAsync(string from, string to, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.With(Paths.Of("bridges", "flows"), ("from", from), ("to", to)),
            BridgesJson.Default.BridgeFlowsResponse,
            cancellation
        );
}
