using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Content;
using Kuajie.Algorithms.Ranking;
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

    /// <summary>The reasons for each item, in the items' order.</summary>
    public IReadOnlyList<IReadOnlyList<Reason>> Find(IReadOnlyList<ScoredItem> items, int most)
    {
        if (most == 0)
        {
            return [.. items.Select(_ => (IReadOnlyList<Reason>)[])];
        }
        var contributions = ServingParts
            .Explain(model.Model, evidence.History, [.. items.Select(item => item.Index)])
            .Select(parts => Positive(parts, most))
            .ToArray();
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

    /// <summary>What each past interaction adds over all models that serve the user, as a share of all that add something, and the model it does most through.</summary>
    private static PastShare[] Positive(IReadOnlyList<PartContribution> parts, int most)
    {
        var all = parts
            .GroupBy(part => (part.Contribution.Domain, part.Contribution.Item))
            .Select(past =>
                (
                    Sum: new Contribution(past.Key.Domain, past.Key.Item, past.Sum(part => part.Contribution.Amount)),
                    Through: past.MaxBy(part => part.Contribution.Amount).Part
                )
            )
            .Where(past => past.Sum.Amount > 0)
            .ToArray();
        var personal = all.Sum(past => (double)past.Sum.Amount);
        return
        [
            .. all.OrderByDescending(past => past.Sum.Amount)
                .ThenBy(past => past.Sum.Domain)
                .ThenBy(past => past.Sum.Item)
                .Take(most)
                .Select(past => new PastShare(past.Sum, past.Sum.Amount / personal, past.Through)),
        ];
    }

    private ItemPair PairOf(PastShare contribution, ScoredItem item)
    {
        var source = model.Domains[contribution.Part.Domain];
        return new ItemPair(source.Name, source.Items[contribution.Part.Item], model.Target.Name, item.ItemId);
    }

    private Dictionary<(string Domain, string Item), Item> ItemsOf(IReadOnlyList<ScoredItem> items, PastShare[][] contributions) =>
        contributions
            .SelectMany(ofItem => ofItem)
            .Select(contribution =>
                (model.Domains[contribution.Part.Domain].Name, Item: model.Domains[contribution.Part.Domain].Items[contribution.Part.Item])
            )
            .Concat(items.Where((_, place) => contributions[place].Length > 0).Select(item => (model.Target.Name, Item: item.ItemId)))
            .Distinct()
            .GroupBy(pair => pair.Name, StringComparer.Ordinal)
            .SelectMany(ofDomain =>
                find(ofDomain.Key, [.. ofDomain.Select(pair => pair.Item)]).Select(found => (ofDomain.Key, found.Key, found.Value))
            )
            .ToDictionary(found => (found.Item1, found.Item2), found => found.Value);

    private Reason ToReason(
        PastShare contribution,
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
        var content = contribution.Through as IContentModel;
        var (kind, text) =
            content is not null
            && new ContentReasons(content).TextOf(contribution.Part, scored.Index, past, recommended, strongest, quoted) is { } common
                ? (ReasonKind.SharedContent, common)
                : Say(strongest, quoted, support, contribution.Part.Domain != model.Model.TargetDomain, topics, content is not null);
        var because = new ReasonEvidence(domain, item, past?.Title, strongest, support.SourceUsers, support.SharedUsers, topics);
        return new Reason(kind, text, contribution.Share, because);
    }

    /// <summary>What other people did says most; where too few did, what both items are about; else that they are close, where the model goes by content, or the past interaction alone.</summary>
    private (ReasonKind Kind, string Text) Say(
        InteractionKind strongest,
        string quoted,
        ItemPairSupport support,
        bool isAcross,
        IReadOnlyList<string> topics,
        bool isByContent
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
            : isByContent ? (ReasonKind.SharedContent, RecommendationTexts.CloseContent(strongest, quoted))
            : (ReasonKind.PastInteraction, RecommendationTexts.BecauseWithoutShare(strongest, quoted));
    }

    private static IReadOnlyList<string> SharedTopics(Item? past, Item? recommended) =>
        past is null || recommended is null ? [] : [.. past.Tags.Intersect(recommended.Tags, StringComparer.OrdinalIgnoreCase)];

    /// <summary>A past interaction that speaks for an item.</summary>
    /// <param name="Part">Its part of the score.</param>
    /// <param name="Share">Its share of all that speak for it.</param>
    /// <param name="Through">The plain model through which it does most.</param>
    private readonly record struct PastShare(Contribution Part, double Share, IModel Through);
}
