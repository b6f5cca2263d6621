using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// One thread's work on one item after another: gathers what is shared with every candidate into a dense accumulator, then measures and selects in one scan.
/// Where few candidates are met it remembers which, so that reading and clearing cost what filling did. Allocates only when made.
/// </summary>
internal sealed class NeighborScratch
{
    private const int DenseShare = 4;
    private const int PrefetchAhead = 8;
    private const int CacheLine = 64;
    private const int SampleRuns = 32;
    private const int SampleRun = 16;
    private const int LeastSampledRow = 1024;
    private readonly SharedUserSums sums;
    private readonly HeadCounts headCounts;
    private readonly SimilarityMeasure measure;
    private readonly float[] shared;
    private readonly int[] touched;
    private readonly ushort[] counts;
    private readonly float[] sample = new float[(SampleRuns * SampleRun) + 1];
    private readonly ThresholdSelector selector;
    private readonly int neighborCount;
    private int touchedCount;
    private bool isDense;

    /// <summary>Scratch memory for the items of <paramref name="sums"/>, which <paramref name="headCounts"/> counts batch by batch.</summary>
    public NeighborScratch(SharedUserSums sums, HeadCounts headCounts, SimilarityMeasure measure, int neighborCount)
    {
        this.sums = sums;
        this.headCounts = headCounts;
        this.measure = measure;
        shared = new float[sums.Tail.ColumnCount];
        touched = new int[shared.Length];
        counts = new ushort[sums.CountedTail?.Candidates.Length ?? 0];
        this.neighborCount = neighborCount;
        selector = new ThresholdSelector(neighborCount, shared.Length);
    }

    /// <summary>Finds the neighbours of one item; they wait, by ascending candidate, to be drained.</summary>
    /// <param name="item">The item.</param>
    /// <param name="self">A candidate that is left out, or −1.</param>
    /// <returns>How many there are.</returns>
    public int Find(int item, int self)
    {
        Gather(item);
        if (self >= 0)
        {
            shared[self] = 0;
        }
        if (isDense)
        {
            ScanAll(measure.RowFactors[item], measure.RowOffsets[item]);
            Array.Clear(shared);
        }
        else
        {
            selector.Start(float.Epsilon);
            ScanTouched(measure.RowFactors[item], measure.RowOffsets[item]);
        }
        selector.Close();
        if (!isDense)
        {
            selector.SortByIndex();
        }
        return selector.Count;
    }

    /// <summary>Copies the neighbours of the last item out.</summary>
    public void Drain(Span<int> columns, Span<float> values) => selector.Drain(columns, values);

    private void Gather(int item)
    {
        var users = sums.ItemsByUsers.RowColumns(item);
        isDense = sums.Head.BlockCount > 0 || users.Length * sums.MeanRow * DenseShare >= shared.Length;
        touchedCount = 0;
        if (sums.CountedTail is { } counted)
        {
            CountTail(counted, users);
        }
        else
        {
            GatherTail(users, sums.ItemsByUsers.RowValues(item));
        }
        if (sums.Head.BlockCount > 0 && users.Length > 0)
        {
            SpreadHead(item);
        }
    }

    private void CountTail(CountedTail tail, ReadOnlySpan<int> users)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(counts);
        for (var place = 0; place < users.Length; place++)
        {
            if (place + PrefetchAhead < users.Length)
            {
                Prefetch<ushort>(tail.Columns, tail.RowOffsets[users[place + PrefetchAhead]]);
            }
            var start = tail.RowOffsets[users[place]];
            foreach (var number in tail.Columns.AsSpan(start, tail.RowOffsets[users[place] + 1] - start))
            {
                // Numbers were given out below the length of the counts.
                Unsafe.Add(ref first, number)++;
            }
        }
        for (var number = 0; number < counts.Length; number++)
        {
            shared[tail.Candidates[number]] = counts[number];
        }
        Array.Clear(counts);
    }

    private void GatherTail(ReadOnlySpan<int> users, ReadOnlySpan<float> weights)
    {
        var tail = sums.Tail;
        var offsets = tail.RowOffsets.Span;
        var columns = tail.Columns.Span;
        var values = tail.Values.Span;
        var readsValues = !isDense || !sums.CandidatesAreOnes;
        for (var place = 0; place < users.Length; place++)
        {
            if (place + PrefetchAhead < users.Length)
            {
                var ahead = offsets[users[place + PrefetchAhead]];
                Prefetch(columns, ahead);
                if (readsValues)
                {
                    Prefetch(values, ahead);
                }
            }
            var (start, length) = (offsets[users[place]], offsets[users[place] + 1] - offsets[users[place]]);
            if (!isDense)
            {
                AddNoting(columns.Slice(start, length), values.Slice(start, length), weights[place]);
            }
            else if (!readsValues)
            {
                AddOnes(columns.Slice(start, length), weights[place]);
            }
            else
            {
                AddAll(columns.Slice(start, length), values.Slice(start, length), weights[place]);
            }
        }
    }

    /// <summary>Rows of users lie anywhere in memory; asking for them a few users ahead hides the wait.</summary>
    private static unsafe void Prefetch<T>(ReadOnlySpan<T> columns, int place)
    {
        if (Sse.IsSupported && place < columns.Length)
        {
            // A prefetch never faults and a moved array only makes it useless.
            var address = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in columns[place]));
            Sse.Prefetch0(address);
            Sse.Prefetch0(address + CacheLine);
        }
    }

    private void SpreadHead(int item)
    {
        var candidates = sums.Head.Candidates;
        var own = headCounts.Of(item);
        for (var position = 0; position < candidates.Length; position++)
        {
            shared[candidates[position]] = own[position];
        }
    }

    private void AddOnes(ReadOnlySpan<int> candidates, float weight)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(shared);
        foreach (var candidate in candidates)
        {
            // The matrix's form was checked when it was made: columns are below its column count, the accumulator's length.
            Unsafe.Add(ref first, candidate) += weight;
        }
    }

    private void AddAll(ReadOnlySpan<int> candidates, ReadOnlySpan<float> candidateWeights, float weight)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(shared);
        ref var candidate = ref MemoryMarshal.GetReference(candidates);
        ref var candidateWeight = ref MemoryMarshal.GetReference(candidateWeights);
        for (nint entry = 0; entry < candidates.Length; entry++)
        {
            Unsafe.Add(ref first, Unsafe.Add(ref candidate, entry)) += weight * Unsafe.Add(ref candidateWeight, entry);
        }
    }

    private void AddNoting(ReadOnlySpan<int> candidates, ReadOnlySpan<float> candidateWeights, float weight)
    {
        for (var entry = 0; entry < candidates.Length; entry++)
        {
            ref var sum = ref shared[candidates[entry]];
            if (sum == 0)
            {
                if (touchedCount == touched.Length)
                {
                    // Only products that vanish in single precision come back as untouched and overfill the list.
                    isDense = true;
                    touchedCount = 0;
                }
                touched[touchedCount++] = candidates[entry];
            }
            sum += weight * candidateWeights[entry];
        }
    }

    private void ScanTouched(float rowFactor, float rowOffset)
    {
        var candidateFactors = measure.CandidateFactors;
        foreach (var candidate in touched.AsSpan(0, touchedCount))
        {
            var common = shared[candidate];
            shared[candidate] = 0;
            var similarity = SimilarityScan.Similarity(common, candidateFactors[candidate], rowFactor, rowOffset, Union);
            if (similarity >= selector.Threshold)
            {
                selector.Push(candidate, similarity);
            }
        }
    }

    /// <summary>
    /// Scans with a threshold guessed from a sample of the row, so that few candidates are pushed; where the guess was too high, scans again without.
    /// </summary>
    private void ScanAll(float rowFactor, float rowOffset)
    {
        selector.Start(GuessThreshold(rowFactor, rowOffset));
        SimilarityScan.Scan(shared, measure.CandidateFactors, rowFactor, rowOffset, Union, selector);
        if (selector.Count < neighborCount && selector.Threshold > float.Epsilon)
        {
            selector.Start(float.Epsilon);
            SimilarityScan.Scan(shared, measure.CandidateFactors, rowFactor, rowOffset, Union, selector);
        }
    }

    private float GuessThreshold(float rowFactor, float rowOffset)
    {
        if (shared.Length < LeastSampledRow)
        {
            return float.Epsilon;
        }
        // Runs of candidates at even distances; of the sample take twice the share that is kept of the row, and a few more.
        var distance = shared.Length / SampleRuns;
        var count = 0;
        for (var run = 0; run < SampleRuns; run++)
        {
            for (var place = run * distance; place < (run * distance) + SampleRun; place++)
            {
                var similarity = SimilarityScan.Similarity(shared[place], measure.CandidateFactors[place], rowFactor, rowOffset, Union);
                sample[count] = similarity;
                count += similarity >= float.Epsilon ? 1 : 0;
            }
        }
        var rank = (2 * neighborCount * (SampleRuns * SampleRun) / shared.Length) + 4;
        return count < rank ? float.Epsilon : OrderStatistics.Largest(sample.AsSpan(0, count), rank);
    }

    private float Union => measure.IsUnion ? 1 : 0;
}
