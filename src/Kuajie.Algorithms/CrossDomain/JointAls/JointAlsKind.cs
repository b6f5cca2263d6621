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
        var common =
            from ridge in new[] { 4.0, 7 }
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
        return common.Concat(OneDomainAhead(dataset, scale));
    }

    private static IEnumerable<JointAlsOptions> OneDomainAhead(InteractionDataset dataset, SearchScale scale)
    {
        var unobservedWeight = scale.UnobservedWeight(7);
        return from weights in DomainWeights.OneAhead(dataset.Domains.Count)
            select new JointAlsOptions
            {
                Rank = FullRank / 4,
                Sweeps = 8,
                Regularization = scale.Regularization(4, unobservedWeight, 1),
                UnobservedWeight = unobservedWeight,
                DomainWeights = weights,
            };
    }

    /// <inheritdoc/>
    protected override IEnumerable<JointAlsOptions> RefineOptions(JointAlsOptions best)
    {
        var larger = best.Rank < FullRank ? Doubled(best) : best;
        return best.Rank == FullRank / 4 && best.DomainWeights.Count == 0
                ? [larger, larger with { OtherDomainWeight = Math.Round(best.OtherDomainWeight * 0.55, 4) }]
            : best.Rank < FullRank ? [larger]
            : best.Start == 0 ? [Anew(best)]
            : [];
    }

    /// <summary>
    /// Twice the rank: the full one goes on from the half, where most has settled; the half begins anew, since factors that grow from a quarter stay a little
    /// behind and everything after would.
    /// </summary>
    private static JointAlsOptions Doubled(JointAlsOptions half) =>
        2 * half.Rank < FullRank ? half with { Rank = 2 * half.Rank, Sweeps = half.Sweeps + 4 } : half.With(half.Growth.Doubled(6));

    /// <summary>The best once more, from another start and at the full rank throughout: a little better than what grew, and other mistakes for a blend.</summary>
    private static JointAlsOptions Anew(JointAlsOptions best) => best with { Start = 1, Sweeps = 16, GrowthSweeps = [] };

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, JointAlsOptions options) => JointAlsModel.Restore(state, options);
}
