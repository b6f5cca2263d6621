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

    /// <summary>With several partners: each in turn counts in full and the others little, so that one useful partner is found among useless ones.</summary>
    private static IEnumerable<JointAlsOptions> OneDomainAhead(InteractionDataset dataset, SearchScale scale)
    {
        var others = dataset.Domains.Count - 1;
        var unobservedWeight = scale.UnobservedWeight(7);
        return from ahead in Enumerable.Range(0, others < 2 ? 0 : others)
            select new JointAlsOptions
            {
                Rank = FullRank / 4,
                Sweeps = 8,
                Regularization = scale.Regularization(4, unobservedWeight, 1),
                UnobservedWeight = unobservedWeight,
                DomainWeights = [.. Enumerable.Range(0, others).Select(domain => domain == ahead ? 1 : 0.1)],
            };
    }

    /// <inheritdoc/>
    protected override IEnumerable<JointAlsOptions> RefineOptions(JointAlsOptions best)
    {
        var larger = best with { Rank = 2 * best.Rank, Sweeps = best.Sweeps + 4 };
        return best.Rank == FullRank / 4 && best.DomainWeights.Count == 0
                ? [larger, larger with { OtherDomainWeight = Math.Round(best.OtherDomainWeight * 0.55, 4) }]
            : best.Rank < FullRank ? [larger]
            : [];
    }

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, JointAlsOptions options) => JointAlsModel.Restore(state, options);
}
