using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Models.Blend.Search;
using Kuajie.Algorithms.Numerics.NearestNeighbors;

namespace Kuajie.Platform.Recommendations;

/// <summary>
/// Ranks a model's items for a user, best first, as far as somebody reads on. Small catalogs and models without an index are scored whole; large catalogs are searched through
/// an index that is made at the first request. Factor models find the same items with the same scores, blends with the same up to rounding.
/// </summary>
internal sealed class ItemRanking(IModel model, int largestScoredWhole = ItemRanking.LargestScoredWhole)
{
    /// <summary>Most items that are scored one by one.</summary>
    public const int LargestScoredWhole = 100_000;

    private readonly Dictionary<IModel, Finder> finders = [];

    /// <summary>Finds a user's best items.</summary>
    /// <param name="history">The user.</param>
    /// <param name="excluded">Ascending indexes of items to leave out.</param>
    /// <param name="items">Room for as many as are wanted.</param>
    /// <param name="scores">Room for their scores.</param>
    private delegate int Finder(UserHistory history, int[] excluded, int[] items, float[] scores);

    /// <summary>All items but some, higher score first, smaller index among equals.</summary>
    /// <param name="history">The user.</param>
    /// <param name="excluded">Items to leave out.</param>
    /// <param name="batch">How many are looked for at once, and twice as many each time somebody reads further.</param>
    public IEnumerable<(int Index, float Score)> Rank(UserHistory history, IReadOnlySet<int> excluded, int batch)
    {
        var serving = model is GatedModel gated ? gated.Serving(history) : model;
        return serving is IFactorModel or BlendModel && ItemCount > largestScoredWhole
            ? Search(FinderOf(serving), history, excluded, batch)
            : ScoreAll(history, excluded);
    }

    private int ItemCount => model.DomainItemCounts[model.TargetDomain];

    private IEnumerable<(int Index, float Score)> ScoreAll(UserHistory history, IReadOnlySet<int> excluded)
    {
        var scores = new float[ItemCount];
        model.Score(history, scores);
        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(order, (a, b) => scores[b] != scores[a] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
        return order.Where(index => !excluded.Contains(index)).Select(index => (index, scores[index]));
    }

    private IEnumerable<(int Index, float Score)> Search(Finder find, UserHistory history, IReadOnlySet<int> excluded, int batch)
    {
        int[] ascending = [.. excluded.Order()];
        // A wider search begins anew: what was given already is not given again.
        var given = new HashSet<int>();
        var room = Math.Min(batch, ItemCount);
        while (true)
        {
            var (items, scores) = (new int[room], new float[room]);
            var count = find(history, ascending, items, scores);
            for (var place = 0; place < count; place++)
            {
                if (given.Add(items[place]))
                {
                    yield return (items[place], scores[place]);
                }
            }
            if (count < room || room == ItemCount)
            {
                yield break;
            }
            room = (int)Math.Min(2L * room, ItemCount);
        }
    }

    private Finder FinderOf(IModel serving)
    {
        lock (finders)
        {
            if (!finders.TryGetValue(serving, out var finder))
            {
                finder = serving is BlendModel blend ? Finding(new BlendIndex(blend)) : Finding((IFactorModel)serving);
                finders.Add(serving, finder);
            }
            return finder;
        }
    }

    private static Finder Finding(BlendIndex index) =>
        (history, excluded, items, scores) => index.SelectTop(history, excluded, items, scores);

    private static Finder Finding(IFactorModel factors)
    {
        var index = new QuantizedFactors(factors.ItemFactors, factors.Rank);
        return (history, excluded, items, scores) =>
        {
            var user = new float[factors.Rank];
            factors.FoldIn(history, user);
            return index.SelectTop(user, excluded, items, scores).Count;
        };
    }
}
