namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>Pairwise ranking of the target domain's items from what the user did there.</summary>
public sealed class BprModel : HistoryFactorModel
{
    private readonly BprOptions options;

    internal BprModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        BprOptions options,
        IReadOnlyList<HistoryBlock> blocks,
        ReadOnlyMemory<float> itemFactors
    )
        : base(targetDomain, domainItemCounts, options, blocks, itemFactors) => this.options = options;

    /// <inheritdoc/>
    public override string Name => BprKind.KindName;

    internal static BprModel Restore(ModelState state, BprOptions options)
    {
        var (blocks, itemFactors) = FromState(state, options.Rank);
        return new BprModel(state.TargetDomain, state.DomainItemCounts, options, blocks, itemFactors);
    }

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
