using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Ease;

namespace Kuajie.Algorithms.CrossDomain.JointEase;

/// <summary>Linear item model over all domains.</summary>
public sealed class JointEaseKind : TypedModelKind<JointEaseOptions>
{
    internal const string KindName = "joint-ease";

    /// <summary>Where nothing of the target explains, nothing competes with the other domain's items and a stronger ridge does better.</summary>
    private static readonly (JointEaseBlocks Blocks, double Weight, double[] Rows)[] Blocks =
    [
        (JointEaseBlocks.All, 0.5, [12]),
        (JointEaseBlocks.All, 1, [4, 12]),
        (JointEaseBlocks.Cross, 1, [30]),
    ];

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(JointEaseOptions options) => new JointEaseTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<JointEaseOptions> SearchOptions(InteractionDataset dataset, int targetDomain)
    {
        var scale = new EaseScale(dataset, targetDomain);
        var common =
            from block in Blocks
            from rows in block.Rows
            select OptionsOf(scale, rows) with
            {
                Blocks = block.Blocks,
                OtherDomainWeight = block.Weight,
            };
        return common.Concat(
            DomainWeights.OneAhead(dataset.Domains.Count).Select(weights => OptionsOf(scale, 12) with { DomainWeights = weights })
        );
    }

    private static JointEaseOptions OptionsOf(EaseScale scale, double rows)
    {
        var regularization = scale.Regularization(rows);
        return new JointEaseOptions
        {
            Regularization = regularization,
            PopularityPrior = scale.PopularityPrior(1, regularization),
            Form = EaseForm.Sparse,
        };
    }

    /// <inheritdoc/>
    protected override IEnumerable<JointEaseOptions> RefineOptions(JointEaseOptions best) =>
        best.Form == EaseForm.Sparse ? [best with { Form = EaseForm.Auto }] : [];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, JointEaseOptions options) => JointEaseModel.Restore(state, options);
}
