using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.ImplicitAls;

/// <summary>Implicit alternating least squares in one domain.</summary>
public sealed class ImplicitAlsKind : TypedModelKind<ImplicitAlsOptions>
{
    internal const string KindName = "implicit-als";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(ImplicitAlsOptions options) => new ImplicitAlsTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<ImplicitAlsOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        from rank in new[] { 32, 64 }
        from unobservedWeight in new[] { 0.03, 0.1 }
        from regularization in new[] { 0.003, 0.01 }
        select new ImplicitAlsOptions
        {
            Rank = rank,
            Regularization = regularization,
            UnobservedWeight = unobservedWeight,
        };

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ImplicitAlsOptions options) => ImplicitAlsModel.Restore(state, options);
}
