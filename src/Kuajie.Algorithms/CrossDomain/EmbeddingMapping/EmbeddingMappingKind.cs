using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.CrossDomain.EmbeddingMapping;

/// <summary>Maps between the factor spaces of two or more domains.</summary>
public sealed class EmbeddingMappingKind : TypedModelKind<EmbeddingMappingOptions>
{
    internal const string KindName = "embedding-mapping";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(EmbeddingMappingOptions options) => new EmbeddingMappingTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<EmbeddingMappingOptions> SearchOptions(InteractionDataset dataset, int targetDomain)
    {
        var scale = new SearchScale(dataset, targetDomain);
        var unobservedWeight = scale.UnobservedWeight(20);
        return DomainWeights
            .OneAhead(dataset.Domains.Count)
            .Prepend([])
            .Select(weights => new EmbeddingMappingOptions
            {
                Rank = 32,
                Sweeps = 8,
                Regularization = scale.Regularization(2, unobservedWeight),
                UnobservedWeight = unobservedWeight,
                DomainWeights = weights,
            });
    }

    /// <inheritdoc/>
    protected override IEnumerable<EmbeddingMappingOptions> RefineOptions(EmbeddingMappingOptions best) =>
        best.Rank < 64 ? [best with { Rank = 2 * best.Rank, Sweeps = best.Sweeps + 4 }] : [];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, EmbeddingMappingOptions options) => EmbeddingMappingModel.Restore(state, options);
}
