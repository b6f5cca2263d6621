using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>
/// Turns drafts (text and attributes of one taste) into a catalog: unique titles, a third of them English, Zipf popularity, cold items, second
/// tastes, missing fields and opaque ids.
/// </summary>
internal sealed class CatalogPlan(IReadOnlyList<int> tastes, int itemCount, double zipfExponent, double coldShare, Draws draws)
{
    private const int EnglishEvery = 3;
    private const double SecondTasteShare = 0.25;
    private const double MissingDescriptionShare = 0.03;
    private const double MissingPriceShare = 0.02;
    private const int ZipfShift = 3;
    private const int MostTries = 400;

    private readonly HashSet<string> titles = new(StringComparer.Ordinal);

    /// <summary>Draws the catalog.</summary>
    /// <param name="draft">Text and attributes of one item; called until its title is new.</param>
    /// <param name="tagsOf">A taste's tags in a language, for items with a second taste.</param>
    public WorldItem[] Draw(Func<int, bool, ItemDraft> draft, Func<int, bool, string[]> tagsOf)
    {
        var popularity = Popularity();
        var numbers = Numbers();
        var items = new WorldItem[itemCount];
        for (var index = 0; index < itemCount; index++)
        {
            var taste = tastes[index % tastes.Count];
            var isChinese = index / tastes.Count % EnglishEvery != EnglishEvery - 1;
            items[index] = Finish(DraftWithNewTitle(draft, taste, isChinese), taste, isChinese, numbers[index], popularity[index], tagsOf);
        }
        return items;
    }

    private ItemDraft DraftWithNewTitle(Func<int, bool, ItemDraft> draft, int taste, bool isChinese)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var drawn = draft(taste, isChinese);
            if (titles.Add(drawn.Title))
            {
                return drawn;
            }
        }
        throw new InvalidOperationException($"The word lists of taste {taste} are too short for {itemCount} items with unique titles.");
    }

    private WorldItem Finish(ItemDraft draft, int taste, bool isChinese, int number, double popularity, Func<int, bool, string[]> tagsOf)
    {
        var second = draws.Chance(SecondTasteShare) ? draws.Pick(tastes) : taste;
        var hasSecond = second != taste;
        var secondShare = 0.15 + (0.25 * draws.Uniform());
        List<string> tags = [.. draft.Tags];
        if (hasSecond)
        {
            tags.Add(draws.Pick(tagsOf(second, isChinese)));
        }
        return new WorldItem(
            $"{draft.IdPrefix}{number}",
            draft.Kind,
            isChinese ? "zh" : "en",
            draft.Title,
            draws.Chance(MissingDescriptionShare) ? null : draft.Description,
            [.. tags.Distinct(StringComparer.Ordinal)],
            draws.Chance(MissingPriceShare) ? null : draft.PriceMinorUnits,
            WorldCalendar.Start - (draws.Between(10, 900) * 86_400L) + draws.Between(0, 86_399),
            draft.Attributes,
            taste,
            hasSecond ? second : -1,
            hasSecond ? secondShare : 0,
            popularity
        );
    }

    /// <summary>Weight 1/(rank + shift)^exponent in random order; the cold share of the items gets 0.</summary>
    private double[] Popularity()
    {
        var weights = new double[itemCount];
        var cold = (int)Math.Round(itemCount * coldShare);
        for (var rank = 0; rank < itemCount - cold; rank++)
        {
            weights[rank] = Math.Pow(rank + ZipfShift, -zipfExponent);
        }
        draws.Shuffle<double>(weights);
        return weights;
    }

    private int[] Numbers()
    {
        var numbers = new int[itemCount];
        var number = 1000;
        for (var index = 0; index < itemCount; index++)
        {
            number += draws.Between(1, 9);
            numbers[index] = number;
        }
        draws.Shuffle<int>(numbers);
        return numbers;
    }

    /// <summary>The words two or three tags are drawn from, no tag twice.</summary>
    public static IReadOnlyList<string> SomeTags(string[] from, Draws draws)
    {
        var shuffled = from.ToArray();
        draws.Shuffle<string>(shuffled);
        return shuffled[..Math.Min(shuffled.Length, draws.Between(2, 4))];
    }
}
