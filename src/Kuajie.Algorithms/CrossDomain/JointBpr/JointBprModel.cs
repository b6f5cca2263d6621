using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Bpr;

namespace Kuajie.Algorithms.CrossDomain.JointBpr;

/// <summary>Pairwise ranking of the target domain's items from what the user did in any domain.</summary>
public sealed class JointBprModel : HistoryFactorModel
{
    private readonly JointBprOptions options;

    internal JointBprModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        JointBprOptions options,
        IReadOnlyList<HistoryBlock> blocks,
        ReadOnlyMemory<float> itemFactors
    )
        : base(targetDomain, domainItemCounts, options.ToRanking(), blocks, itemFactors) => this.options = options;

    /// <inheritdoc/>
    public override string Name => JointBprKind.KindName;

    internal static JointBprModel Restore(ModelState state, JointBprOptions options)
    {
        var (blocks, itemFactors) = FromState(state, options.Rank);
        return new JointBprModel(state.TargetDomain, state.DomainItemCounts, options, blocks, itemFactors);
    }

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
