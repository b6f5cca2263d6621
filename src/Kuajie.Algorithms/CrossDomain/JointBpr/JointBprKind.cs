using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.JointBpr;

/// <summary>Pairwise ranking from the history in all domains.</summary>
public sealed class JointBprKind : TypedModelKind<JointBprOptions>
{
    internal const string KindName = "joint-bpr";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(JointBprOptions options) => new JointBprTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<JointBprOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        from otherDomainWeight in new[] { 0.5, 1.5 }
        from regularization in new[] { 0.2, 0.5 }
        select new JointBprOptions { OtherDomainWeight = otherDomainWeight, Regularization = regularization };

    /// <inheritdoc/>
    protected override IEnumerable<JointBprOptions> RefineOptions(JointBprOptions best) =>
        [best with { HistoryExponent = 0.75 }, best with { Epochs = 2 * best.Epochs }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, JointBprOptions options) => JointBprModel.Restore(state, options);
}
