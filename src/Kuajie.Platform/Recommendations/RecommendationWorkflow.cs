using Kuajie.Algorithms.Ranking.Exploration;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Training;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Recommendations;

/// <summary>Request → evidence → scores → eligibility → recommendation list with reasons.</summary>
public sealed class RecommendationWorkflow(IWorkspace workspace, TimeProvider clock)
{
    private const int LongestList = 1000;

    /// <summary>Propensities cost the square of the length and more.</summary>
    private const int LongestExploredList = 100;
    private readonly Dictionary<string, (ServedModel Model, SupportCounts Support)> loaded = new(StringComparer.Ordinal);

    /// <summary>Recommends to one user.</summary>
    /// <exception cref="KuajieException">Unknown domain or version, no model, a list length out of range, or diversity and exploration at once.</exception>
    public RecommendationList Recommend(RecommendationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        var userDomain = request.UserDomain ?? FindDomainOf(request.UserId, request.TargetDomain);
        var (model, support) = Load(ChooseVersion(request, userDomain));
        var evidence = UserEvidence.Gather(workspace, model, userDomain, request.UserId);
        var pool = Best(model, evidence, ListComposer.PoolFor(request));
        var listId = Guid.CreateVersion7(clock.GetUtcNow());
        // 53 bits: programs that read JSON numbers as doubles keep every one of them.
        var seed = request.Seed ?? (BitConverter.ToUInt64(listId.ToByteArray(), 8) >> 11);
        var (items, drawn) = Compose(request, model, evidence, pool, seed);
        var reasons = new ReasonFinder(workspace.Catalog.Find, model, support, evidence).Find(items, request.MostReasons);
        return new RecommendationList(
            $"list-{listId:N}",
            model.Version.VersionId,
            model.Version.Model,
            request.UserId,
            Standing(model, evidence),
            model
                .Domains.Select((domain, index) => (domain.Name, evidence.History[index].Count))
                .ToDictionary(pair => pair.Name, pair => pair.Count, StringComparer.Ordinal),
            [
                .. items.Select(
                    (item, place) =>
                        new RecommendedItem(
                            item.ItemId,
                            request.TargetDomain,
                            item.Title,
                            item.Score,
                            reasons[place],
                            drawn is null ? null : ToPropensity(drawn.Items[place])
                        )
                ),
            ],
            request.Diversity,
            drawn is null
                ? null
                : new ListDraw(request.Exploration!.Method, request.Exploration.Amount, seed, pool.Count, drawn.LogPropensity)
        );
    }

    private (IReadOnlyList<ScoredItem> Items, ExploredList? Drawn) Compose(
        RecommendationRequest request,
        ServedModel model,
        UserEvidence evidence,
        List<ScoredItem> pool,
        ulong seed
    )
    {
        if (request.Exploration is { } exploration)
        {
            return ListComposer.Explored(pool, exploration, request.Count, seed);
        }
        return request.Diversity is { } diversity
            ? (new ListComposer(workspace.Catalog.Find, model, evidence).Diverse(pool, diversity, request.Count), null)
            : (pool, null);
    }

    private static ItemPropensity ToPropensity(ExploredItem item) => new(item.Conditional, item.AtPosition, item.InList);

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
        if (request.Exploration is not null && request.Count > LongestExploredList)
        {
            throw RecommendationTexts.ExploredListLength(request.Count, LongestExploredList);
        }
        if (request.Diversity is not null && request.Exploration is not null)
        {
            throw RecommendationTexts.DiversityWithExploration();
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

    private (ServedModel Model, SupportCounts Support) Load(ModelVersion version)
    {
        if (!loaded.TryGetValue(version.VersionId, out var served))
        {
            var model = ServedModel.Load(workspace.ModelFiles, version);
            served = (model, new SupportCounts(workspace, model.Target.Name, new SupportLinks(workspace.Links, () => 0)));
            loaded.Add(version.VersionId, served);
        }
        return served;
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
