namespace Kuajie.Platform.Training;

/// <summary>The record of all model versions and which one serves each direction.</summary>
public interface IModelRegistry
{
    /// <summary>Records a version.</summary>
    void Add(ModelVersion version);

    /// <summary>Forgets a version and that it ever served; what served before it serves again. Nothing happens where it is unknown.</summary>
    void Remove(string versionId);

    /// <summary>Records a version and lets it serve its target domain from each of the given source domains (none: in-domain), all or nothing.</summary>
    void AddServing(ModelVersion version, IReadOnlyList<string> sourceDomains);

    /// <summary>All versions, newest first.</summary>
    IReadOnlyList<ModelVersion> All();

    /// <summary>A version by id, or null.</summary>
    ModelVersion? Find(string versionId);

    /// <summary>Makes a version the one that serves its target domain from the given source domain (null: in-domain).</summary>
    void Promote(string versionId, string? sourceDomain);

    /// <summary>The version that serves a target domain from a source domain (null: in-domain), or null where none was promoted.</summary>
    ModelVersion? Serving(string? sourceDomain, string targetDomain);

    /// <summary>The versions that serve or served a direction, each once, the present one first: what serves where the present one cannot.</summary>
    IReadOnlyList<string> Served(string? sourceDomain, string targetDomain);

    /// <summary>Since when the version that serves a direction does, or null where none does.</summary>
    DateTimeOffset? ServingSince(string? sourceDomain, string targetDomain);

    /// <summary>
    /// Takes the latest promotion of a direction back, so that what served before it serves again, and returns that version; null, and nothing changes, where
    /// nothing else served before.
    /// </summary>
    ModelVersion? RollBack(string? sourceDomain, string targetDomain);

    /// <summary>Every direction that is served, and by which version, in order of target then source domain.</summary>
    IReadOnlyList<ServingPlace> ServingAll();
}

/// <summary>A direction that is served.</summary>
/// <param name="SourceDomain">The source domain, or null for the target domain's own users.</param>
/// <param name="TargetDomain">The domain recommended.</param>
/// <param name="VersionId">The version that serves it.</param>
public sealed record ServingPlace(string? SourceDomain, string TargetDomain, string VersionId);
