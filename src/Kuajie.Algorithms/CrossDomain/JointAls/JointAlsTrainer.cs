using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.CrossDomain.JointAls;

/// <summary>
/// Implicit matrix factorisation of all domains' catalogs over shared user factors: collective matrix factorisation (Singh and Gordon, KDD 2008) with
/// the implicit objective of Rendle et al. (RecSys 2022). The other domains' terms are scaled by one weight, chosen per direction on validation.
/// O(sweeps · (entries · rank² + rows · rank³)) over all domains.
/// </summary>
public sealed class JointAlsTrainer : IRefreshingTrainer
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
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run) =>
        Train(dataset, targetDomain, run, options.ToSettings(), options.Sweeps, null);

    /// <inheritdoc/>
    public IModel Refresh(
        IModel model,
        IReadOnlyList<ReadOnlyMemory<int>> formerItems,
        InteractionDataset dataset,
        int targetDomain,
        TrainingRun run
    )
    {
        ModelInput.Check(dataset, targetDomain, run);
        var former = new FormerFactors(model, formerItems, dataset, targetDomain, Name, options.Rank);
        return Train(
            dataset,
            targetDomain,
            run,
            FormerFactors.Settings(options.ToSettings()),
            FormerFactors.Sweeps(options.Sweeps),
            former
        );
    }

    private JointAlsModel Train(
        InteractionDataset dataset,
        int targetDomain,
        TrainingRun run,
        FactorizationSettings settings,
        int sweeps,
        FormerFactors? former
    )
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var blocks = Blocks(dataset, targetDomain);
        var target = Array.FindIndex(blocks, block => block.Domain == targetDomain);
        var factorization = new AlternatingLeastSquares(settings, blocks, dataset.UserCount, options.InitialDeviation, run);
        former?.Start(factorization, blocks);
        var fold = factorization.Train(sweeps);
        return new JointAlsModel(targetDomain, itemCounts, options, fold, factorization.SummarizeUsers(fold, target));
    }

    private FactorizationBlockData[] Blocks(InteractionDataset dataset, int targetDomain)
    {
        var others = dataset.Domains.Count - 1;
        if (options.DomainWeights.Count != 0 && options.DomainWeights.Count != others)
        {
            throw new InvalidModelOptionsException([new OptionFault("domainWeights", $"{options.DomainWeights.Count}", $"0 | {others}")]);
        }
        return
        [
            .. Enumerable
                .Range(0, dataset.Domains.Count)
                .Select(domain => (Domain: domain, Weight: WeightOf(domain, targetDomain)))
                .Where(one => one.Weight > 0)
                .Select(one => new FactorizationBlockData(dataset, one.Domain, one.Weight, options.ToSettings())),
        ];
    }

    private float WeightOf(int domain, int targetDomain) =>
        domain == targetDomain ? 1
        : options.DomainWeights.Count == 0 ? (float)options.OtherDomainWeight
        : (float)options.DomainWeights[domain < targetDomain ? domain : domain - 1];
}
