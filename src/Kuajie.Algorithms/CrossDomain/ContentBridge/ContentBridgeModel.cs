using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Content;

namespace Kuajie.Algorithms.CrossDomain.ContentBridge;

/// <summary>What each target item is about, compared with what the user's past in every domain was about.</summary>
public sealed class ContentBridgeModel : ContentProfileModel
{
    private readonly ContentBridgeOptions options;

    internal ContentBridgeModel(int targetDomain, IReadOnlyList<int> domainItemCounts, ContentBridgeOptions options, ContentParts parts)
        : base(targetDomain, domainItemCounts, options.WeightExponent, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => ContentBridgeKind.KindName;

    internal static ContentBridgeModel Restore(ModelState state, ContentBridgeOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, ContentParts.FromState(state));

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
