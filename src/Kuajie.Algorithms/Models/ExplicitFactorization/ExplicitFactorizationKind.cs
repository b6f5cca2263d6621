using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.ExplicitFactorization;

/// <summary>Biased matrix factorisation of ratings.</summary>
public sealed class ExplicitFactorizationKind : TypedModelKind<ExplicitFactorizationOptions>
{
    internal const string KindName = "explicit-factorization";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(ExplicitFactorizationOptions options) => new ExplicitFactorizationTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<ExplicitFactorizationOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        [new ExplicitFactorizationOptions { Rank = 0 }, new ExplicitFactorizationOptions()];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ExplicitFactorizationOptions options) =>
        ExplicitFactorizationModel.Restore(state, options);
}
