using Kuajie.Client.Calls;

namespace Kuajie.Client.Bridges;

/// <summary>How tastes carry over between two domains, from what linked people did on both sides. Counts; users only as examples, for who owns both domains.</summary>
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

    /// <summary>Examples of people who have a taste for both tags, for who owns both domains and may see users.</summary>
    /// <param name="from">The first domain.</param>
    /// <param name="to">The second domain.</param>
    /// <param name="fromTag">The tag of the first domain.</param>
    /// <param name="toTag">The tag of the second domain.</param>
    /// <param name="limit">How many, 1 to 50; 10 where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<BridgePeopleResponse> PeopleOfTagsAsync(
        string from,
        string to,
        string fromTag,
        string toTag,
        int? limit = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(
                Paths.Of("bridges", "tags", "people"),
                ("from", from),
                ("to", to),
                ("fromTag", fromTag),
                ("toTag", toTag),
                ("limit", limit)
            ),
            BridgesJson.Default.BridgePeopleResponse,
            cancellation
        );

    /// <summary>Examples of people who took up both items, for who owns both domains and may see users.</summary>
    /// <param name="from">The first domain.</param>
    /// <param name="to">The second domain.</param>
    /// <param name="fromItem">The item of the first domain.</param>
    /// <param name="toItem">The item of the second domain.</param>
    /// <param name="limit">How many, 1 to 50; 10 where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<BridgePeopleResponse> PeopleOfItemsAsync(
        string from,
        string to,
        string fromItem,
        string toItem,
        int? limit = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(
                Paths.Of("bridges", "items", "people"),
                ("from", from),
                ("to", to),
                ("fromItem", fromItem),
                ("toItem", toItem),
                ("limit", limit)
            ),
            BridgesJson.Default.BridgePeopleResponse,
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
