using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.Models.ImplicitAls;

/// <summary>
/// Implicit matrix factorisation of the target domain by alternating least squares (Hu, Koren and Volinsky, ICDM 2008; unobserved weight and
/// frequency-scaled regularisation after Rendle, Krichene, Zhang and Koren, RecSys 2022). O(sweeps · (entries · rank² + rows · rank³)).
/// </summary>
public sealed class ImplicitAlsTrainer : IModelTrainer
{
    private readonly ImplicitAlsOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public ImplicitAlsTrainer(ImplicitAlsOptions? options = null)
    {
        this.options = options ?? new ImplicitAlsOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => ImplicitAlsKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var settings = options.ToSettings();
        var block = new FactorizationBlockData(dataset, targetDomain, 1);
        var factorization = new AlternatingLeastSquares(settings, [block], dataset.UserCount, options.InitialDeviation, run);
        var fold = factorization.Train(options.Sweeps);
        return new ImplicitAlsModel(targetDomain, itemCounts, options, fold, factorization.MeanUserFactor(fold, 0));
    }
}
