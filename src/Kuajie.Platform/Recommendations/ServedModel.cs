using System.Text.Json;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;

namespace Kuajie.Platform.Recommendations;

/// <summary>A model version loaded and ready to score.</summary>
/// <param name="Version">The version.</param>
/// <param name="Model">The restored model.</param>
/// <param name="Domains">Name and item ids of each domain, in index order.</param>
/// <param name="Data">How the interactions it was trained on were weighed.</param>
public sealed record ServedModel(ModelVersion Version, IModel Model, IReadOnlyList<ModelDomain> Domains, TrainingData Data)
{
    /// <summary>The domain whose items it recommends.</summary>
    public ModelDomain Target => Domains[Model.TargetDomain];

    /// <summary>Its items in order for a user.</summary>
    internal ItemRanking Ranking { get; } = new(Model);

    /// <summary>Reads a version's file and restores its model.</summary>
    /// <exception cref="KuajieException">The file is absent or damaged, or holds a model this program cannot make.</exception>
    public static ServedModel Load(IModelFileStore files, ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(version);
        var document = files.Read(version.VersionId);
        var kind =
            ModelCatalog.Find(document.State.Model) ?? throw RecommendationTexts.UnusableModel(version.VersionId, document.State.Model);
        try
        {
            return new ServedModel(
                version,
                kind.Restore(document.State),
                document.Domains,
                ModelProvenance.FromJson(document.ProvenanceJson).Data
            );
        }
        catch (Exception nonsense) when (nonsense is InvalidModelStateException or InvalidModelOptionsException or JsonException)
        {
            throw RecommendationTexts.UnusableModel(version.VersionId, document.State.Model, nonsense);
        }
    }
}
