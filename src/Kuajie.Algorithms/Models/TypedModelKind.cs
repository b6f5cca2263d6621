using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models;

/// <summary>A kind of model whose options are a <typeparamref name="TOptions"/>.</summary>
public abstract class TypedModelKind<TOptions> : ModelKind
    where TOptions : ModelOptions, new()
{
    /// <inheritdoc/>
    public sealed override IModelTrainer CreateTrainer(string? optionsJson = null) =>
        CreateTrainer(OptionsJson.Read<TOptions>(optionsJson));

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public abstract IModelTrainer CreateTrainer(TOptions options);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<IModelTrainer> SearchSpace(InteractionDataset dataset, int targetDomain)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        // On very small or very dense data two candidates can be rounded or bounded to the same options.
        return [.. SearchOptions(dataset, targetDomain).Distinct().Select(CreateTrainer)];
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<IModelTrainer> Refinements(IModelTrainer best)
    {
        ArgumentNullException.ThrowIfNull(best);
        return [.. RefineOptions((TOptions)best.Options).Select(CreateTrainer)];
    }

    /// <summary>The options of <see cref="Refinements"/>.</summary>
    protected virtual IEnumerable<TOptions> RefineOptions(TOptions best) => [];

    /// <inheritdoc/>
    public sealed override IModel Restore(ModelState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!string.Equals(state.Model, Name, StringComparison.Ordinal))
        {
            throw new InvalidModelStateException($"Found the state of a {state.Model}; expected one of a {Name}.");
        }
        if (state.TargetDomain < 0 || state.TargetDomain >= state.DomainItemCounts.Count || state.DomainItemCounts.Any(count => count < 0))
        {
            throw new InvalidModelStateException(
                $"Found target domain {state.TargetDomain} and item counts [{string.Join(", ", state.DomainItemCounts)}] in the state of {Name}."
            );
        }
        try
        {
            return Restore(state, OptionsJson.Read<TOptions>(state.OptionsJson));
        }
        catch (InvalidModelOptionsException fault)
        {
            throw new InvalidModelStateException($"Found options that no {Name} has: {fault.Message}");
        }
    }

    /// <summary>The options that selection tries, cheap ones first.</summary>
    protected abstract IEnumerable<TOptions> SearchOptions(InteractionDataset dataset, int targetDomain);

    /// <summary>Restores a model of this kind from a state whose name, target and options are checked.</summary>
    protected abstract IModel Restore(ModelState state, TOptions options);
}
