using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Content;
using Kuajie.Algorithms.Text;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Content;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations;

/// <summary>
/// Says what a recommended item and a past one have in common: tags by name, else names and phrases both hold or tags that the audience lent, whichever carries more. What two items
/// share by being in one language, or by a few words of many, convinces nobody and is not said.
/// </summary>
internal sealed class ContentReasons(IContentModel content)
{
    private const int MostTerms = 200;
    private const int MostNamed = 3;

    /// <summary>Below this cosine two items share what all items of a catalog share.</summary>
    private const float FewestShared = 0.2f;

    /// <summary>Attributes that say nothing of what an item is about.</summary>
    private static readonly HashSet<string> OfNoTopic = ["language", "lang", "locale", "语言", "语种"];

    /// <summary>The reason in words; null where nothing can be named that convinces.</summary>
    /// <param name="contribution">The past item's part of the score.</param>
    /// <param name="item">Index of the recommended item.</param>
    /// <param name="pastItem">The past item, or null where the catalog lacks it.</param>
    /// <param name="recommended">The recommended item, or null.</param>
    /// <param name="strongest">What the user did with the past item.</param>
    /// <param name="quoted">The past item's name in the language's marks.</param>
    public string? TextOf(Contribution contribution, int item, Item? pastItem, Item? recommended, InteractionKind strongest, string quoted)
    {
        if (pastItem is null || recommended is null)
        {
            return null;
        }
        var shared = content.SharedTerms(contribution.Domain, contribution.Item, item, MostTerms);
        var (own, past) = (FoldedTags(recommended), FoldedTags(pastItem));
        string[] tags = [.. TagsOf(shared).Select(tag => tag.Term.Text).Where(tag => own.ContainsKey(tag) && past.ContainsKey(tag))];
        if (tags.Length > 0)
        {
            return RecommendationTexts.SharedTags([.. tags.Take(MostNamed).Select(tag => own[tag])], strongest, quoted);
        }
        if (shared.Sum(term => term.Amount) < FewestShared)
        {
            return null;
        }
        var phrases = PhrasesOf(shared, CatalogContent.TextOf(pastItem), CatalogContent.TextOf(recommended));
        // The audience's other items lent the item these tags; it has none of them itself.
        SharedTerm[] lent = [.. TagsOf(shared).Where(tag => past.ContainsKey(tag.Term.Text)).Take(MostNamed)];
        return (phrases.Count, lent.Length) switch
        {
            (0, 0) => null,
            (> 0, 0) => Said(),
            (> 0, _) when phrases.Sum(phrase => phrase.Amount) >= lent.Sum(tag => tag.Amount) => Said(),
            _ => RecommendationTexts.AudienceTags([.. lent.Select(tag => past[tag.Term.Text])], strongest, quoted),
        };

        string Said() => RecommendationTexts.SharedWords([.. phrases.Select(phrase => phrase.Text)], strongest, quoted);
    }

    private static IEnumerable<SharedTerm> TagsOf(IEnumerable<SharedTerm> shared) =>
        shared.Where(term => term.Term.Kind == ContentTermKind.Tag);

    private static Dictionary<string, string> FoldedTags(Item item) =>
        item
            .Tags.GroupBy(TextSegmenter.Fold, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>Names and phrases that both hold, those that carry most first, none inside another.</summary>
    private static List<(string Text, float Amount)> PhrasesOf(IEnumerable<SharedTerm> shared, ItemText past, ItemText own)
    {
        var amounts = shared
            .Where(term => term.Term.Kind == ContentTermKind.Word)
            .ToDictionary(term => term.Term.Text, term => term.Amount, StringComparer.Ordinal);
        var kept = new List<(string Text, float Amount)>();
        foreach (
            var phrase in NamesOf(past, own)
                .Concat(NamesOf(own, past))
                .Concat(ProseOf(past, own, amounts))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(text => (Text: text, Amount: WordsOf(text).Sum(word => amounts.GetValueOrDefault(word))))
                .Where(phrase => phrase.Amount > 0)
                .OrderByDescending(phrase => phrase.Amount)
                .ThenBy(phrase => phrase.Text, StringComparer.Ordinal)
        )
        {
            if (kept.Count < MostNamed && !kept.Any(known => known.Text.Contains(phrase.Text, StringComparison.OrdinalIgnoreCase)))
            {
                kept.Add(phrase);
            }
        }
        return kept;
    }

    /// <summary>Values of one item's attributes (a lecturer, an athlete) that the other names as a whole: half a name is nothing two items have in common.</summary>
    private static IEnumerable<string> NamesOf(ItemText item, ItemText other)
    {
        var everything = TextSegmenter.Fold(
            string.Join('\n', [.. Lines(other), .. other.Attributes.Where(IsOfATopic).Select(attribute => attribute.Value)])
        );
        var words = WordsOf(everything).ToHashSet(StringComparer.Ordinal);
        return item
            .Attributes.Where(IsOfATopic)
            .Select(attribute => attribute.Value)
            .Where(value => everything.Contains(TextSegmenter.Fold(value), StringComparison.Ordinal) && WordsOf(value).All(words.Contains));
    }

    /// <summary>Phrases that titles, descriptions and tags of both hold.</summary>
    private static IReadOnlyList<string> ProseOf(ItemText past, ItemText own, Dictionary<string, float> amounts)
    {
        var words = WordsOf(string.Join('\n', Lines(own))).ToHashSet(StringComparer.Ordinal);
        var common = amounts.Where(word => words.Contains(word.Key)).ToDictionary(StringComparer.Ordinal);
        return SharedPhrases.Of(string.Join('\n', Lines(past)), common, MostNamed);
    }

    /// <summary>In lines, so that no phrase reaches from one field into the next.</summary>
    private static IEnumerable<string> Lines(ItemText text) => [text.Title ?? "", text.Description ?? "", .. text.Tags];

    private static bool IsOfATopic((string Name, string Value) attribute) => !OfNoTopic.Contains(TextSegmenter.Fold(attribute.Name));

    private static IEnumerable<string> WordsOf(string text) => TextSegmenter.Segment(text).Select(token => token.Text);
}
