using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Training;

/// <summary>A recorded model that is to be carried on to the interactions as they are now.</summary>
internal sealed class ModelRefresh
{
    private readonly ServedModel former;

    private ModelRefresh(ServedModel former, IRefreshingTrainer trainer)
    {
        this.former = former;
        Trainer = trainer;
    }

    /// <summary>A trainer with the model's options.</summary>
    public IRefreshingTrainer Trainer { get; }

    /// <summary>How the model's interactions were weighed, which a refresh keeps.</summary>
    public TrainingData Data => former.Data;

    /// <summary>The model's seed.</summary>
    public ulong Seed => former.Version.Seed;

    /// <summary>Finds and loads the model.</summary>
    /// <param name="workspace">Where it is recorded.</param>
    /// <param name="request">The direction.</param>
    /// <param name="versionId">Which version, or null for the one that serves the direction.</param>
    /// <exception cref="KuajieException">No such version, one of another direction, or of a kind that cannot be refreshed.</exception>
    public static ModelRefresh Find(IWorkspace workspace, TrainingRequest request, string? versionId)
    {
        var version = versionId is null ? Serving(workspace, request) : Named(workspace, request, versionId);
        var trainer = ModelCatalog.Find(version.Model)?.CreateTrainer(version.OptionsJson) as IRefreshingTrainer;
        return trainer is null
            ? throw TrainingTexts.Source.Fault(
                "cannot-refresh",
                "CannotRefresh",
                version.VersionId,
                arguments: [version.Model, string.Join(", ", RefreshableKinds())]
            )
            : new ModelRefresh(ServedModel.Load(workspace.ModelFiles, version), trainer);
    }

    /// <summary>Carries the model on to a dataset.</summary>
    public IModel Run(InteractionDataset dataset, TrainingRun run) =>
        Trainer.Refresh(
            former.Model,
            [.. dataset.Domains.Select((domain, index) => FormerItems(domain.Items, former.Domains[index].Items))],
            dataset,
            dataset.Domains.Count - 1,
            run
        );

    private static ReadOnlyMemory<int> FormerItems(IdMap items, IdMap known) => items.Ids.Select(known.IndexOf).ToArray();

    private static ModelVersion Serving(IWorkspace workspace, TrainingRequest request) =>
        workspace.Models.Serving(request.SourceDomains.Count == 0 ? null : request.SourceDomains[0], request.TargetDomain) is { } version
        && version.Domains.SequenceEqual(request.Domains, StringComparer.Ordinal)
            ? version
            : throw TrainingTexts.Source.Fault("nothing-to-refresh", "NothingToRefresh", arguments: [Direction(request.Domains)]);

    private static ModelVersion Named(IWorkspace workspace, TrainingRequest request, string versionId)
    {
        var version =
            workspace.Models.Find(versionId)
            ?? throw TrainingTexts.Source.Fault("unknown-version", "UnknownVersion", isUsage: true, arguments: [versionId]);
        return version.Domains.SequenceEqual(request.Domains, StringComparer.Ordinal)
            ? version
            : throw TrainingTexts.Source.Fault(
                "other-direction",
                "OtherDirection",
                isUsage: true,
                arguments: [versionId, Direction(version.Domains), Direction(request.Domains)]
            );
    }

    private static string Direction(IReadOnlyList<string> domains) => string.Join(" → ", domains);

    private static IEnumerable<string> RefreshableKinds() =>
        ModelCatalog.Kinds.Append(ModelCatalog.Auto).Where(kind => kind.CreateTrainer() is IRefreshingTrainer).Select(kind => kind.Name);
}
