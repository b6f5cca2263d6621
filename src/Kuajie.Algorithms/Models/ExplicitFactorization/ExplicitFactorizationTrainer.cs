using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.ExplicitFactorization;

/// <summary>
/// Biased matrix factorisation of ratings by squared error (Koren, Bell and Volinsky, Computer 2009, equation 4), solved by alternating least squares.
/// Interaction weights are the ratings. O(sweeps · (entries · rank² + rows · rank³)).
/// </summary>
public sealed class ExplicitFactorizationTrainer : IModelTrainer
{
    private readonly ExplicitFactorizationOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public ExplicitFactorizationTrainer(ExplicitFactorizationOptions? options = null)
    {
        this.options = options ?? new ExplicitFactorizationOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => ExplicitFactorizationKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var learner = new RatingLearner(options, dataset.Domains[targetDomain].Interactions, run);
        learner.Train();
        return new ExplicitFactorizationModel(targetDomain, itemCounts, options, learner);
    }
}
