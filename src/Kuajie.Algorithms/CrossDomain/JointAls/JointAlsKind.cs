using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.CrossDomain.JointAls;

/// <summary>Implicit alternating least squares over all domains' catalogs and shared users.</summary>
public sealed class JointAlsKind : TypedModelKind<JointAlsOptions>
{
    /// <summary>Rank up to which refinements go; beyond it quality hardly grows while cost does.</summary>
    private const int FullRank = 128;

    internal const string KindName = "joint-als";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(JointAlsOptions options) => new JointAlsTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<JointAlsOptions> SearchOptions(InteractionDataset dataset, int targetDomain)
    {
        var scale = new SearchScale(dataset, targetDomain);
        return from ridge in new[] { 4.0, 7 }
            from unobservedWeight in new[] { scale.UnobservedWeight(20), scale.UnobservedWeight(7) }
            from otherDomainWeight in new[] { 0.3, 1.0 }
            select new JointAlsOptions
            {
                Rank = FullRank / 4,
                Sweeps = 8,
                Regularization = scale.Regularization(ridge, unobservedWeight, otherDomainWeight),
                UnobservedWeight = unobservedWeight,
                OtherDomainWeight = otherDomainWeight,
            };
    }

    /// <inheritdoc/>
    protected override IEnumerable<JointAlsOptions> RefineOptions(JointAlsOptions best)
    {
        var larger = best with { Rank = 2 * best.Rank, Sweeps = best.Sweeps + 4 };
        return best.Rank == FullRank / 4 ? [larger, larger with { OtherDomainWeight = Math.Round(best.OtherDomainWeight * 0.55, 4) }]
            : best.Rank < FullRank ? [larger]
            : [];
    }

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, JointAlsOptions options) => JointAlsModel.Restore(state, options);
}
