using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.JointAls;

/// <summary>Implicit alternating least squares over all domains' catalogs and shared users.</summary>
public sealed class JointAlsKind : TypedModelKind<JointAlsOptions>
{
    internal const string KindName = "joint-als";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(JointAlsOptions options) => new JointAlsTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<JointAlsOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        from otherDomainWeight in new[] { 0.1, 0.3, 0.6, 1.0 }
        from unobservedWeight in new[] { 0.03, 0.1 }
        select new JointAlsOptions { OtherDomainWeight = otherDomainWeight, UnobservedWeight = unobservedWeight };

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, JointAlsOptions options) => JointAlsModel.Restore(state, options);
}
