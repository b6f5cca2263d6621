using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>One part's scores of one user, item by item as they are asked for. Used by one thread, then disposed of.</summary>
internal abstract class PartScores : IDisposable
{
    /// <summary>Where the scores of all trained items lie.</summary>
    public ScoreScale Scale { get; protected init; }

    /// <summary>The part's score of an item, to the bit.</summary>
    public abstract float this[int item] { get; }

    /// <summary>Shape items: no item scores more. Valid until disposed of.</summary>
    public abstract ReadOnlySpan<float> Bounds();

    /// <summary>Adds to each item's sum at least what the part's calibrated score adds.</summary>
    /// <param name="weights">The part's weights, none of them negative.</param>
    /// <param name="sums">Shape items.</param>
    public virtual void AddBounds((float Plain, float Damped) weights, Span<float> sums) =>
        BlendCalibration.AddBounds(Bounds(), Scale, weights, sums);

    /// <summary>The scores of some items.</summary>
    public abstract void Get(ReadOnlySpan<int> items, Span<float> scores);

    /// <summary>Gives scratch back.</summary>
    public abstract void Dispose();

    /// <summary>Some of scores that are there already.</summary>
    protected static void Pick(ReadOnlySpan<float> all, ReadOnlySpan<int> items, Span<float> scores)
    {
        for (var place = 0; place < items.Length; place++)
        {
            scores[place] = all[items[place]];
        }
    }
}
