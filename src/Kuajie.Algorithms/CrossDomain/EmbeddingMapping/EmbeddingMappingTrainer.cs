using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ImplicitAls;

namespace Kuajie.Algorithms.CrossDomain.EmbeddingMapping;

/// <summary>
/// Separate implicit factorisations of every domain and a map from each source's user factors to the target's, trained on linked users: a ridge regression
/// (EMCDR: Man, Shen, Jin and Cheng, IJCAI 2017), personalised by neighbourhoods of the source space (after PTUPCDR: Zhu et al., WSDM 2022).
/// O(factorisations + linked users · rank² · (1 + neighbourhoods)).
/// </summary>
public sealed class EmbeddingMappingTrainer : IModelTrainer
{
    private readonly EmbeddingMappingOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public EmbeddingMappingTrainer(EmbeddingMappingOptions? options = null)
    {
        this.options = options ?? new EmbeddingMappingOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => EmbeddingMappingKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        DomainWeights.ThrowIfOtherNumber(options.DomainWeights, dataset.Domains.Count);
        var factorization = new ImplicitAlsTrainer(options.ToFactorization());
        var (models, steps) = (new ImplicitAlsModel[itemCounts.Length], itemCounts.Length + 1);
        for (var domain = 0; domain < models.Length; domain++)
        {
            run.Progress?.Report(new TrainingProgress(domain, steps));
            models[domain] = (ImplicitAlsModel)factorization.Train(dataset, domain, run with { Progress = null });
        }
        run.Progress?.Report(new TrainingProgress(models.Length, steps));
        var gram = models[targetDomain].Fold.Blocks[0].Gram;
        var trainer = new FactorMapTrainer(dataset, targetDomain, models[targetDomain], options.Neighborhoods, run);
        var maps = new FactorMap?[models.Length];
        for (var domain = 0; domain < models.Length; domain++)
        {
            maps[domain] = domain == targetDomain ? null : trainer.Train(domain, models[domain], gram.Span);
        }
        run.Progress?.Report(new TrainingProgress(steps, steps));
        return new EmbeddingMappingModel(targetDomain, itemCounts, options, models, maps);
    }
}
