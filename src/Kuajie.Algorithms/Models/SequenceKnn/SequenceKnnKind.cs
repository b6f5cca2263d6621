using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.SequenceKnn;

/// <summary>Session neighbourhoods in one domain.</summary>
public sealed class SequenceKnnKind : TypedModelKind<SequenceKnnOptions>
{
    internal const string KindName = "sequence-knn";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <summary>Sessions are pieces of users' rows.</summary>
    public override bool HoldsUserRows => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(SequenceKnnOptions options) => new SequenceKnnTrainer(options);

    /// <summary>Pauses and decays are tried only where the target domain has times.</summary>
    protected override IEnumerable<SequenceKnnOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        dataset.Domains[targetDomain].UnixSeconds.Length == 0
            ? [new SequenceKnnOptions(), new SequenceKnnOptions { Neighbors = 1000 }]
            : from gap in new[] { 0.0, 1, 30 }
            from decay in new[] { 0.6, 0.9 }
            select new SequenceKnnOptions { SessionGapDays = gap, HistoryDecay = decay };

    /// <inheritdoc/>
    protected override IEnumerable<SequenceKnnOptions> RefineOptions(SequenceKnnOptions best) => [best with { PopularityPrior = 0.2 }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, SequenceKnnOptions options) => SequenceKnnModel.Restore(state, options);
}
