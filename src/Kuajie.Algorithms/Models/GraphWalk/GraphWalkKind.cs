using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.GraphWalk;

/// <summary>Random walks over users and items of one domain.</summary>
public sealed class GraphWalkKind : TypedModelKind<GraphWalkOptions>
{
    internal const string KindName = "graph-walk";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(GraphWalkOptions options) => new GraphWalkTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<GraphWalkOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        from alpha in new[] { 0.2, 0.4 }
        select new GraphWalkOptions { Alpha = alpha };

    /// <inheritdoc/>
    protected override IEnumerable<GraphWalkOptions> RefineOptions(GraphWalkOptions best) =>
        [best with { Beta = 0.3 }, best with { PopularityPrior = 0.4 }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, GraphWalkOptions options) => GraphWalkModel.Restore(state, options);
}
