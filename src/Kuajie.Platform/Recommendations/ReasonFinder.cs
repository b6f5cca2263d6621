using Kuajie.Algorithms.Models;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Recommendations;

/// <summary>
/// Puts a model's contributions into words: which of the user's own interactions speak for an item, how much, and how many people who did the one did
/// the other too.
/// </summary>
internal sealed class ReasonFinder(IWorkspace workspace, ServedModel model, UserEvidence evidence)
{
    /// <summary>Shares of fewer shared users than this are not told: they would be noise, and might point at persons.</summary>
    private const int FewestSharedUsers = 5;
    private readonly ContentReasons? content = ContentReasons.Of(model.Model, evidence.History);

    /// <summary>The reasons for each item, in the items' order.</summary>
    public IReadOnlyList<IReadOnlyList<Reason>> Find(IReadOnlyList<ScoredItem> items, int most)
    {
        if (most == 0)
        {
            return [.. items.Select(_ => (IReadOnlyList<Reason>)[])];
        }
        var contributions = items.Select(item => Positive(item, most)).ToArray();
        var pairs = items
            .SelectMany((item, place) => contributions[place].Select(contribution => PairOf(contribution, item)))
            .Distinct()
            .ToArray();
        var support = pairs.Length == 0 ? [] : workspace.Interactions.Support(pairs, LinksOf(pairs)).ToDictionary(found => found.Pair);
        var known = ItemsOf(contributions);
        var recommended = content is null ? null : workspace.Catalog.Find(model.Target.Name, [.. items.Select(item => item.ItemId)]);
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
                                .Select(contribution =>
                                    ToReason(
                                        contribution,
                                        support[PairOf(contribution, item)],
                                        known,
                                        item,
                                        recommended?.GetValueOrDefault(item.ItemId)
                                    )
                                ),
                        ]
            ),
        ];
    }

    private List<Link> LinksOf(ItemPair[] pairs) =>
        [
            .. pairs
                .Select(pair => pair.SourceDomain)
                .Distinct(StringComparer.Ordinal)
                .Where(source => !string.Equals(source, model.Target.Name, StringComparison.Ordinal))
                .SelectMany(source => workspace.Links.Between(source, model.Target.Name)),
        ];

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

    private Dictionary<(string Domain, string Item), Item> ItemsOf((Contribution Part, double Share)[][] contributions) =>
        contributions
            .SelectMany(ofItem => ofItem)
            .Select(contribution =>
                (model.Domains[contribution.Part.Domain].Name, Item: model.Domains[contribution.Part.Domain].Items[contribution.Part.Item])
            )
            .Distinct()
            .GroupBy(pair => pair.Name, StringComparer.Ordinal)
            .SelectMany(ofDomain =>
                workspace
                    .Catalog.Find(ofDomain.Key, [.. ofDomain.Select(pair => pair.Item)])
                    .Select(found => (ofDomain.Key, found.Key, found.Value))
            )
            .ToDictionary(found => (found.Item1, found.Item2), found => found.Value);

    private Reason ToReason(
        (Contribution Part, double Share) contribution,
        ItemPairSupport support,
        Dictionary<(string Domain, string Item), Item> known,
        ScoredItem scored,
        Item? recommended
    )
    {
        var domain = support.Pair.SourceDomain;
        var item = support.Pair.SourceItem;
        var found = known.GetValueOrDefault((domain, item));
        var quoted = RecommendationTexts.Quoted(found?.Title ?? item, found?.Kind);
        var isAcross = contribution.Part.Domain != model.Model.TargetDomain;
        var share = (double)support.SharedUsers / support.SourceUsers;
        var strongest = evidence.StrongestKind(contribution.Part.Domain, item);
        var text =
            content is not null ? content.TextOf(contribution.Part, scored.Index, found, recommended, strongest, quoted)
            : support.SharedUsers < FewestSharedUsers ? RecommendationTexts.BecauseWithoutShare(strongest, quoted)
            : isAcross ? RecommendationTexts.BecauseAcross(strongest, quoted, share, model.Target.Name)
            : RecommendationTexts.BecauseWithShare(strongest, quoted, share);
        return new Reason(
            content is not null ? ReasonKind.SharedContent
                : isAcross ? ReasonKind.OtherDomain
                : ReasonKind.SameDomain,
            text,
            contribution.Share,
            new ReasonEvidence(domain, item, found?.Title, strongest, support.SourceUsers, support.SharedUsers)
        );
    }
}
