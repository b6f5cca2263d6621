using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.Models.ImplicitAls;

/// <summary>Implicit alternating least squares in one domain.</summary>
public sealed class ImplicitAlsKind : TypedModelKind<ImplicitAlsOptions>
{
    /// <summary>Rank up to which refinements go; beyond it quality hardly grows while cost does.</summary>
    private const int FullRank = 128;

    internal const string KindName = "implicit-als";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(ImplicitAlsOptions options) => new ImplicitAlsTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<ImplicitAlsOptions> SearchOptions(InteractionDataset dataset, int targetDomain)
    {
        var scale = new SearchScale(dataset, targetDomain);
        return from ridge in new[] { 4.0, 7 }
            from unobservedWeight in new[] { scale.UnobservedWeight(20), scale.UnobservedWeight(7) }
            select new ImplicitAlsOptions
            {
                Rank = FullRank / 4,
                Sweeps = 8,
                Regularization = scale.Regularization(ridge, unobservedWeight),
                UnobservedWeight = unobservedWeight,
            };
    }

    /// <inheritdoc/>
    protected override IEnumerable<ImplicitAlsOptions> RefineOptions(ImplicitAlsOptions best) =>
        best.Rank < FullRank ? [best with { Rank = 2 * best.Rank, Sweeps = best.Sweeps + 4 }] : [];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ImplicitAlsOptions options) => ImplicitAlsModel.Restore(state, options);
}
