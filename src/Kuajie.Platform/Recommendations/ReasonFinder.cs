using Kuajie.Algorithms.Models;
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
        var titles = TitlesOf(contributions);
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
                                .Select(contribution => ToReason(contribution, support[PairOf(contribution, item)], titles)),
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

    private Dictionary<(string Domain, string Item), string?> TitlesOf((Contribution Part, double Share)[][] contributions) =>
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
                    .Select(found => (ofDomain.Key, found.Key, found.Value.Title))
            )
            .ToDictionary(found => (found.Item1, found.Item2), found => found.Title);

    private Reason ToReason(
        (Contribution Part, double Share) contribution,
        ItemPairSupport support,
        Dictionary<(string Domain, string Item), string?> titles
    )
    {
        var domain = support.Pair.SourceDomain;
        var item = support.Pair.SourceItem;
        var title = titles.GetValueOrDefault((domain, item));
        var strongest = evidence.StrongestKind(contribution.Part.Domain, item);
        var text =
            support.SharedUsers >= FewestSharedUsers
                ? RecommendationTexts.BecauseWithShare(
                    strongest,
                    title ?? item,
                    (double)support.SharedUsers / support.SourceUsers,
                    model.Target.Name
                )
                : RecommendationTexts.BecauseWithoutShare(strongest, title ?? item);
        return new Reason(
            contribution.Part.Domain == model.Model.TargetDomain ? ReasonKind.SameDomain : ReasonKind.OtherDomain,
            text,
            contribution.Share,
            new ReasonEvidence(domain, item, title, strongest, support.SourceUsers, support.SharedUsers)
        );
    }
}
