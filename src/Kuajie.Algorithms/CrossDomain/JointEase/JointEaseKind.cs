using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

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
    protected override IEnumerable<JointEaseOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        [new JointEaseOptions()];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, JointEaseOptions options) => JointEaseModel.Restore(state, options);
}
