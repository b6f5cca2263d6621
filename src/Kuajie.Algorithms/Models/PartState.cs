namespace Kuajie.Algorithms.Models;

/// <summary>How a model made of models keeps their states in its own: arrays under a prefix.</summary>
internal static class PartState
{
    /// <summary>Adds a part's arrays under a prefix.</summary>
    public static void Add(SortedDictionary<string, ModelArray> arrays, string prefix, ModelState part)
    {
        foreach (var (name, array) in part.Arrays)
        {
            arrays.Add(prefix + name, array);
        }
    }

    /// <summary>Restores the part under a prefix.</summary>
    /// <exception cref="InvalidModelStateException">The arrays there do not make such a model.</exception>
    public static IModel Restore(ModelState whole, string prefix, string model, string optionsJson)
    {
        var arrays = whole
            .Arrays.Where(array => array.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(array => array.Key[prefix.Length..], array => array.Value, StringComparer.Ordinal);
        var part = new ModelState(model, whole.TargetDomain, whole.DomainItemCounts, optionsJson, arrays);
        return ModelCatalog.Find(model)!.Restore(part);
    }
}
