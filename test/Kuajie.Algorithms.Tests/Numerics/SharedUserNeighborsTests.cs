using CsCheck;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Tests.Numerics;

public class SharedUserNeighborsTests
{
    private static readonly Gen<SparseMatrix> GenMatrix = SparseMatrixTests.GenMatrix(rows: 7);

    [Fact]
    public void Find_TwoCatalogs_EqualsPlainTwin() =>
        Gen.Select(GenMatrix, GenMatrix, Gen.Bool, Gen.Int[0, 3], Gen.Int[1, 6])
            .Sample(
                (items, candidates, jaccard, shrinkage, count) =>
                    AssertTwin(items, candidates, jaccard ? ItemSimilarity.Jaccard : ItemSimilarity.Cosine, shrinkage, count)
            );

    [Fact]
    public void Find_OneCatalog_EqualsPlainTwinWithoutSelf() =>
        Gen.Select(GenMatrix, Gen.Bool, Gen.Int[1, 6])
            .Sample(
                (items, jaccard, count) => AssertTwin(items, items, jaccard ? ItemSimilarity.Jaccard : ItemSimilarity.Cosine, 1, count)
            );

    [Theory]
    [InlineData(false, 700, 60, 90)]
    [InlineData(true, 700, 60, 90)]
    [InlineData(false, 2100, 250, 40)]
    [InlineData(true, 2100, 60, 40)]
    public void Find_SkewedData_EqualsPlainTwinForAnyThreads(bool isWeighted, int itemCount, int meanRow, int count)
    {
        var matrix = Skewed(users: 400, itemCount, meanRow, isWeighted);
        Assert.Equal(!isWeighted, new SharedUserSums(matrix, matrix, 1).Head.BlockCount > 0);
        var expected = SharedUserNeighbors.Find(matrix, matrix, ItemSimilarity.Cosine, 0.5, count);
        Assert.All(
            [2, 3, 7],
            threads => AssertSame(expected, SharedUserNeighbors.Find(matrix, matrix, ItemSimilarity.Cosine, 0.5, count, threads))
        );
        foreach (var item in Enumerable.Range(0, itemCount).Where(item => item % 97 == 0))
        {
            var own = Column(matrix, item);
            var plain = Enumerable
                .Range(0, itemCount)
                .Where(candidate => candidate != item)
                .Select(candidate => (Candidate: candidate, Value: Plain(own, Column(matrix, candidate), ItemSimilarity.Cosine, 0.5)))
                .Where(pair => pair.Value > 0)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Candidate)
                .Take(count)
                .OrderBy(pair => pair.Candidate)
                .ToArray();
            Assert.Equal(plain.Select(pair => pair.Candidate), expected.RowColumns(item).ToArray());
            Assert.Equal(plain.Select(pair => pair.Value), expected.RowValues(item).ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40 * 512)]
    [InlineData(333 * 512)]
    public void Find_HeadCountedInBatches_IsTheSame(int mostHeadCounts)
    {
        var matrix = Skewed(users: 400, itemCount: 700, meanRow: 60, isWeighted: false);
        var norms = SharedUserNeighbors.SquaredNorms(matrix);
        var measure = SimilarityMeasure.Cosine(norms, norms, 0.5);
        var token = TestContext.Current.CancellationToken;
        var whole = SharedUserNeighbors.Find(matrix, matrix, measure, true, 30, 1, null, token);
        var batches = SharedUserNeighbors.Find(matrix, matrix, measure, true, 30, 3, null, token, mostHeadCounts);
        AssertSame(whole, batches);
    }

    [Fact]
    public void HeadCounts_SomeItems_EqualPlainCounts()
    {
        var matrix = Skewed(users: 300, itemCount: 1200, meanRow: 90, isWeighted: false);
        var sums = new SharedUserSums(matrix, matrix, 2);
        var counts = new HeadCounts(sums.Head, sums.ItemsByUsers);
        counts.Count(5, 40, 2, TestContext.Current.CancellationToken);
        Assert.True(sums.Head.Candidates.Length >= PositionalCounts.Positions);
        for (var item = 5; item < 40; item++)
        {
            var own = Column(matrix, item);
            float[] expected =
            [
                .. sums.Head.Candidates.Select(candidate => own.Zip(Column(matrix, candidate)).Sum(pair => pair.First * pair.Second)),
            ];
            Assert.Equal(expected, counts.Of(item)[..expected.Length].ToArray());
        }
    }

    [Fact]
    public void Find_VanishingProducts_LeavesNobodyAndStaysInBounds()
    {
        // 1e-30 · 1e-30 is zero in single precision, so every meeting looks like the first.
        var matrix = new SparseMatrix(3, 4, [0, 4, 8, 12], [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3], [.. Enumerable.Repeat(1e-30f, 12)]);
        Assert.Equal(0, SharedUserNeighbors.Find(matrix, matrix, ItemSimilarity.Cosine, 0, 2).EntryCount);
    }

    [Fact]
    public void Find_NoUsersOrNoItems_IsEmpty()
    {
        var noUsers = new SparseMatrix(0, 3, [0], [], []);
        var noItems = new SparseMatrix(2, 0, [0, 0, 0], [], []);
        Assert.Equal((3, 0), (SharedUserNeighbors.Find(noUsers, noUsers, ItemSimilarity.Cosine, 0, 2).RowCount, 0));
        Assert.Equal(0, SharedUserNeighbors.Find(noItems, noItems, ItemSimilarity.Jaccard, 0, 2).RowCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scratch_Find_AllocatesNothing(bool isWeighted)
    {
        var matrix = Skewed(users: 300, itemCount: 1500, meanRow: 40, isWeighted);
        var norms = SharedUserNeighbors.SquaredNorms(matrix);
        var sums = new SharedUserSums(matrix, matrix, 1);
        var headCounts = new HeadCounts(sums.Head, sums.ItemsByUsers);
        headCounts.Count(0, 1500, 1, TestContext.Current.CancellationToken);
        var scratch = new NeighborScratch(sums, headCounts, SimilarityMeasure.Cosine(norms, norms, 1), 50);
        var (columns, values) = (new int[50], new float[50]);
        long allocated = 0;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var item = 0; item < 1500; item++)
            {
                var found = scratch.Find(item, item);
                scratch.Drain(columns.AsSpan(0, found), values.AsSpan(0, found));
            }
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.Equal(0, allocated);
    }

    /// <summary>Users with few popular and many rare items; weights 1, or 1 … 3.</summary>
    internal static SparseMatrix Skewed(int users, int itemCount, int meanRow, bool isWeighted)
    {
        var offsets = new int[users + 1];
        var (columns, values) = (new List<int>(), new List<float>());
        for (var user = 0; user < users; user++)
        {
            var random = SplittableRandom.Stream(9, (ulong)user);
            var items = new SortedSet<int>();
            for (var draw = user % 5 == 0 ? 0 : random.NextInteger(2 * meanRow); draw > 0; draw--)
            {
                items.Add((int)(itemCount * Math.Pow(random.NextDouble(), 3)));
            }
            columns.AddRange(items);
            values.AddRange(items.Select(_ => isWeighted ? 1f + random.NextInteger(3) : 1));
            offsets[user + 1] = columns.Count;
        }
        return new SparseMatrix(users, itemCount, offsets, [.. columns], [.. values]);
    }

    private static void AssertSame(SparseMatrix expected, SparseMatrix found)
    {
        Assert.Equal(expected.RowOffsets.ToArray(), found.RowOffsets.ToArray());
        Assert.Equal(expected.Columns.ToArray(), found.Columns.ToArray());
        Assert.Equal(expected.Values.ToArray(), found.Values.ToArray());
    }

    private static void AssertTwin(SparseMatrix items, SparseMatrix candidates, ItemSimilarity similarity, double shrinkage, int count)
    {
        var found = SharedUserNeighbors.Find(items, candidates, similarity, shrinkage, count, threads: 2);
        for (var item = 0; item < items.ColumnCount; item++)
        {
            var expected = Enumerable
                .Range(0, candidates.ColumnCount)
                .Where(candidate => !ReferenceEquals(items, candidates) || candidate != item)
                .Select(candidate =>
                    (Candidate: candidate, Value: Plain(Column(items, item), Column(candidates, candidate), similarity, shrinkage))
                )
                .Where(pair => pair.Value > 0)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Candidate)
                .Take(count)
                .OrderBy(pair => pair.Candidate)
                .ToArray();
            Assert.Equal(expected.Select(pair => pair.Candidate), found.RowColumns(item).ToArray());
            Assert.Equal(expected.Select(pair => pair.Value), found.RowValues(item).ToArray());
        }
    }

    /// <summary>The measure in single precision and in the kernel's order of operations; sums of small whole numbers are exact in any order.</summary>
    private static float Plain(float[] first, float[] second, ItemSimilarity similarity, double shrinkage)
    {
        if (similarity == ItemSimilarity.Jaccard)
        {
            float both = first.Zip(second).Count(pair => pair.First > 0 && pair.Second > 0);
            float own = first.Count(value => value > 0);
            float other = second.Count(value => value > 0);
            return both == 0 ? 0 : both / (other + (float)(own + shrinkage) - both);
        }
        var dot = first.Zip(second).Sum(pair => pair.First * pair.Second);
        var norm = (float)Math.Sqrt(first.Sum(value => (double)value * value));
        var otherNorm = (float)Math.Sqrt(second.Sum(value => (double)value * value));
        return dot == 0 ? 0 : dot / ((norm * otherNorm) + (float)shrinkage);
    }

    private static float[] Column(SparseMatrix matrix, int column) =>
        [
            .. Enumerable
                .Range(0, matrix.RowCount)
                .Select(row => matrix.RowColumns(row).BinarySearch(column) is var place and >= 0 ? matrix.RowValues(row)[place] : 0),
        ];
}
