using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Algorithms.Ranking.Exploration;
using Kuajie.Platform.Catalog;

namespace Kuajie.Platform.Recommendations;

/// <summary>Turns eligible candidates, best first, into the list that was asked for: the first ones, a diverse choice, or a random draw with its propensities.</summary>
internal sealed class ListComposer(ItemLookup find, ServedModel model, UserEvidence evidence)
{
    /// <summary>How many candidates a request needs.</summary>
    public static int PoolFor(RecommendationRequest request) =>
        request.Diversity is null && request.Exploration is null ? request.Count : ListDiversity.PoolFor(request.Count);

    /// <summary>The list's items in order.</summary>
    public IReadOnlyList<ScoredItem> Diverse(IReadOnlyList<ScoredItem> pool, ListDiversity diversity, int count)
    {
        var relevance = RelevanceOf(pool);
        int[] candidates = [.. Enumerable.Range(0, pool.Count)];
        var places = diversity.Method switch
        {
            DiversityMethod.Mmr => MaximalMarginalRelevance.Select(relevance, SimilarityOf(pool), diversity.Strength, count),
            DiversityMethod.Dpp => DeterminantalSelection.Select(relevance, SimilarityOf(pool), diversity.Strength, count),
            _ => Calibrated(pool, relevance, candidates, diversity.Strength, count),
        };
        return [.. places.Select(place => pool[place])];
    }

    /// <summary>A draw: the list's items in order, and for each how probable it was.</summary>
    public static (IReadOnlyList<ScoredItem> Items, ExploredList Drawn) Explored(
        IReadOnlyList<ScoredItem> pool,
        ListExploration exploration,
        int count,
        ulong seed
    )
    {
        var drawn = exploration.Policy().Draw(RelevanceOf(pool), count, seed);
        return ([.. drawn.Items.Select(item => pool[item.Candidate])], drawn);
    }

    private static double[] RelevanceOf(IReadOnlyList<ScoredItem> pool) => Relevance.MinMax([.. pool.Select(item => item.Score)]);

    /// <summary>By the factors of the models that serve the user, else, or with items that came after the models, by what the catalog says the items are about.</summary>
    private IItemSimilarity SimilarityOf(IReadOnlyList<ScoredItem> pool) =>
        (
            pool.All(item => item.Index < model.Target.Items.Count)
                ? MixedSimilarity.OfFactors(model.Model, evidence.History, [.. pool.Select(item => item.Index)])
                : null
        ) ?? new CategorySimilarity(ItemTopics.Categories(ItemsOf(pool)), [.. Enumerable.Range(0, pool.Count)]);

    private int[] Calibrated(IReadOnlyList<ScoredItem> pool, double[] relevance, int[] candidates, double strength, int count)
    {
        var (items, weights) = History();
        var categories = ItemTopics.Categories([.. ItemsOf(pool), .. items]);
        int[] past = [.. Enumerable.Range(pool.Count, items.Count)];
        return CalibratedSelection.Select(relevance, categories, candidates, categories.Distribution(past, weights), strength, count);
    }

    /// <summary>What the user did in the target domain, or, where that is nothing, in the others: words that only those use cannot be met and change nothing.</summary>
    private (IReadOnlyList<Item?> Items, float[] Weights) History()
    {
        var target = model.Model.TargetDomain;
        int[] domains = evidence.History[target].Count > 0 ? [target] : [.. Enumerable.Range(0, model.Domains.Count)];
        var items = new List<Item?>();
        var weights = new List<float>();
        foreach (var domain in domains)
        {
            string[] ids = [.. evidence.History[domain].Items.ToArray().Select(item => model.Domains[domain].Items[item])];
            var known = find(model.Domains[domain].Name, ids);
            items.AddRange(ids.Select(id => known.GetValueOrDefault(id)));
            weights.AddRange(evidence.History[domain].Weights.Span);
        }
        return (items, [.. weights]);
    }

    private Item?[] ItemsOf(IReadOnlyList<ScoredItem> pool)
    {
        var known = find(model.Target.Name, [.. pool.Select(item => item.ItemId)]);
        return [.. pool.Select(item => known.GetValueOrDefault(item.ItemId))];
    }
}

/// <summary>The items of a domain by their ids, as far as they are known.</summary>
internal delegate IReadOnlyDictionary<string, Item> ItemLookup(string domain, IReadOnlyCollection<string> itemIds);
