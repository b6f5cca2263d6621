namespace Kuajie.Algorithms.Models.Content;

/// <summary>What each item of the target domain is about, compared with what the user's past in that domain was about.</summary>
public sealed class ContentModel : ContentProfileModel
{
    private readonly ContentOptions options;

    internal ContentModel(int targetDomain, IReadOnlyList<int> domainItemCounts, ContentOptions options, ContentParts parts)
        : base(targetDomain, domainItemCounts, options.WeightExponent, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => ContentKind.KindName;

    internal static ContentModel Restore(ModelState state, ContentOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, ContentParts.FromState(state));

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
