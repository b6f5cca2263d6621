using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>
/// A blend's best items for a user among very many without scoring each: every part names its own best by its fast search, and the blend scores what any of them
/// named. An item that no part has far up cannot be far up in the sum, since no weight is negative; it may still be missed by a little, so this is an
/// approximation with the recall measured in <c>docs/results/speed.md</c>. Scores are those of <see cref="BlendModel.Score"/> up to rounding.
/// Immutable; may be used from many threads.
/// </summary>
public sealed class BlendIndex
{
    /// <summary>Each part names so many times the items that are wanted…</summary>
    private const int NamedPerItem = 10;

    /// <summary>… and at least so many.</summary>
    private const int LeastNamed = 200;
    private readonly BlendModel model;
    private readonly IReadOnlyList<PartSearch> parts;

    /// <summary>Makes the parts' indexes. O(items · rank²) for factor models.</summary>
    /// <param name="model">The blend.</param>
    public BlendIndex(BlendModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        parts = model.Searches;
        ItemCount = model.DomainItemCounts[model.TargetDomain];
    }

    /// <summary>Number of items.</summary>
    public int ItemCount { get; }

    /// <summary>How many items each part names where so many are wanted.</summary>
    public static int NamedFor(int count) => (int)Math.Min(int.MaxValue, Math.Max(LeastNamed, (long)NamedPerItem * count));

    /// <summary>Selects the best items: higher score first, smaller index among equals.</summary>
    /// <param name="history">What the user did.</param>
    /// <param name="excluded">Ascending indexes of items that must not be selected.</param>
    /// <param name="items">Room for as many as are wanted; overwritten.</param>
    /// <param name="scores">Shape as <paramref name="items"/>; overwritten.</param>
    /// <returns>How many were selected: all that are wanted as far as there are.</returns>
    public int SelectTop(UserHistory history, ReadOnlySpan<int> excluded, Span<int> items, Span<float> scores) =>
        SelectTop(history, excluded, items, scores, NamedFor(items.Length));

    /// <summary>As above with a given number of items named by each part.</summary>
    internal int SelectTop(UserHistory history, ReadOnlySpan<int> excluded, Span<int> items, Span<float> scores, int named)
    {
        ModelInput.Check(model, history);
        var group = model.GroupOf(history);
        int[] active = [.. Enumerable.Range(0, parts.Count).Where(part => model.Weights.IsActive(group, part))];
        // Where a better score of a part may lower the blend's, or no part is quicker than scoring all, there is nothing to gain from naming.
        var canSearch = active.Any(part => parts[part].IsFast) && !model.Weights.HasNegative(group) && (long)named * 2 < ItemCount;
        return canSearch ? Search(history, group, active, excluded, items, scores, named) : ScoreAll(history, excluded, items, scores);
    }

    private int Search(
        UserHistory history,
        int group,
        int[] active,
        ReadOnlySpan<int> excluded,
        Span<int> items,
        Span<float> scores,
        int named
    )
    {
        var answers = new PartScores[active.Length];
        var candidates = new HashSet<int>();
        for (var place = 0; place < active.Length; place++)
        {
            answers[place] = parts[active[place]].Of(history);
            answers[place].AddBest(named, excluded, candidates);
        }
        var selector = new TopSelector(items.Length);
        foreach (var item in candidates)
        {
            var score = 0f;
            for (var place = 0; place < active.Length; place++)
            {
                score += model.Weights.Calibrate(group, active[place], answers[place].Scale.Standardise(answers[place][item]));
            }
            selector.Offer(item, score);
        }
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
        return selector.Drain(items, scores);
    }

    private int ScoreAll(UserHistory history, ReadOnlySpan<int> excluded, Span<int> items, Span<float> scores)
    {
        var all = new float[ItemCount];
        model.Score(history, all);
        var selector = new TopSelector(items.Length);
        for (var item = 0; item < all.Length; item++)
        {
            if (all[item] >= selector.Bar && excluded.BinarySearch(item) < 0)
            {
                selector.Offer(item, all[item]);
            }
        }
        return selector.Drain(items, scores);
    }
}
