using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>One part's scores of one user, item by item as they are asked for. Used by one thread, then disposed of.</summary>
internal abstract class PartScores : IDisposable
{
    /// <summary>Where the scores of all trained items lie.</summary>
    public ScoreScale Scale { get; protected init; }

    /// <summary>The part's score of an item, to the bit.</summary>
    public abstract float this[int item] { get; }

    /// <summary>Adds the part's best items: exactly those that scoring every item would find.</summary>
    /// <param name="count">How many, as far as there are.</param>
    /// <param name="excluded">Ascending indexes of items that must not be added.</param>
    /// <param name="candidates">Where to.</param>
    public abstract void AddBest(int count, ReadOnlySpan<int> excluded, HashSet<int> candidates);

    /// <summary>Gives scratch back.</summary>
    public abstract void Dispose();
}
