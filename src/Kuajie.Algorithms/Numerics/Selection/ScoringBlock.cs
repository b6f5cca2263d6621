using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Selection;

/// <summary>One thread's work on a block of users in <see cref="FactorScorer"/>: their packed factors, thresholds, heaps and marks of excluded items.</summary>
internal sealed class ScoringBlock
{
    private const int PanelsPerReach = 8;

    private readonly FactorScorer scorer;
    private readonly int tileRows;
    private readonly int tileColumns;
    private readonly AlignedFloats users;
    private readonly AlignedFloats tile = new(TileKernel.MostRows * TileKernel.MostColumns);
    private readonly TopSelector[] selectors;
    private readonly float[] thresholds = new float[FactorScorer.BlockUsers];
    private readonly double[] lengths = new double[FactorScorer.BlockUsers];
    private readonly double[] groupReaches;
    private readonly int wordCount;
    private readonly ulong[] isExcluded;

    /// <summary>Scratch for lists of <paramref name="top"/> items.</summary>
    public ScoringBlock(FactorScorer scorer, int top)
    {
        this.scorer = scorer;
        (tileRows, tileColumns) = (TileKernel.Rows(scorer.Level), TileKernel.Columns(scorer.Level));
        users = new AlignedFloats(FactorScorer.BlockUsers * scorer.Rank);
        selectors = [.. Enumerable.Range(0, FactorScorer.BlockUsers).Select(_ => new TopSelector(top))];
        groupReaches = new double[FactorScorer.BlockUsers / tileRows];
        wordCount = (scorer.ItemCount + 63) / 64;
        isExcluded = new ulong[(long)FactorScorer.BlockUsers * wordCount];
    }

    /// <summary>Pairs of user and item scored so far.</summary>
    public long ScoredPairs { get; private set; }

    /// <summary>Scores up to <see cref="FactorScorer.BlockUsers"/> users against all items. Allocates nothing.</summary>
    public void Score(ReadOnlyMemory<float> factors, ExcludedItems? excluded)
    {
        var count = factors.Length / scorer.Rank;
        Start(factors, count);
        Mark(excluded, count, isMarked: true);
        switch (scorer.Level)
        {
            case SimdLevel.Vector512:
                ScorePanels<Lanes512, Vector512<float>>(count);
                break;
            case SimdLevel.Vector256:
                ScorePanels<Lanes256, Vector256<float>>(count);
                break;
            case SimdLevel.Vector128:
                ScorePanels<Lanes128, Vector128<float>>(count);
                break;
            default:
                ScorePanels<Lanes1, float>(count);
                break;
        }
        Mark(excluded, count, isMarked: false);
    }

    /// <summary>Writes the users' lists and empties the heaps.</summary>
    public void Drain(Span<int> items, Span<float> scores)
    {
        var top = selectors[0].Capacity;
        for (var user = 0; user * top < items.Length; user++)
        {
            var own = items.Slice(user * top, top);
            var ownScores = scores.Slice(user * top, top);
            var found = selectors[user].Drain(own, ownScores);
            own[found..].Fill(-1);
            ownScores[found..].Fill(float.NegativeInfinity);
        }
    }

    private void Start(ReadOnlyMemory<float> factors, int count)
    {
        Panels.Pack(MatrixView.Of(factors, count, scorer.Rank), 0, count, 0, scorer.Rank, tileRows, ref users.First);
        // A row without a user compares with what is not a number: nothing reaches it.
        thresholds.AsSpan(0, count).Fill(float.NegativeInfinity);
        thresholds.AsSpan(count).Fill(float.NaN);
        for (var user = 0; user < count; user++)
        {
            // The computed dot product may exceed the true one by the rounding of its terms.
            lengths[user] = FactorScorer.Norm(factors.Span.Slice(user * scorer.Rank, scorer.Rank)) * (1 + ((scorer.Rank + 8) * 1.2e-7));
        }
    }

    private void ScorePanels<TLanes, TVector>(int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var groups = Panels.Count(count, tileRows);
        var norms = scorer.PanelNorms;
        for (var panel = 0; panel < norms.Length; panel++)
        {
            ref var items = ref scorer.Panel(panel);
            var itemCount = Math.Min(tileColumns, scorer.ItemCount - (panel * tileColumns));
            var lanes = uint.MaxValue >> (32 - itemCount);
            var isAnyLeft = false;
            if (panel % PanelsPerReach == 0)
            {
                FindReaches(groups);
            }
            for (var group = 0; group < groups; group++)
            {
                if (norms[panel] < groupReaches[group])
                {
                    continue;
                }
                isAnyLeft = true;
                ScoredPairs += Math.Min(tileRows, count - (group * tileRows)) * itemCount;
                ref var factors = ref Unsafe.Add(ref users.First, (nint)group * tileRows * scorer.Rank);
                TileKernel.Multiply(
                    scorer.Level,
                    ref factors,
                    tileRows,
                    ref items,
                    tileColumns,
                    scorer.Rank,
                    ref tile.First,
                    tileColumns,
                    ProductMode.Set
                );
                Compare<TLanes, TVector>(group * tileRows, panel * tileColumns, lanes);
            }
            if (!isAnyLeft)
            {
                return;
            }
        }
    }

    /// <summary>Finds the scores of a tile that reach their user's threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compare<TLanes, TVector>(int firstUser, int firstPlace, uint lanes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var scores = ref tile.First;
        ref var threshold = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(thresholds), firstUser);
        for (var row = 0; row < tileRows; row++)
        {
            var bound = TLanes.Broadcast(threshold);
            var reached =
                TLanes.AtLeast(TLanes.Load(ref scores, 0), bound)
                | (TLanes.AtLeast(TLanes.Load(ref scores, TLanes.Count), bound) << TLanes.Count);
            if ((reached & lanes) != 0)
            {
                Offer(firstUser, row, firstPlace, reached & lanes);
            }
            scores = ref Unsafe.Add(ref scores, 2 * TLanes.Count);
            threshold = ref Unsafe.Add(ref threshold, 1);
        }
    }

    private void Offer(int firstUser, int row, int firstPlace, uint reached)
    {
        var user = firstUser + row;
        var selector = selectors[user];
        var scores = tile.Span.Slice(row * tileColumns, tileColumns);
        for (; reached != 0; reached &= reached - 1)
        {
            var lane = BitOperations.TrailingZeroCount(reached);
            var item = scorer.Order[firstPlace + lane];
            if ((isExcluded[(user * wordCount) + (item >> 6)] >> (item & 63) & 1) == 0)
            {
                selector.Offer(item, scores[lane]);
            }
        }
        thresholds[user] = selector.Bar;
    }

    /// <summary>For every group the length that a factor must have to reach the threshold of one of its users.</summary>
    private void FindReaches(int groups)
    {
        for (var group = 0; group < groups; group++)
        {
            var least = double.PositiveInfinity;
            for (var user = group * tileRows; user < (group + 1) * tileRows; user++)
            {
                least = Math.Min(least, float.IsNaN(thresholds[user]) ? double.PositiveInfinity : Reach(thresholds[user], lengths[user]));
            }
            groupReaches[group] = least;
        }
    }

    /// <summary>Items with factors shorter than this cannot reach the threshold. The smallest denormal per term covers rounding near zero.</summary>
    private double Reach(float threshold, double length)
    {
        var reach = (threshold - (scorer.Rank * (double)float.Epsilon)) / length;
        return reach > 0 ? reach : double.NegativeInfinity;
    }

    private void Mark(ExcludedItems? excluded, int count, bool isMarked)
    {
        for (var user = 0; excluded is { } rows && user < count; user++)
        {
            var words = isExcluded.AsSpan(user * wordCount, wordCount);
            foreach (var item in rows.Row(user))
            {
                words[item >> 6] = isMarked ? words[item >> 6] | (1UL << (item & 63)) : 0;
            }
        }
    }
}
