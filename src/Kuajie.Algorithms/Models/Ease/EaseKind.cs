using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>Linear item model in one domain.</summary>
public sealed class EaseKind : TypedModelKind<EaseOptions>
{
    internal const string KindName = "ease";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(EaseOptions options) => new EaseTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<EaseOptions> SearchOptions(InteractionDataset dataset, int targetDomain)
    {
        var scale = new EaseScale(dataset, targetDomain);
        return from rows in new[] { 4.0, 12 }
            let regularization = scale.Regularization(rows)
            select new EaseOptions
            {
                Regularization = regularization,
                PopularityPrior = scale.PopularityPrior(1, regularization),
                Form = EaseForm.Sparse,
            };
    }

    /// <inheritdoc/>
    protected override IEnumerable<EaseOptions> RefineOptions(EaseOptions best) =>
        best.Form == EaseForm.Sparse ? [best with { Form = EaseForm.Auto }] : [];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, EaseOptions options) => EaseModel.Restore(state, options);
}
