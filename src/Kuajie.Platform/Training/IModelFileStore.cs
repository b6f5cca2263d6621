using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Platform.Training;

/// <summary>A model with the ids its indexes stand for: what a model file holds.</summary>
/// <param name="State">The model.</param>
/// <param name="Domains">Name and item ids of each domain, in index order.</param>
/// <param name="ProvenanceJson">Data hash, options, seed, code version, weights, as JSON.</param>
public sealed record ModelDocument(ModelState State, IReadOnlyList<ModelDomain> Domains, string ProvenanceJson);

/// <summary>A domain as a model knows it.</summary>
public sealed record ModelDomain(string Name, IdMap Items);

/// <summary>Model files of a workspace. Writing is atomic; a damaged, truncated or newer file is refused with what is wrong.</summary>
public interface IModelFileStore
{
    /// <summary>Writes a model file and returns its checksum (SHA-256, hexadecimal).</summary>
    string Write(string versionId, ModelDocument document);

    /// <summary>Deletes a model file. Nothing happens where there is none.</summary>
    void Remove(string versionId);

    /// <summary>
    /// Writes a model file where it is not yet one of the workspace's and returns its checksum. <see cref="Publish"/> moves it into place; if that does not
    /// happen, the next opening does it for a version that was recorded meanwhile, and removes the file of any other.
    /// </summary>
    string Stage(string versionId, ModelDocument document);

    /// <summary>Moves a staged file into place.</summary>
    void Publish(string versionId);

    /// <summary>Reads a model file, checking it whole.</summary>
    ModelDocument Read(string versionId);
}
