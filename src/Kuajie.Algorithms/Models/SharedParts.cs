using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models;

/// <summary>Trains the parts of a model made of models, each distinct one once: two blends of a gate often share a part.</summary>
internal sealed class SharedParts(InteractionDataset dataset, int targetDomain, TrainingRun run)
{
    private readonly Dictionary<string, IModel> trained = new(StringComparer.Ordinal);

    /// <summary>The data the parts are trained on.</summary>
    public InteractionDataset Dataset => dataset;

    /// <summary>Index of the domain to recommend.</summary>
    public int TargetDomain => targetDomain;

    /// <summary>The trainer's model: trained now, or before by an equal trainer.</summary>
    public IModel Train(IModelTrainer trainer)
    {
        if (trainer is ICompositeTrainer composite)
        {
            return composite.Train(this);
        }
        var key = $"{trainer.Name} {OptionsJson.Write(trainer.Options)}";
        if (!trained.TryGetValue(key, out var model))
        {
            model = trainer.Train(dataset, targetDomain, run);
            trained.Add(key, model);
        }
        return model;
    }
}

/// <summary>A trainer whose model is made of others' models.</summary>
internal interface ICompositeTrainer
{
    /// <summary>Trains with parts that may be shared.</summary>
    IModel Train(SharedParts parts);
}
