using Kuajie.Platform.Catalog;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Reasons for items that came after the model: the past interaction with the item that shares most tags, in any domain, else that they are new.</summary>
internal sealed class NewItemReasons(LiveModel model, UserEvidence evidence)
{
    private const int MostTopics = 2;

    /// <summary>The one reason for an item.</summary>
    public IReadOnlyList<Reason> Of(int number)
    {
        var (closest, shared) = model.Target.ItemOf(number) is { } item ? Closest(item) : (null, []);
        if (closest is null)
        {
            return [new Reason(ReasonKind.Popular, LiveTexts.NewHere(model.Target.Domain), null, null)];
        }
        var domain = Array.FindIndex(model.Domains, each => each.Domain == closest.Domain);
        var strongest = evidence.StrongestKind(domain, closest.ItemId);
        var quoted = RecommendationTexts.Quoted(closest.Title ?? closest.ItemId, closest.Kind);
        return
        [
            new Reason(
                ReasonKind.SharedContent,
                RecommendationTexts.SharedTags([.. shared.Take(MostTopics)], strongest, quoted),
                null,
                new ReasonEvidence(closest.Domain, closest.ItemId, closest.Title, strongest, 0, 0, shared)
            ),
        ];
    }

    private (Item? Past, IReadOnlyList<string> Shared) Closest(Item item)
    {
        var (closest, shared) = ((Item?)null, Array.Empty<string>());
        for (var domain = 0; domain < model.Domains.Length && item.Tags.Count > 0; domain++)
        {
            var items = model.Domains[domain];
            foreach (var id in evidence.TouchedItems(domain).Order(StringComparer.Ordinal))
            {
                if (items.ItemOf(items.Ids.Find(id)) is not { } past)
                {
                    continue;
                }
                string[] common = [.. past.Tags.Intersect(item.Tags, StringComparer.OrdinalIgnoreCase)];
                if (common.Length > shared.Length)
                {
                    (closest, shared) = (past, common);
                }
            }
        }
        return (closest, shared);
    }
}
