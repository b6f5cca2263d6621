using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics.NearestNeighbors;

namespace Kuajie.Platform.Recommendations;

/// <summary>
/// Ranks a model's items for a user, best first, as far as somebody reads on. Small catalogs and models without factors are scored whole; large catalogs of factor
/// models are searched through an index that is made at the first request and finds the same items with the same scores.
/// </summary>
internal sealed class ItemRanking(IModel model, int largestScoredWhole = ItemRanking.LargestScoredWhole)
{
    /// <summary>Most items that are scored one by one.</summary>
    public const int LargestScoredWhole = 100_000;

    private readonly Dictionary<IFactorModel, QuantizedFactors> indexes = [];

    /// <summary>All items but some, higher score first, smaller index among equals.</summary>
    /// <param name="history">The user.</param>
    /// <param name="excluded">Items to leave out.</param>
    /// <param name="batch">How many are looked for at once, and twice as many each time somebody reads further.</param>
    public IEnumerable<(int Index, float Score)> Rank(UserHistory history, IReadOnlySet<int> excluded, int batch)
    {
        var serving = model is GatedModel gated ? gated.Serving(history) : model;
        return serving is IFactorModel factors && factors.ItemFactors.Length / factors.Rank > largestScoredWhole
            ? Search(factors, history, excluded, batch)
            : ScoreAll(history, excluded);
    }

    private IEnumerable<(int Index, float Score)> ScoreAll(UserHistory history, IReadOnlySet<int> excluded)
    {
        var scores = new float[model.DomainItemCounts[model.TargetDomain]];
        model.Score(history, scores);
        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(order, (a, b) => scores[b] != scores[a] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
        return order.Where(index => !excluded.Contains(index)).Select(index => (index, scores[index]));
    }

    private IEnumerable<(int Index, float Score)> Search(IFactorModel factors, UserHistory history, IReadOnlySet<int> excluded, int batch)
    {
        var index = IndexOf(factors);
        var user = new float[factors.Rank];
        factors.FoldIn(history, user);
        int[] ascending = [.. excluded.Order()];
        var (given, room) = (0, Math.Min(batch, index.ItemCount));
        while (true)
        {
            var (items, scores) = (new int[room], new float[room]);
            var count = index.SelectTop(user, ascending, items, scores).Count;
            for (; given < count; given++)
            {
                yield return (items[given], scores[given]);
            }
            if (count < room || room == index.ItemCount)
            {
                yield break;
            }
            room = (int)Math.Min(2L * room, index.ItemCount);
        }
    }

    private QuantizedFactors IndexOf(IFactorModel factors)
    {
        lock (indexes)
        {
            if (!indexes.TryGetValue(factors, out var index))
            {
                index = new QuantizedFactors(factors.ItemFactors, factors.Rank);
                indexes.Add(factors, index);
            }
            return index;
        }
    }
}
