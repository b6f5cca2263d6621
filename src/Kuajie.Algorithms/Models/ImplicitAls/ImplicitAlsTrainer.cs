using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.ImplicitAls;

/// <summary>
/// Implicit matrix factorisation of the target domain by alternating least squares (Hu, Koren and Volinsky, ICDM 2008; unobserved weight and
/// frequency-scaled regularisation after Rendle, Krichene, Zhang and Koren, RecSys 2022). O(sweeps · (entries · rank² + rows · rank³)).
/// </summary>
public sealed class ImplicitAlsTrainer : IRefreshingTrainer, IGrowingTrainer
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
        var training = Begin(dataset, targetDomain, run, null);
        training.Advance(training.SweepsPlanned);
        return training.Finish();
    }

    string? IGrowingTrainer.OriginJson => options.GrowthSweeps.Count == 0 ? null : OptionsJson.Write(options.With(options.Growth.Origin));

    IGrowingTraining IGrowingTrainer.Begin(InteractionDataset dataset, int targetDomain, TrainingRun run, IModel? origin) =>
        Begin(dataset, targetDomain, run, origin);

    IModelTrainer IGrowingTrainer.EndedAfter(int lastSweeps) =>
        new ImplicitAlsTrainer(options with { Sweeps = options.GrowthSweeps.Sum() + lastSweeps });

    private FactorTraining Begin(InteractionDataset dataset, int targetDomain, TrainingRun run, IModel? origin)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var settings = options.ToSettings();
        FactorizationBlockData[] blocks = [new(dataset, targetDomain, 1, settings)];
        var own = FactorTraining.RunOf(run, options.Start);
        return FactorTraining.Begin(
            options.Growth,
            rank => new AlternatingLeastSquares(settings with { Rank = rank }, blocks, dataset.UserCount, options.InitialDeviation, own),
            blocks,
            targetDomain,
            (FactorModel?)origin,
            run,
            (fold, users) => new ImplicitAlsModel(targetDomain, itemCounts, options, fold, users)
        );
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
        var interactions = dataset.Domains[targetDomain].Interactions;
        return new ImplicitAlsTraining(options, interactions, targetDomain, itemCounts, run, former).Complete(
            FormerFactors.Sweeps(options.Sweeps)
        );
    }

    /// <summary>Starts a training on one matrix of users × items that is taken sweep by sweep; progress is not reported.</summary>
    public ImplicitAlsTraining Begin(SparseMatrix interactions, TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfLessThan(run.Threads, 1, nameof(run));
        return new ImplicitAlsTraining(options, interactions, 0, [interactions.ColumnCount], run);
    }
}
