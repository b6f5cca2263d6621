using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Ease;

namespace Kuajie.Algorithms.CrossDomain.JointEase;

/// <summary>Linear item model over all domains.</summary>
public sealed class JointEaseKind : TypedModelKind<JointEaseOptions>
{
    internal const string KindName = "joint-ease";

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
        return from blocks in new[] { (Blocks: JointEaseBlocks.All, Weight: 0.5), (JointEaseBlocks.All, 1), (JointEaseBlocks.Cross, 1) }
            from rows in new[] { 4.0, 12 }
            from chance in new[] { 1, 2.5 }
            let regularization = scale.Regularization(rows)
            select new JointEaseOptions
            {
                Blocks = blocks.Blocks,
                OtherDomainWeight = blocks.Weight,
                Regularization = regularization,
                PopularityPrior = scale.PopularityPrior(chance, regularization),
                Form = EaseForm.Sparse,
            };
    }

    /// <inheritdoc/>
    protected override IEnumerable<JointEaseOptions> RefineOptions(JointEaseOptions best) =>
        [best with { ItemExponent = 0.5 }, best with { Form = EaseForm.Auto }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, JointEaseOptions options) => JointEaseModel.Restore(state, options);
}
