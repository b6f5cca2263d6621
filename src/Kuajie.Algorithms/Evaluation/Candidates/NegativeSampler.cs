using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Evaluation.Candidates;

/// <summary>
/// Draws distinct negatives uniformly from a pool of items, leaving excluded items out. Keeps marks of the size of the catalog, so one sampler serves one
/// thread; which sampler draws does not matter for what is drawn.
/// </summary>
public sealed class NegativeSampler
{
    private readonly int[] pool;
    private readonly int[] marks;
    private int mark;

    /// <summary>Prepares drawing from a pool.</summary>
    /// <param name="pool">Distinct item indexes that may be drawn.</param>
    /// <param name="itemCount">Number of items of the catalog.</param>
    public NegativeSampler(int[] pool, int itemCount)
    {
        ArgumentNullException.ThrowIfNull(pool);
        this.pool = pool;
        marks = new int[itemCount];
    }

    /// <summary>
    /// Draws up to so many negatives; fewer only where the pool has no more. Expected O(count + excluded) while the pool is larger than twice what is asked,
    /// else O(pool).
    /// </summary>
    /// <param name="random">The stream of the row that is being tested.</param>
    /// <param name="positive">The positive item, never drawn.</param>
    /// <param name="excluded">Further items never drawn; may repeat.</param>
    /// <param name="negatives">Receives the draws.</param>
    /// <returns>How many were drawn.</returns>
    public int Draw(ref SplittableRandom random, int positive, ReadOnlySpan<int> excluded, Span<int> negatives)
    {
        mark++;
        marks[positive] = mark;
        foreach (var item in excluded)
        {
            marks[item] = mark;
        }
        return pool.Length > 2 * (negatives.Length + excluded.Length + 1)
            ? DrawByRejection(ref random, negatives)
            : DrawFromRest(ref random, negatives);
    }

    private int DrawByRejection(ref SplittableRandom random, Span<int> negatives)
    {
        for (var drawn = 0; drawn < negatives.Length; )
        {
            var item = pool[random.NextInteger(pool.Length)];
            if (marks[item] != mark)
            {
                marks[item] = mark;
                negatives[drawn++] = item;
            }
        }
        return negatives.Length;
    }

    private int DrawFromRest(ref SplittableRandom random, Span<int> negatives)
    {
        var rest = Array.FindAll(pool, item => marks[item] != mark);
        var count = Math.Min(negatives.Length, rest.Length);
        for (var drawn = 0; drawn < count; drawn++)
        {
            var other = drawn + random.NextInteger(rest.Length - drawn);
            (rest[drawn], rest[other]) = (rest[other], rest[drawn]);
            negatives[drawn] = rest[drawn];
        }
        return count;
    }
}
