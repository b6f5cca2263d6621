using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models;

/// <summary>What can be asked of a kind of model without knowing its types: the catalog's entry.</summary>
public abstract class ModelKind
{
    /// <summary>Name on the command line, in files and tables, for example <c>joint-als</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it uses other domains than the target.</summary>
    public abstract bool IsCrossDomain { get; }

    /// <summary>
    /// Whether its models hold rows of users: without ids, but still theirs. Erasing a user withdraws every version of such a kind that was trained on the
    /// user's domain, and automatic selection leaves it out. False by default: models hold no users.
    /// </summary>
    public virtual bool HoldsUserRows => false;

    /// <summary>Whether it can only be trained where something is known of what the items are about.</summary>
    public virtual bool NeedsContent => false;

    /// <summary>A trainer with the given options as JSON, or with defaults for null. Unknown options are faults.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range or unknown.</exception>
    public abstract IModelTrainer CreateTrainer(string? optionsJson = null);

    /// <summary>
    /// The trainers that selection on validation data tries, in a fixed order, cheap ones first. The list depends on the data's shape only.
    /// </summary>
    public abstract IReadOnlyList<IModelTrainer> SearchSpace(InteractionDataset dataset, int targetDomain);

    /// <summary>
    /// Dearer variants of the search space's best trainer, tried after it: what is worth its time only close to the optimum. None by default.
    /// </summary>
    public virtual IReadOnlyList<IModelTrainer> Refinements(IModelTrainer best) => [];

    /// <summary>Restores a trained model.</summary>
    /// <exception cref="InvalidModelStateException">The state does not make a model of this kind.</exception>
    public abstract IModel Restore(ModelState state);
}
