using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.CrossDomain.JointAls;

/// <summary>
/// Implicit matrix factorisation of all domains' catalogs over shared user factors: collective matrix factorisation (Singh and Gordon, KDD 2008) with
/// the implicit objective of Rendle et al. (RecSys 2022). The other domains' terms are scaled by one weight, chosen per direction on validation.
/// O(sweeps · (entries · rank² + rows · rank³)) over all domains.
/// </summary>
public sealed class JointAlsTrainer : IRefreshingTrainer, IGrowingTrainer
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
        var training = Begin(dataset, targetDomain, run, null);
        training.Advance(training.SweepsPlanned);
        return training.Finish();
    }

    /// <inheritdoc/>
    public IModel Refresh(
        IModel model,
        IReadOnlyList<ReadOnlyMemory<int>> formerItems,
        InteractionDataset dataset,
        int targetDomain,
        TrainingRun run
    )
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var former = new FormerFactors(model, formerItems, dataset, targetDomain, Name, options.Rank);
        var blocks = Blocks(dataset, targetDomain);
        var settings = FormerFactors.Settings(options.ToSettings());
        var sweeps = FormerFactors.Sweeps(options.Sweeps);
        var factorization = new AlternatingLeastSquares(settings, blocks, dataset.UserCount, options.InitialDeviation, run);
        former.Start(factorization, blocks);
        run.Progress?.Report(new TrainingProgress(0, sweeps));
        factorization.Train(sweeps, 0, sweeps);
        var fold = factorization.Fold();
        var target = Array.FindIndex(blocks, block => block.Domain == targetDomain);
        return new JointAlsModel(targetDomain, itemCounts, options, fold, factorization.SummarizeUsers(fold, target));
    }

    string? IGrowingTrainer.OriginJson => options.GrowthSweeps.Count == 0 ? null : OptionsJson.Write(options.With(options.Growth.Origin));

    IGrowingTraining IGrowingTrainer.Begin(InteractionDataset dataset, int targetDomain, TrainingRun run, IModel? origin) =>
        Begin(dataset, targetDomain, run, origin);

    IModelTrainer IGrowingTrainer.EndedAfter(int lastSweeps) =>
        new JointAlsTrainer(options with { Sweeps = options.GrowthSweeps.Sum() + lastSweeps });

    private FactorTraining Begin(InteractionDataset dataset, int targetDomain, TrainingRun run, IModel? origin)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var settings = options.ToSettings();
        var blocks = Blocks(dataset, targetDomain);
        var own = FactorTraining.RunOf(run, options.Start);
        return FactorTraining.Begin(
            options.Growth,
            rank => new AlternatingLeastSquares(settings with { Rank = rank }, blocks, dataset.UserCount, options.InitialDeviation, own),
            blocks,
            targetDomain,
            (FactorModel?)origin,
            run,
            (fold, users) => new JointAlsModel(targetDomain, itemCounts, options, fold, users)
        );
    }

    private FactorizationBlockData[] Blocks(InteractionDataset dataset, int targetDomain)
    {
        DomainWeights.ThrowIfOtherNumber(options.DomainWeights, dataset.Domains.Count);
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
        (float)DomainWeights.Of(options.DomainWeights, options.OtherDomainWeight, domain, targetDomain);
}
