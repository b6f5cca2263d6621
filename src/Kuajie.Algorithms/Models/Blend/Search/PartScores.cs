using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>One part's scores of one user, item by item as they are asked for. Used by one thread, then disposed of.</summary>
internal abstract class PartScores : IDisposable
{
    /// <summary>Where the scores of all trained items lie.</summary>
    public ScoreScale Scale { get; protected init; }

    /// <summary>The part's score of an item, to the bit.</summary>
    public abstract float this[int item] { get; }

    /// <summary>Names the part's best items.</summary>
    /// <param name="count">How many, as far as there are.</param>
    /// <param name="eligible">A bit for each item that may be named.</param>
    /// <param name="scratch">Where they are named.</param>
    /// <returns>A score that no eligible item reaches beyond unless it was named; −∞ where all were named.</returns>
    public abstract float NameBest(int count, ReadOnlySpan<ulong> eligible, BlendScratch scratch);

    /// <summary>The scores of some items.</summary>
    public virtual void Get(ReadOnlySpan<int> items, Span<float> scores)
    {
        for (var place = 0; place < items.Length; place++)
        {
            scores[place] = this[items[place]];
        }
    }

    /// <summary>Gives scratch back.</summary>
    public abstract void Dispose();

    /// <summary>Whether an item's bit is set.</summary>
    protected static bool Has(ReadOnlySpan<ulong> eligible, int item) => ((eligible[item >> 6] >> (item & 63)) & 1) != 0;
}
