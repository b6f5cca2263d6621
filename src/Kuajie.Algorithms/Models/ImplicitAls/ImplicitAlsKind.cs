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
        best.Rank < FullRank ? [Doubled(best)]
        : best.Start == 0 ? [Anew(best)]
        : [];

    /// <summary>
    /// Twice the rank: the full one goes on from the half, where most has settled; the half begins anew, since factors that grow from a quarter stay a little
    /// behind and everything after would.
    /// </summary>
    private static ImplicitAlsOptions Doubled(ImplicitAlsOptions half) =>
        2 * half.Rank < FullRank ? half with { Rank = 2 * half.Rank, Sweeps = half.Sweeps + 4 } : half.With(half.Growth.Doubled(6));

    /// <summary>The best once more, from another start and at the full rank throughout: a little better than what grew, and other mistakes for a blend.</summary>
    private static ImplicitAlsOptions Anew(ImplicitAlsOptions best) => best with { Start = 1, Sweeps = 16, GrowthSweeps = [] };

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ImplicitAlsOptions options) => ImplicitAlsModel.Restore(state, options);
}
