using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>Pairwise ranking in one domain.</summary>
public sealed class BprKind : TypedModelKind<BprOptions>
{
    internal const string KindName = "bpr";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(BprOptions options) => new BprTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<BprOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        from regularization in new[] { 0.2, 0.5 }
        from sampling in new[] { BprSampling.Uniform, BprSampling.Adaptive }
        select new BprOptions { Regularization = regularization, Sampling = sampling };

    /// <inheritdoc/>
    protected override IEnumerable<BprOptions> RefineOptions(BprOptions best) =>
        [best with { HistoryExponent = 0.75 }, best with { Epochs = 2 * best.Epochs }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, BprOptions options) => BprModel.Restore(state, options);
}
