using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>
/// Bayesian personalised ranking (Rendle, Freudenthaler, Gantner and Schmidt-Thieme, UAI 2009) of a model without user parameters: the user's factor is the
/// damped sum of a second set of item factors over the history (FISM: Kabbur, Ning and Karypis, KDD 2013). O(epochs · entries · negatives · rank).
/// </summary>
public sealed class BprTrainer : IModelTrainer
{
    private readonly BprOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public BprTrainer(BprOptions? options = null)
    {
        this.options = options ?? new BprOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => BprKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var (blocks, itemFactors) = BprTraining.Train(dataset, targetDomain, [], options, run);
        return new BprModel(targetDomain, itemCounts, options, blocks, itemFactors);
    }
}
