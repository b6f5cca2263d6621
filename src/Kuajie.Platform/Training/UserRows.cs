using Kuajie.Algorithms.Models;

namespace Kuajie.Platform.Training;

/// <summary>Which model versions hold rows of users. They are the exception to "models hold no users".</summary>
public static class UserRows
{
    /// <summary>The kinds that hold them.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [.. ModelCatalog.Kinds.Where(kind => kind.HoldsUserRows).Select(kind => kind.Name)];

    /// <summary>Whether the version is of such a kind or built from one: a gate or blend names its parts in its options.</summary>
    public static bool AreHeldBy(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Kinds.Any(kind => version.Model == kind || version.OptionsJson.Contains(kind, StringComparison.Ordinal));
    }
}
