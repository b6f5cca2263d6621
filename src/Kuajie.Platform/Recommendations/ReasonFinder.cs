using Kuajie.Algorithms.Models;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations;

/// <summary>
/// Puts a model's contributions into words: which of the user's own interactions speak for an item, how much, and how many people who did the one did
/// the other too.
/// </summary>
internal sealed class ReasonFinder(ItemLookup find, ServedModel model, SupportCounts support, UserEvidence evidence)
{
    /// <summary>Shares of fewer shared users than this are not told: they would be noise, and might point at persons.</summary>
    private const int FewestSharedUsers = 5;

    /// <summary>More shared topics than this make a sentence long and no clearer.</summary>
    private const int MostTopics = 2;

    private readonly ContentReasons? content = ContentReasons.Of(model.Model, evidence.History);

    /// <summary>The reasons for each item, in the items' order.</summary>
    public IReadOnlyList<IReadOnlyList<Reason>> Find(IReadOnlyList<ScoredItem> items, int most)
    {
        if (most == 0)
        {
            return [.. items.Select(_ => (IReadOnlyList<Reason>)[])];
        }
        var contributions = items.Select(item => Positive(item, most)).ToArray();
        var counts = support.Of(items.SelectMany((item, place) => contributions[place].Select(contribution => PairOf(contribution, item))));
        var known = ItemsOf(items, contributions);
        return
        [
            .. items.Select(
                (item, place) =>
                    contributions[place].Length == 0
                        ? (IReadOnlyList<Reason>)
                            [new Reason(ReasonKind.Popular, RecommendationTexts.Popular(model.Target.Name), null, null)]
                        :
                        [
                            .. contributions[place]
                                .Select(contribution => ToReason(contribution, counts[PairOf(contribution, item)], known, item)),
                        ]
            ),
        ];
    }

    private (Contribution Part, double Share)[] Positive(ScoredItem item, int most)
    {
        var all = model.Model.Explain(evidence.History, item.Index, int.MaxValue);
        var personal = all.Sum(contribution => Math.Max(0, contribution.Amount));
        return
        [
            .. all.Where(contribution => contribution.Amount > 0)
                .Take(most)
                .Select(contribution => (contribution, (double)contribution.Amount / personal)),
        ];
    }

    private ItemPair PairOf((Contribution Part, double Share) contribution, ScoredItem item)
    {
        var source = model.Domains[contribution.Part.Domain];
        return new ItemPair(source.Name, source.Items[contribution.Part.Item], model.Target.Name, item.ItemId);
    }

    private Dictionary<(string Domain, string Item), Item> ItemsOf(
        IReadOnlyList<ScoredItem> items,
        (Contribution Part, double Share)[][] contributions
    ) =>
        contributions
            .SelectMany(ofItem => ofItem)
            .Select(contribution =>
                (model.Domains[contribution.Part.Domain].Name, Item: model.Domains[contribution.Part.Domain].Items[contribution.Part.Item])
            )
            .Concat(items.Where((_, place) => contributions[place].Length > 0).Select(item => (model.Target.Name, Item: item.ItemId)))
            .Distinct()
            .GroupBy(pair => pair.Name, StringComparer.Ordinal)
            .SelectMany(ofDomain =>
                find(ofDomain.Key, [.. ofDomain.Select(pair => pair.Item)])
                    .Select(found => (ofDomain.Key, found.Key, found.Value))
            )
            .ToDictionary(found => (found.Item1, found.Item2), found => found.Value);

    private Reason ToReason(
        (Contribution Part, double Share) contribution,
        ItemPairSupport support,
        Dictionary<(string Domain, string Item), Item> known,
        ScoredItem scored
    )
    {
        var (domain, item) = (support.Pair.SourceDomain, support.Pair.SourceItem);
        var past = known.GetValueOrDefault((domain, item));
        var recommended = known.GetValueOrDefault((support.Pair.TargetDomain, support.Pair.TargetItem));
        var topics = SharedTopics(past, recommended);
        var strongest = evidence.StrongestKind(contribution.Part.Domain, item);
        var quoted = RecommendationTexts.Quoted(past?.Title ?? item, past?.Kind);
        var (kind, text) = content is null
            ? Say(strongest, quoted, support, contribution.Part.Domain != model.Model.TargetDomain, topics)
            : (ReasonKind.SharedContent, content.TextOf(contribution.Part, scored.Index, past, recommended, strongest, quoted));
        var because = new ReasonEvidence(domain, item, past?.Title, strongest, support.SourceUsers, support.SharedUsers, topics);
        return new Reason(kind, text, contribution.Share, because);
    }

    /// <summary>What other people did says most; where too few did, what both items are about; else the past interaction alone.</summary>
    private (ReasonKind Kind, string Text) Say(
        InteractionKind strongest,
        string quoted,
        ItemPairSupport support,
        bool isAcross,
        IReadOnlyList<string> topics
    )
    {
        var share = (double)support.SharedUsers / support.SourceUsers;
        return support.SharedUsers >= FewestSharedUsers
                ? (
                    ReasonKind.Neighbors,
                    isAcross
                        ? RecommendationTexts.BecauseAcross(strongest, quoted, share, model.Target.Name)
                        : RecommendationTexts.BecauseWithShare(strongest, quoted, share)
                )
            : topics.Count > 0 ? (ReasonKind.SharedContent, RecommendationTexts.SharedTags([.. topics.Take(MostTopics)], strongest, quoted))
            : (ReasonKind.PastInteraction, RecommendationTexts.BecauseWithoutShare(strongest, quoted));
    }

    private static IReadOnlyList<string> SharedTopics(Item? past, Item? recommended) =>
        past is null || recommended is null ? [] : [.. past.Tags.Intersect(recommended.Tags, StringComparer.OrdinalIgnoreCase)];
}
