using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Content;
using Kuajie.Algorithms.Text;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Content;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations;

/// <summary>Says what a recommended item and a past one have in common: tags by name, else phrases both texts hold, else that they are close.</summary>
internal sealed class ContentReasons(IContentModel content)
{
    private const int MostTerms = 200;
    private const int MostNamed = 3;

    /// <summary>The reason in words.</summary>
    /// <param name="contribution">The past item's part of the score.</param>
    /// <param name="item">Index of the recommended item.</param>
    /// <param name="pastItem">The past item, or null where the catalog lacks it.</param>
    /// <param name="recommended">The recommended item, or null.</param>
    /// <param name="strongest">What the user did with the past item.</param>
    /// <param name="quoted">The past item's name in the language's marks.</param>
    public string TextOf(Contribution contribution, int item, Item? pastItem, Item? recommended, InteractionKind strongest, string quoted)
    {
        if (pastItem is null || recommended is null)
        {
            return RecommendationTexts.CloseContent(strongest, quoted);
        }
        var shared = content.SharedTerms(contribution.Domain, contribution.Item, item, MostTerms);
        var (own, past) = (FoldedTags(recommended), FoldedTags(pastItem));
        string[] tags = [.. TagsOf(shared).Where(tag => own.ContainsKey(tag) && past.ContainsKey(tag)).Take(MostNamed)];
        if (tags.Length > 0)
        {
            return RecommendationTexts.SharedTags([.. tags.Select(tag => own[tag])], strongest, quoted);
        }
        if (SharedPhrasesOf(shared, pastItem, recommended) is { Count: > 0 } phrases)
        {
            return RecommendationTexts.SharedWords(phrases, strongest, quoted);
        }
        // The audience's other items lent the item these tags; it has none of them itself.
        string[] lent = [.. TagsOf(shared).Where(past.ContainsKey).Take(MostNamed)];
        return lent.Length > 0
            ? RecommendationTexts.AudienceTags([.. lent.Select(tag => past[tag])], strongest, quoted)
            : RecommendationTexts.CloseContent(strongest, quoted);
    }

    private static IEnumerable<string> TagsOf(IEnumerable<SharedTerm> shared) =>
        shared.Where(term => term.Term.Kind == ContentTermKind.Tag).Select(term => term.Term.Text);

    private static Dictionary<string, string> FoldedTags(Item item) =>
        item
            .Tags.GroupBy(TextSegmenter.Fold, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private static IReadOnlyList<string> SharedPhrasesOf(IEnumerable<SharedTerm> shared, Item pastItem, Item recommended)
    {
        var own = TextSegmenter.Segment(WordsOf(recommended)).Select(token => token.Text).ToHashSet(StringComparer.Ordinal);
        var amounts = shared
            .Where(term => term.Term.Kind == ContentTermKind.Word && own.Contains(term.Term.Text))
            .ToDictionary(term => term.Term.Text, term => term.Amount, StringComparer.Ordinal);
        return SharedPhrases.Of(WordsOf(pastItem), amounts, MostNamed);
    }

    /// <summary>Everything the catalog says, in lines, so that no phrase reaches from one field into the next.</summary>
    private static string WordsOf(Item item)
    {
        var text = CatalogContent.TextOf(item);
        return string.Join(
            '\n',
            [text.Title ?? "", text.Description ?? "", .. text.Tags, .. text.Attributes.Select(attribute => attribute.Value)]
        );
    }
}
