using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.UserKnn;

/// <summary>User neighbourhoods in one domain. The one exception, with the sessions of <c>sequence-knn</c>, to "models hold no users".</summary>
public sealed class UserKnnKind : TypedModelKind<UserKnnOptions>
{
    internal const string KindName = "user-knn";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override bool HoldsUserRows => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(UserKnnOptions options) => new UserKnnTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<UserKnnOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        from neighbors in new[] { 200, 1000 }
        from rarityExponent in new[] { 0, 0.3 }
        select new UserKnnOptions { Neighbors = neighbors, RarityExponent = rarityExponent };

    /// <inheritdoc/>
    protected override IEnumerable<UserKnnOptions> RefineOptions(UserKnnOptions best) => [best with { PopularityPrior = 0.2 }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, UserKnnOptions options) => UserKnnModel.Restore(state, options);
}
