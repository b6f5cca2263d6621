using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Training;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Recommendations;

/// <summary>Request → evidence → scores → eligibility → recommendation list with reasons.</summary>
public sealed class RecommendationWorkflow(IWorkspace workspace, TimeProvider clock)
{
    private const int LongestList = 1000;
    private readonly Dictionary<string, ServedModel> loaded = new(StringComparer.Ordinal);

    /// <summary>Recommends to one user.</summary>
    /// <exception cref="KuajieException">Unknown domain or version, no model, or a list length out of range.</exception>
    public RecommendationList Recommend(RecommendationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        var userDomain = request.UserDomain ?? FindDomainOf(request.UserId, request.TargetDomain);
        var model = Load(ChooseVersion(request, userDomain));
        var evidence = UserEvidence.Gather(workspace, model, userDomain, request.UserId);
        var items = Best(model, evidence, request.Count);
        var reasons = new ReasonFinder(workspace, model, evidence).Find(items, request.MostReasons);
        return new RecommendationList(
            $"list-{Guid.CreateVersion7(clock.GetUtcNow()):N}",
            model.Version.VersionId,
            model.Version.Model,
            request.UserId,
            Standing(model, evidence),
            model
                .Domains.Select((domain, index) => (domain.Name, evidence.History[index].Count))
                .ToDictionary(pair => pair.Name, pair => pair.Count, StringComparer.Ordinal),
            [
                .. items.Select(
                    (item, place) => new RecommendedItem(item.ItemId, request.TargetDomain, item.Title, item.Score, reasons[place])
                ),
            ]
        );
    }

    private void Check(RecommendationRequest request)
    {
        if (request.Count is < 1 or > LongestList)
        {
            throw new KuajieException(
                "list-length",
                RecommendationTexts.CountFound(request.Count),
                RecommendationTexts.CountExpected,
                RecommendationTexts.CountCure,
                isUsage: true
            );
        }
        workspace.Partners.ThrowIfUnknown(request.TargetDomain);
        if (request.UserDomain is { } userDomain)
        {
            workspace.Partners.ThrowIfUnknown(userDomain);
        }
    }

    /// <summary>An id alone may belong to any domain: the target's own users come first, then whoever knows it.</summary>
    private string FindDomainOf(string userId, string targetDomain) =>
        workspace
            .Partners.Domains()
            .Select(domain => domain.Name)
            .OrderBy(domain => string.Equals(domain, targetDomain, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(domain => domain, StringComparer.Ordinal)
            .FirstOrDefault(domain =>
                workspace.Interactions.OfUser(domain, userId).Count > 0 || workspace.Links.OfUser(domain, userId).Count > 0
            )
        ?? targetDomain;

    private ModelVersion ChooseVersion(RecommendationRequest request, string userDomain)
    {
        if (request.ModelVersionId is { } wanted)
        {
            return
                workspace.Models.Find(wanted) is { } found
                && string.Equals(found.TargetDomain, request.TargetDomain, StringComparison.Ordinal)
                ? found
                : throw new KuajieException(
                    "unknown-model-version",
                    RecommendationTexts.UnknownVersionFound(wanted),
                    RecommendationTexts.UnknownVersionExpected(request.TargetDomain),
                    RecommendationTexts.UnknownVersionCure
                );
        }
        return SourcesFor(userDomain, request.TargetDomain)
                .Select(source => workspace.Models.Serving(source, request.TargetDomain))
                .FirstOrDefault(version => version is not null)
            ?? throw new KuajieException(
                "no-model",
                RecommendationTexts.NoModelFound(request.TargetDomain),
                RecommendationTexts.NoModelExpected,
                RecommendationTexts.NoModelCure(request.TargetDomain)
            );
    }

    /// <summary>A user from another domain is best served from there; one of the target's own by any model that looks across, then by the in-domain one.</summary>
    private IEnumerable<string?> SourcesFor(string userDomain, string targetDomain)
    {
        var others = workspace
            .Partners.Domains()
            .Select(domain => domain.Name)
            .Where(domain => !string.Equals(domain, targetDomain, StringComparison.Ordinal));
        return others
            .OrderBy(domain => string.Equals(domain, userDomain, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(domain => domain, StringComparer.Ordinal)
            .Append<string?>(null);
    }

    private ServedModel Load(ModelVersion version)
    {
        if (!loaded.TryGetValue(version.VersionId, out var model))
        {
            model = ServedModel.Load(workspace.ModelFiles, version);
            loaded.Add(version.VersionId, model);
        }
        return model;
    }

    private List<ScoredItem> Best(ServedModel model, UserEvidence evidence, int count)
    {
        var now = clock.GetUtcNow();
        var touched = evidence
            .TouchedItems(model.Model.TargetDomain)
            .Select(model.Target.Items.IndexOf)
            .Where(index => index >= 0)
            .ToHashSet();
        var best = new List<ScoredItem>(count);
        // Most items are eligible, so asking the catalog for a few times the list's length at once usually suffices.
        foreach (var batch in model.Ranking.Rank(evidence.History, touched, 4 * count).Chunk(4 * count))
        {
            var catalog = workspace.Catalog.Find(model.Target.Name, [.. batch.Select(scored => model.Target.Items[scored.Index])]);
            foreach (var (index, score) in batch)
            {
                var id = model.Target.Items[index];
                var item = catalog.GetValueOrDefault(id);
                if (item is null || item.IsAvailableAt(now))
                {
                    best.Add(new ScoredItem(index, id, item?.Title, score));
                }
                if (best.Count == count)
                {
                    return best;
                }
            }
        }
        return best;
    }

    private static UserStanding Standing(ServedModel model, UserEvidence evidence) =>
        evidence.History.IsEmpty ? UserStanding.Cold
        : evidence.History[model.Model.TargetDomain].Count > 0 ? UserStanding.Warm
        : UserStanding.Linked;
}

/// <summary>An eligible item with its score.</summary>
internal readonly record struct ScoredItem(int Index, string ItemId, string? Title, float Score);
