using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models;

/// <summary>
/// Trains the parts of a model made of models, each distinct one once: two blends of a gate often share a part. Where an earlier model is at hand, parts that can
/// be refreshed are refreshed and the others trained anew.
/// </summary>
/// <param name="dataset">All domains.</param>
/// <param name="targetDomain">Index of the domain to recommend.</param>
/// <param name="run">Seed, threads, progress, cancellation.</param>
/// <param name="formerItems">For a refresh: each item's index in the earlier model, by domain; else null.</param>
internal sealed class SharedParts(
    InteractionDataset dataset,
    int targetDomain,
    TrainingRun run,
    IReadOnlyList<ReadOnlyMemory<int>>? formerItems = null
)
{
    private readonly Dictionary<string, IModel> trained = new(StringComparer.Ordinal);

    /// <summary>The data the parts are trained on.</summary>
    public InteractionDataset Dataset => dataset;

    /// <summary>Index of the domain to recommend.</summary>
    public int TargetDomain => targetDomain;

    /// <summary>The circumstances of the training.</summary>
    public TrainingRun Run => run;

    /// <summary>The trainer's model: made now, or before by an equal trainer.</summary>
    /// <param name="trainer">The part's trainer.</param>
    /// <param name="former">The part of an earlier model, or null.</param>
    public IModel Train(IModelTrainer trainer, IModel? former = null)
    {
        if (trainer is ICompositeTrainer composite)
        {
            return composite.Train(this, former);
        }
        var key = $"{trainer.Name} {OptionsJson.Write(trainer.Options)}";
        if (!trained.TryGetValue(key, out var model))
        {
            model =
                former is not null && formerItems is not null && trainer is IRefreshingTrainer refreshing
                    ? refreshing.Refresh(former, formerItems, dataset, targetDomain, run)
                    : trainer.Train(dataset, targetDomain, run);
            trained.Add(key, model);
        }
        return model;
    }
}

/// <summary>A trainer whose model is made of others' models.</summary>
internal interface ICompositeTrainer
{
    /// <summary>Trains with parts that may be shared.</summary>
    /// <param name="shared">Trains parts.</param>
    /// <param name="former">An earlier model of this trainer, or null.</param>
    IModel Train(SharedParts shared, IModel? former);
}
