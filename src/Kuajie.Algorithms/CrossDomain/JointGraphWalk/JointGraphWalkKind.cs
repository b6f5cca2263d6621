using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.JointGraphWalk;

/// <summary>Random walks over the items of all domains and their shared users.</summary>
public sealed class JointGraphWalkKind : TypedModelKind<JointGraphWalkOptions>
{
    internal const string KindName = "joint-graph-walk";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(JointGraphWalkOptions options) => new JointGraphWalkTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<JointGraphWalkOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        (
            from alpha in new[] { 0.2, 0.4 }
            from otherDomainWeight in new[] { 0.3, 1 }
            select new JointGraphWalkOptions { Alpha = alpha, OtherDomainWeight = otherDomainWeight }
        ).Concat(
            DomainWeights
                .OneAhead(dataset.Domains.Count)
                .Select(weights => new JointGraphWalkOptions { Alpha = 0.2, DomainWeights = weights })
        );

    /// <inheritdoc/>
    protected override IEnumerable<JointGraphWalkOptions> RefineOptions(JointGraphWalkOptions best) => [best with { Beta = 0.25 }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, JointGraphWalkOptions options) => JointGraphWalkModel.Restore(state, options);
}
