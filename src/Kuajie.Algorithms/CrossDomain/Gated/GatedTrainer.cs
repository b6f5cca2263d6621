using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.Gated;

/// <summary>Trains the models of a gate. Costs what they cost; a part they share is trained once.</summary>
public sealed class GatedTrainer : IRefreshingTrainer
{
    private readonly GatedOptions options;
    private readonly IModelTrainer single;
    private readonly IModelTrainer cross;
    private readonly IModelTrainer? cold;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Unknown kinds or segments, or options one of the two cannot work with.</exception>
    public GatedTrainer(GatedOptions? options = null)
    {
        this.options = options ?? new GatedOptions();
        this.options.ThrowIfInvalid();
        single = ModelCatalog.Find(this.options.SingleModel)!.CreateTrainer(this.options.SingleOptions);
        cross = ModelCatalog.Find(this.options.CrossModel)!.CreateTrainer(this.options.CrossOptions);
        cold =
            this.options.ColdModel.Length == 0 ? null : ModelCatalog.Find(this.options.ColdModel)!.CreateTrainer(this.options.ColdOptions);
    }

    /// <inheritdoc/>
    public string Name => GatedKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var parts = new SharedParts(dataset, targetDomain, run);
        return new GatedModel(options, parts.Train(single), parts.Train(cross), cold is null ? null : parts.Train(cold));
    }

    /// <summary>Refreshes what can be refreshed and trains the other parts anew; who serves whom stays.</summary>
    public IModel Refresh(
        IModel model,
        IReadOnlyList<ReadOnlyMemory<int>> formerItems,
        InteractionDataset dataset,
        int targetDomain,
        TrainingRun run
    )
    {
        ModelInput.Check(dataset, targetDomain, run);
        var former = FormerModel.Of<GatedModel>(model, Name, targetDomain);
        var parts = new SharedParts(dataset, targetDomain, run, formerItems);
        return new GatedModel(
            options,
            parts.Train(single, former.Single),
            parts.Train(cross, former.Cross),
            cold is null ? null : parts.Train(cold, former.Cold)
        );
    }
}
