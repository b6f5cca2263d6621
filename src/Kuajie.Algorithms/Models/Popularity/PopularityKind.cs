using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Popularity;

/// <summary>The popularity baseline.</summary>
public sealed class PopularityKind : TypedModelKind<PopularityOptions>
{
    internal const string KindName = "popularity";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(PopularityOptions options) => new PopularityTrainer(options);

    /// <summary>Half-lives are tried only where the target domain has times.</summary>
    protected override IEnumerable<PopularityOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        dataset.Domains[targetDomain].UnixSeconds.Length == 0
            ? [new PopularityOptions()]
            : [new PopularityOptions(), new PopularityOptions { HalfLifeDays = 90 }, new PopularityOptions { HalfLifeDays = 14 }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, PopularityOptions options) => PopularityModel.Restore(state, options);
}
