using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.Gated;

/// <summary>Trains the two models of a gate. Costs what the two cost; a part they share is trained once.</summary>
public sealed class GatedTrainer : IModelTrainer
{
    private readonly GatedOptions options;
    private readonly IModelTrainer single;
    private readonly IModelTrainer cross;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Unknown kinds or segments, or options one of the two cannot work with.</exception>
    public GatedTrainer(GatedOptions? options = null)
    {
        this.options = options ?? new GatedOptions();
        this.options.ThrowIfInvalid();
        single = ModelCatalog.Find(this.options.SingleModel)!.CreateTrainer(this.options.SingleOptions);
        cross = ModelCatalog.Find(this.options.CrossModel)!.CreateTrainer(this.options.CrossOptions);
    }

    /// <inheritdoc/>
    public string Name => GatedKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var parts = new SharedParts(dataset, targetDomain, run);
        return new GatedModel(options, parts.Train(single), parts.Train(cross));
    }
}
