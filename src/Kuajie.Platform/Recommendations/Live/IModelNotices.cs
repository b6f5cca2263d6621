namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Hears what an operator should know of served versions.</summary>
public interface IModelNotices
{
    /// <summary>A version could not be loaded; another one, or none, serves in its place.</summary>
    void FellBack(ModelPlaceState state);

    /// <summary>A version serves from now on.</summary>
    void Serves(ModelPlaceState state);
}

/// <summary>What serves one direction.</summary>
/// <param name="SourceDomain">The source domain, or null for the target domain's own users.</param>
/// <param name="TargetDomain">The domain recommended.</param>
/// <param name="WantedVersion">The promoted version.</param>
/// <param name="ServingVersion">The version that serves, or null where none could be loaded.</param>
/// <param name="Fault">Why it is another, or null.</param>
public sealed record ModelPlaceState(
    string? SourceDomain,
    string TargetDomain,
    string WantedVersion,
    string? ServingVersion,
    Faults.KuajieException? Fault
)
{
    /// <summary>Whether the promoted version serves.</summary>
    public bool IsSound => string.Equals(WantedVersion, ServingVersion, StringComparison.Ordinal);
}
