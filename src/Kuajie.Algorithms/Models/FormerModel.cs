namespace Kuajie.Algorithms.Models;

/// <summary>Checks the earlier model that a refresh starts from.</summary>
internal static class FormerModel
{
    /// <summary>The model as the type that its trainer made.</summary>
    /// <exception cref="ArgumentException">It is of another kind or target.</exception>
    public static TModel Of<TModel>(IModel model, string kind, int targetDomain)
        where TModel : class, IModel
    {
        ArgumentNullException.ThrowIfNull(model);
        return model is TModel former && former.Name == kind && former.TargetDomain == targetDomain
            ? former
            : throw new ArgumentException(
                $"Found a {model.Name} for domain {model.TargetDomain}; expected a {kind} for domain {targetDomain}.",
                nameof(model)
            );
    }
}
