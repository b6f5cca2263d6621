using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.CrossDomain.JointAls;

/// <summary>
/// Implicit matrix factorisation of all domains' catalogs over shared user factors: collective matrix factorisation (Singh and Gordon, KDD 2008) with
/// the implicit objective of Rendle et al. (RecSys 2022). The other domains' terms are scaled by one weight, chosen per direction on validation.
/// O(sweeps · (entries · rank² + rows · rank³)) over all domains.
/// </summary>
public sealed class JointAlsTrainer : IModelTrainer
{
    private readonly JointAlsOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public JointAlsTrainer(JointAlsOptions? options = null)
    {
        this.options = options ?? new JointAlsOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => JointAlsKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var blocks = Blocks(dataset, targetDomain);
        var target = Array.FindIndex(blocks, block => block.Domain == targetDomain);
        var factorization = new AlternatingLeastSquares(options.ToSettings(), blocks, dataset.UserCount, options.InitialDeviation, run);
        var fold = factorization.Train(options.Sweeps);
        return new JointAlsModel(targetDomain, itemCounts, options, fold, factorization.MeanUserFactor(fold, target));
    }

    private FactorizationBlockData[] Blocks(InteractionDataset dataset, int targetDomain) =>
        [
            .. Enumerable
                .Range(0, dataset.Domains.Count)
                .Where(domain => domain == targetDomain || options.OtherDomainWeight > 0)
                .Select(domain => new FactorizationBlockData(
                    dataset,
                    domain,
                    domain == targetDomain ? 1 : (float)options.OtherDomainWeight,
                    options.ToSettings()
                )),
        ];
}
